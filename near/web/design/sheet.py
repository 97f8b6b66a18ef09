"""The side-by-side editor of translations: what it shows, what its buttons do. Used by two faces."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from near.foundation.differences import Stretch, differences
from near.foundation.errors import DomainError, UnknownRecord
from near.foundation.languages import language_of
from near.foundation.locking import locks
from near.foundation.machine_translation import translator
from near.foundation.passages import state_of
from near.foundation.period import today
from near.foundation.text import MultilingualText, Passage, TextState, digest, parts_of
from near.foundation.translating import LONGEST_PASSAGE, Edit, Entry, TextKind, kind_of, seal_of
from near.people.perms import Actor
from near.registry.queries import names_on
from near.translation.actions import ask_machine
from near.translation.models import MachineRun
from near.translation.perms import can_ask_machine
from near.translation.queries import MISSING, last_run, refusals_of, writers
from near.translation.refusals import OwnLanguage
from near.translation.tasks import run_machine


class NothingWritten(DomainError):
    message = gettext_lazy("Nothing was written. Write the words first.")


@dataclass(frozen=True)
class Marked:
    """A stretch of the original; `settled` are the words that must stand for it, empty where it is free."""

    words: str
    settled: str = ""


@dataclass(frozen=True)
class Row:
    """One passage: the original on the left, the translation on the right, and what is known of both."""

    name: str
    number: int
    source: list[Marked]
    own: Passage
    state: str
    seal: str
    changes: list[Stretch]
    words: str
    late_proposal: bool = False

    @property
    def anchor(self) -> str:
        """Return the passage's own address on the page."""
        return f"{self.name}-{self.number}"

    @property
    def settled(self) -> list[Marked]:
        """Return the locked words of this passage, each once."""
        return list(dict.fromkeys(stretch for stretch in self.source if stretch.settled))


@dataclass(frozen=True)
class Sheet:
    """One record in one language, field by field: (label, language of the original, rows)."""

    entry: Entry
    language: str
    fields: list[tuple[Any, str, list[Row]]]
    machine: str
    run: MachineRun | None
    reasons: list[str]
    writers: dict[str, tuple[str, int | None]]
    members: dict[int, str]
    fault: str = ""
    fault_at: str = ""
    longest: int = LONGEST_PASSAGE


@dataclass(frozen=True)
class Entered:
    """What somebody sent: the passage, the words, which button, and what they had seen."""

    name: str = ""
    number: int = -1
    words: str = ""
    do: str = ""
    seal: str = ""
    fault: str = ""
    kept: bool = False


def entered_in(request: HttpRequest) -> Entered:
    """Read a post; broken numbers name no passage."""
    post = request.POST
    number = post.get("number", "")
    return Entered(
        name=post.get("field", ""),
        number=int(number) if number.isdecimal() and len(number) < _DIGITS else -1,
        words=post.get("words", "").replace("\r\n", "\n"),
        do=post.get("do", ""),
        seal=post.get("seal", ""),
    )


_DIGITS = 6


def taken_in(request: HttpRequest, entry: Entry, language: str) -> Entered:
    """Read which proposal the address asks to put into its field, if it asks for one."""
    name, _dash, number = request.GET.get("take", "").rpartition("-")
    if name not in entry.texts or not number.isdecimal() or len(number) > _DIGITS:
        return Entered()
    parts = parts_of(entry.texts[name], language)
    proposal = parts[int(number)].proposal if int(number) < len(parts) else None
    return Entered(name, int(number), proposal.words, kept=True) if proposal else Entered()


def sheet_of(entry: Entry, language: str, by: Actor, entered: Entered | None = None) -> Sheet:
    """Return the editor's page for one record in one language. Five queries at most."""
    fields = [
        (entry.kind.fields[name], text.original, _rows(name, text, language, entered))
        for name, text in entry.texts.items()
        if text.original != language
    ]
    if not fields:
        raise OwnLanguage
    provider = translator() if can_ask_machine(by, language) else None
    run = last_run(entry.kind.key, entry.key, language)
    hands = {row.own.by for _label, _code, rows in fields for row in rows}
    hands |= {r.own.proposal.by for _l, _c, rows in fields for r in rows if r.own.proposal}
    wrote = writers(hands)
    return Sheet(
        entry, language, fields, provider.name if provider else "", run,
        [str(refusal) for refusal in refusals_of(run)] if run else [], wrote, members_of(wrote),
        entered.fault if entered else "", f"{entered.name}-{entered.number}" if entered else "",
    )  # fmt: skip


