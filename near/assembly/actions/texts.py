"""Texts of the association and its organs, language by language."""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar

from django.utils import timezone

from near.assembly.models import Organ, Passage
from near.assembly.perms import can_edit_association
from near.foundation.action import action, snapshot
from near.foundation.errors import NotAllowed, TooLong
from near.foundation.journal import append
from near.foundation.text import MultilingualText, TextState, digest
from near.foundation.text import Passage as Words
from near.people.perms import Actor, reference_of

LONGEST_PASSAGE = 5000
Written = TypeVar("Written", Passage, Organ)


@action("assembly.edit_passage")
def edit_passage(*, passage: Passage, language: str, words: str, by: Actor) -> Passage:
    """Change a passage in one language. English is the original: changing it makes the others stale."""
    _require_editor(by)
    before = snapshot(passage)
    passage.text = _changed(passage.text, language, words, by)
    return _put(passage, "assembly.edit_passage", by, before)


@action("assembly.edit_organ")
def edit_organ(*, organ: Organ, language: str, name: str, summary: str, by: Actor) -> Organ:
    """Change an organ's name and field of work in one language."""
    _require_editor(by)
    before = snapshot(organ)
    organ.name = _changed(organ.name, language, name, by)
    organ.summary = _changed(organ.summary, language, summary, by)
    return _put(organ, "assembly.edit_organ", by, before)


def _require_editor(by: Actor) -> None:
    if not can_edit_association(by):
        raise NotAllowed


def _changed(text: MultilingualText, language: str, words: str, by: Actor) -> MultilingualText:
    if len(words) > LONGEST_PASSAGE:
        raise TooLong(length=len(words), limit=LONGEST_PASSAGE, field="words")
    state = TextState.ORIGINAL if language == "en" else TextState.CHECKED
    source = text.passages.get("en")
    made = Words(
        words.strip(),
        state=state,
        by=str(reference_of(by)),
        at=timezone.now().isoformat(timespec="seconds"),
        source_digest=digest(source.words) if source and language != "en" else "",
    )
    return _dated(text, language).having(language, made)


def _dated(text: MultilingualText, language: str) -> MultilingualText:
    """Let translations that carry no digest yet remember the present original before it changes."""
    source = text.passages.get("en")
    if language != "en" or source is None:
        return text
    marked = {
        code: p if code == "en" or p.source_digest
        else dataclasses.replace(p, source_digest=digest(source.words))
        for code, p in text.passages.items()
    }  # fmt: skip
    return MultilingualText(marked)


def _put(record: Written, verb: str, by: Actor, before: dict[str, Any]) -> Written:
    record.save()
    append(
        by=reference_of(by), verb=verb, subject=record.reference(), before=before,
        after=snapshot(record),
    )  # fmt: skip
    return record
