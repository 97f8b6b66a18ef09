"""Fields of the forms about projects: members, days, languages, each in the reader's own order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from near.foundation.identifying import identified
from near.foundation.languages import NAME_LANGUAGES
from near.foundation.period import EARLIEST, LATEST, today
from near.registry.models import Region
from near.registry.queries import names_on, roster_on
from near.registry.queries.names import place_of
from near.web.design.marking import reader
from near.web.design.templatetags.design import autonym

LONGEST = 10_000


class RegionChoice(forms.ChoiceField):
    """A choice among regions by their slugs; gives the region."""

    def __init__(self, regions: Iterable[Region], **kwargs: Any) -> None:
        self.regions = {region.slug: region for region in regions}
        names = names_on(today(), reader(), {region.pk for region in self.regions.values()})
        called = {r.slug: names[r.pk] for r in self.regions.values() if r.pk in names}
        order = sorted(self.regions, key=lambda s: (s not in called, s not in called or _place(called[s]), s))
        labels = [(slug, called[slug].official if slug in called else slug) for slug in order]
        super().__init__(choices=[("", _("– please choose –")), *labels], **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the region chosen, or None where none was."""
        return self.regions.get(super().clean(value))


def _place(name: Any) -> Any:
    return place_of(name, reader())


class MemberChoice(forms.ChoiceField):
    """A choice among all members of today, by country as the roster has them; gives the region."""

    def __init__(self, *, but: Iterable[int] = (), **kwargs: Any) -> None:
        roster, left_out = roster_on(today(), reader()), set(but)
        countries: dict[str, list[tuple[str, str]]] = {}
        for line in roster.lines:
            if line.pk not in left_out and not line.suspended:
                country = str(roster.countries[line.country].short_name)
                countries.setdefault(country, []).append((line.id, line.name.official))
        choices: list[Any] = [("", _("– please choose –")), *countries.items()]
        super().__init__(choices=choices, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the region chosen, or None where none was."""
        slug = super().clean(value)
        return Region.objects.defer("outline").filter(slug=slug).first() if slug else None


def day(label: Any, *, required: bool = True, **kwargs: Any) -> forms.DateField:
    """Return a field for a day, chosen with the browser's own calendar."""
    limits = {"type": "date", "min": EARLIEST.isoformat(), "max": LATEST.isoformat()}
    widget = forms.DateInput(attrs=limits, format="%Y-%m-%d")
    return _Day(label=label, required=required, input_formats=["%Y-%m-%d"], widget=widget, **kwargs)


class _Day(forms.DateField):
    def clean(self, value: Any) -> dt.date | None:
        found: dt.date | None = super().clean(value)
        if found and not EARLIEST <= found <= LATEST:
            raise forms.ValidationError(_("Choose a day between 1800 and 2199."), code="range")
        return found


def words(label: Any, *, rows: int = 4, required: bool = True, most: int = LONGEST, **kwargs: Any) -> Any:
    """Return a field for a text of several lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=most, widget=widget, **kwargs)


def line(label: Any, *, required: bool = True, most: int = 200, **kwargs: Any) -> forms.CharField:
    """Return a field for one line."""
    return forms.CharField(label=label, required=required, max_length=most, **kwargs)


def language_field() -> forms.ChoiceField:
    """Return the choice of the language a text is written in; left open, it is recognised."""
    known = [(code, autonym(code)) for code in NAME_LANGUAGES]
    return forms.ChoiceField(
        label=_("Language you write in"),
        required=False,
        choices=[("", _("recognised from the text")), *known],
    )


def recognised(form: forms.Form, name: str, of: str) -> None:
    """Enter the language of a text where nobody chose it; where it cannot be told it is asked for."""
    if form.cleaned_data.get(name) or not form.cleaned_data.get(of):
        return
    guess = identified(form.cleaned_data[of]).language
    if guess not in NAME_LANGUAGES:
        form.add_error(name, _("The language cannot be recognised from this text. Please choose it."))
    form.cleaned_data[name] = guess
