"""Reads about needs, offers and answers: lists, threads, who waits for whom, and the reply clock."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from near.cooperation.enums import AnswerState, PostingState
from near.cooperation.models import Answer, Loop, LoopLeg, Message, Posting
from near.cooperation.models.postings import LASTS_DAYS
from near.cooperation.rules import posting_phases as phases
from near.foundation.period import today
from near.foundation.text import MultilingualText
from near.registry.models import Mandate

CLOCK_DAYS = 730  # the reply clock looks back two years


def with_region(found: QuerySet[Posting]) -> QuerySet[Posting]:
    """Return postings with their regions and countries, without the outlines nobody needs in a list."""
    return found.select_related("region__country").defer("region__outline")


def public_postings(
    day: dt.date,
    *,
    direction: str = "",
    topic: str = "",
    form: str = "",
    country: str = "",
    language: str = "",
) -> QuerySet[Posting]:
    """Return what anybody may read on a day, the latest first; `language` is one its member can work in."""
    found = Posting.objects.public_on(day)
    if direction:
        found = found.filter(direction=direction)
    if country:
        found = found.filter(region__country=country)
    for name, value in (("topics", topic), ("forms", form), ("languages", language)):
        if value:
            # A list in JSON holds its members in quotes on both engines; neither knows `contains` alike.
            found = found.filter(**{f"{name}__icontains": f'"{value}"'})
    return with_region(found).order_by("-published_at", "-pk")


def topics_in_use(day: dt.date) -> list[str]:
    """Return the concepts that open postings are about, each once. One query."""
    chosen = Posting.objects.public_on(day).order_by("pk").values_list("topics", flat=True)
    return list(dict.fromkeys(topic for topics in chosen for topic in topics))


def own_postings(region: int) -> QuerySet[Posting]:
    """Return everything of a member, what still needs work first, then the latest."""
    return with_region(Posting.objects.filter(region=region)).order_by("ended_on", "-made_at", "-pk")


def review_queue() -> QuerySet[Posting]:
    """Return what waits for the secretariat, the longest waiting first."""
    return with_region(Posting.objects.filter(state=PostingState.SUBMITTED)).order_by("submitted_at", "pk")


def expired_postings(day: dt.date) -> QuerySet[Posting]:
    """Return what was public and has not been confirmed in time, the longest expired first."""
    return with_region(Posting.objects.expired_on(day)).order_by("confirmed_on", "pk")


def expiring_postings(
    since: dt.date, until: dt.date, regions: Collection[int] | None = None
) -> QuerySet[Posting]:
    """Return what expires on a day in `[since, until)`, the soonest first."""
    lasts = dt.timedelta(days=LASTS_DAYS)
    found = Posting.objects.filter(
        state=PostingState.PUBLIC, confirmed_on__gte=since - lasts, confirmed_on__lt=until - lasts
    )
    if regions is not None:
        found = found.filter(region__in=regions)
    return with_region(found).order_by("confirmed_on", "pk")


def answers_of(found: QuerySet[Answer]) -> QuerySet[Answer]:
    """Return answers with both their sides."""
    related = found.select_related("region", "posting__region", "counterpart")
    return related.defer("region__outline", "posting__region__outline")


def answers_waiting(region: int) -> QuerySet[Answer]:
    """Return the answers to a member's postings that wait for its decision, the longest waiting first."""
    found = Answer.objects.filter(posting__region=region, state=AnswerState.OPEN)
    return answers_of(found).order_by("answered_at", "pk")


def answers_given(region: int) -> QuerySet[Answer]:
    """Return the answers a member gave, the latest first."""
    return answers_of(Answer.objects.filter(region=region)).order_by("-answered_at", "-pk")


@dataclass(frozen=True)
class Said:
    """One thing said between two members: by which region (primary key), when, in which words."""

    region: int
    at: dt.datetime
    words: MultilingualText
    language: str
    field: str
    key: int


def thread_of(answer: Answer) -> list[Said]:
    """Return everything said about an answer, in order: the answer itself first. One query."""
    messages = Message.objects.filter(answer=answer).order_by("at", "pk")
    first = Said(answer.region_id, answer.answered_at, answer.words, answer.language, "answer", answer.pk)
    return [first, *(Said(m.region_id, m.at, m.words, m.language, "message", m.pk) for m in messages)]