def members_of(wrote: dict[str, tuple[str, int | None]]) -> dict[int, str]:
    """Return what the members of those who wrote are called. Two queries at most, none without members."""
    regions = {region for _name, region in wrote.values() if region}
    if not regions:
        return {}
    found = names_on(today(), language_of(get_language() or "en").code, regions)
    return {pk: name.official for pk, name in found.items()}


def _rows(name: str, text: MultilingualText, language: str, entered: Entered | None) -> list[Row]:
    numbers = range(len(parts_of(text, text.original)))
    return [_row(name, number, text, language, entered) for number in numbers]


def _row(name: str, number: int, text: MultilingualText, language: str, entered: Entered | None) -> Row:
    source, own = parts_of(text, text.original)[number], parts_of(text, language)[number]
    changed = own.state == TextState.STALE and own.source
    draft = own.proposal if own.proposal and not own.words else None
    words = draft.words if draft else own.words
    if entered and entered.kept and (entered.name, entered.number) == (name, number):
        words = entered.words
    return Row(
        name=name, number=number, source=marked(source.words, text.original, language), own=own,
        state=state_of(own) or MISSING, seal=seal_of(text, language, number),
        changes=differences(own.source, source.words, text.original) if changed else [], words=words,
        late_proposal=bool(own.proposal and own.proposal.source_digest != digest(source.words)),
    )  # fmt: skip


def marked(words: str, source: str, target: str) -> list[Marked]:
    """Divide words into free stretches and those whose form in the target language is settled."""
    out, done = [], 0
    for lock in locks(words, source, target):
        out += [Marked(words[done : lock.start]), Marked(words[lock.start : lock.end], lock.words)]
        done = lock.end
    return [stretch for stretch in (*out, Marked(words[done:])) if stretch.words]


def done_with(entered: Entered, kind: TextKind, key: str, language: str, by: Actor) -> str:
    """Do what a button asks for and return what to say about it; refusals come out as domain errors."""
    if entered.do == "machine":
        hand_to_machine(kind.key, key, language, by)
        return _("The machine was asked. What it writes is marked as machine translation.")
    if entered.do not in ("check", "draft"):
        raise UnknownRecord(key=entered.do[:40])
    if not entered.words.strip() and entered.do == "check":
        raise NothingWritten(field="words")
    edit = Edit(
        entered.name, language, {entered.number: entered.words},
        TextState.CHECKED if entered.do == "check" else TextState.DRAFT, {entered.number: entered.seal},
    )  # fmt: skip
    kind.write(kind=kind.key, key=key, edit=edit, by=by)
    if entered.do == "check":
        return _("Saved. Readers see it from now on.")
    return _("Kept as a draft. Readers do not see it.")


def hand_to_machine(kind: str, key: str, language: str, by: Actor) -> None:
    """Ask the machine for one record; the asking itself waits until the transaction is over."""
    run = ask_machine(kind=kind, key=key, language=language, by=by)
    transaction.on_commit(lambda: run_machine.enqueue(run.pk))


def answer(request: HttpRequest, template: str, language: str, kind: str, key: str) -> HttpResponse:
    """Show the editor of one record, or do what a button asks and show it again.

    The face that calls this has asked who may come in; the verbs ask who may write.
    """
    entry, status = kind_of(kind).entry(key), 200
    entered = taken_in(request, entry, language)
    if request.method == "POST":
        entered = entered_in(request)
        try:
            messages.success(request, done_with(entered, entry.kind, key, language, request.user))
            return redirect(f"{request.path}#{entered.name}-{entered.number}")
        except DomainError as refusal:
            entered, status = replace(entered, fault=str(refusal), kept=True), refusal.status
            entry = kind_of(kind).entry(key)
    sheet = sheet_of(entry, language, request.user, entered)
    return render(request, template, {"sheet": sheet}, status=status)
