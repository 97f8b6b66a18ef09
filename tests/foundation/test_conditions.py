"""Figures of places: asked of whoever keeps them, nothing where nobody does."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from near.foundation import conditions
from near.foundation.conditions import Conditions, conditions_of, declare_conditions, nothing_known


def test_the_room_that_keeps_figures_is_asked_for_all_regions_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(conditions, "_provider", [nothing_known])
    assert conditions_of(["mn-khentii"]) == {}
    asked: list[Collection[str]] = []

    def figures(regions: Collection[str]) -> dict[str, Conditions]:
        asked.append(regions)
        return {"mn-khentii": Conditions(population=78_000)}

    declare_conditions(figures)
    assert conditions_of(["mn-khentii", "jp-tottori"]) == {"mn-khentii": Conditions(population=78_000)}
    assert asked == [["mn-khentii", "jp-tottori"]]
