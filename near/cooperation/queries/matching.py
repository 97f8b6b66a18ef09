"""Suggestions and circles of three for a member, from what is public today.

For pages: `suggestions_for(region)` for a member's own page, `suggestions_of(posting)` beside one need or
offer, `circles_for(region)` for circles. Every suggestion carries reasons as codes; `reasons.worded` turns
them into sentences in the reader's language. Nothing is written. The same records lead to the same results.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from near.cooperation.models import LoopLeg, Posting
from near.cooperation.queries.gathered import Gathered, Ledger, gathered
from near.cooperation.rules.matching import Circle, Lists, Reason, Suggestion, circles, listed, paired, pooled
from near.foundation.journal import kept_until_change
from near.foundation.period import today
from near.foundation.search import state
from near.registry.models import Region

SHOWN = 10  # suggestions a list holds at most: who is seen is shared out over so many
BEST = 5  # of them a page shows unless it asks for more


@dataclass(frozen=True)
class Suggested:
    """The posting `other` suggested for `own`; `score` in [0, 1] is the weaker side's.

    `mutual`: each could help the other. `reasons`: codes with data, the strongest first, four at most.
    """

    own: Posting
    other: Posting
    score: float
    mutual: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Part:
    """One part of a circle: `giver`'s offer meets `receiver`'s need."""

    giver: Region
    receiver: Region
    offer: Posting
    need: Posting
    score: float


@dataclass(frozen=True)
class Ring:
    """A circle of three: the asking member's own gift first, then what follows round, what it gets last.

    `score` in [0, 1] is that of the weakest part.
    """

    score: float
    parts: tuple[Part, ...]


class Matched:
    """All lists and circles of one gathering. The circles are found when first asked for."""

    def __init__(self, given: Gathered) -> None:
        self.given = given
        self._pairs = paired(pooled(given.parties, given.postings, given.day), given.learned)

    @cached_property
    def lists(self) -> Lists:
        """Return the list of every posting."""
        return listed(self._pairs, SHOWN)

    @cached_property
    def circles(self) -> tuple[Circle, ...]:
        """Return every circle, the best first."""
        return circles(self._pairs)


_last: list[tuple[str, Matched]] = []


def matched(given: Gathered) -> Matched:
    """Return what matching makes of a gathering; the last one is kept, and known by its content."""
    digest = given.digest()
    kept = _last[:]
    if kept and kept[0][0] == digest:
        return kept[0][1]
    found = Matched(given)
    _last[:] = [(digest, found)]
    return found


@kept_until_change
def _matched_on(day: dt.date, _index: str) -> Matched:
    """Return the matching of a day; `_index` is the version of the index, which moves without the journal."""
    return matched(gathered(day))


def _of(day: dt.date | None, ledger: Ledger | None) -> Matched:
    on = day or today()
    return _matched_on(on, state.version()) if ledger is None else matched(gathered(on, ledger))


def suggestions_of(
    posting: Posting, limit: int = BEST, *, day: dt.date | None = None, ledger: Ledger | None = None
) -> list[Suggested]:
    """Return at most `limit` counterparts for one posting, the best first; none while it is not public.

    `ledger`: (got, gave) of the year by region's slug; without it the room's own ledger counts. A list holds
    `SHOWN` at most. Two queries where nothing changed since it was last asked.
    """
    found = _of(day, ledger)
    return list(islice(_suggested(found.given, found.lists.of(str(posting.pk))), limit))


def suggestions_for(
    region: Region, limit: int = BEST, *, day: dt.date | None = None, ledger: Ledger | None = None
) -> list[Suggested]:
    """Return at most `limit` suggestions for all public postings of a member, every posting's best first.

    So no posting waits behind another's second choice. No counterpart comes twice. Empty for whoever is no
    member on `day`, or whose rights rest.
    """
    found = _of(day, ledger)
    own = [p for p in found.given.records.values() if p.region_id == region.pk]
    lists = [list(_suggested(found.given, found.lists.of(str(p.pk)))) for p in own]
    ranked = sorted(
        ((place, -s.score, s.own.pk, s) for each in lists for place, s in enumerate(each)),
        key=lambda x: x[:3],
    )
    return list(islice(_once(s for *_order, s in ranked), limit))


def _once(suggestions: Iterable[Suggested]) -> Iterator[Suggested]:
    seen: set[int] = set()
    for suggestion in suggestions:
        if suggestion.other.pk not in seen:
            seen.add(suggestion.other.pk)
            yield suggestion


def _suggested(given: Gathered, found: Iterable[Suggestion]) -> Iterator[Suggested]:
    for s in found:
        yield Suggested(given.records[s.own], given.records[s.other], s.score, s.mutual, s.reasons)


def circles_for(
    region: Region, limit: int = 3, *, day: dt.date | None = None, ledger: Ledger | None = None
) -> list[Ring]:
    """Return at most `limit` circles of three a member could be part of, the best first.

    Left out are those that could not be proposed, since a circle under way takes one of their parts, and
    those with a part that was declined.
    """
    found = _of(day, ledger)
    under_way = _under_way()
    rings = (
        _ring(found.given, circle, region.slug)
        for circle in found.circles
        if region.slug in circle.parties() and not _taken(circle, under_way)
    )
    return list(islice(rings, limit))


def _under_way() -> set[tuple[str, str]]:
    """Return (offer, need) of every part of the circles proposed of which no part was declined."""
    off = LoopLeg.objects.filter(declined_at__isnull=False).values("loop")
    parts = LoopLeg.objects.exclude(loop__in=off).order_by("pk").values_list("offer_id", "need_id")
    return {(str(offer), str(need)) for offer, need in parts}


def _taken(circle: Circle, under_way: set[tuple[str, str]]) -> bool:
    return any((one.offer, other.need) in under_way for one in circle.legs for other in circle.legs)


def _ring(given: Gathered, circle: Circle, slug: str) -> Ring:
    start = circle.parties().index(slug)
    parts = []
    for leg in (*circle.legs[start:], *circle.legs[:start]):
        offer, need = given.records[leg.offer], given.records[leg.need]
        parts.append(Part(offer.region, need.region, offer, need, leg.score))
    return Ring(circle.score, tuple(parts))
