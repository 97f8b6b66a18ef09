"""Regions and what they are called."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from near.foundation.languages import NAME_LANGUAGES, language_of
from near.people.perms import Actor
from near.registry import actions
from near.registry.enums import NameKind, NameState, RegionKind
from near.registry.models import RegionName
from near.web.desk.forms.choices import RegionField, country_field, decision_field, kinds_of_region
from near.web.desk.forms.fields import (
    DayField,
    VerbForm,
    in_every_language,
)

_LANGUAGES = [(code, language_of(code).autonym) for code in NAME_LANGUAGES]


class RegisterRegion(VerbForm):
    """A new region: its lasting identifier, country and kind."""

    slug = forms.SlugField(label=_("identifier"), max_length=60)
    country = country_field()
    kind = forms.ChoiceField(label=_("kind"), choices=kinds_of_region)
    iso = forms.CharField(label="ISO 3166-2", max_length=8, required=False)
    latitude = forms.FloatField(label=_("latitude"), min_value=-90, max_value=90, required=False)
    longitude = forms.FloatField(label=_("longitude"), min_value=-180, max_value=180, required=False)

    def run(self, by: Actor) -> object:
        data = self.cleaned_data | {"kind": RegionKind(self.cleaned_data["kind"])}
        return actions.register_region(**data, by=by)


class AddName(VerbForm):
    """One more name of a region."""

    region = RegionField()
    language = forms.ChoiceField(label=_("language"), choices=_LANGUAGES)
    kind = forms.ChoiceField(label=_("kind"), choices=NameKind.choices)
    name = forms.CharField(label=_("name"), max_length=120)
    sort_key = forms.CharField(label=_("sort key"), max_length=160, required=False)
    since = DayField(label=_("since"), required=False)
    until = DayField(label=_("until"), required=False)
    source = forms.CharField(label=_("source"), max_length=200)
    state = forms.ChoiceField(label=_("state"), choices=NameState.choices)

    def run(self, by: Actor) -> object:
        kind, state = NameKind(self.cleaned_data["kind"]), NameState(self.cleaned_data["state"])
        return actions.add_name(**self.cleaned_data | {"kind": kind, "state": state}, by=by)


class CorrectName(VerbForm):
    """The right spelling of a name already on record."""

    record = forms.ModelChoiceField(
        RegionName.objects.order_by("region__slug", "language", "kind", "pk"), label=_("name on record")
    )
    name = forms.CharField(label=_("name"), max_length=120)
    sort_key = forms.CharField(label=_("sort key"), max_length=160, required=False)
    source = forms.CharField(label=_("source"), max_length=200)
    state = forms.ChoiceField(label=_("state"), choices=NameState.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # One name is corrected at a time; a list of thousands would help nobody.
        self.fields["record"].widget = forms.HiddenInput()

    @classmethod
    def initial_for(cls, asked: dict[str, str]) -> dict[str, Any]:
        key = asked.get("record", "")
        found = RegionName.objects.filter(pk=key).first() if key.isdecimal() else None
        if found is None:
            return {}
        return {
            "record": found.pk, "name": found.name, "sort_key": found.sort_key,
            "source": found.source, "state": found.state,
        }  # fmt: skip

    def run(self, by: Actor) -> object:
        data = self.cleaned_data | {"state": NameState(self.cleaned_data["state"])}
        return actions.correct_name(**data, by=by)


class RenameRegion(VerbForm):
    """New official names of a region from a day on; the old ones stay as former names."""

    region = RegionField()
    on = DayField(label=_("date"))
    kind = forms.ChoiceField(
        label=_("new kind, if that changed too"),
        choices=lambda: [("", "–"), *kinds_of_region()],
        required=False,
    )
    decision = decision_field()
    locals().update(in_every_language("names", _("new official name")))

    def run(self, by: Actor) -> object:
        data = self.cleaned_data
        names = {code: words for code, words in self.texts("names").items() if words}
        kind = RegionKind(data["kind"]) if data["kind"] else None
        return actions.rename_region(
            region=data["region"], names=names, on=data["on"], decision=data["decision"], kind=kind, by=by
        )
