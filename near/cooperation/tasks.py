"""What runs by itself: the daily round of the room."""

from __future__ import annotations

import datetime as dt

from near.cooperation.actions.posting_reminders import remind_of_expiry


def daily(day: dt.date) -> None:
    """Remind members of what ends by itself."""
    remind_of_expiry(day=day)
