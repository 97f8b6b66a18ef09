"""Loading the sample records of a trial, and taking all of them away again: one journal entry for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from near.cooperation.actions.sample_records import Sets, read_sets
from near.cooperation.actions.sample_rows import Loading
from near.cooperation.models import Answer, Attachment, Judgement, Loop, Posting, Project, Survey
from near.foundation.action import Guarded, action
from near.foundation.errors import NotAllowed
from near.foundation.journal import Reference, append
from near.foundation.period import today
from near.people.perms import Actor, can_appoint, reference_of

# What stands in a set, in the order in which each names those before it: no circle of names is possible.
HEADS: tuple[type[Guarded], ...] = (Posting, Answer, Loop, Project, Survey)


@dataclass(frozen=True)
class Removed:
    """How many sample records went, and the labels of those that must stay: a real record hangs on them."""

    gone: int
    kept: tuple[str, ...]


@action("cooperation.load_samples")
def load_samples(*, folder: Path, by: Actor, day: dt.date | None = None) -> dict[str, int]:
    """Load the sample sets of a folder, dated from `day` (else today); return how many of each were new.

    What is there already stays as it is. Raises `SampleFault` for a file that does not hold together.
    """
    if not can_appoint(by):
        raise NotAllowed
    sets: Sets = read_sets(folder)
    counts = Loading(sets, day or today()).run()
    if any(counts.values()):
        append(by=reference_of(by), verb="cooperation.load_samples", subject=_SUBJECT, after=counts)
    return counts


@action("cooperation.remove_samples")
def remove_samples(*, by: Actor) -> Removed:
    """Delete every sample record with what belongs to it; no real record is touched.

    A sample that a real record names (a real answer to a sample need, a real project out of a sample
    answer, …) stays with all that it names itself, still marked as a sample.
    """
    if not can_appoint(by):
        raise NotAllowed
    kept = _kept()
    labels = tuple(str(r.reference()) for model in HEADS for r in model.objects.filter(pk__in=kept[model]))
    before = {m._meta.model_name or "": _going(m, kept).count() for m in HEADS}
    gone = sum(before.values())
    if gone:
        _delete(kept)
        append(
            by=reference_of(by), verb="cooperation.remove_samples", subject=_SUBJECT,
            before=before, after={"kept": list(labels)},
        )  # fmt: skip
    return Removed(gone, labels)


_SUBJECT = Reference("samples", "cooperation", "samples")
Kept = dict[type[Guarded], set[int]]


def _samples(model: type[Guarded]) -> models.QuerySet[Any]:
    kept: models.QuerySet[Any] = model.objects.all()
    return kept.filter(is_sample=True)


def _going(model: type[Guarded], kept: Kept) -> models.QuerySet[Any]:
    return _samples(model).exclude(pk__in=kept[model])


def _kept() -> Kept:
    """Return which sample records must stay. From the last that can name another to the first."""
    real = Q(is_sample=False)
    kept: Kept = {model: set() for model in HEADS}
    # A survey names nothing but projects, by its answers; nothing names a survey.
    kept[Project] = _named(Project, Survey.objects.filter(real).values("answers__project"))
    staying = Project.objects.filter(real | Q(pk__in=kept[Project]))
    kept[Loop] = _named(Loop, staying.values("loop"))
    kept[Answer] = _named(Answer, staying.values("answer"))
    answers = Answer.objects.filter(real | Q(pk__in=kept[Answer]))
    legs = Loop.objects.filter(real | Q(pk__in=kept[Loop]))
    kept[Posting] = _named(
        Posting, answers.values("posting"), answers.values("counterpart"),
        legs.values("legs__offer"), legs.values("legs__need"),
    )  # fmt: skip
    return kept


def _named(model: type[Guarded], *named: models.QuerySet[Any, dict[str, Any]]) -> set[int]:
    """Return the sample records among those named."""
    wanted = Q()
    for query in named:
        wanted |= Q(pk__in=query)
    return set(_samples(model).filter(wanted).values_list("pk", flat=True))


def _delete(kept: Kept) -> None:
    """Delete what goes, the last named first, and its files once that is certain."""
    files = [
        a.file for a in Attachment.objects.filter(project__in=_going(Project, kept)).only("file") if a.file
    ]
    _going(Survey, kept).delete()
    _going(Project, kept).delete()
    _going(Loop, kept).delete()
    _going(Answer, kept).delete()
    going = _going(Posting, kept)
    Judgement.objects.filter(Q(own__in=going) | Q(other__in=going)).delete()
    going.delete()
    transaction.on_commit(lambda: _discard(files))


def _discard(files: Iterable[Any]) -> None:
    for file in files:
        file.delete(save=False)
