"""The yearly statement of a member: what membership gave it, what it gave, and the records behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from near.cooperation.models import Posting, Project
from near.cooperation.queries.ledger import all_entries
from near.cooperation.rules import ledger as rules
from near.cooperation.rules.ledger import Balance, Entry, Kind, Source
from near.foundation.text import MultilingualText


@dataclass(frozen=True)
class Proof:
    """One record behind a line: what it is called, on which day, with which counterpart (primary key).

    `count`: persons where the line counts persons, else 1.
    """

    source: Source
    title: MultilingualText
    on: dt.date
    counterpart: int | None
    count: int


@dataclass(frozen=True)
class Line:
    """Acts of one kind: how many, how many persons where it counts persons (else 0), and their records."""

    kind: Kind
    acts: int
    persons: int
    proofs: tuple[Proof, ...]


@dataclass(frozen=True)
class Statement:
    """What a member (primary key) gave and got in a calendar year, up to the day asked for.

    `sample`: every record in it is made up for a trial; `both`: the year holds real records and samples.
    `years`: those with anything on record, the latest first. `counterparts`: with whom, each once.
    """

    region: int
    year: int
    gave: tuple[Line, ...]
    got: tuple[Line, ...]
    sums: tuple[int, int]
    balance: Balance
    sample: bool
    both: bool
    years: tuple[int, ...]
    counterparts: tuple[int, ...]


def statement_of(region: int, year: int, day: dt.date, *, samples: bool | None = None) -> Statement:
    """Return a member's statement of a year. Real records and samples are never summed up together.

    Without `samples` the real ones are shown, and samples only where the year has no real one. Six queries
    after a change of the records, two before the next.
    """
    own = [entry for entry in all_entries(day) if entry.region == region]
    of_year = [entry for entry in own if entry.year == year]
    kinds = {entry.sample for entry in of_year}
    shown = samples if samples is not None else kinds == {True}
    entries = [entry for entry in of_year if entry.sample == shown]
    titles = _titles(entries)
    gave, got = rules.sums(entries)
    others = dict.fromkeys(e.counterpart for e in entries if e.counterpart is not None)
    return Statement(
        region, year, _lines(entries, rules.GIVING, titles), _lines(entries, rules.GETTING, titles),
        (gave, got), rules.balance(gave, got), shown, len(kinds) > 1,
        tuple(sorted({e.year for e in own}, reverse=True)), tuple(others),
    )  # fmt: skip


def _lines(
    entries: Sequence[Entry], kinds: Sequence[Kind], titles: dict[Source, MultilingualText]
) -> tuple[Line, ...]:
    return tuple(
        Line(
            tally.kind, tally.acts, tally.persons,
            tuple(_proof(e, titles) for e in entries if e.kind == tally.kind),
        )
        for tally in rules.tallies(entries, kinds)
    )  # fmt: skip


def _proof(entry: Entry, titles: dict[Source, MultilingualText]) -> Proof:
    return Proof(entry.source, titles[entry.source], entry.on, entry.counterpart, entry.count)


def _titles(entries: Iterable[Entry]) -> dict[Source, MultilingualText]:
    """Return what the records are called. Two queries."""
    keys: dict[str, set[int]] = {"posting": set(), "project": set()}
    for entry in entries:
        keys[entry.source.kind].add(entry.source.key)
    return {
        Source(kind, pk): title
        for kind, table in (("posting", Posting), ("project", Project))
        for pk, title in table.objects.filter(pk__in=keys[kind]).order_by("pk").values_list("pk", "title")
    }
