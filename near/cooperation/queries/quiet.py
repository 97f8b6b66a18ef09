"""Which members have gone quiet, since when, and what the records say would bring each back."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from near.cooperation.enums import AnswerState, Standing
from near.cooperation.models import (
    Answer,
    Assent,
    Attachment,
    Change,
    Contribution,
    Exchange,
    LoopLeg,
    Message,
    Participation,
    Posting,
    Report,
    SurveyAnswer,
    Task,
)
from near.cooperation.queries.ledger import members_in, members_since
from near.cooperation.rules import ledger as rules
from near.cooperation.rules.ledger import Source
from near.foundation.journal import kept_until_change
from near.foundation.period import day_of
from near.foundation.text import MultilingualText
from near.registry.models import Mandate
from near.registry.rules.own_languages import own_languages

UNANSWERED_DAYS = 30  # a need that nobody answered for so long is worth a word from the secretariat
SIGNED_IN_DAYS = 180  # so long without a sign-in, an official may no longer be the one in charge

_DECIDED = Q(state__in=(AnswerState.AGREED, AnswerState.DECLINED))
# What counts as a sign of life: (table, which of it, whose, when, the mark of a sample). Drafts count too:
# somebody sat down to write.
_SIGNS: tuple[tuple[Any, Q, str, str, str], ...] = (
    (Posting, Q(), "region", "made_at", "is_sample"),
    (Posting, Q(), "region", "submitted_at", "is_sample"),
    (Posting, Q(), "region", "confirmed_on", "is_sample"),
    (Answer, Q(), "region", "answered_at", "is_sample"),
    (Answer, _DECIDED, "posting__region", "decided_at", "is_sample"),
    (Message, Q(), "region", "at", "answer__is_sample"),
    (LoopLeg, Q(), "giver", "agreed_at", "loop__is_sample"),
    (LoopLeg, Q(), "giver", "declined_at", "loop__is_sample"),
    (Participation, Q(standing=Standing.AGREED), "region", "since", "project__is_sample"),
    (Contribution, Q(), "region", "on", "project__is_sample"),
    (Exchange, Q(), "host", "since", "project__is_sample"),
    (Exchange, Q(), "sender", "since", "project__is_sample"),
    (Task, Q(), "region", "done_on", "project__is_sample"),
    (Report, Q(), "region", "handed_in_at", "project__is_sample"),
    (Change, Q(), "region", "proposed_at", "project__is_sample"),
    (Assent, Q(), "region", "at", "change__project__is_sample"),
    (Attachment, Q(), "region", "added_at", "project__is_sample"),
    (SurveyAnswer, Q(), "region", "at", "survey__is_sample"),
)

PHRASES: dict[str, Any] = {
    "no_mandate": _("Nobody holds a mandate of this member: invite its head of office."),
    "no_sign_in": _("No official of it has signed in for %(days)d days: ask who is in charge now."),
    "never_signed_in": _("No official of it has ever signed in: ask who is in charge."),
    "waiting": _("Answers of others that wait for its reply: %(count)d."),
    "unanswered": _("Nobody has answered what it put up, for %(days)d days: look for a partner with it."),
    "expired": _("Needs and offers of its own that expired and one click would confirm: %(count)d."),
    "fitting": _("Open needs and offers of others about its topics: %(count)d. The closest:"),
    "never_posted": _("It has never put up a need or an offer: ask what would help it, or what it can give."),
    "language": _("Open needs and offers that cannot be read in its language yet: %(count)d of %(all)d."),
}  # fmt: skip


@dataclass(frozen=True)
class Suggestion:
    """What would bring a member back: a code of `PHRASES`, its figures, and the record it speaks of."""

    code: str
    details: dict[str, int] = field(default_factory=dict)
    source: Source | None = None
    title: MultilingualText | None = None

    @property
    def words(self) -> str:
        """Return the suggestion in the active language."""
        return str(PHRASES[self.code]) % self.details


@dataclass(frozen=True)
class Quiet:
    """A silent member (primary key), its country, its last sign of life (None: never one), its offices'
    addresses, and what would bring it back.
    """

    region: int
    country: str
    last: dt.date | None
    addresses: tuple[str, ...]
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True)
class QuietList:
    """The silent members, the longest silent first. `samples`: samples of a trial count as signs of life
    and are drawn from here; `both`: there are signs of both kinds.
    """

    members: tuple[Quiet, ...]
    samples: bool
    both: bool


def quiet_members(
    day: dt.date, after: int = rules.QUIET_DAYS, country: str = "", *, samples: bool | None = None
) -> QuietList:
    """Return the members without a sign of life for `after` days.

    Samples of a trial are no sign of anybody's life: they count only where that is asked for, or where there
    is nothing real at all. The number of queries does not depend on how many members there are.
    """
    real, made_up = last_signs(day)
    with_samples = samples if samples is not None else bool(made_up) and not real
    last = _later(real, made_up) if with_samples else real
    countries = members_in(day.year, day)
    silent = rules.quiet(last, members_since(day), day, after)
    found = [(m, on) for m, on in silent if country in ("", countries[m])]
    known = _known(day, Q() if with_samples else Q(is_sample=False))
    members = (
        Quiet(
            m, countries[m], on, tuple(known.addresses[m]), tuple(_suggestions(m, countries[m], known, day))
        )
        for m, on in found
    )
    return QuietList(tuple(members), with_samples, bool(real) and bool(made_up))


def _quiet(member: int, country: str, last: dt.date | None, known: _Known, day: dt.date) -> Quiet:
    found = tuple(_suggestions(member, country, known, day))
    return Quiet(member, country, last, tuple(known.addresses[member]), found)


Signs = dict[int, dt.date]


@kept_until_change
def last_signs(day: dt.date) -> tuple[Signs, Signs]:
    """Return the last sign of life of each region up to `day`: in real records, and in samples.

    One query for each kind of sign.
    """
    last: tuple[Signs, Signs] = ({}, {})
    end = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), dt.UTC)
    for table, which, region, moment, sample in _SIGNS:
        before = Q(**{f"{moment}__lte": day}) if moment in _DAYS else Q(**{f"{moment}__lt": end})
        rows = table.objects.filter(which, before).order_by().values_list(region, sample)
        for whose, made_up, at in rows.annotate(Max(moment)):
            signs, on = last[made_up], day_of(at) if isinstance(at, dt.datetime) else at
            signs[whose] = max(signs.get(whose, on), on)
    return last


def _later(one: Signs, other: Signs) -> Signs:
    return {m: max(s[m] for s in (one, other) if m in s) for m in {*one, *other}}


_DAYS = ("confirmed_on", "since", "on", "done_on")


@dataclass(frozen=True)
class _Open:
    """A posting anybody may read: whose, what it is called, its topics, the languages it is in."""

    pk: int
    region: int
    title: MultilingualText
    topics: frozenset[str]
    languages: frozenset[str]


@dataclass
class _Known:
    """Everything suggestions are drawn from, by region."""

    addresses: defaultdict[int, list[str]]
    signed_in: dict[int, dt.date | None]
    waiting: dict[int, int]
    unanswered: dict[int, tuple[int, dt.date]]
    expired: dict[int, int]
    topics: defaultdict[int, set[str]]
    posted: set[int]
    open: list[_Open]


def _known(day: dt.date, which: Q) -> _Known:
    """Read what suggestions are drawn from: postings and answers that meet `which`. Seven queries."""
    own: defaultdict[int, set[str]] = defaultdict(set)
    posted: set[int] = set()
    for region, topics in Posting.objects.filter(which).order_by("pk").values_list("region", "topics"):
        own[region] |= set(topics)
        posted.add(region)
    for region, topics in Participation.objects.order_by("pk").values_list("region", "project__topics"):
        own[region] |= set(topics)
    public = Posting.objects.public_on(day).filter(which)
    waiting = Answer.objects.filter(which, state=AnswerState.OPEN).order_by()
    expired = Posting.objects.expired_on(day).filter(which).order_by()
    return _Known(
        *_offices(day),
        dict(waiting.values_list("posting__region").annotate(Count("pk"))),
        _without_answers(public, day),
        dict(expired.values_list("region").annotate(Count("pk"))),
        own, posted, [_open(row) for row in public.order_by("-published_at", "-pk").values_list(*_OPEN)],
    )  # fmt: skip


_OPEN = ("pk", "region", "title", "topics")


def _open(row: tuple[int, int, MultilingualText, list[str]]) -> _Open:
    pk, region, title, topics = row
    spoken = frozenset(code for code in title if title.passages[code].words)
    return _Open(pk, region, title, frozenset(topics), spoken)


def _offices(day: dt.date) -> tuple[defaultdict[int, list[str]], dict[int, dt.date | None]]:
    """Return the addresses of the offices of each region, and when one of its officials last signed in.

    A region without any mandate is in neither.
    """
    addresses: defaultdict[int, list[str]] = defaultdict(list)
    signed_in: dict[int, dt.date | None] = {}
    held = Mandate.objects.on(day).order_by("office", "since", "pk")
    for region, address, at in held.values_list("region", "role_address", "account__last_login"):
        if address and address not in addresses[region]:
            addresses[region].append(address)
        seen, on = signed_in.get(region), day_of(at) if at else None
        signed_in[region] = max(seen, on) if seen and on else seen or on
    return addresses, signed_in


def _without_answers(public: QuerySet[Posting], day: dt.date) -> dict[int, tuple[int, dt.date]]:
    """Return the longest unanswered public posting of each region, and since when it has been public."""
    edge = dt.datetime.combine(day - dt.timedelta(days=UNANSWERED_DAYS), dt.time(), dt.UTC)
    answered = Answer.objects.exclude(state=AnswerState.WITHDRAWN).values("posting")
    alone = public.filter(published_at__lt=edge).exclude(pk__in=answered).order_by("-published_at", "-pk")
    rows = alone.values_list("region", "pk", "published_at")
    return {region: (pk, day_of(at)) for region, pk, at in rows if at is not None}


def _suggestions(member: int, country: str, known: _Known, day: dt.date) -> Iterable[Suggestion]:
    """Yield what would bring a member back, what is nearest to a reply first."""
    if member not in known.signed_in:
        yield Suggestion("no_mandate")
    else:
        yield from _signing_in(known.signed_in[member], day)
    if count := known.waiting.get(member):
        yield Suggestion("waiting", {"count": count})
    if alone := known.unanswered.get(member):
        pk, since = alone
        title = next(p.title for p in known.open if p.pk == pk)
        yield Suggestion("unanswered", {"days": (day - since).days}, Source("posting", pk), title)
    if count := known.expired.get(member):
        yield Suggestion("expired", {"count": count})
    yield from _fitting(member, known)
    if member not in known.posted:
        yield Suggestion("never_posted")
    yield from _unreadable(member, country, known)


def _signing_in(last: dt.date | None, day: dt.date) -> Iterable[Suggestion]:
    if last is None:
        yield Suggestion("never_signed_in")
    elif (days := (day - last).days) >= SIGNED_IN_DAYS:
        yield Suggestion("no_sign_in", {"days": days})


def _fitting(member: int, known: _Known) -> Iterable[Suggestion]:
    """Name the open posting of another member that shares most topics with this one's, the newest first."""
    topics = known.topics[member]
    fits = [p for p in known.open if p.region != member and p.topics & topics]
    if fits:
        closest = max(fits, key=lambda p: len(p.topics & topics))
        source = Source("posting", closest.pk)
        yield Suggestion("fitting", {"count": len(fits)}, source, closest.title)


def _unreadable(member: int, country: str, known: _Known) -> Iterable[Suggestion]:
    languages = set(own_languages(country))
    others = [p for p in known.open if p.region != member]
    count = sum(1 for p in others if languages and not p.languages & languages)
    if count:
        yield Suggestion("language", {"count": count, "all": len(others)})
