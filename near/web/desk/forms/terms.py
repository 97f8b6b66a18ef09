"""Concepts and terms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from near.foundation.languages import LANGUAGES, NAME_LANGUAGES
from near.people.perms import Actor
from near.terminology import actions
from near.terminology.enums import Field
from near.terminology.models import Concept, Term
from near.terminology.queries import written
from near.terminology.rules import format_cell, parse_cell
from near.web.desk.forms.fields import VerbForm

AUTONYMS = {x.code: x.autonym for x in LANGUAGES} | {"vi": "Tiếng Việt", "ky": "Кыргызча"}
TERM_LANGUAGES = [(code, AUTONYMS[code]) for code in NAME_LANGUAGES]
_MARKS = _("One term a line, the preferred one first. ? before a term marks a draft, * one that another has.")


def concept_field() -> Any:
    """Return the field that names a concept by its identifier: there are too many to choose from a list."""
    widget = forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"})
    return forms.ModelChoiceField(
        Concept.objects.order_by("slug"), to_field_name="slug", label=_("concept"), widget=widget,
        error_messages={"invalid_choice": _("There is no concept with this identifier.")},
    )  # fmt: skip


def terms_field(language: str, **kwargs: Any) -> forms.CharField:
    """Return the field for the terms of one language, one a line."""
    widget = forms.Textarea(attrs={"rows": 4, "lang": {"zh": "zh-Hans"}.get(language, language)})
    return forms.CharField(widget=widget, max_length=3000, required=False, **kwargs)


def _lines(concept: Concept, language: str) -> str:
    terms = Term.objects.filter(concept=concept, language=language).order_by("place", "pk")
    return format_cell((written(term) for term in terms), "\n")


class AddConcept(VerbForm):
    """A new concept with its terms."""

    slug = forms.SlugField(label=_("identifier"), max_length=80)
    field = forms.ChoiceField(label=_("field of work"), choices=Field.choices)
    locked = forms.BooleanField(label=_("locked in translations"), required=False)
    note = forms.CharField(label=_("note"), max_length=500, required=False)
    source = forms.CharField(label=_("source"), max_length=200, help_text=_MARKS)
    locals().update(
        {
            f"terms_{code}": terms_field(
                code, label=format_lazy("{label} · {autonym}", label=_("terms"), autonym=autonym)
            )
            for code, autonym in TERM_LANGUAGES
        }
    )

    def run(self, by: Actor) -> object:
        data = self.cleaned_data
        return actions.add_concept(
            slug=data["slug"], field=Field(data["field"]), locked=data["locked"], note=data["note"],
            source=data["source"], by=by,
            terms={code: parse_cell(data[f"terms_{code}"]) for code in NAME_LANGUAGES},
        )  # fmt: skip


class EditConcept(VerbForm):
    """Field and note of a concept, and whether translations must keep its terms."""

    concept = concept_field()
    field = forms.ChoiceField(label=_("field of work"), choices=Field.choices)
    note = forms.CharField(label=_("note"), max_length=500, required=False)
    locked = forms.BooleanField(label=_("locked in translations"), required=False)

    @classmethod
    def initial_for(cls, asked: dict[str, str]) -> dict[str, Any]:
        found = Concept.objects.filter(slug=asked.get("concept", "")).first()
        if found is None:
            return dict(asked)
        return {"concept": found.slug, "field": found.field, "note": found.note, "locked": found.locked}

    def run(self, by: Actor) -> object:
        data = self.cleaned_data | {"field": Field(self.cleaned_data["field"])}
        return actions.edit_concept(**data, by=by)


class WriteTerms(VerbForm):
    """What a concept is called in one language."""

    concept = concept_field()
    language = forms.ChoiceField(label=_("language"), choices=TERM_LANGUAGES)
    terms = terms_field("", label=_("terms"), help_text=_MARKS)
    source = forms.CharField(label=_("source"), max_length=200)

    @classmethod
    def initial_for(cls, asked: dict[str, str]) -> dict[str, Any]:
        found = Concept.objects.filter(slug=asked.get("concept", "")).first()
        code = asked.get("language", "en")
        if found is None or code not in NAME_LANGUAGES:
            return dict(asked)
        return {"concept": found.slug, "language": code, "terms": _lines(found, code)}

    def run(self, by: Actor) -> object:
        data = self.cleaned_data | {"terms": parse_cell(self.cleaned_data["terms"])}
        return actions.write_terms(**data, by=by)


class WithdrawConcept(VerbForm):
    """A concept leaves the termbase with all its terms."""

    concept = concept_field()

    def run(self, by: Actor) -> object:
        return actions.withdraw_concept(**self.cleaned_data, by=by)
