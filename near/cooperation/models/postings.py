"""Needs and offers, the answers to them, and what members thought of suggestions."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from near.cooperation.enums import AnswerState, Band, Direction, PostingState, Reason
from near.foundation.action import Guarded, GuardedQuerySet
from near.foundation.journal import Reference
from near.foundation.languages import NAME_LANGUAGES
from near.foundation.text import MultilingualTextField
from near.people.models import Account
from near.registry.models import Region

LANGUAGE_CHOICES = [(code, code) for code in NAME_LANGUAGES]
# A posting nobody has confirmed for so many days is shown no more (issue 4; the association has no rule).
LASTS_DAYS = 180


def writer() -> models.ForeignKey[Account | None, Account | None]:
    """Return the field that says whose hand it was. The member owns the record, not the person."""
    return models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("written by"),
    )


def region_of(label: Any, related: str) -> models.ForeignKey[Region, Region]:
    """Return a field that names a government."""
    return models.ForeignKey(Region, on_delete=models.PROTECT, related_name=related, verbose_name=label)


class PostingQuerySet(GuardedQuerySet):
    """Postings, asked by what the public may see."""

    def public_on(self, day: dt.date) -> PostingQuerySet:
        """Keep those anybody may read on `day`: reviewed, and confirmed within the last 180 days."""
        return self.filter(state=PostingState.PUBLIC, confirmed_on__gt=day - dt.timedelta(days=LASTS_DAYS))

    def expired_on(self, day: dt.date) -> PostingQuerySet:
        """Keep those that were public and have not been confirmed in time."""
        return self.filter(state=PostingState.PUBLIC, confirmed_on__lte=day - dt.timedelta(days=LASTS_DAYS))


class Posting(Guarded):
    """A need or an offer of a member; its words are in the official's own language first."""

    region = region_of(_("member"), "postings")
    direction = models.CharField(_("need or offer"), max_length=5, choices=Direction.choices)
    language = models.CharField(_("language"), max_length=8, choices=LANGUAGE_CHOICES)
    title = MultilingualTextField(_("title"))
    what = MultilingualTextField(_("what would help, or what can be given"))
    with_whom = MultilingualTextField(_("with whom, and by when"))
    by_day = models.DateField(_("by when"), null=True, blank=True)
    topics = models.JSONField(_("topics"), default=list, blank=True)
    forms = models.JSONField(_("forms of cooperation"), default=list, blank=True)
    budget = models.CharField(_("budget"), max_length=8, choices=Band.choices, default=Band.OPEN)
    languages = models.JSONField(_("languages we can work in"), default=list, blank=True)
    countries = models.JSONField(_("countries looked for"), default=list, blank=True)
    state = models.CharField(
        pgettext_lazy("posting", "state"),
        max_length=10,
        choices=PostingState.choices,
        default=PostingState.DRAFT,
    )
    version = models.PositiveIntegerField(_("version"), default=1)
    written_by = writer()
    made_at = models.DateTimeField(_("begun"), auto_now_add=True)
    submitted_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    confirmed_on = models.DateField(_("last confirmed"), null=True, blank=True)
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    remark = models.CharField(_("remark of the secretariat"), max_length=1000, blank=True)
    is_sample = models.BooleanField(_("sample"), default=False)

    objects: ClassVar = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = _("need or offer")
        verbose_name_plural = _("needs and offers")
        ordering = ["-published_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=PostingState.PUBLIC)
                | Q(published_at__isnull=False, confirmed_on__isnull=False),
                name="posting_public_says_since_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[PostingState.WITHDRAWN, PostingState.FULFILLED])
                | Q(ended_on__isnull=False),
                name="posting_end_has_a_day",
            ),
        ]
        indexes = [models.Index(fields=["state", "confirmed_on"], name="posting_state")]

    def __str__(self) -> str:
        return str(self.title) or f"{self.direction} {self.pk}"

    def reference(self) -> Reference:
        """Return how the journal names this record."""
        return Reference("posting", str(self.pk), str(self)[:120])

    @property
    def expires_on(self) -> dt.date | None:
        """Return the first day on which it is shown no more, unless it is confirmed before."""
        return self.confirmed_on + dt.timedelta(days=LASTS_DAYS) if self.confirmed_on else None


