"""What is told about needs, offers and answers, and what waits in them for whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from near.cooperation.enums import AnswerState, PostingState
from near.cooperation.models import Answer, Posting
from near.cooperation.queries.postings import answers_of, expiring_postings, with_region
from near.foundation.deadlines import Deadline
from near.foundation.notices import NoticeKind
from near.foundation.open_matters import THEM, US, Matter
from near.foundation.period import day_of
from near.foundation.text import MultilingualText
from near.registry.models import MembershipSpell

Told = Mapping[str, Any]
REMINDED_DAYS = 14  # so long before it expires a posting waits to be confirmed


def _submitted(told: Told) -> str:
    return _("%(member)s has handed in “%(title)s”. Please look at it before it is public.") % told


def _changed(told: Told) -> str:
    return _("%(member)s has changed “%(title)s”, which is public.") % told


def _returned(told: Told) -> str:
    return _("The secretariat has a remark on “%(title)s”. Please look at it and hand it in again.") % told


def _published(told: Told) -> str:
    return _("“%(title)s” is public now.") % told


def _expires(told: Told) -> str:
    return _("“%(title)s” is shown for two more weeks at most. Please confirm it if it still holds.") % told


def _answered(told: Told) -> str:
    return _("%(member)s has answered “%(title)s”.") % told


def _wrote(told: Told) -> str:
    return _("%(member)s has written to you about “%(title)s”.") % told


def _both(told: Told) -> str:
    return _("%(member)s agrees to your answer to “%(title)s”. You can begin a project together.") % told


def _declined(told: Told) -> str:
    return _("%(member)s thanks you for your answer to “%(title)s”, which does not suit this time.") % told


def _loop(told: Told) -> str:
    return _("%(member)s proposes a circle of three in which your government gives and receives.") % told


def _loop_agreed(told: Told) -> str:
    return _("All three members agree to the circle. You can begin a project together.") % told


def _loop_declined(told: Told) -> str:
    return _("%(member)s cannot take part in the circle of three this time.") % told


_OWN = gettext_lazy("Your needs and offers")
_ANSWERS = gettext_lazy("Answers to your needs and offers")
_GIVEN = gettext_lazy("Your answers to others")
_CIRCLES = gettext_lazy("Circles of three")
_DESK = gettext_lazy("Needs and offers to look at")


def _kind(
    key: str, label: Any, said: Any, address: str = "portal_posting", arg: str = "posting"
) -> NoticeKind:
    return NoticeKind(f"cooperation.{key}", label, said, address=address, args=(arg,))


POSTING_NOTICES = (
    _kind("posting_submitted", _DESK, _submitted),
    _kind("posting_changed", _DESK, _changed),
    _kind("posting_returned", _OWN, _returned),
    _kind("posting_published", _OWN, _published),
    _kind("posting_expires", _OWN, _expires),
    _kind("answer_received", _ANSWERS, _answered, "portal_answer", "answer"),
    _kind("message_received", gettext_lazy("Messages"), _wrote, "portal_answer", "answer"),
    _kind("both_agree", _GIVEN, _both, "portal_answer", "answer"),
    _kind("answer_declined", _GIVEN, _declined, "portal_answer", "answer"),
    NoticeKind("cooperation.loop_proposed", _CIRCLES, _loop, address="portal_suggestions"),
    NoticeKind("cooperation.loop_agreed", _CIRCLES, _loop_agreed, address="portal_suggestions"),
    NoticeKind("cooperation.loop_declined", _CIRCLES, _loop_declined, address="portal_suggestions"),
)


def open_postings(regions: Collection[int], _language: str, day: dt.date) -> Iterator[Matter]:
    """Yield what waits in members' needs and offers: drafts, remarks, reviews, confirmations. Two queries."""
    unfinished = (PostingState.DRAFT, PostingState.RETURNED, PostingState.SUBMITTED)
    for posting in Posting.objects.filter(region__in=regions, state__in=unfinished).order_by("pk"):
        theirs = posting.state == PostingState.SUBMITTED
        since = posting.submitted_at or posting.made_at
        yield Matter(
            posting.region_id, _WAITS[posting.state], posting.title, "portal_posting", (posting.pk,), None,
            THEM if theirs else US, day_of(since), is_sample=posting.is_sample,
        )  # fmt: skip
    soon = expiring_postings(
        dt.date.min + dt.timedelta(days=400), day + dt.timedelta(days=REMINDED_DAYS), regions
    )
    for posting in soon:
        yield Matter(
            posting.region_id, gettext_lazy("Needs and offers to confirm"), posting.title, "portal_posting",
            (posting.pk,), posting.expires_on, US, posting.confirmed_on or day, is_sample=posting.is_sample,
        )  # fmt: skip


_WAITS = {
    PostingState.DRAFT: gettext_lazy("Needs and offers to finish"),
    PostingState.RETURNED: gettext_lazy("Needs and offers returned with a remark"),
    PostingState.SUBMITTED: gettext_lazy("Needs and offers with the secretariat"),
}


def open_answers(regions: Collection[int], _language: str, _day: dt.date) -> Iterator[Matter]:
    """Yield the answers that wait for a decision: to members' postings, and given by them. Two queries."""
    ours = answers_of(Answer.objects.filter(state=AnswerState.OPEN, posting__region__in=regions))
    given = answers_of(Answer.objects.filter(state=AnswerState.OPEN, region__in=regions))
    for answer in ours.order_by("pk"):
        yield _matter(answer, answer.posting.region_id, US, _TO_DECIDE)
    for answer in given.order_by("pk"):
        yield _matter(answer, answer.region_id, THEM, _GIVEN)


_TO_DECIDE = gettext_lazy("Answers that wait for you")


def _matter(answer: Answer, region: int, waits_for: Any, kind: Any) -> Matter:
    return Matter(
        region, kind, answer.posting.title, "portal_answer", (answer.pk,), None, waits_for,
        day_of(answer.answered_at), is_sample=answer.is_sample,
    )  # fmt: skip


def expiries(regions: Collection[int], since: dt.date, until: dt.date) -> Iterator[Deadline]:
    """Yield the days by which members' postings are to be confirmed. One query."""
    for posting in expiring_postings(since, until, regions):
        if posting.expires_on:
            yield Deadline(
                f"posting-{posting.pk}-expiry", posting.region_id, posting.expires_on,
                partial(_confirm, posting.title), "portal_posting", (posting.pk,),
            )  # fmt: skip


def _confirm(title: MultilingualText) -> str:
    return _("Confirm, if it still holds: %(title)s") % {"title": title}


def to_be_reminded(day: dt.date) -> list[Posting]:
    """Return the postings that expire within two weeks, of present members. One query."""
    members = MembershipSpell.objects.on(day).values("region")
    soon = expiring_postings(day, day + dt.timedelta(days=REMINDED_DAYS))
    return list(with_region(soon.filter(region__in=members)))
