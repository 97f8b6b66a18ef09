"""Turning the entries of sample sets into records, many at once.

A set names only sets before it (`Loading.run` says the order), by their keys; a key that is not known yet is
refused, so no circle of names can be loaded.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.utils import timezone

from near.cooperation.actions.sample_records import Entry, Row, Sets
from near.cooperation.enums import ReportKind
from near.cooperation.models import (
    Answer,
    Assent,
    Change,
    Contribution,
    Exchange,
    Loop,
    LoopLeg,
    Message,
    Milestone,
    Participation,
    Posting,
    Project,
    Report,
    ResolutionTie,
    Result,
    Survey,
    SurveyAnswer,
    Task,
)
from near.foundation.action import Guarded
from near.foundation.text import MultilingualText, MultilingualTextField, Passage, TextState, digest
from near.registry.models import Region

# set -> its table, and the lists inside an entry: their name, table, and the field that leads back.
LAYOUT: dict[str, tuple[type[Guarded], dict[str, tuple[type[Guarded], str]]]] = {
    "postings": (Posting, {}),
    "answers": (Answer, {"messages": (Message, "answer")}),
    "loops": (Loop, {"legs": (LoopLeg, "loop")}),
    "projects": (
        Project,
        {
            "participations": (Participation, "project"), "contributions": (Contribution, "project"),
            "exchanges": (Exchange, "project"), "tasks": (Task, "project"),
            "milestones": (Milestone, "project"), "results": (Result, "project"),
            "changes": (Change, "project"), "reports": (Report, "project"),
            "ties": (ResolutionTie, "project"),
        },
    ),
    "surveys": (Survey, {"answers": (SurveyAnswer, "survey")}),
}  # fmt: skip
_INSIDE_INSIDE = {"changes": ("assents", Assent, "change")}
_SUFFIXES = ("_on", "_at", "_day")
_NOON = dt.time(12)


class Loading:
    """One loading of sample sets, dated from `day`. `run` writes; nothing is written before."""

    def __init__(self, sets: Sets, day: dt.date) -> None:
        self.sets, self.day = sets, day
        self.regions: dict[str, int] = dict(Region.objects.order_by("pk").values_list("slug", "pk"))
        self.known: dict[str, dict[str, Guarded]] = {}

    def run(self) -> dict[str, int]:
        """Write every set in order; return how many entries of each were new."""
        return {name: self._set(name) for name in LAYOUT}

    def _set(self, name: str) -> int:
        model, inside = LAYOUT[name]
        there = _there(model)
        made: list[tuple[Entry, Guarded]] = []
        self.known[name] = {}
        for entry in self.sets.of(name):
            own = {k: v for k, v in entry.row.items() if k not in inside and k != "key"}
            record = self._record(model, own | {"is_sample": True}, entry)
            old = there.get(_identity(record))
            if old is None:
                made.append((entry, record))
            self.known[name][entry.row["key"]] = old or record
        _write(model, [record for _entry, record in made])
        if model is Posting:
            _begun_when_handed_in([record.pk for _entry, record in made])
        for part, (table, back) in inside.items():
            self._inside(part, table, back, made)
        return len(made)

    def _inside(self, part: str, table: type[Guarded], back: str, made: list[tuple[Entry, Guarded]]) -> None:
        """Write the records that stand in a list inside the new entries, then what stands inside those."""
        deeper = _INSIDE_INSIDE.get(part)
        rows: list[tuple[Row, Guarded]] = []
        for entry, head in made:
            for row in entry.row.get(part, ()):
                plain = {k: v for k, v in row.items() if not deeper or k != deeper[0]}
                rows.append((row, self._record(table, plain, entry, {back: head})))
        _write(table, [record for _row, record in rows])
        if deeper:
            name, below, to = deeper
            nowhere = Entry(f"{part}.{name}", 0, {})
            lower = [
                self._record(below, row, nowhere, {to: head})
                for given, head in rows
                for row in given.get(name, ())
            ]
            _write(below, lower)

    def _record(
        self, model: type[Guarded], row: Row, entry: Entry, heads: dict[str, Guarded] | None = None
    ) -> Any:
        """Return one record, not yet saved, from the words and numbers of its row."""
        values: dict[str, Any] = dict(heads or {})
        head = next(iter(values.values()), None)
        language = row.get("language") or getattr(head, "language", "") or ""
        left = set(row)
        for own in model._meta.concrete_fields:
            if own.name in values or own.primary_key:
                continue
            key = next((k for k in _keys(own) if k in row), "")
            if key:
                left.discard(key)
                values[own.name] = self._value(own, key, row[key], language, entry)
        if left:
            entry.refuse(f"{model.__name__} has no {', '.join(sorted(left))}")
        if model is Report:
            _date_report(values)
        return model(**values)

    def _value(self, own: Any, key: str, value: Any, language: str, entry: Entry) -> Any:
        if isinstance(own, MultilingualTextField):
            return _text(value, language)
        if isinstance(own, models.DateField):
            return self._moment(own, -value if key.endswith("_ago") else value)
        if isinstance(own, models.ForeignKey):
            return self._named(own, value, entry)
        if own.choices and value not in dict(own.flatchoices):
            entry.refuse(f"{own.name} cannot be {value}")
        if own.name == "year":
            return self.day.year + (-value if key.endswith("_ago") else value)
        if own.name in ("before", "after"):
            return {
                k: self._moment(None, v).isoformat() if isinstance(v, int) else v for k, v in value.items()
            }
        return value

    def _moment(self, own: Any, days: int) -> Any:
        """Return the day so many days after the day of loading; of a field of times, its noon."""
        day = self.day + dt.timedelta(days=days)
        if isinstance(own, models.DateTimeField):
            return timezone.make_aware(dt.datetime.combine(day, _NOON))
        return day

    def _named(self, own: Any, value: str, entry: Entry) -> Any:
        if own.related_model is Region:
            if value not in self.regions:
                entry.refuse(f"there is no region {value}")
            return Region(pk=self.regions[value], slug=value)
        name = next(n for n, (table, _inside) in LAYOUT.items() if table is own.related_model)
        if (found := self.known.get(name, {}).get(value)) is None:
            entry.refuse(f"{own.name} names {value}, which is not in {name} before it")
        return found


def _date_report(values: dict[str, Any]) -> None:
    """Date a yearly report by the year it was handed in; any other counts in the year it is due."""
    if values["kind"] == ReportKind.YEARLY:
        values["due"] = dt.date(values["handed_in_at"].year, 12, 31)
    values["year"] = values["due"].year


def _keys(own: Any) -> tuple[str, ...]:
    """Return the names by which a row may give a field: days by their distance, all else by its own."""
    if own.name == "year":
        return ("year_ago", "year_ahead")
    if not isinstance(own, models.DateField):
        return (own.name,)
    stem = next((own.name.removesuffix(s) for s in _SUFFIXES if own.name.endswith(s)), own.name)
    return (f"{stem}_ago", f"{stem}_in")


def _text(words: dict[str, str], language: str) -> MultilingualText:
    """Return a text whose passage in `language` is the original, the others checked translations of it."""
    original = language if language in words else next(iter(words), "")
    mark = digest(words[original]) if original else ""
    return MultilingualText(
        {
            code: Passage(said, state=TextState.ORIGINAL)
            if code == original
            else Passage(said, state=TextState.CHECKED, source_digest=mark)
            for code, said in words.items()
        }
    )


def _identity(record: Any) -> tuple[Any, ...]:
    """Return by what an entry that was loaded before is known again."""
    if isinstance(record, Posting):
        return (record.region_id, record.direction, _said(record.title))
    if isinstance(record, Project):
        return (_said(record.title),)
    if isinstance(record, Answer):
        return (record.posting_id, record.region_id)
    if isinstance(record, Loop):
        return (record.proposed_by_id,)
    return (record.kind, record.organ, record.year)  # of a survey: nothing else is left


def _there(model: type[Guarded]) -> dict[tuple[Any, ...], Guarded]:
    """Return what is on record of a set, by its identity; of surveys real ones too: there is one a year."""
    kept: models.QuerySet[Any] = model.objects.all()
    found = kept if model is Survey else kept.filter(is_sample=True)
    return {_identity(record): record for record in found.order_by("pk")}


def _said(text: MultilingualText) -> str:
    return text.words(text.original) if text.original else ""


def _write(model: type[Guarded], records: list[Any]) -> None:
    """Write many records at once. Those they name were written before and have their numbers by now."""
    model.objects.bulk_create(records, batch_size=200)


def _begun_when_handed_in(pks: list[int]) -> None:
    """Let what was handed in have been begun that day: the field itself takes the moment of writing."""
    found = Posting.objects.filter(pk__in=pks, submitted_at__isnull=False)
    found.update(made_at=models.F("submitted_at"))
