"""The ledger out of the records: who gave and got what. Nothing in it is typed by anybody, nothing is stored.

Real records and samples of a trial are never counted together: `which` says whose figures are meant.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from near.cooperation.enums import AnswerState, Direction, ProjectState, Role, Standing
from near.cooperation.models import Answer, Contribution, Exchange, Participation
from near.cooperation.rules import ledger as rules
from near.cooperation.rules.ledger import Entry, Kind, Share, Source
from near.foundation.conditions import conditions_of
from near.foundation.journal import kept_until_change
from near.foundation.period import EARLIEST, day_of
from near.registry.models import MembershipSpell

# An idea, or a project that still seeks partners, is not yet something anybody takes part in.
_COUNTED = (ProjectState.AGREED, ProjectState.RUNNING, ProjectState.CLOSING, ProjectState.CLOSED)
_TOOK_PART = (Standing.AGREED, Standing.LEFT)


@kept_until_change
def all_entries(day: dt.date) -> tuple[Entry, ...]:
    """Return every entry up to `day`, in order of time; what lies ahead is no deed yet. Four queries."""
    found = (*_answered(), *_exchanged(), *_took_part(), *_contributed())
    return tuple(sorted((e for e in found if e.on <= day), key=lambda e: (e.on, e.source.key, e.region)))


def _answered() -> Iterator[Entry]:
    """An answer counts from the day it was given, whatever became of it; one taken back does not."""
    given = Answer.objects.exclude(state=AnswerState.WITHDRAWN).order_by("pk")
    for region, posting, owner, direction, at, *samples in given.values_list(*_ANSWER):
        source, on, asks = Source("posting", posting), day_of(at), direction == Direction.OFFER
        for own, kind, other in ((region, Kind.ANSWERED, owner), (owner, Kind.WAS_ANSWERED, region)):
            yield Entry(own, on, kind, source, other, asks=asks, sample=any(samples))


_ANSWER = (
    "region", "posting", "posting__region", "posting__direction", "answered_at", "is_sample",
    "posting__is_sample",
)  # fmt: skip


def _exchanged() -> Iterator[Entry]:
    columns = ("host", "sender", "since", "form", "persons", "project", "project__is_sample")
    for host, sender, on, form, persons, project, sample in Exchange.objects.order_by("pk").values_list(
        *columns
    ):
        source = Source("project", project)
        for entry in rules.exchanged(host, sender, on, form=form, persons=persons, source=source):
            yield replace(entry, sample=sample)


def _took_part() -> Iterator[Entry]:
    found = Participation.objects.filter(standing__in=_TOOK_PART, project__state__in=_COUNTED)
    rows = list(found.order_by("pk").values_list(*_PART))
    leads = {row[0]: row[1] for row in rows if row[2] == Role.LEAD and row[7] == Standing.AGREED}
    for project, region, role, since, begun, proposed, sample, _standing in rows:
        on, source = since or begun or proposed, Source("project", project)
        if role == Role.LEAD:
            yield Entry(region, on, Kind.LED, source, sample=sample)
        else:
            yield Entry(region, on, Kind.JOINED, source, leads.get(project), sample=sample)


_PART = (
    "project", "region", "role", "since", "project__since", "project__proposed_on", "project__is_sample",
    "standing",
)  # fmt: skip


def _contributed() -> Iterator[Entry]:
    found = Contribution.objects.filter(project__state__in=_COUNTED).order_by("pk")
    columns = ("project", "region", "on", "project__since", "project__proposed_on", "project__is_sample")
    for project, region, on, begun, proposed, sample in found.values_list(*columns):
        day = on or begun or proposed
        yield Entry(region, day, Kind.CONTRIBUTED, Source("project", project), sample=sample)


@dataclass(frozen=True)
class Ledger:
    """Entries of the years `[first, last]`: all real, or all samples. `both`: the records hold both kinds."""

    first: int
    last: int
    entries: tuple[Entry, ...]
    sample: bool
    both: bool

    def of(self, region: int) -> tuple[Entry, ...]:
        """Return the entries of one member."""
        return tuple(e for e in self.entries if e.region == region)


def ledger_of(first: int, last: int, day: dt.date, *, samples: bool | None = None) -> Ledger:
    """Return the ledger of whole calendar years up to `day`.

    Without `samples` it is the real records', and the samples' only while there is no real one at all. Four
    queries after each change of the records, then none.
    """
    found = all_entries(day)
    shown = samples if samples is not None else _only_samples(found)
    years = tuple(e for e in found if first <= e.year <= last and e.sample == shown)
    return Ledger(first, last, years, shown, len({e.sample for e in found}) > 1)


def _only_samples(entries: Iterable[Entry]) -> bool:
    """Tell whether there is something to show and all of it is made up for a trial."""
    marks = {entry.sample for entry in entries}
    return marks == {True}


@kept_until_change
def _spells() -> tuple[tuple[int, str, str, dt.date, dt.date | None], ...]:
    """Return (region, slug, country, since, until) of every membership. One query."""
    columns = ("region", "region__slug", "region__country", "since", "until")
    return tuple(MembershipSpell.objects.order_by("pk").values_list(*columns))


def members_in(year: int, day: dt.date) -> dict[int, str]:
    """Return country by member of those who belonged on at least one day of the year, up to `day`."""
    begin, end = dt.date(year, 1, 1), min(dt.date(year + 1, 1, 1), day + dt.timedelta(days=1))
    return {
        region: country
        for region, _slug, country, since, until in _spells()
        if since < end and (until is None or until > begin)
    }


def members_since(day: dt.date) -> dict[int, dt.date]:
    """Return since when each member of `day` has belonged without a break, whatever its category."""
    found: dict[int, dt.date] = {}
    spells = sorted((s for s in _spells() if s[3] <= day), key=lambda s: s[3])
    ends: dict[int, dt.date | None] = {}
    for region, _slug, _country, since, until in spells:
        if ends.get(region, EARLIEST) != since:
            found[region] = since
        ends[region] = until
    return {region: since for region, since in found.items() if (ends[region] or dt.date.max) > day}


def slugs() -> dict[int, str]:
    """Return the public identifier of everybody who ever was a member, by primary key."""
    return {region: slug for region, slug, _country, _since, _until in _spells()}


@dataclass(frozen=True)
class Year:
    """How evenly the members of a year took part: index from 0 (all alike) to nearly 1 (one does it all).

    `curve` is the Lorenz curve as (share of members, share of acts).
    """

    year: int
    members: int
    active: int
    acts: int
    gini: float
    curve: tuple[tuple[float, float], ...]


def year_of(ledger: Ledger, year: int, day: dt.date) -> Year:
    """Return how evenly members took part in one year; whoever did nothing counts as nought."""
    acts = taking_part_in(ledger, year, day)
    values = list(acts.values())
    return Year(
        year, len(values), sum(1 for v in values if v), sum(values), rules.gini(values),
        tuple(rules.lorenz(values)),
    )  # fmt: skip


def taking_part_in(ledger: Ledger, year: int, day: dt.date) -> dict[int, int]:
    """Return how many acts of its own each member of a year did."""
    entries = (e for e in ledger.entries if e.year == year)
    return rules.taking_part(entries, members_in(year, day))


def participation(first: int, last: int, day: dt.date, *, samples: bool | None = None) -> list[Year]:
    """Return how evenly members took part, year by year; five queries at most."""
    ledger = ledger_of(first, last, day, samples=samples)
    return [year_of(ledger, year, day) for year in range(first, last + 1)]


def first_year(day: dt.date) -> int:
    """Return the first year with any entry; the year of `day` where there is none."""
    found = all_entries(day)
    return found[0].year if found else day.year


def by_country(ledger: Ledger, year: int, day: dt.date) -> list[Share]:
    """Return the share of each country's members in the acts of a year."""
    return rules.shares(taking_part_in(ledger, year, day), members_in(year, day))


def by_size(ledger: Ledger, year: int, day: dt.date) -> list[Share]:
    """Return the share of each fifth of the members by population; `unknown` where none is on record."""
    acts, names = taking_part_in(ledger, year, day), slugs()
    known = conditions_of([names[member] for member in acts])
    sizes = {m: known[names[m]].population if names[m] in known else None for m in acts}
    return rules.shares(acts, rules.fifths(sizes))


@dataclass(frozen=True)
class Counted:
    """What matching weighs: acts of help got and given in the year before a day, and who is new to it."""

    slug: str
    got: int
    gave: int
    first_timer: bool


def counts_for_matching(day: dt.date) -> Mapping[int, Counted]:
    """Return what matching weighs, by region, for everybody who is a member on `day`.

    Samples are matched like the rest, so they count here. A first-timer never did or got anything.
    """
    found, names = all_entries(day), slugs()
    since = day - dt.timedelta(days=rules.QUIET_DAYS)
    sides, met = rules.helped(e for e in found if e.on > since), {e.region for e in found}
    return {
        member: Counted(names[member], *sides.get(member, (0, 0)), first_timer=member not in met)
        for member in members_since(day)
    }
