"""The forms of somebody's own settings."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import get_day_names, get_timezone_gmt
from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from near.foundation.languages import LANGUAGES
from near.people.enums import Rhythm
from near.people.models import Account, NoticeSetting
from near.registry.queries.zones import zones_in_use
from near.web.design.templatetags.deadlines import place_of_zone
from near.web.design.templatetags.design import babel_locale

SPOKEN = [(x.code, x.autonym) for x in LANGUAGES]


def weekdays() -> list[tuple[int, str]]:
    """Return the days of the week in the reader's language, Monday first (0)."""
    names = get_day_names("wide", "stand-alone", locale=babel_locale())
    return [(number, str(names[number])) for number in range(7)]


def zone_choices(present: str) -> list[tuple[str, str]]:
    """Return the time zones of our members, and the present one, from west to east: name and words."""
    now = timezone.now()
    zones = sorted({*zones_in_use(), present}, key=lambda name: (_offset(name, now), name))
    return [(name, f"{place_of_zone(ZoneInfo(name))} ({_gmt(name, now)})") for name in zones]


def _offset(name: str, now: dt.datetime) -> dt.timedelta:
    return now.astimezone(ZoneInfo(name)).utcoffset() or dt.timedelta()


def _gmt(name: str, now: dt.datetime) -> str:
    return get_timezone_gmt(now.astimezone(ZoneInfo(name)), "iso8601", locale="en").replace("+", "UTC+")


class Preferences(forms.Form):
    """In which language somebody is spoken to, and in which time they live."""

    language = forms.ChoiceField(label=gettext_lazy("language"), choices=SPOKEN)
    time_zone = forms.ChoiceField(label=gettext_lazy("time zone"))

    def __init__(self, data: Any = None, *, account: Account, present: str) -> None:
        super().__init__(data, initial={"language": account.language, "time_zone": present})
        zone: Any = self.fields["time_zone"]
        zone.choices = zone_choices(present)


class Notices(forms.Form):
    """How often, on which day of the week and in which language somebody is written to."""

    rhythm = forms.ChoiceField(
        label=gettext_lazy("how often"), choices=Rhythm.choices, widget=forms.RadioSelect
    )
    weekday = forms.TypedChoiceField(label=gettext_lazy("day of the week"), coerce=int, required=False)
    notice_language = forms.ChoiceField(label=gettext_lazy("language of the mails"), required=False)

    def __init__(self, data: Any = None, *, setting: NoticeSetting) -> None:
        own = {
            "rhythm": setting.rhythm,
            "weekday": setting.weekday,
            "notice_language": setting.language,
        }
        super().__init__(data, initial=own)
        day: Any = self.fields["weekday"]
        day.choices = weekdays()
        language: Any = self.fields["notice_language"]
        language.choices = [("", _("the language of my account")), *SPOKEN]