class Answer(Guarded):
    """Another member's answer to a posting. Contacts of both are shown to both once it is agreed."""

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="answers")
    region = region_of(_("member"), "answers")
    counterpart = models.ForeignKey(
        Posting, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("own need or offer it answers with"),
    )  # fmt: skip
    language = models.CharField(_("language"), max_length=8, choices=LANGUAGE_CHOICES)
    words = MultilingualTextField(_("answer"))
    state = models.CharField(
        pgettext_lazy("answer", "state"), max_length=10, choices=AnswerState.choices, default=AnswerState.OPEN
    )
    reason = models.CharField(_("reason"), max_length=10, choices=Reason.choices, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    written_by = writer()
    answered_at = models.DateTimeField(_("answered"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    is_sample = models.BooleanField(_("sample"), default=False)

    class Meta:
        verbose_name = _("answer to a need or offer")
        verbose_name_plural = _("answers to needs and offers")
        ordering = ["answered_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["posting", "region"], condition=Q(state__in=[AnswerState.OPEN, AnswerState.AGREED]),
                name="one_answer_of_a_member",
            ),
            models.CheckConstraint(
                condition=~Q(state=AnswerState.DECLINED) | ~Q(reason=""), name="declined_answer_has_a_reason"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.posting_id} ← {self.region_id}"

    def reference(self) -> Reference:
        """Return how the journal names this record."""
        return Reference("answer", str(self.pk), str(self))


class Message(Guarded):
    """One message between two members about an answer, through the platform."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="messages")
    region = region_of(_("member"), "+")
    language = models.CharField(_("language"), max_length=8, choices=LANGUAGE_CHOICES)
    words = MultilingualTextField(_("message"))
    written_by = writer()
    at = models.DateTimeField(_("time"))

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.answer_id} {self.at:%Y-%m-%d}"

    def reference(self) -> Reference:
        """Return how the journal names this record."""
        return Reference("message", str(self.pk), str(self))


class Judgement(Guarded):
    """A member's refusal of a suggestion, with its one reason: the `other` suggested for its `own`."""

    region = region_of(_("member"), "judgements")
    own = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="judgements")
    other = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(_("reason"), max_length=10, choices=Reason.choices)
    written_by = writer()
    at = models.DateTimeField(_("time"))

    class Meta:
        verbose_name = _("refusal of a suggestion")
        verbose_name_plural = _("refusals of suggestions")
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["own", "other"], name="one_judgement_of_a_suggestion")]

    def __str__(self) -> str:
        return f"{self.own_id} × {self.other_id}"

    def reference(self) -> Reference:
        """Return how the journal names this record."""
        return Reference("judgement", str(self.pk), str(self))


class Loop(Guarded):
    """Three members who could each help the next, proposed to all of them by one of the three."""

    proposed_by = region_of(_("proposed by"), "+")
    proposed_at = models.DateTimeField(_("proposed"))
    is_sample = models.BooleanField(_("sample"), default=False)

    class Meta:
        verbose_name = _("circle of three")
        verbose_name_plural = _("circles of three")
        ordering = ["-proposed_at", "-id"]

    def __str__(self) -> str:
        return f"{self.pk}"

    def reference(self) -> Reference:
        """Return how the journal names this record."""
        return Reference("loop", str(self.pk), str(self))


class LoopLeg(Guarded):
    """One member's help within a circle: whose offer meets whose need, and what its giver says to it."""

    loop = models.ForeignKey(Loop, on_delete=models.CASCADE, related_name="legs")
    giver = region_of(_("gives"), "+")
    offer = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="+")
    need = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(_("agreed"), null=True, blank=True)
    declined_at = models.DateTimeField(_("declined"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason.choices, blank=True)

    class Meta:
        verbose_name = _("part of a circle")
        verbose_name_plural = _("parts of circles")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["loop", "giver"], name="one_leg_of_a_giver")]

    def __str__(self) -> str:
        return f"{self.offer_id} → {self.need_id}"
