"""The verbs of the translation room: what is to be translated by when, and what is asked of the machine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from near.foundation.action import action, snapshot
from near.foundation.errors import NotAllowed, TooLong, UnknownLanguage
from near.foundation.journal import append
from near.foundation.languages import NAME_LANGUAGES
from near.foundation.machine_translation import MachineOff, MachineRefusal, translator
from near.foundation.period import today
from near.foundation.translating import kind_of
from near.people.models import Account
from near.people.perms import Actor, reference_of
from near.translation.models import MachineRun, TranslationRequest
from near.translation.perms import can_ask_machine, can_set_deadlines
from near.translation.queries import questions_for_machine
from near.translation.refusals import (
    AlreadyWithdrawn,
    DayPassed,
    NoLanguage,
    NothingForMachine,
    RecordsNeedKind,
)

LONGEST_NOTE = 300


@action("translation.request_translation")
def request_translation(
    *, languages: Sequence[str], due: dt.date, by: Actor, kind: str = "",
    records: Sequence[str] = (), note: str = "",
) -> TranslationRequest:  # fmt: skip
    """Ask for translations by a day: of everything, of one kind of record, or of some records of it."""
    if not can_set_deadlines(by):
        raise NotAllowed
    if due < today():
        raise DayPassed(day=due, field="due")
    if len(note) > LONGEST_NOTE:
        raise TooLong(length=len(note), limit=LONGEST_NOTE, field="note")
    _require_known(languages, kind, records)
    request = TranslationRequest(
        kind=kind, records=list(dict.fromkeys(records)), languages=list(dict.fromkeys(languages)),
        due=due, note=note, asked_on=today(),
    )  # fmt: skip
    request.save()
    append(
        by=reference_of(by), verb="translation.request_translation", subject=request.reference(),
        after=snapshot(request),
    )  # fmt: skip
    return request


def _require_known(languages: Sequence[str], kind: str, records: Sequence[str]) -> None:
    if not languages:
        raise NoLanguage(field="languages")
    for code in languages:
        if code not in NAME_LANGUAGES:
            raise UnknownLanguage(code=code, known=", ".join(NAME_LANGUAGES), field="languages")
    if records and not kind:
        raise RecordsNeedKind(field="kind")
    for key in records:
        kind_of(kind).record(key)


@action("translation.withdraw_request")
def withdraw_request(*, request: TranslationRequest, by: Actor) -> TranslationRequest:
    """Take a request back: it is no longer due. What was translated stays."""
    if not can_set_deadlines(by):
        raise NotAllowed
    if request.withdrawn_on:
        raise AlreadyWithdrawn(day=request.withdrawn_on)
    before = snapshot(request)
    request.withdrawn_on = today()
    request.save()
    append(
        by=reference_of(by), verb="translation.withdraw_request", subject=request.reference(),
        before=before, after=snapshot(request),
    )  # fmt: skip
    return request


@action("translation.ask_machine")
def ask_machine(*, kind: str, key: str, language: str, by: Actor) -> MachineRun:
    """Put on record that the machine is asked for one text; the task that asks it runs after commit."""
    if not isinstance(by, Account) or not can_ask_machine(by, language):
        raise NotAllowed
    if translator() is None:
        raise MachineOff
    if not questions_for_machine(kind_of(kind).entry(key), language):
        raise NothingForMachine
    run = MachineRun(kind=kind, key=key, language=language, asked_by=by, asked_at=timezone.now())
    run.save()
    append(by=reference_of(by), verb="translation.ask_machine", subject=run.reference(), after=snapshot(run))
    return run


@action("translation.finish_run")
def finish_run(*, run: MachineRun, placed: int, refusals: Sequence[MachineRefusal], by: Actor) -> MachineRun:
    """Put on record what came of asking the machine: how many passages it wrote, and why others not."""
    if not can_ask_machine(by, run.language):
        raise NotAllowed
    before = snapshot(run)
    run.finished_at, run.placed = timezone.now(), placed
    kept = {(type(r).__name__, tuple(sorted(r.details.items()))): r for r in refusals}
    run.refusals = [{"refusal": type(r).__name__, "details": r.details} for r in kept.values()]
    run.save()
    append(
        by=reference_of(by), verb="translation.finish_run", subject=run.reference(), before=before,
        after=snapshot(run),
    )  # fmt: skip
    return run
