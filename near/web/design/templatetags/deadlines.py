"""Deadlines and moments as a member's own clock shows them."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location
from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from near.web.design.templatetags.design import babel_locale, precise

register = template.Library()


def place_of_zone(zone: ZoneInfo) -> str:
    """Return the city a time zone is named after, in the reader's language."""
    return str(get_timezone_location(zone, locale=babel_locale(), return_city=True))


@register.simple_tag
def when(at: dt.datetime, zone: ZoneInfo) -> str:
    """Write a moment to the minute as the clocks in `zone` show it, without naming the zone."""
    local = at.astimezone(zone)
    return f"{precise(local.date())} {local:%H:%M}"


@register.simple_tag
def due_words(due: dt.date | dt.datetime, zone: ZoneInfo) -> str:
    """Write by when something is due, in plain words: a day, or a moment with the place whose clock it is."""
    if not isinstance(due, dt.datetime):
        return precise(due)
    return _("%(moment)s (time in %(place)s)") % {"moment": when(due, zone), "place": place_of_zone(zone)}


@register.simple_tag
def due(moment: dt.date | dt.datetime, zone: ZoneInfo) -> SafeString:
    """Show a deadline in a member's own time zone, marked where it has passed.

    `moment` is a day, which lasts until midnight in `zone`, or an aware moment.
    """
    words = _("due %(date)s") % {"date": due_words(moment, zone)}
    told = format_html('<time datetime="{}">{}</time>', _machine(moment, zone), words)
    if not is_past(moment, zone):
        return format_html('<span class="due">{}</span>', told)
    return format_html('<span class="due overdue">{} · {}</span>', told, _("overdue"))


def is_past(moment: dt.date | dt.datetime, zone: ZoneInfo) -> bool:
    """Tell whether a deadline has passed where the member is."""
    now = timezone.now()
    return moment < now if isinstance(moment, dt.datetime) else moment < now.astimezone(zone).date()


def _machine(moment: dt.date | dt.datetime, zone: ZoneInfo) -> str:
    if isinstance(moment, dt.datetime):
        return moment.astimezone(zone).isoformat(timespec="minutes")
    return moment.isoformat()
