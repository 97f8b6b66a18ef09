"""Which verbs are open in which state of a project, for whom: data, asked by permissions, pages and tests.

No rule of the association prescribes the states; the procedure for individual projects does (near.md, 2.3),
with the follow-ups a year and three years after closing that Interreg counts (indicator RCR84).
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

IDEA, SEEKING, AGREED, RUNNING = "idea", "seeking", "agreed", "running"
CLOSING, CLOSED, ABANDONED = "closing", "closed", "abandoned"
# The way of a project that goes well, in order; pages show it as a row of steps.
STEPS = (IDEA, SEEKING, AGREED, RUNNING, CLOSING, CLOSED)
NEXT: dict[str, frozenset[str]] = {
    IDEA: frozenset({SEEKING, AGREED, ABANDONED}),
    SEEKING: frozenset({AGREED, ABANDONED}),
    AGREED: frozenset({RUNNING, ABANDONED}),
    RUNNING: frozenset({CLOSING, ABANDONED}),
    CLOSING: frozenset({CLOSED, ABANDONED}),
    CLOSED: frozenset(),
    ABANDONED: frozenset(),
}
# What anybody may read. One given up is public where it had begun (`since`); else it stays with its people.
PUBLIC = frozenset({SEEKING, AGREED, RUNNING, CLOSING, CLOSED})

# What somebody is to a project. A member's part first, then the two offices beside it.
LEAD, PARTNER, OBSERVER, INVITED, STRANGER = "lead", "partner", "observer", "invited", "stranger"
COORDINATOR, DESK = "coordinator", "desk"
PARTS = (LEAD, PARTNER, OBSERVER, INVITED, STRANGER)
TEAM = frozenset({LEAD, PARTNER})
INSIDERS = TEAM | {OBSERVER, INVITED}


@dataclass(frozen=True)
class Opening:
    """In which states a verb is open, and for whom."""

    states: frozenset[str]
    parts: frozenset[str]


def _open(states: tuple[str, ...], *parts: str) -> Opening:
    return Opening(frozenset(states), frozenset(parts))


_BEFORE = (IDEA, SEEKING)
_JOINING = (IDEA, SEEKING, AGREED, RUNNING)
_STANDING = (AGREED, RUNNING)
_WORKING = (RUNNING, CLOSING)
_ALIVE = (IDEA, SEEKING, AGREED, RUNNING, CLOSING)
_REPORTED = (AGREED, RUNNING, CLOSING)
_PUBLIC_ALIVE = (SEEKING, AGREED, RUNNING, CLOSING)

VERBS: dict[str, Opening] = {
    "edit_project": _open(_BEFORE, *TEAM),
    "seek_partners": _open((IDEA,), LEAD),
    "invite_partner": _open(_JOINING, LEAD),
    "withdraw_invitation": _open(_JOINING, LEAD),
    "ask_to_join": _open((SEEKING, AGREED, RUNNING), STRANGER),
    "join_project": _open(_JOINING, INVITED),
    "decline_project": _open(_JOINING, INVITED),
    "leave_project": _open(_ALIVE, PARTNER, OBSERVER),
    "hand_over_lead": _open((*_ALIVE, CLOSED), LEAD),
    "agree_project": _open(_BEFORE, *TEAM),
    "begin_project": _open((AGREED,), LEAD),
    "propose_change": _open(_STANDING, *TEAM),
    "answer_change": _open((*_BEFORE, *_STANDING), *TEAM),
    "withdraw_change": _open((*_BEFORE, *_STANDING), *TEAM),
    "set_next_step": _open(_ALIVE, *TEAM),
    "add_contribution": _open(_ALIVE, *TEAM),
    "add_task": _open(_ALIVE, *TEAM),
    "finish_task": _open(_ALIVE, *TEAM),
    "add_milestone": _open(_ALIVE, *TEAM),
    "reach_milestone": _open(_WORKING, *TEAM),
    "record_result": _open(_WORKING, *TEAM),
    "record_exchange": _open(_WORKING, *TEAM),
    "remove_content": _open(_ALIVE, *TEAM),
    "attach_document": _open((*_ALIVE, CLOSED), *TEAM),
    "withdraw_document": _open((*_ALIVE, CLOSED), *TEAM, DESK),
    "begin_closing": _open((RUNNING,), LEAD),
    "write_yearly": _open(_REPORTED, *TEAM),
    "write_closing": _open((CLOSING,), *TEAM),
    "write_after": _open((CLOSED,), *TEAM),
    "close_project": _open((CLOSING,), LEAD),
    "abandon_project": _open(_ALIVE, LEAD, DESK),
    "tie_resolution": _open((*_PUBLIC_ALIVE, CLOSED), LEAD, COORDINATOR, DESK),
    "untie_resolution": _open((*_PUBLIC_ALIVE, CLOSED), LEAD, COORDINATOR, DESK),
}
_MEMBER = {
    # role in an agreed part -> what its holder is to the project
    "lead": LEAD, "partner": PARTNER, "host": PARTNER, "adviser": PARTNER, "observer": OBSERVER,
}  # fmt: skip
# For so long after it closed its partners are asked whether they still work together.
FOLLOW_UPS = {"after_12": 12, "after_36": 36}
CLOSING_DAYS = 90  # a closing report is asked for within three months, as Interreg's programmes do


def part_of(role: str, standing: str) -> str:
    """Return what a member with this role and standing is to the project; without a part: `("", "")`."""
    if standing == "invited":
        return INVITED
    return _MEMBER.get(role, STRANGER) if standing == "agreed" else STRANGER


def open_to(part: str, state: str) -> list[str]:
    """Return the verbs open to a part in a state, in the order of the table."""
    return [verb for verb, law in VERBS.items() if state in law.states and part in law.parts]


def may_follow(state: str, wanted: str) -> bool:
    """Tell whether a project may go from one state to the other."""
    return wanted in NEXT[state]


def step_of(state: str) -> int:
    """Return how many steps of the way lie behind a state; an abandoned project has left the way."""
    return STEPS.index(state) if state in STEPS else -1


def public(state: str, *, begun: bool) -> bool:
    """Tell whether anybody may read a project; `begun` that it ran before it was given up."""
    return state in PUBLIC or (state == ABANDONED and begun)


def months_after(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months later; the month's last where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def follow_ups(closed_on: dt.date) -> dict[str, dt.date]:
    """Return by when each follow-up of a project is due."""
    return {kind: months_after(closed_on, months) for kind, months in FOLLOW_UPS.items()}


def closing_due(asked_on: dt.date) -> dt.date:
    """Return by when the closing report is due that was asked for on a day."""
    return asked_on + dt.timedelta(days=CLOSING_DAYS)


def yearly_due(year: int) -> dt.date:
    """Return by when the yearly report of a year is due: its last day."""
    return dt.date(year, 12, 31)


def writing(kind: str) -> str:
    """Return the verb that writes a report of a kind: `write_yearly`, `write_closing`, `write_after`."""
    return f"write_{kind.split('_', 1)[0]}"
