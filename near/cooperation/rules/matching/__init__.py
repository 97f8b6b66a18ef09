"""Matching of needs and offers: the weaker side decides, everybody is seen, circles of three are found."""

from near.cooperation.rules.matching.given import (
    NEED,
    OFFER,
    Party,
    Posted,
    Reason,
    Refusal,
    Suggestion,
    Weights,
)
from near.cooperation.rules.matching.learning import REASONS, Adjusted, adjusted
from near.cooperation.rules.matching.lists import Lists, listed
from near.cooperation.rules.matching.loops import Circle, Leg, circles
from near.cooperation.rules.matching.pairing import Pairs, paired
from near.cooperation.rules.matching.pool import Pool, pooled

__all__ = [
    "NEED", "OFFER", "REASONS", "Adjusted", "Circle", "Leg", "Lists", "Pairs", "Party", "Pool", "Posted",
    "Reason", "Refusal", "Suggestion", "Weights", "adjusted", "circles", "listed", "paired", "pooled",
]  # fmt: skip
