"""Fields that the desk's forms share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from near.foundation.languages import LANGUAGES, language_of
from near.foundation.passages import Hand, rewritten
from near.foundation.period import EARLIEST, LATEST, today
from near.foundation.text import MultilingualText
from near.people.perms import Actor, reference_of
from near.registry.models import Decision, Region
from near.registry.queries import names_on

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
        """Return the entered words as one value; passages that were not touched keep their origin.

        The original is English unless the record is in another language already, or only.
        """
        text = old or MultilingualText()
        hand = Hand(str(reference_of(by)), timezone.now().isoformat(timespec="seconds"))
        entered = self.texts(name)
        first = text.original or next((code for code, words in entered.items() if words), "")
        # What was emptied goes first, then the original, so that translations entered with it follow it.
        for code in sorted(entered, key=lambda c: 1 if c == first else 2 * bool(entered[c])):
            own = text.passages.get(code)
            if entered[code] != (own.words if own else ""):
                text = rewritten(text, code, entered[code], hand)
        return text


if TYPE_CHECKING:
    _Regions = forms.ModelChoiceField[Region]
    _Decisions = forms.ModelChoiceField[Decision]
    AnyChoice = forms.ModelChoiceField[Any]
else:
    _Regions = _Decisions = AnyChoice = forms.ModelChoiceField


class RegionField(_Regions):
    """Choice of a region, shown by its name in the reader's language with its identifier."""

    def __init__(self, **kwargs: Any) -> None:
        found = Region.objects.defer("outline").order_by("country", "slug")
        kwargs.setdefault("label", _("region"))
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
