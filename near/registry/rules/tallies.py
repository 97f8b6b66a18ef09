"""The pure law of the register: which spells may stand together, and what a roster adds up to."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

CATEGORIES = ("full", "observer", "special", "associate")


@dataclass(frozen=True)
class Span:
    """A half-open spell of days; `until` None means it still runs."""

    since: dt.date
    until: dt.date | None = None


def overlapping(one: Span, other: Span) -> bool:
    """Tell whether two spells share a day. Symmetric; spells that only touch do not overlap."""
    return one.since < (other.until or dt.date.max) and other.since < (one.until or dt.date.max)


def compatible(new: Span, existing: Iterable[Span]) -> bool:
    """Tell whether a new spell may stand beside the existing ones of the same region."""
    return not any(overlapping(new, other) for other in existing)


def covering(spans: Iterable[Span], day: dt.date) -> list[Span]:
    """Return the spells that cover `day`."""
    return [s for s in spans if s.since <= day < (s.until or dt.date.max)]


def tallied(lines: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Count (category, country) pairs: each category, and `countries` of full members only."""
    lines = list(lines)
    by_category = Counter(category for category, _country in lines)
    counts = {category: by_category.get(category, 0) for category in CATEGORIES}
    return counts | {"countries": len({country for cat, country in lines if cat == "full"})}


def closed_by_merger(day: dt.date, since: dt.date) -> bool:
    """Tell whether a membership begun at `since` can end by a merger on `day`."""
    return since < day
