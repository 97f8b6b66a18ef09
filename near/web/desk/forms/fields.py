"""Fields that the desk's forms share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from near.foundation.errors import DomainError
from near.foundation.languages import LANGUAGES, language_of
from near.foundation.period import EARLIEST, LATEST, today
from near.foundation.text import MultilingualText, Passage, TextState
from near.people.perms import Actor, reference_of
from near.registry.models import Decision, Region
from near.registry.queries import names_on
from near.registry.queries.resolving import region_meant

LANGUAGE_CHOICES = [(x.code, x.autonym) for x in LANGUAGES]


class VerbForm(forms.Form):
    """The input of one verb. `run` calls the verb with what was entered."""

    required_css_class = "required"

    def run(self, by: Actor) -> object:
        """Call the verb; refusals come out as domain errors."""
        raise NotImplementedError

    @classmethod
    def initial_for(cls, asked: dict[str, str]) -> dict[str, Any]:
        """Return what the form shows first: what the address asked for."""
        return dict(asked)

    def texts(self, name: str) -> dict[str, str]:
        """Return the entered words of a field that stands once for each language."""
        return {code: self.cleaned_data[f"{name}_{code}"].strip() for code, _label in LANGUAGE_CHOICES}

    def text(self, name: str, by: Actor, old: MultilingualText | None = None) -> MultilingualText:
        """Return the entered words as one value; passages that were not touched keep their origin."""
        old = old or MultilingualText()
        passages = dict(old.passages)
        for code, words in self.texts(name).items():
            if not words:
                passages.pop(code, None)
            elif code not in passages or passages[code].words != words:
                state = TextState.ORIGINAL if code == "en" else TextState.CHECKED
                passages[code] = Passage(words, state=state, by=str(reference_of(by)))
        return MultilingualText(passages)


if TYPE_CHECKING:
    _Regions = forms.ModelChoiceField[Region]
    _Decisions = forms.ModelChoiceField[Decision]
    AnyChoice = forms.ModelChoiceField[Any]
else:
    _Regions = _Decisions = AnyChoice = forms.ModelChoiceField


class RegionInput(forms.TextInput):
    """A line to write a region in, with every region of the register to choose from."""

    choices: Any = ()

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        known = f"id_{name}_known"
        line = super().render(name, value, {**(attrs or {}), "list": known, "autocomplete": "off"}, renderer)
        options = format_html_join(
            "", '<option value="{}"></option>', ((label,) for _key, label in self.choices if _key)
        )
        return format_html('{}<datalist id="{}">{}</datalist>', line, known, options)


class RegionField(_Regions):
    """A region, written or chosen: by its identifier, or by any of its names in any language.

    A name of several regions is refused with its readings; it is never guessed.
    """

    widget = RegionInput

    def __init__(self, **kwargs: Any) -> None:
        found = Region.objects.defer("outline").order_by("country", "slug")
        kwargs.setdefault("label", _("region"))
        kwargs.setdefault("help_text", _("Any name in any language, or choose from the list."))
        super().__init__(queryset=found, to_field_name="slug", **kwargs)
        self._names: dict[int, Any] | None = None

    def __deepcopy__(self, memo: dict[Any, Any]) -> RegionField:
        copy: RegionField = super().__deepcopy__(memo)
        copy._names = None
        return copy

    def label_from_instance(self, obj: Region) -> str:
        if self._names is None:
            self._names = names_on(today(), language_of(get_language() or "en").code)
        name = self._names.get(obj.pk)
        return f"{name.official if name else obj.slug} ({obj.slug})"

    def to_python(self, value: Any) -> Region | None:
        written = str(value or "").strip()
        if not written:
            return None
        chosen = _CHOSEN.search(written)
        try:
            return region_meant(chosen[1] if chosen else written, language_of(get_language() or "en").code)
        except DomainError as refusal:
            raise forms.ValidationError(str(refusal), code="invalid_choice") from None


# What the list offers: "Tottori Prefecture (jp-tottori)".
_CHOSEN = re.compile(r"\(([a-z]{2}-[a-z0-9-]+)\)$")


class DayField(forms.DateField):
    """A day between 1800 and 2199, chosen with the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        limits = {"type": "date", "min": EARLIEST.isoformat(), "max": LATEST.isoformat()}
        kwargs.setdefault("widget", forms.DateInput(attrs=limits, format="%Y-%m-%d"))
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day and not EARLIEST <= day <= LATEST:
            raise forms.ValidationError(_("Choose a day between 1800 and 2199."), code="range")
        return day


def decision_field() -> _Decisions:
    """Return the field that names the deciding act."""
    return forms.ModelChoiceField(
        Decision.objects.order_by("-on", "key"), to_field_name="key", label=_("deciding act"),
        help_text=_("Put the act on record first if it is not in the list."),
    )  # fmt: skip


def long_text(**kwargs: Any) -> forms.CharField:
    """Return a field for a paragraph."""
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=5000, **kwargs)


def in_every_language(name: str, label: Any, *, long: bool = False) -> dict[str, forms.Field]:
    """Return one field a language for `name`, none of them required."""
    fields: dict[str, forms.Field] = {}
    for language in LANGUAGES:
        widget = (
            forms.Textarea(attrs={"rows": 3, "lang": language.tag})
            if long
            else forms.TextInput(attrs={"lang": language.tag})
        )
        fields[f"{name}_{language.code}"] = forms.CharField(
            label=_labelled(label, language.autonym), required=False, max_length=5000 if long else 200,
            widget=widget,
        )  # fmt: skip
    return fields


def _labelled(label: Any, autonym: str) -> Any:
    return format_lazy("{label} · {autonym}", label=label, autonym=autonym)


def words_of(name: str, text: MultilingualText) -> dict[str, str]:
    """Return the words of a text as initial values of its fields."""
    return {f"{name}_{code}": p.words for code, p in text.passages.items()}
