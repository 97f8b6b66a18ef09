"""Counts with what they count, in the number the language asks for."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import npgettext


def figures_of(counts: Mapping[str, int]) -> list[tuple[int, str]]:
    """Return (number, words) of full members, countries, observers and others."""
    full, countries, observers = (counts[key] for key in ("full", "countries", "observer"))
    others = counts["special"] + counts["associate"]
    return [
        (full, npgettext("number", "full member", "full members", full)),
        (countries, npgettext("number", "country", "countries", countries)),
        (observers, npgettext("number", "observer", "observers", observers)),
        (others, npgettext("number", "special or associate member", "special and associate members", others)),
    ]
