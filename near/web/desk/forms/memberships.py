"""Memberships, suspensions, mergers, mandates, and the acts behind them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from near.foundation.period import Precision
from near.people.perms import Actor
from near.registry import actions
from near.registry.enums import Category, Office
from near.registry.models import MembershipSpell, SuspensionSpell
from near.web.desk.forms.choices import (
    RegionField,
    account_field,
    decision_field,
    mandate_field,
    spell_field,
)
from near.web.desk.forms.fields import DayField, VerbForm, in_every_language

_PRECISION: dict[str, Any] = {"choices": Precision.choices, "initial": Precision.DAY}


class RecordDecision(VerbForm):
    """The act that decides: body, date, document, source."""

    key = forms.SlugField(label=_("identifier"), max_length=80)
    on = DayField(label=_("date"))
    precision = forms.ChoiceField(label=_("how exactly the date is known"), **_PRECISION)
    body = forms.CharField(label=_("deciding body"), max_length=60)
    document = forms.CharField(label=_("document"), max_length=200, required=False)
    source = forms.CharField(label=_("source"), max_length=200)

    def run(self, by: Actor) -> object:
        return actions.record_decision(**self.cleaned_data, by=by)


class AdmitRegion(VerbForm):
    """Which region, in which category, from when, by which act."""

    region = RegionField()
    category = forms.ChoiceField(label=_("category"), choices=Category.choices)
    since = DayField(label=_("since"))
    since_precision = forms.ChoiceField(label=_("how exactly the date is known"), **_PRECISION)
    decision = decision_field()

    def run(self, by: Actor) -> object:
        data = self.cleaned_data | {"category": Category(self.cleaned_data["category"])}
        return actions.admit_region(**data, by=by)


class EndMembership(VerbForm):
    """Which membership ends, when, by which act."""

    spell = spell_field(MembershipSpell.objects.filter(until__isnull=True), _("membership"))
    until = DayField(label=_("first day without it"))
    until_precision = forms.ChoiceField(label=_("how exactly the date is known"), **_PRECISION)
    decision = decision_field()

    def run(self, by: Actor) -> object:
        return actions.end_membership(**self.cleaned_data, by=by)


class SuspendRights(VerbForm):
    """Whose rights rest, from when, on what ground, by which act."""

    region = RegionField()
    since = DayField(label=_("since"))
    decision = decision_field()
    locals().update(in_every_language("ground", _("ground"), long=True))

    def run(self, by: Actor) -> object:
        data = self.cleaned_data
        return actions.suspend_rights(
            region=data["region"], since=data["since"], decision=data["decision"],
            ground=self.text("ground", by), by=by,
        )  # fmt: skip


class RestoreRights(VerbForm):
    """Which suspension ends, when, by which act."""

    suspension = spell_field(SuspensionSpell.objects.filter(until__isnull=True), _("suspension of rights"))
    until = DayField(label=_("first day without it"))
    decision = decision_field()

    def run(self, by: Actor) -> object:
        return actions.restore_rights(**self.cleaned_data, by=by)


class MergeRegion(VerbForm):
    """Which region becomes part of which, when, by which act."""

    region = RegionField(label=_("region that ends"))
    into = RegionField(label=_("region it becomes part of"))
    on = DayField(label=_("date"))
    decision = decision_field()
    locals().update(in_every_language("note", _("note"), long=True))

    def run(self, by: Actor) -> object:
        data = self.cleaned_data
        return actions.merge_region(
            region=data["region"], into=data["into"], on=data["on"], decision=data["decision"],
            note=self.text("note", by), by=by,
        )  # fmt: skip


class GiveMandate(VerbForm):
    """Who speaks for a member: an account, or an office by its own address."""

    region = RegionField()
    office = forms.ChoiceField(label=_("office"), choices=Office.choices)
    account = account_field(required=False)
    role_address = forms.EmailField(
        label=_("address of the office"), required=False,
        help_text=_("The office's own address, never a person's private one."),
    )  # fmt: skip
    since = DayField(label=_("since"))
    locals().update(in_every_language("unit", _("division")))

    def run(self, by: Actor) -> object:
        data = self.cleaned_data
        return actions.give_mandate(
            region=data["region"], office=Office(data["office"]), account=data["account"],
            role_address=data["role_address"], since=data["since"], unit=self.text("unit", by), by=by,
        )  # fmt: skip


class EndMandate(VerbForm):
    """Which mandate ends, and when."""

    mandate = mandate_field()
    until = DayField(label=_("first day without it"))

    def run(self, by: Actor) -> object:
        return actions.end_mandate(**self.cleaned_data, by=by)
