"""What matching is given, read from the records: members, their public postings, what was said to whom."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from near.cooperation.enums import AnswerState
from near.cooperation.models import Answer, Judgement, LoopLeg, Posting
from near.cooperation.queries.ledger import Counted, counts_for_matching
from near.cooperation.queries.postings import with_region
from near.cooperation.rules.matching import Adjusted, Party, Posted, Refusal, Weights, adjusted
from near.foundation.conditions import Conditions, conditions_of
from near.foundation.period import day_of
from near.foundation.search.meanings import Meaning, meanings_of
from near.registry.queries import RosterLine, roster_on
from near.registry.rules.own_languages import own_languages
from near.terminology.queries import Lexicon, lexicon

KIND = "posting"  # how postings are called in the index; their key there is their number
Ledger = Mapping[str, tuple[int, int]]  # (got, gave) of a region, by slug
_UNKNOWN = Conditions()


@dataclass(frozen=True, eq=False)
class Gathered:
    """Everything matching looks at on a day, and the records behind it by key."""

    day: dt.date
    parties: tuple[Party, ...]
    postings: tuple[Posted, ...]
    learned: Adjusted
    records: Mapping[str, Posting]

    def digest(self) -> str:
        """Return what changes when anything matching depends on does."""
        seal = hashlib.sha256(repr((self.day, self.parties, sorted(self.learned.closed))).encode())
        seal.update(repr((sorted(self.learned.apart), sorted(self.learned.paused.items()))).encode())
        learned = (self.learned.away, self.learned.forms, self.learned.languages, self.learned.distances)
        seal.update(repr([sorted(x.items()) for x in learned]).encode())
        for posted in self.postings:
            words = [sorted(x) for x in (posted.concepts, posted.fields, posted.forms, posted.countries)]
            rest = (posted.key, posted.party, posted.direction, posted.language, posted.budget)
            seal.update(repr((*rest, posted.languages, posted.due, words)).encode())
            seal.update(b"" if posted.vector is None else posted.vector.tobytes())
        return seal.hexdigest()


def gathered(day: dt.date, ledger: Ledger | None = None) -> Gathered:
    """Return what is to be matched on `day`. The number of queries does not depend on the number of records.

    Only members take part whose rights do not rest, with postings anybody may read on that day. `ledger`:
    what a region got and gave, in the place of what the room's own ledger counts.
    """
    given = ledger or {}
    lines = [line for line in roster_on(day, "en").lines if not line.suspended]
    slugs = {line.pk: line.id for line in lines}
    public = Posting.objects.public_on(day).filter(region__in=slugs).order_by("pk")
    records = {str(p.pk): p for p in with_region(public)}
    answers = list(_answers())
    counted = counts_for_matching(day)
    known, words, meanings = conditions_of(list(slugs.values())), lexicon(), meanings_of(KIND)
    owners = {key: slugs[p.region_id] for key, p in records.items()}
    refusals = adjusted(Weights(), _refusals(answers), owners)
    in_touch = frozenset(_in_touch(answers))
    return Gathered(
        day,
        tuple(
            _party(line, known.get(line.id, _UNKNOWN), counted.get(line.pk), given.get(line.id))
            for line in lines
        ),
        tuple(_posted(p, owners[key], meanings.get(key), words) for key, p in records.items()),
        dataclasses.replace(refusals, apart=refusals.apart | in_touch),
        records,
    )


def _answers() -> QuerySet[Answer]:
    whole = Answer.objects.exclude(state=AnswerState.WITHDRAWN).select_related("region", "posting__region")
    return whole.only(*_ANSWER).order_by("pk")


_ANSWER = (
    "posting__region__slug", "region__slug", "counterpart_id", "state", "reason",
    "answered_at", "decided_at",
)  # fmt: skip


def _refusals(answers: Iterable[Answer]) -> Iterator[Refusal]:
    """Yield what was refused with a reason: suggestions, answers with an own posting, parts of circles."""
    judged = Judgement.objects.order_by("pk").values_list("own_id", "other_id", "reason", "at")
    for own, other, reason, at in judged:
        yield Refusal(str(own), str(other), reason, day_of(at))
    for answer in answers:
        if answer.state == AnswerState.DECLINED and answer.counterpart_id:
            on = day_of(answer.decided_at or answer.answered_at)
            yield Refusal(str(answer.posting_id), str(answer.counterpart_id), answer.reason, on)
    legs = LoopLeg.objects.filter(declined_at__isnull=False).order_by("pk")
    for leg in legs.only("offer_id", "need_id", "reason", "declined_at"):
        if leg.declined_at:
            yield Refusal(str(leg.offer_id), str(leg.need_id), leg.reason, day_of(leg.declined_at))


def _in_touch(answers: Iterable[Answer]) -> Iterator[tuple[str, str]]:
    """Yield (posting, region) of those who answered one another: they need no suggestion any more."""
    for answer in answers:
        yield str(answer.posting_id), answer.region.slug
        if answer.counterpart_id:
            yield str(answer.counterpart_id), answer.posting.region.slug


def _party(
    line: RosterLine, known: Conditions, counted: Counted | None, given: tuple[int, int] | None
) -> Party:
    got, gave = given or ((counted.got, counted.gave) if counted else (0, 0))
    return Party(
        line.id, line.country, line.latitude, line.longitude, known.population, known.area_km2,
        known.grdp_per_head, known.winter, known.summer, own_languages(line.country), got, gave,
        counted is None or counted.first_timer,
    )  # fmt: skip


def _posted(posting: Posting, party: str, meaning: Meaning | None, words: Lexicon) -> Posted:
    """Return a posting as matching sees it; what the index has not read yet is matched by its topics."""
    named = {*posting.topics, *(meaning.concepts if meaning else ())}
    concepts = frozenset(slug for slug in named if slug in words.fields)
    # A topic that is no concept is a field of work itself.
    fields = {words.fields[slug] for slug in concepts} | {t for t in posting.topics if t not in words.fields}
    return Posted(
        str(posting.pk), party, posting.direction, meaning.language if meaning else posting.language,
        meaning.vector if meaning else None, concepts, frozenset(fields), frozenset(posting.forms),
        posting.budget, tuple(posting.languages), frozenset(posting.countries), posting.by_day,
    )  # fmt: skip
