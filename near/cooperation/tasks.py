"""What runs by itself: the room's round, as often as it is made."""

from __future__ import annotations

import datetime as dt

from near.cooperation.actions.posting_reminders import remind_of_expiry
from near.cooperation.actions.reminders import remind_of_projects
from near.foundation.journal import SYSTEM


def daily(day: dt.date) -> None:
    """Remind members of what ends by itself and of what falls due."""
    remind_of_expiry(day=day, by=SYSTEM)
    remind_of_projects(day=day, by=SYSTEM)
