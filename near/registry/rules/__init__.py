"""The pure law of the register: spells and tallies; how names are folded, and which region a name means."""

from near.registry.rules.gazetteer import Answer, Gazetteer, Knowledge, Match
from near.registry.rules.name_tables import Place
from near.registry.rules.own_languages import own_languages
from near.registry.rules.tallies import (
    CATEGORIES,
    Span,
    closed_by_merger,
    compatible,
    covering,
    overlapping,
    tallied,
)

__all__ = [
    "CATEGORIES",
    "Answer",
    "Gazetteer",
    "Knowledge",
    "Match",
    "Place",
    "Span",
    "closed_by_merger",
    "compatible",
    "covering",
    "overlapping",
    "own_languages",
    "tallied",
]
