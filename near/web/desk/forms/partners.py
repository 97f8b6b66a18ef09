"""Partners, agreements, institutions, and the association's own texts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from near.assembly.actions import edit_organ, edit_passage
from near.assembly.models import Organ, Passage
from near.foundation.period import Precision
from near.people.perms import Actor
from near.registry import actions
from near.registry.enums import AgreementState
from near.registry.models import Agreement, Institution, Partner
from near.web.desk.forms.choices import RegionField, agreement_field, partner_field, passage_field
from near.web.desk.forms.fields import (
    DayField,
    LanguageOfTextField,
    VerbForm,
    in_every_language,
    long_text,
    words_of,
)


class EditPartner(VerbForm):
    """What is on record of a partner."""

    slug = forms.SlugField(label=_("identifier"), max_length=60)
    abbreviation = forms.CharField(label=_("abbreviation"), max_length=20, required=False)
    founded = forms.IntegerField(label=_("founded"), min_value=1000, max_value=2199, required=False)
    source = forms.CharField(label=_("source"), max_length=200)
    locals().update(in_every_language("name", _("name")))
    locals().update(in_every_language("summary", _("what it is"), long=True))
    locals().update(in_every_language("seat", _("seat")))

    @classmethod
    def initial_for(cls, asked: dict[str, str]) -> dict[str, Any]:
        found = Partner.objects.filter(slug=asked.get("slug", "")).first()
        if found is None:
            return dict(asked)
        plain = {k: getattr(found, k) for k in ("slug", "abbreviation", "founded", "source")}
        texts = [words_of(k, getattr(found, k)) for k in ("name", "summary", "seat")]
        return plain | texts[0] | texts[1] | texts[2]

    def run(self, by: Actor) -> object:
        data = self.cleaned_data
        old = Partner.objects.filter(slug=data["slug"]).first()
        texts: dict[str, Any] = {
            k: self.text(k, by, getattr(old, k, None)) for k in ("name", "summary", "seat")
        }
        return actions.edit_partner(
            slug=data["slug"], abbreviation=data["abbreviation"], founded=data["founded"],
            source=data["source"], **texts, by=by,
        )  # fmt: skip


class SignAgreement(VerbForm):
    """An agreement with a partner: parties, date, when it is looked at again."""

    partner = partner_field()
    signed_on = DayField(label=_("signed"))
    precision = forms.ChoiceField(
        label=_("how exactly the date is known"), choices=Precision.choices, initial=Precision.DAY
    )
    review_on = DayField(label=_("review date"), required=False)
    source = forms.CharField(label=_("source"), max_length=200)
    locals().update(in_every_language("parties", _("parties")))

    def run(self, by: Actor) -> object:
        keys = ("partner", "signed_on", "precision", "review_on", "source")
        data = {k: self.cleaned_data[k] for k in keys}
        return actions.sign_agreement(**data, parties=self.text("parties", by), by=by)


class ChangeAgreement(VerbForm):
    """How an agreement stands, and when it is looked at again."""

    agreement = agreement_field()
    state = forms.ChoiceField(label=_("state"), choices=AgreementState.choices)
    review_on = DayField(label=_("review date"), required=False)
    source = forms.CharField(label=_("source"), max_length=200)

    @classmethod
    def initial_for(cls, asked: dict[str, str]) -> dict[str, Any]:
        key = asked.get("agreement", "")
        found = Agreement.objects.filter(pk=key).first() if key.isdecimal() else None
        if found is None:
            return {}
        return {
            "agreement": found.pk,
            "state": found.state,
            "review_on": found.review_on,
            "source": found.source,
        }

    def run(self, by: Actor) -> object:
        data = self.cleaned_data | {"state": AgreementState(self.cleaned_data["state"])}
        return actions.change_agreement(**data, by=by)


class EditInstitution(VerbForm):
    """A supporting institution of a member."""

    slug = forms.SlugField(label=_("identifier"), max_length=60)
    region = RegionField()
    abbreviation = forms.CharField(label=_("abbreviation"), max_length=20, required=False)
    source = forms.CharField(label=_("source"), max_length=200)
    locals().update(in_every_language("name", _("name")))

    @classmethod
    def initial_for(cls, asked: dict[str, str]) -> dict[str, Any]:
        found = Institution.objects.select_related("region").filter(slug=asked.get("slug", "")).first()
        if found is None:
            return dict(asked)
        plain = {k: getattr(found, k) for k in ("slug", "abbreviation", "source")}
        return plain | {"region": found.region.slug} | words_of("name", found.name)

    def run(self, by: Actor) -> object:
        data = self.cleaned_data
        old = Institution.objects.filter(slug=data["slug"]).first()
        return actions.edit_institution(
            slug=data["slug"], region=data["region"], abbreviation=data["abbreviation"],
            source=data["source"], name=self.text("name", by, old.name if old else None), by=by,
        )  # fmt: skip


class EditPassage(VerbForm):
    """One passage of the association's own account of itself, in one language."""

    passage = passage_field()
    language = LanguageOfTextField(of="words")
    words = long_text(label=_("text"))

    @classmethod
    def initial_for(cls, asked: dict[str, str]) -> dict[str, Any]:
        found = Passage.objects.filter(key=asked.get("passage", "")).first()
        passage = found.text.passages.get(asked.get("language", "en")) if found else None
        return dict(asked) | {"words": passage.words if passage else ""}

    def run(self, by: Actor) -> object:
        return edit_passage(**self.cleaned_data, by=by)


class EditOrgan(VerbForm):
    """Name and field of work of an organ or subcommittee, in one language."""

    organ = forms.ModelChoiceField(
        Organ.objects.order_by("order", "slug"), to_field_name="slug", label=_("organ")
    )
    language = LanguageOfTextField(of="name")
    name = forms.CharField(label=_("name"), max_length=200)
    summary = long_text(label=_("field of work"), required=False)

    @classmethod
    def initial_for(cls, asked: dict[str, str]) -> dict[str, Any]:
        found = Organ.objects.filter(slug=asked.get("organ", "")).first()
        code = asked.get("language", "en")
        if found is None:
            return dict(asked)
        name, summary = found.name.passages.get(code), found.summary.passages.get(code)
        words = {"name": name.words if name else "", "summary": summary.words if summary else ""}
        return dict(asked) | words

    def run(self, by: Actor) -> object:
        return edit_organ(**self.cleaned_data, by=by)
