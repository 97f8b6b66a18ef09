"""Answers to needs and offers: an answer, messages through the platform, and what both sides decide."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from near.cooperation.actions.kept import account_of, hand_of, require_language
from near.cooperation.actions.postings import held_posting, recognised
from near.cooperation.enums import AnswerState, Reason
from near.cooperation.models import Answer, Message, Posting
from near.cooperation.perms.members import can_act_for
from near.cooperation.perms.postings import (
    can_answer_posting,
    can_decide_answer,
    can_withdraw_answer,
    can_write_message,
    standing_of,
)
from near.cooperation.refusals.postings import (
    AnsweredAlready,
    OwnPosting,
    PostingNotOpen,
    PostingOver,
    QuestionOpen,
    ReasonMissing,
)
from near.cooperation.refusals.projects import UnknownChoice
from near.cooperation.rules import posting_phases as phases
from near.foundation.action import action, snapshot
from near.foundation.errors import NotAllowed, TooLong, UnknownRecord
from near.foundation.notices import tell
from near.foundation.passages import rewritten
from near.foundation.text import MultilingualText
from near.people.perms import Actor
from near.registry.actions.written import put
from near.registry.models import Region
from near.registry.queries.speakers import speakers_of

LONGEST_WORDS, LONGEST_NOTE = 4000, 500


@action("cooperation.answer_posting")
def answer_posting(
    *, posting: Posting, region: Region, words: str, by: Actor, language: str = "",
    counterpart: Posting | None = None,
) -> Answer:  # fmt: skip
    """Answer another member's need or offer, with one's own need or offer beside it where there is one."""
    held = held_posting(posting)
    _require_answerable(held, region, by)
    if counterpart is not None and (counterpart.region_id != region.pk or counterpart.pk == held.pk):
        raise UnknownChoice(value=str(counterpart)[:40], field="counterpart")
    text, language = _said(words, language, region, by)
    answer = Answer(
        posting=held, region=region, counterpart=counterpart, language=language, words=text,
        answered_at=timezone.now(), written_by=account_of(by), is_sample=held.is_sample,
    )  # fmt: skip
    put(answer, verb="cooperation.answer_posting", by=by)
    _tell("answer_received", answer, held.region, f"answer:{answer.pk}", by)
    return answer


def _require_answerable(posting: Posting, region: Region, by: Actor) -> None:
    """Refuse an answer in the words that fit: own posting, one that is over, or one answered before."""
    if can_answer_posting(by, posting, region):
        live = (AnswerState.OPEN, AnswerState.AGREED)
        if Answer.objects.filter(posting=posting, region=region, state__in=live).exists():
            raise AnsweredAlready
        return
    if not can_act_for(by, region):
        raise NotAllowed
    if posting.region_id == region.pk:
        raise OwnPosting
    if standing_of(posting) in (phases.EXPIRED, phases.WITHDRAWN, phases.FULFILLED):
        raise PostingOver
    raise NotAllowed


@action("cooperation.write_message")
def write_message(*, answer: Answer, region: Region, words: str, by: Actor, language: str = "") -> Message:
    """Write to the other side of an answer, through the platform."""
    held = _held(answer)
    if not can_write_message(by, held, region):
        sides = (held.region, held.posting.region)
        _refuse(held, by, tuple(side for side in sides if side.pk == region.pk))
    text, language = _said(words, language, region, by)
    message = Message(
        answer=held,
        region=region,
        language=language,
        words=text,
        at=timezone.now(),
        written_by=account_of(by),
    )
    put(message, verb="cooperation.write_message", by=by, subject=held.reference())
    other = held.region if region.pk == held.posting.region_id else held.posting.region
    _tell("message_received", held, other, f"message:{message.pk}", by, writer=region)
    return message


@action("cooperation.agree_answer")
def agree_answer(*, answer: Answer, by: Actor) -> Answer:
    """Agree to an answer: from now on both sides see whom to write to, and can begin a project."""
    held = _held(answer)
    if not can_decide_answer(by, held):
        _refuse(held, by, (held.posting.region,))
    _decide(held, AnswerState.AGREED, "agree_answer", by)
    _tell("both_agree", held, held.region, f"answer:{held.pk}", by, writer=held.posting.region)
    return held


@action("cooperation.decline_answer")
def decline_answer(*, answer: Answer, reason: str, by: Actor, note: str = "") -> Answer:
    """Decline an answer for one reason of the list; the other side reads it, in its own language."""
    held = _held(answer)
    if not can_decide_answer(by, held):
        _refuse(held, by, (held.posting.region,))
    if reason not in Reason.values:
        raise ReasonMissing(field="reason")
    if len(note) > LONGEST_NOTE:
        raise TooLong(length=len(note), limit=LONGEST_NOTE, field="note")
    _decide(held, AnswerState.DECLINED, "decline_answer", by, reason=reason, note=note.strip())
    _tell("answer_declined", held, held.region, f"answer:{held.pk}", by, writer=held.posting.region)
    return held


@action("cooperation.withdraw_answer")
def withdraw_answer(*, answer: Answer, by: Actor) -> Answer:
    """Take an answer back that has not been decided."""
    held = _held(answer)
    if not can_withdraw_answer(by, held):
        _refuse(held, by, (held.region,))
    return _decide(held, AnswerState.WITHDRAWN, "withdraw_answer", by)


def _decide(answer: Answer, state: AnswerState, verb: str, by: Actor, **more: Any) -> Answer:
    before = snapshot(answer)
    answer.state, answer.decided_at = state, timezone.now()
    for name, value in more.items():
        setattr(answer, name, value)
    return put(answer, verb=f"cooperation.{verb}", by=by, before=before, subject=answer.reference())


def _held(answer: Answer) -> Answer:
    """Return the answer as it stands now, held until the verb is done."""
    found = Answer.objects.select_for_update(of=("self",)).filter(pk=answer.pk)
    held: Answer | None = found.select_related("region", "posting__region").first()
    if held is None:
        raise UnknownRecord(key=f"answer:{answer.pk}")
    return held


def _refuse(answer: Answer, by: Actor, sides: tuple[Region, ...]) -> None:
    """Refuse by the state where the person is on the right side, else because they are not."""
    if any(can_act_for(by, side) for side in sides):
        raise PostingNotOpen(state=AnswerState(answer.state).label)
    raise NotAllowed


def _said(words: str, language: str, region: Region, by: Actor) -> tuple[MultilingualText, str]:
    words = words.replace("\x00", "").replace("\r\n", "\n").strip()
    if not words:
        raise QuestionOpen(field="words")
    if len(words) > LONGEST_WORDS:
        raise TooLong(length=len(words), limit=LONGEST_WORDS, field="words")
    language = require_language(language or recognised(words, region, by))
    return rewritten(MultilingualText(), language, words, hand_of(by)), language


def _tell(
    kind: str, answer: Answer, to: Region, event: str, by: Actor, *, writer: Region | None = None
) -> None:
    details = {"member": writer or answer.region, "title": answer.posting.title, "answer": answer.pk}
    tell(speakers_of([to]), f"cooperation.{kind}", event=event, details=details, region=to, but=by,
         sample=answer.is_sample)  # fmt: skip
