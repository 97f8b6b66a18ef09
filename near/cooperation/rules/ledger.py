"""The ledger: what a member gave and got, and how evenly members take part. No score ranks them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

FIFTHS = 5
QUIET_DAYS = 365  # a member that has shown no sign of life for a year counts as quiet
_EVEN = 0.25  # gave and got are even where they differ by no more than a quarter of both together


class Kind(StrEnum):
    """What a member did or had done for it. An exchange of people counts for both of its sides."""

    HOSTED = "hosted"
    ADVISED = "advised"
    ANSWERED = "answered"
    SENT = "sent"
    LED = "led"
    CONTRIBUTED = "contributed"
    WAS_HOSTED = "was_hosted"
    WAS_ADVISED = "was_advised"
    WAS_ANSWERED = "was_answered"
    RECEIVED = "received"
    JOINED = "joined"


class Side(StrEnum):
    """Whether a member gave or got. Joining a project that another leads is something membership gave."""

    GAVE = "gave"
    GOT = "got"


GIVING = (Kind.HOSTED, Kind.ADVISED, Kind.ANSWERED, Kind.SENT, Kind.LED, Kind.CONTRIBUTED)
GETTING = (Kind.WAS_HOSTED, Kind.WAS_ADVISED, Kind.WAS_ANSWERED, Kind.RECEIVED, Kind.JOINED)
# What a member does itself: what it gives, and that it joins. Having things done for one is no taking part.
OWN_ACTS = frozenset((*GIVING, Kind.JOINED))
# Where the count of an entry is a number of persons; elsewhere it is one.
IN_PERSONS = frozenset((Kind.HOSTED, Kind.WAS_HOSTED, Kind.SENT, Kind.RECEIVED))
# What matching takes for help; who sends and who leads helps nobody in particular.
HELP = {
    Kind.HOSTED: Side.GAVE, Kind.ADVISED: Side.GAVE, Kind.ANSWERED: Side.GAVE, Kind.CONTRIBUTED: Side.GAVE,
    Kind.WAS_HOSTED: Side.GOT, Kind.WAS_ADVISED: Side.GOT, Kind.WAS_ANSWERED: Side.GOT,
}  # fmt: skip


@dataclass(frozen=True)
class Source:
    """The record an entry comes from: its kind and number."""

    kind: str
    key: int


@dataclass(frozen=True)
class Entry:
    """One act of one member (`region`, `counterpart`: primary keys), out of the record `source`.

    `count`: persons where the kind counts persons, else 1. `asks`: an answer that asks for what was offered,
    so that the help goes the other way. `sample`: made up for a trial.
    """

    region: int
    on: dt.date
    kind: Kind
    source: Source
    counterpart: int | None = None
    count: int = 1
    asks: bool = False
    sample: bool = False

    @property
    def year(self) -> int:
        """Return the calendar year the act counts for."""
        return self.on.year

    @property
    def side(self) -> Side:
        """Tell whether the member gave or got."""
        return Side.GAVE if self.kind in GIVING else Side.GOT


def exchanged(host: int, sender: int, on: dt.date, *, form: str, persons: int, source: Source) -> list[Entry]:
    """Return the entries of an exchange of people: the host hosts, the sender sends; experts and trainers
    advise their host.
    """
    entries = [
        Entry(host, on, Kind.HOSTED, source, sender, persons),
        Entry(sender, on, Kind.WAS_HOSTED, source, host, persons),
        Entry(sender, on, Kind.SENT, source, host, persons),
        Entry(host, on, Kind.RECEIVED, source, sender, persons),
    ]
    if form in ADVISING:
        entries.append(Entry(sender, on, Kind.ADVISED, source, host))
        entries.append(Entry(host, on, Kind.WAS_ADVISED, source, sender))
    return entries


ADVISING = frozenset(("expert", "training"))


@dataclass(frozen=True)
class Tally:
    """Acts of one kind: how many, and how many persons where the kind counts persons (else 0)."""

    kind: Kind
    acts: int
    persons: int


def tallies(entries: Iterable[Entry], kinds: Sequence[Kind]) -> list[Tally]:
    """Return the acts of each kind, in the order of `kinds`; kinds without any are left out."""
    acts: Counter[Kind] = Counter()
    persons: Counter[Kind] = Counter()
    for entry in entries:
        acts[entry.kind] += 1
        persons[entry.kind] += entry.count if entry.kind in IN_PERSONS else 0
    return [Tally(kind, acts[kind], persons[kind]) for kind in kinds if acts[kind]]


def sums(entries: Iterable[Entry]) -> tuple[int, int]:
    """Return (gave, got) in acts. Persons are never added to acts."""
    sides = Counter(entry.side for entry in entries)
    return sides[Side.GAVE], sides[Side.GOT]


class Balance(StrEnum):
    """How what a member gave stands to what it got."""

    NOTHING = "nothing"
    EVEN = "even"
    GAVE_MORE = "gave_more"
    GOT_MORE = "got_more"


def balance(gave: int, got: int) -> Balance:
    """Return how two numbers of acts stand to one another; a difference of one act says nothing."""
    if not gave and not got:
        return Balance.NOTHING
    if abs(gave - got) <= max(1, _EVEN * (gave + got)):
        return Balance.EVEN
    return Balance.GAVE_MORE if gave > got else Balance.GOT_MORE


def helped(entries: Iterable[Entry]) -> dict[int, tuple[int, int]]:
    """Return (got, gave) of each region in acts of help, as matching weighs them."""
    got: Counter[int] = Counter()
    gave: Counter[int] = Counter()
    for entry in entries:
        side = HELP.get(entry.kind)
        if side is not None:
            gives = (side == Side.GAVE) != entry.asks
            (gave if gives else got)[entry.region] += 1
    return {region: (got[region], gave[region]) for region in {*got, *gave}}


def taking_part(entries: Iterable[Entry], members: Collection[int]) -> dict[int, int]:
    """Return how many acts of its own each member did; those without any count as 0, others not at all."""
    acts = Counter(entry.region for entry in entries if entry.kind in OWN_ACTS)
    return {member: acts[member] for member in members}


def gini(values: Collection[float]) -> float:
    """Return how unevenly non-negative values are spread: 0 where all are alike, (n-1)/n where one has all.

    Declared 0 where nothing is there to be spread, and for one value alone. `ValueError` below zero.
    """
    ordered = _ordered(values)
    total = float(ordered.sum())
    if ordered.size < 2 or total <= 0:  # noqa: PLR2004 -- one value is spread evenly over itself
        return 0.0
    n = ordered.size
    ranks = np.arange(1, n + 1)
    return max(0.0, float((2 * ranks - n - 1) @ (ordered / total)) / n)


def lorenz(values: Collection[float]) -> list[tuple[float, float]]:
    """Return the Lorenz curve as (share of members, share of acts) from (0, 0) to (1, 1), smallest first.

    Where nothing is there to be spread it is the line of evenness; `ValueError` below zero.
    """
    ordered = _ordered(values)
    if not ordered.size:
        return [(0.0, 0.0), (1.0, 1.0)]
    total = float(ordered.sum())
    shares = np.cumsum(ordered / total) if total > 0 else np.arange(1, ordered.size + 1) / ordered.size
    steps = np.arange(1, ordered.size + 1) / ordered.size
    inner = list(zip(steps[:-1].tolist(), np.minimum(shares[:-1], 1.0).tolist(), strict=True))
    return [(0.0, 0.0), *inner, (1.0, 1.0)]


def _ordered(values: Collection[float]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    ordered = np.sort(np.fromiter(values, np.float64, len(values)))
    if ordered.size and not (ordered[0] >= 0 and np.isfinite(ordered[-1])):
        message = "only finite values from zero upwards can be spread"
        raise ValueError(message)
    return ordered


@dataclass(frozen=True)
class Share:
    """One group of members: how many there are, how many took part, their acts, and what that is of all.

    `mean`: acts per member of the group. `of_members`, `of_acts`: 0 to 1.
    """

    group: str
    members: int
    active: int
    acts: int
    mean: float
    of_members: float
    of_acts: float


def shares(acts: Mapping[int, int], groups: Mapping[int, str]) -> list[Share]:
    """Return the share of each group in members and in acts, in the order of the groups' names."""
    everybody, everything = len(acts), sum(acts.values())
    by_group: dict[str, list[int]] = {}
    for member, number in acts.items():
        by_group.setdefault(groups[member], []).append(number)
    return [
        Share(
            group, len(numbers), sum(1 for x in numbers if x), sum(numbers), sum(numbers) / len(numbers),
            len(numbers) / everybody, sum(numbers) / everything if everything else 0.0,
        )
        for group, numbers in sorted(by_group.items())
    ]  # fmt: skip


UNKNOWN = "unknown"


def fifths(sizes: Mapping[int, float | None]) -> dict[int, str]:
    """Return the fifth by size of each member, from "1" (smallest) to "5", or "unknown" without a size.

    Members of the same size are in the same fifth, so that fifths of few members may be uneven.
    """
    known = sorted(size for size in sizes.values() if size is not None)

    def fifth(size: float | None) -> str:
        if size is None:
            return UNKNOWN
        return str(1 + FIFTHS * int(np.searchsorted(known, size)) // len(known))

    return {member: fifth(size) for member, size in sizes.items()}


def quiet(
    last: Mapping[int, dt.date | None], joined: Mapping[int, dt.date], day: dt.date, after: int = QUIET_DAYS
) -> Iterator[tuple[int, dt.date | None]]:
    """Yield (member, its last sign of life) of those silent for `after` days, the longest silent first.

    `None`: never a sign. A member that has not belonged for that long yet is not called quiet.
    """
    edge = day - dt.timedelta(days=after)
    silent = [(member, last.get(member)) for member, since in joined.items() if since <= edge]
    found = [(member, sign) for member, sign in silent if sign is None or sign <= edge]
    yield from sorted(found, key=lambda pair: (pair[1] or dt.date.min, pair[0]))
