"""What tests of the engine stand on: encoders that cost nothing, no rooms but those a test declares."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from near.foundation.search import findable
from near.foundation.search.findable import Findable, Kind, NoConcepts, declare_concepts
from tests.foundation.search.fakes import Chain, NamedConcepts, forgotten, full_chain, without_encoders


@pytest.fixture
def no_encoders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Chain]:
    """A machine where no encoder can be loaded."""
    forgotten()
    chain = without_encoders(monkeypatch, tmp_path)
    yield chain
    forgotten()


@pytest.fixture
def chain(no_encoders: Chain) -> Chain:
    """A machine with both encoders, which encodes for itself."""
    return full_chain(no_encoders)


@pytest.fixture(autouse=True)
def _no_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what a test declares is findable, and nobody keeps concepts."""
    monkeypatch.setattr(findable, "_kinds", {})
    monkeypatch.setattr(findable, "_concepts", [NoConcepts()])


@pytest.fixture
def with_concepts() -> None:
    """Somebody keeps concepts."""
    declare_concepts(NamedConcepts())


class Room:
    """A room with records of one kind, which a test may change."""

    def __init__(self, name: str = "practice") -> None:
        self.records: list[Findable] = []
        findable.declare_findables(Kind(name, name.title(), lambda: list(self.records)))


@pytest.fixture
def room() -> Room:
    """A room that declares practices; none at first."""
    return Room()
