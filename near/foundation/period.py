"""Dates as the public record gives them, and spells of time: half-open, `since` included, `until` not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from near.foundation.errors import BadDate, PeriodReversed

EARLIEST = dt.date(1800, 1, 1)
LATEST = dt.date(2199, 12, 31)


class Precision(models.TextChoices):
    """How exactly a date is known. `by`: it had happened on that day at the latest."""

    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")
    BY = "by", _("on this day at the latest")


def today() -> dt.date:
    """Return the present day in the secretariat's time zone (settings.TIME_ZONE)."""
    return timezone.localdate()


def day_of(moment: dt.datetime) -> dt.date:
    """Return the day of a moment in the secretariat's time zone."""
    return timezone.localtime(moment).date()


def parse_day(value: str, *, field: str = "") -> dt.date:
    """Read an ISO day (YYYY-MM-DD) between 1800 and 2199; anything else is a `BadDate`."""
    try:
        day = dt.date.fromisoformat(value.strip())
    except (ValueError, AttributeError):
        raise BadDate(value=str(value)[:40], field=field) from None
    if not EARLIEST <= day <= LATEST or day.isoformat() != value.strip():
        raise BadDate(value=str(value)[:40], field=field)
    return day


@dataclass(frozen=True)
class Period:
    """A half-open spell `[since, until)`; `until` None means it still runs.

    >>> Period(dt.date(2000, 1, 1), dt.date(2001, 1, 1)).overlaps(Period(dt.date(2001, 1, 1)))
    False
    """

    since: dt.date | None = None
    until: dt.date | None = None

    def __post_init__(self) -> None:
        if self.since and self.until and self.until <= self.since:
            raise PeriodReversed(since=self.since, until=self.until, field="until")

    def __contains__(self, day: dt.date) -> bool:
        return (self.since or EARLIEST) <= day < (self.until or dt.date.max)

    def overlaps(self, other: Period) -> bool:
        """Tell whether the two spells share at least one day."""
        start = max(self.since or dt.date.min, other.since or dt.date.min)
        return start < min(self.until or dt.date.max, other.until or dt.date.max)

    def ended(self, day: dt.date) -> Period:
        """Return the spell cut at `day`; `PeriodReversed` where nothing of it would remain."""
        return Period(self.since, day)


def spell_on(day: dt.date, prefix: str = "") -> Q:
    """Return the condition that a spell (fields `since`, `until`) covers `day`."""
    begun = Q(**{f"{prefix}since__isnull": True}) | Q(**{f"{prefix}since__lte": day})
    not_over = Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gt": day})
    return begun & not_over
