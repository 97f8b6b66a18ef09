"""Needs and offers at the desk: publish what was handed in, return it with a remark, take it back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from near.cooperation import actions
from near.cooperation.enums import PostingState
from near.cooperation.models import Posting
from near.people.perms import Actor
from near.web.desk.forms.fields import VerbForm, long_text


class _PostingChoice(forms.ModelChoiceField[Posting]):
    """A choice among postings, each by its member and title."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.region.slug} · {obj}"


def _postings(*states: PostingState) -> forms.ModelChoiceField[Posting]:
    found = Posting.objects.filter(state__in=states).select_related("region")
    return _PostingChoice(
        found.defer("region__outline").order_by("submitted_at", "pk"), label=_("need or offer")
    )


class PublishPosting(VerbForm):
    """What everybody may read from now on."""

    posting = _postings(PostingState.SUBMITTED)

    def run(self, by: Actor) -> object:
        return actions.publish_posting(**self.cleaned_data, by=by)


class ReturnPosting(VerbForm):
    """What goes back to its member, and what is to be changed."""

    posting = _postings(PostingState.SUBMITTED)
    remark = long_text(
        label=_("remark"),
        help_text=_("The member reads it as it stands here. Write in its language if you can."),
    )

    def run(self, by: Actor) -> object:
        return actions.return_posting(**self.cleaned_data, by=by)


class WithdrawPosting(VerbForm):
    """What is no longer shown; its member keeps it."""

    posting = _postings(PostingState.SUBMITTED, PostingState.PUBLIC)

    def run(self, by: Actor) -> object:
        return actions.withdraw_posting(**self.cleaned_data, by=by)
