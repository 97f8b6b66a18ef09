"""Texts of the association and its organs, language by language."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from near.assembly.models import (
    ChairTerm,
    CharterRevision,
    Discrepancy,
    Organ,
    OrganEvent,
    Passage,
    Session,
    TimelineItem,
)
from near.assembly.perms import can_edit_association
from near.foundation.action import action, snapshot
from near.foundation.errors import NotAllowed, TooLong
from near.foundation.journal import Reference, append
from near.foundation.passages import Hand, rewritten
from near.foundation.text import MultilingualText
from near.foundation.translating import LONGEST_PASSAGE, Edit, TextKind, applied
from near.people.perms import Actor, reference_of
from near.registry.perms import can_write_text

Written = TypeVar("Written", bound=models.Model)


@action("assembly.edit_passage")
def edit_passage(*, passage: Passage, language: str, words: str, by: Actor) -> Passage:
    """Change a passage in one language. Changing the original makes what followed the old words stale."""
    _require_editor(by)
    before = snapshot(passage)
    passage.text = _changed(passage.text, language, words, by)
    return _put(passage, passage.reference(), "assembly.edit_passage", by, before)


@action("assembly.edit_organ")
def edit_organ(*, organ: Organ, language: str, name: str, summary: str, by: Actor) -> Organ:
    """Change an organ's name and field of work in one language."""
    _require_editor(by)
    before = snapshot(organ)
    organ.name = _changed(organ.name, language, name, by)
    organ.summary = _changed(organ.summary, language, summary, by)
    return _put(organ, organ.reference(), "assembly.edit_organ", by, before)


@action("assembly.write_words")
def write_words(*, kind: str, key: str, edit: Edit, by: Actor) -> models.Model:
    """Write passages of one record in one language. Who writes, and what a machine may, is law elsewhere."""
    record: models.Model = TEXTS[kind].record(key, lock=True)
    text = TEXTS[kind].text_of(record, edit.field)
    if not can_write_text(by, edit.language, text.original):
        raise NotAllowed
    before = snapshot(record)
    setattr(record, edit.field, applied(text, edit, str(reference_of(by))))
    subject = Reference(kind, key, str(record))
    return _put(record, subject, "assembly.write_words", by, before)


def _require_editor(by: Actor) -> None:
    if not can_edit_association(by):
        raise NotAllowed


def _changed(text: MultilingualText, language: str, words: str, by: Actor) -> MultilingualText:
    if len(words) > LONGEST_PASSAGE:
        raise TooLong(length=len(words), limit=LONGEST_PASSAGE, field="words")
    now = timezone.now().isoformat(timespec="seconds")
    return rewritten(text, language, words, Hand(str(reference_of(by)), now))


def _put(record: Written, subject: Reference, verb: str, by: Actor, before: dict[str, Any]) -> Written:
    record.save()
    append(by=reference_of(by), verb=verb, subject=subject, before=before, after=snapshot(record))
    return record


def _kind(key: str, label: Any, table: Any, fields: dict[str, Any], *, by: str = "pk") -> TextKind:
    def rows() -> models.QuerySet[Any]:
        found: models.QuerySet[Any] = table.objects.order_by("pk")
        return found

    return TextKind(key, label, rows, fields, by, write_words, can_write_text)


TEXTS = {
    kind.key: kind
    for kind in (
        _kind("passage", _("Texts of the association"), Passage, {"text": _("text")}, by="key"),
        _kind("organ", _("Organs"), Organ, {"name": _("name"), "summary": _("field of work")}, by="slug"),
        _kind("organevent", _("Events of organs"), OrganEvent, {"note": _("note")}),
        _kind("session", _("Sessions"), Session,
              {"place": _("place"), "outcome": _("outcome")}, by="slug"),
        _kind("chairterm", _("Chair terms"), ChairTerm, {"note": _("note")}),
        _kind("charterrevision", _("Charter"), CharterRevision, {"summary": _("what changed")}),
        _kind("timelineitem", _("History"), TimelineItem, {"text": _("text")}, by="key"),
        _kind("discrepancy", _("Discrepancies in the record"), Discrepancy, {"text": _("text")}, by="key"),
    )
}  # fmt: skip
