"""Accounts and posts in the secretariat."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from near.people import actions
from near.people.enums import Post
from near.people.perms import Actor
from near.web.desk.forms.choices import account_field, post_field
from near.web.desk.forms.fields import LANGUAGE_CHOICES, DayField, VerbForm


class OpenAccount(VerbForm):
    """A new account. Its owner sets the password by e-mail."""

    email = forms.EmailField(label=_("e-mail address"))
    name = forms.CharField(label=_("Full name"), max_length=120)
    language = forms.ChoiceField(label=_("language"), choices=LANGUAGE_CHOICES)
    time_zone = forms.CharField(label=_("time zone"), max_length=40, initial="Asia/Seoul")

    def run(self, by: Actor) -> object:
        return actions.open_account(**self.cleaned_data, by=by)


class AppointOfficer(VerbForm):
    """Who works in the secretariat, in which post, from when."""

    account = account_field()
    post = forms.ChoiceField(label=_("post"), choices=Post.choices)
    since = DayField(label=_("since"))

    def run(self, by: Actor) -> object:
        return actions.appoint_officer(**self.cleaned_data | {"post": Post(self.cleaned_data["post"])}, by=by)


class ReleaseOfficer(VerbForm):
    """Which post ends, and when."""

    held = post_field()
    until = DayField(label=_("first day without it"))

    def run(self, by: Actor) -> object:
        return actions.release_officer(**self.cleaned_data, by=by)


class CloseAccount(VerbForm):
    """Which account can no longer sign in."""

    account = account_field()

    def run(self, by: Actor) -> object:
        return actions.close_account(**self.cleaned_data, by=by)
