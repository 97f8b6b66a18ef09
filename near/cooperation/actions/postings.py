"""Needs and offers from two questions to their end: written by a member, reviewed by the secretariat."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import pgettext

from near.cooperation.actions.kept import account_of, chosen, hand_of, require_language
from near.cooperation.enums import Band, Direction, Form, PostingState
from near.cooperation.models import Posting
from near.cooperation.perms.postings import can_begin_posting, open_verbs, parts_in, standing_of
from near.cooperation.queries.topics import known_topics
from near.cooperation.refusals.postings import (
    DayGone,
    PostingMoved,
    PostingNotOpen,
    QuestionOpen,
    RemarkNeeded,
)
from near.cooperation.rules import posting_phases as phases
from near.foundation.action import action, snapshot
from near.foundation.errors import NotAllowed, TooLong, UnknownRecord
from near.foundation.identifying import identified
from near.foundation.languages import NAME_LANGUAGES
from near.foundation.notices import tell
from near.foundation.passages import rewritten
from near.foundation.period import today
from near.foundation.text import MultilingualText
from near.people.models import Account
from near.people.perms import Actor
from near.people.queries import secretariat_on
from near.registry.actions.written import put
from near.registry.models import Country, Region
from near.registry.queries.speakers import speakers_of
from near.registry.rules import own_languages

MOST = {"title": 150, "what": 4000, "with_whom": 2000}
LONGEST_REMARK = 1000


@action("cooperation.begin_posting")
def begin_posting(
    *, region: Region, direction: Direction, what: str, with_whom: str, by: Actor, language: str = "",
    topics: Iterable[str] = (), is_sample: bool = False,
) -> Posting:  # fmt: skip
    """Begin a need or an offer from the answers to its two questions; all else can follow later.

    The title is the first sentence; the language is recognised where none is given. `topics` are what was
    found in the words (`queries.topics.topics_in`): looked for before, since here every reading is slow.
    """
    if not can_begin_posting(by, region):
        raise NotAllowed
    what, with_whom = _sound("what", what), _sound("with_whom", with_whom)
    language = require_language(language or recognised(f"{what} {with_whom}", region, by))
    posting = Posting(
        region=region, direction=Direction(direction), language=language, written_by=account_of(by),
        topics=chosen(topics, known_topics(), field="topics"), languages=[language], is_sample=is_sample,
    )  # fmt: skip
    said = {"title": phases.title_of(what), "what": what, "with_whom": with_whom}
    for name, words in said.items():
        setattr(posting, name, rewritten(MultilingualText(), language, words, hand_of(by)))
    return _put(posting, "begin_posting", by)


@action("cooperation.edit_posting")
def edit_posting(
    *, posting: Posting, version: int, title: str, what: str, with_whom: str, by: Actor, language: str = "",
    by_day: dt.date | None = None, topics: Iterable[str] = (), forms: Iterable[str] = (),
    budget: str = Band.OPEN, languages: Iterable[str] = (), countries: Iterable[str] = (),
) -> Posting:  # fmt: skip
    """Write a posting anew, from the version its writer saw; words that changed make translations stale.

    What is public stays public: it is the member's own. The secretariat is told, and sees what changed.
    """
    held = _held(posting, "edit_posting", by)
    if held.version != version:
        theirs = {name: getattr(held, name) for name in MOST}
        raise PostingMoved(theirs=theirs, version=held.version)
    before = snapshot(held)
    language = require_language(language or held.language)
    for name, words in {"title": title, "what": what, "with_whom": with_whom}.items():
        setattr(held, name, _rewritten(held, name, _sound(name, words), language, by))
    held.language = language
    held.by_day = _ahead(by_day, held.by_day)
    held.topics = chosen(topics, known_topics(), field="topics")
    held.forms = chosen(forms, Form.values, field="forms")
    held.budget = chosen([budget], Band.values, field="budget")[0]
    held.languages = chosen(languages, NAME_LANGUAGES, field="languages")
    held.countries = chosen(countries, Country.objects.values_list("code", flat=True), field="countries")
    held.version += 1
    _put(held, "edit_posting", by, before)
    if held.state == PostingState.PUBLIC:
        tell_desk("posting_changed", held, f"posting:{held.pk}:{held.version}", by)
    return held


def _rewritten(posting: Posting, name: str, words: str, language: str, by: Actor) -> MultilingualText:
    """Return the text with its original written anew; in another language it begins afresh."""
    text: MultilingualText = getattr(posting, name)
    if language != posting.language:
        text = MultilingualText()
    elif text.words(language) == words:
        return text
    return rewritten(text, language, words, hand_of(by))


@action("cooperation.submit_posting")
def submit_posting(*, posting: Posting, by: Actor) -> Posting:
    """Hand a posting in: the secretariat looks at it before it is public."""
    held = _held(posting, "submit_posting", by)
    before = snapshot(held)
    held.state, held.submitted_at, held.remark = PostingState.SUBMITTED, timezone.now(), ""
    _put(held, "submit_posting", by, before)
    tell_desk("posting_submitted", held, f"posting:{held.pk}:{held.submitted_at.isoformat()}", by)
    return held


@action("cooperation.return_posting")
def return_posting(*, posting: Posting, remark: str, by: Actor) -> Posting:
    """Give a posting back to its member with a remark that says what is to be changed."""
    held = _held(posting, "return_posting", by)
    if not remark.strip():
        raise RemarkNeeded(field="remark")
    if len(remark) > LONGEST_REMARK:
        raise TooLong(length=len(remark), limit=LONGEST_REMARK, field="remark")
    before = snapshot(held)
    held.state, held.remark = PostingState.RETURNED, remark.strip()
    _put(held, "return_posting", by, before)
    _tell_member("posting_returned", held, f"posting:{held.pk}:{held.version}:returned", by)
    return held


@action("cooperation.publish_posting")
def publish_posting(*, posting: Posting, by: Actor) -> Posting:
    """Let everybody read a posting that was handed in, for the days after which it must be confirmed."""
    held = _held(posting, "publish_posting", by)
    before = snapshot(held)
    held.state, held.remark = PostingState.PUBLIC, ""
    held.published_at, held.confirmed_on = timezone.now(), today()
    _put(held, "publish_posting", by, before)
    _tell_member("posting_published", held, f"posting:{held.pk}:published", by)
    return held


@action("cooperation.confirm_posting")
def confirm_posting(*, posting: Posting, by: Actor) -> Posting:
    """Say that a posting still holds: it stays, or becomes again, readable for everybody."""
    held = _held(posting, "confirm_posting", by)
    before = snapshot(held)
    held.confirmed_on = today()
    return _put(held, "confirm_posting", by, before)


@action("cooperation.fulfil_posting")
def fulfil_posting(*, posting: Posting, by: Actor) -> Posting:
    """Say that what was asked or offered has found its way; it stays readable as such."""
    return _end(posting, "fulfil_posting", PostingState.FULFILLED, by)


@action("cooperation.withdraw_posting")
def withdraw_posting(*, posting: Posting, by: Actor) -> Posting:
    """Take a posting back. Its member keeps it and can read it; nobody else does."""
    return _end(posting, "withdraw_posting", PostingState.WITHDRAWN, by)


def _end(posting: Posting, verb: str, state: PostingState, by: Actor) -> Posting:
    held = _held(posting, verb, by)
    before = snapshot(held)
    held.state, held.ended_on = state, today()
    return _put(held, verb, by, before)


def recognised(words: str, region: Region, by: Actor) -> str:
    """Return the language of what somebody wrote; where it cannot be told, the account's or the member's."""
    guess = identified(words)
    if guess.language and guess.certainty >= _SURE:
        return guess.language
    return by.language if isinstance(by, Account) else next(iter(own_languages(region.country_id)), "en")


_SURE = 0.8


def held_posting(posting: Posting) -> Posting:
    """Return the posting as it stands now, held until the verb is done."""
    found = Posting.objects.select_for_update(of=("self",)).filter(pk=posting.pk)
    held: Posting | None = found.select_related("region").defer("region__outline").first()
    if held is None:
        raise UnknownRecord(key=f"posting:{posting.pk}")
    return held


def _held(posting: Posting, verb: str, by: Actor) -> Posting:
    """Return the posting held, if the verb is open to `by`; else the refusal that fits."""
    held = held_posting(posting)
    if verb in open_verbs(by, held):
        return held
    if parts_in(by, held) & phases.VERBS[verb].parts:
        label = PostingState(held.state).label
        raise PostingNotOpen(
            state=label if standing_of(held) != phases.EXPIRED else pgettext("posting", "expired")
        )
    raise NotAllowed


def _sound(name: str, words: str) -> str:
    words = words.replace("\x00", "").replace("\r\n", "\n").strip()
    if not words:
        raise QuestionOpen(field=name)
    if len(words) > MOST[name]:
        raise TooLong(length=len(words), limit=MOST[name], field=name)
    return words


def _ahead(day: dt.date | None, before: dt.date | None) -> dt.date | None:
    if day is not None and day != before and day < today():
        raise DayGone(day=day, field="by_day")
    return day


def _put(posting: Posting, verb: str, by: Actor, before: dict[str, Any] | None = None) -> Posting:
    subject = posting.reference() if posting.pk else None
    return put(posting, verb=f"cooperation.{verb}", by=by, before=before, subject=subject)


def _told(posting: Posting) -> dict[str, Any]:
    return {"member": posting.region, "title": posting.title, "posting": posting.pk}


def tell_desk(kind: str, posting: Posting, event: str, by: Actor) -> None:
    """Tell the secretariat of something that happened to a posting, but whoever did it."""
    tell(secretariat_on(), f"cooperation.{kind}", event=event, details=_told(posting), region=posting.region,
         but=by, sample=posting.is_sample)  # fmt: skip


def _tell_member(kind: str, posting: Posting, event: str, by: Actor) -> None:
    tell(speakers_of([posting.region]), f"cooperation.{kind}", event=event, details=_told(posting),
         region=posting.region, but=by, sample=posting.is_sample)  # fmt: skip
