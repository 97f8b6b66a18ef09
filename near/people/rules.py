"""When somebody is due to be written to: pure arithmetic of days and hours in their own time zone."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

DAYS_A_WEEK = 7


def latest_slot(now: dt.datetime, zone: ZoneInfo, hour: int, weekday: int | None = None) -> dt.datetime:
    """Return the latest moment up to `now` at which a mail was due: `hour` o'clock in `zone`.

    Every day, or with `weekday` (Monday 0) on that day of the week only. `now` is aware, so is the answer.

    >>> now = dt.datetime(2026, 11, 25, 0, 30, tzinfo=dt.UTC)
    >>> latest_slot(now, ZoneInfo("Asia/Ulaanbaatar"), 8).isoformat()
    '2026-11-25T08:00:00+08:00'
    """
    local = now.astimezone(zone)
    back = 0 if weekday is None else (local.weekday() - weekday) % DAYS_A_WEEK
    slot = _at(local.date() - dt.timedelta(days=back), hour, zone)
    if slot <= now:
        return slot
    return _at(slot.date() - dt.timedelta(days=1 if weekday is None else DAYS_A_WEEK), hour, zone)


def _at(day: dt.date, hour: int, zone: ZoneInfo) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), tzinfo=zone)
