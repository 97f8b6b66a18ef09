"""Asking the machine for one text, later and outside any transaction."""

from __future__ import annotations

from collections import defaultdict

from django_tasks import task

from near.foundation.errors import DomainError
from near.foundation.machine_translation import Answer, MachineRefusal, translated, translator
from near.foundation.text import MultilingualText, TextState, digest, parts_of
from near.foundation.translating import Edit, kind_of
from near.translation.actions import finish_run
from near.translation.models import MachineRun
from near.translation.queries import Question, questions_for_machine


@task()
def run_machine(pk: int) -> None:
    """Translate what a machine may write of one text, through the room's own verb."""
    run = MachineRun.objects.select_related("asked_by").get(pk=pk)
    if run.finished_at:
        return
    placed, refusals = 0, list[MachineRefusal]()
    try:
        asked = questions_for_machine(kind_of(run.kind).entry(run.key), run.language)
        answers = _answers(asked, run.language)
        refusals = [answer.refusal for answer in answers if answer.refusal]
        placed = _write(run, asked, answers)
    except DomainError as refusal:
        refusals.append(refusal if isinstance(refusal, MachineRefusal) else MachineRefusal())
    finish_run(run=run, placed=placed, refusals=refusals, by=run.asked_by)


def _answers(asked: list[Question], language: str) -> list[Answer]:
    """Ask once a source language, in the order of the questions."""
    by_source: dict[str, list[int]] = defaultdict(list)
    for place, question in enumerate(asked):
        by_source[question.source].append(place)
    found: dict[int, Answer] = {}
    for source, places in by_source.items():
        found.update(zip(places, translated([asked[p].words for p in places], source, language), strict=True))
    return [found[place] for place in range(len(asked))]


def _write(run: MachineRun, asked: list[Question], answers: list[Answer]) -> int:
    """Write the answers field by field; return how many passages the law let in."""
    provider = translator()
    fields: dict[str, dict[int, tuple[str, str]]] = defaultdict(dict)
    for question, answer in zip(asked, answers, strict=True):
        if answer.words:
            fields[question.field][question.number] = (answer.words, digest(question.words))
    placed = 0
    for name, found in fields.items():
        edit = Edit(
            name, run.language, {n: words for n, (words, _seen) in found.items()}, TextState.MACHINE,
            {n: seen for n, (_words, seen) in found.items()},
            f"machine:{provider.name}" if provider else "machine",
        )  # fmt: skip
        record = kind_of(run.kind).write(kind=run.kind, key=run.key, edit=edit, by=run.asked_by)
        placed += _placed(getattr(record, name), edit)
    return placed


def _placed(text: MultilingualText, edit: Edit) -> int:
    """Count the passages that hold an edit's words now, or have them laid beside."""
    parts = parts_of(text, edit.language)
    held = {n: {part.words, part.proposal.words if part.proposal else ""} for n, part in enumerate(parts)}
    return sum(words in held.get(n, ()) for n, words in edit.words.items())
