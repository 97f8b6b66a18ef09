"""What stands in which state in which language, what is due, and what a machine may be asked for."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from near.foundation.languages import NAME_LANGUAGES
from near.foundation.machine_translation import REFUSALS, MachineRefusal
from near.foundation.passages import machine_may, state_of
from near.foundation.text import MultilingualText, TextState, digest, parts_of
from near.foundation.translating import Entry, TextKind, kinds
from near.people.models import Account
from near.registry.models import Mandate
from near.translation.models import MachineRun, TranslationRequest

MISSING = "missing"
# Most urgent first: what nobody can read, what says something else by now, what nobody has read.
STATES = (MISSING, TextState.STALE, TextState.DRAFT, TextState.MACHINE, TextState.CHECKED)
OPEN = STATES[:-1]


@dataclass(frozen=True)
class Question:
    """One passage a machine may be asked for: field, number, the original's words and their language."""

    field: str
    number: int
    words: str
    source: str


def questions_for_machine(entry: Entry, language: str) -> list[Question]:
    """Return the passages of a record that are missing, stale, or made by a machine from older words."""
    return [
        Question(name, number, source.words, text.original)
        for name, text in entry.texts.items()
        if language != text.original
        for number, source in enumerate(parts_of(text, text.original))
        if _worth_asking(text, language, number, digest(source.words))
    ]


def _worth_asking(text: MultilingualText, language: str, number: int, source: str) -> bool:
    part = parts_of(text, language)[number]
    may = machine_may(part)
    if may == "replace":
        return part.state == TextState.STALE
    if may == "propose":
        return not part.proposal or part.proposal.source_digest != source
    return may == "fill"


@dataclass(frozen=True)
class Line:
    """One record in one language: how many passages are in which state, who wrote last, what is due."""

    entry: Entry
    language: str
    counts: Counter[str]
    by: str
    at: str
    due: dt.date | None = None
    overdue: bool = False

    @property
    def states(self) -> list[tuple[str, int]]:
        """Return the states there are with their counts, most urgent first."""
        return [(state, self.counts[state]) for state in STATES if self.counts[state]]


def counted(entry: Entry, language: str) -> Counter[str]:
    """Count the passages of a record by state in one language; those written in it are no translation."""
    counts: Counter[str] = Counter()
    for text in entry.texts.values():
        if language != text.original:
            counts.update(state_of(part) or MISSING for part in parts_of(text, language))
    return counts


@dataclass(frozen=True)
class Progress:
    """How far a request is: passages checked of all, per language; whether its day has passed."""

    request: TranslationRequest
    done: int
    total: int
    by_language: list[tuple[str, int, int]]
    overdue: bool

    @property
    def finished(self) -> bool:
        """Tell whether every passage asked for is checked."""
        return self.done == self.total


@dataclass(frozen=True)
class Board:
    """All texts of the house: per language its counts, all of them and by kind, and the open requests."""

    totals: dict[str, Counter[str]]
    kinds: dict[str, dict[str, Counter[str]]]
    requests: list[Progress]
    lines: list[Line] = field(default_factory=list)

    def by_kind(self, language: str) -> list[tuple[TextKind, Counter[str]]]:
        """Return the counts of one language for each kind that has anything to translate into it."""
        counts = self.kinds.get(language, {})
        return [(kind, counts[kind.key]) for kind in kinds() if counts.get(kind.key)]

    @property
    def standing(self) -> list[tuple[str, Counter[str], int]]:
        """Return (language, counts, all passages) of each language into which anything is translated."""
        return [(code, counts, counts.total()) for code, counts in self.totals.items() if counts.total()]


def board_on(
    day: dt.date, entries: Sequence[Entry], *, language: str = "", kind: str = "", state: str = "",
    languages: Sequence[str] = NAME_LANGUAGES,
) -> Board:  # fmt: skip
    """Return how the texts stand in some languages, with the lines of one language, kind and state.

    One query, for the requests; they are counted in these languages only.
    """
    by_kind: dict[str, dict[str, Counter[str]]] = {code: {} for code in languages}
    lines = []
    counts = [(e, code, counted(e, code)) for e in entries for code in languages]
    found = [_progress(r, counts, day) for r in TranslationRequest.objects.filter(withdrawn_on__isnull=True)]
    requests = [progress for progress in found if not progress.finished]
    for entry, code, number in counts:
        by_kind[code].setdefault(entry.kind.key, Counter()).update(number)
        if code == language and kind in ("", entry.kind.key) and _in_state(number, state):
            lines.append(_line(entry, code, number, requests))
    totals = {code: sum(counts.values(), Counter()) for code, counts in by_kind.items()}
    return Board(totals, by_kind, requests, sorted(lines, key=_urgency))


def _in_state(counts: Counter[str], state: str) -> bool:
    wanted = OPEN if state == "open" else (state,) if state else STATES
    return any(counts[s] for s in wanted)


def _urgency(line: Line) -> tuple[Any, ...]:
    return (line.due or dt.date.max, not any(line.counts[state] for state in OPEN))


def _covers(request: TranslationRequest, entry: Entry, language: str) -> bool:
    if language not in request.languages or request.kind not in ("", entry.kind.key):
        return False
    return not request.records or entry.key in request.records


def _progress(
    request: TranslationRequest, counts: Iterable[tuple[Entry, str, Counter[str]]], day: dt.date
) -> Progress:
    done, total = Counter[str](), Counter[str]()
    for entry, code, number in counts:
        if _covers(request, entry, code):
            done[code] += number[TextState.CHECKED]
            total[code] += number.total()
    per = [(code, done[code], total[code]) for code in request.languages if code in total]
    finished = done.total() == total.total()
    return Progress(request, done.total(), total.total(), per, request.due < day and not finished)


def _line(entry: Entry, language: str, counts: Counter[str], requests: Sequence[Progress]) -> Line:
    written = [
        part
        for text in entry.texts.values()
        if language != text.original
        for part in parts_of(text, language)
        if part.at
    ]
    last = max(written, key=lambda part: part.at, default=None)
    open_ = any(counts[state] for state in OPEN)
    due = min((p for p in requests if open_ and _covers(p.request, entry, language)), key=_day, default=None)
    return Line(
        entry, language, counts, last.by if last else "", last.at if last else "",
        due.request.due if due else None, due.overdue if due else False,
    )  # fmt: skip


def _day(progress: Progress) -> dt.date:
    return progress.request.due


def writers(references: Iterable[str]) -> dict[str, tuple[str, int | None]]:
    """Return for each `account:1` a person's name and the region (primary key) spoken for. Two queries."""
    numbers = {r: int(r.removeprefix("account:")) for r in references if r.startswith("account:")}
    names = dict(Account.objects.filter(pk__in=numbers.values()).values_list("pk", "name"))
    held = Mandate.objects.filter(account__in=numbers.values()).order_by("since", "pk")
    regions = dict(held.values_list("account_id", "region_id"))
    return {r: (names[pk], regions.get(pk)) for r, pk in numbers.items() if pk in names}


def last_run(kind: str, key: str, language: str) -> MachineRun | None:
    """Return the latest asking of the machine for one text. One query."""
    found: MachineRun | None = (
        MachineRun.objects.filter(kind=kind, key=key, language=language).order_by("-pk").first()
    )
    return found


def refusals_of(run: MachineRun) -> list[MachineRefusal]:
    """Return why the machine did not write, as refusals that speak the present reader's language."""
    return [REFUSALS.get(r["refusal"], MachineRefusal)(**r["details"]) for r in run.refusals]
