"""What is entered about a mandate: who is invited, who follows, when one ends."""

from __future__ import annotations

from typing import Any

from django import forms

from near.foundation.languages import LANGUAGES
from near.foundation.period import EARLIEST, LATEST, today
from near.registry.enums import Office
from near.registry.models import Region
from near.registry.perms import can_give_office

_LANGUAGES = [(x.code, x.autonym) for x in LANGUAGES]


def _day() -> forms.DateField:
    limits = {"type": "date", "min": EARLIEST.isoformat(), "max": LATEST.isoformat()}
    widget = forms.DateInput(attrs=limits, format="%Y-%m-%d")
    return forms.DateField(input_formats=["%Y-%m-%d"], widget=widget, initial=today)


class Person(forms.Form):
    """Somebody by the address they are written to; name and language serve a new account only."""

    email = forms.EmailField(max_length=254)
    name = forms.CharField(max_length=120)
    language = forms.ChoiceField(choices=_LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs["autocomplete"] = "off"
        self.fields["name"].widget.attrs["autocomplete"] = "off"


class Invitation(Person):
    """Who is invited, in which office, from when; offices the inviter may give."""

    office = forms.ChoiceField()
    since = _day()

    def __init__(self, *args: Any, by: Any, region: Region, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["office"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- said two lines above
        field.choices = [(o.value, o.label) for o in Office if can_give_office(by, region, o)]
        field.initial = Office.CONTACT


class Succession(Person):
    """Who follows in an office, and on which day."""

    on = _day()


class Ending(forms.Form):
    """On which day a mandate no longer holds."""

    until = _day()