@dataclass(frozen=True)
class Contact:
    """An office of a member and where it is written to. Never a private address."""

    office: str
    unit: MultilingualText
    address: str


def contacts_of(region: int, day: dt.date | None = None) -> list[Contact]:
    """Return the offices of a member that have an address of their own today. One query."""
    held = Mandate.objects.on(day or today()).filter(region=region).exclude(role_address="")
    by_address = {(m.office, m.role_address): m for m in held.order_by("office", "-pk")}
    return [Contact(m.get_office_display(), m.unit, m.role_address) for m in by_address.values()]


@dataclass(frozen=True)
class ReplyClock:
    """In how many days a member first reacts to an answer: the median, over how many cases."""

    days: float | None
    cases: int
    waiting: int


def reply_clocks(regions: Collection[int] | None = None, day: dt.date | None = None) -> dict[int, ReplyClock]:
    """Return, by member, how fast it reacts to those who answer its needs and offers. Two queries.

    A case is an answer received within two years; it ends with the member's first message, its agreement or
    its refusal. An answer taken back before that is no case; one still waiting is counted apart.
    """
    day = day or today()
    since = dt.datetime.combine(day - dt.timedelta(days=CLOCK_DAYS), dt.time(), dt.UTC)
    found = Answer.objects.filter(answered_at__gte=since)
    if regions is not None:
        found = found.filter(posting__region__in=regions)
    rows = list(
        found.order_by("pk").values_list("pk", "posting__region", "answered_at", "decided_at", "state")
    )
    messages = Message.objects.filter(answer__in=[row[0] for row in rows] if regions is not None else found)
    first: dict[tuple[int, int], dt.datetime] = {}
    for answer, region, at in messages.order_by("-at", "-pk").values_list("answer", "region", "at"):
        first[answer, region] = at
    return _clocks(rows, first)


def _clocks(rows: Iterable[Any], first: dict[tuple[int, int], dt.datetime]) -> dict[int, ReplyClock]:
    days: defaultdict[int, list[float]] = defaultdict(list)
    waiting: defaultdict[int, int] = defaultdict(int)
    for answer, region, answered, decided, state in rows:
        own = decided if state in (AnswerState.AGREED, AnswerState.DECLINED) else None
        reacted = min((at for at in (first.get((answer, region)), own) if at), default=None)
        if reacted is not None:
            days[region].append((reacted - answered).total_seconds() / _DAY)
        elif state == AnswerState.OPEN:
            waiting[region] += 1
    return {
        region: ReplyClock(phases.clock(days[region]), len(days[region]), waiting[region])
        for region in days.keys() | waiting.keys()
    }


_DAY = 86400


def reply_clock(region: int) -> ReplyClock:
    """Return the reply clock of one member."""
    return reply_clocks([region]).get(region, ReplyClock(None, 0, 0))


def loops_of(region: int) -> QuerySet[Loop]:
    """Return the circles a member has a part in, with all their parts, the latest first. Two queries."""
    legs = LoopLeg.objects.select_related("giver", "offer", "need").defer("giver__outline").order_by("pk")
    found = Loop.objects.filter(legs__giver=region).prefetch_related(Prefetch("legs", legs))
    return found.order_by("-proposed_at", "-pk")


def loops_waiting(region: int) -> QuerySet[LoopLeg]:
    """Return a member's parts of circles that wait for its yes or no."""
    off = LoopLeg.objects.filter(declined_at__isnull=False).values("loop")
    found = LoopLeg.objects.filter(giver=region, agreed_at__isnull=True, declined_at__isnull=True)
    return found.exclude(loop__in=off).select_related("loop", "offer", "need").order_by("pk")


def postings_with_answers(region: int) -> dict[int, int]:
    """Return how many open answers each posting of a member has. One query."""
    open_ones = Answer.objects.filter(Q(posting__region=region), state=AnswerState.OPEN)
    counts: defaultdict[int, int] = defaultdict(int)
    for posting in open_ones.order_by("pk").values_list("posting", flat=True):
        counts[posting] += 1
    return dict(counts)
