"""What a room does now and then by itself, such as telling what falls due: rooms declare, `near work` calls.

    declare_round(remind)  # in apps.py; remind(day: dt.date) calls a verb with by=SYSTEM

A round may be made many times a day and must then find nothing more to do.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable

_log = logging.getLogger(__name__)
Round = Callable[[dt.date], object]
_rounds: list[Round] = []


def declare_round(function: Round) -> None:
    """Let a room name what it does on every day."""
    if function not in _rounds:
        _rounds.append(function)


def make_rounds(day: dt.date) -> int:
    """Make the rounds of all rooms for `day`; return how many went wrong. Those stop no other."""
    failed = 0
    for function in _rounds:
        try:
            function(day)
        except Exception:  # noqa: BLE001 -- whatever one room meets, the others make their rounds
            _log.exception("A round could not be made; it is made again later.")
            failed += 1
    return failed
