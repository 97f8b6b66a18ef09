"""Which verbs are open in which state of a posting and of an answer, and for whom: data, asked everywhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

DRAFT, SUBMITTED, RETURNED, PUBLIC = "draft", "submitted", "returned", "public"
EXPIRED = "expired"  # never stored: public, and not confirmed in time
WITHDRAWN, FULFILLED = "withdrawn", "fulfilled"
OPEN, AGREED, DECLINED = "open", "agreed", "declined"

# What somebody is to a posting or an answer: for its member, for another member, or for the secretariat.
OWNER, OTHER, DESK = "owner", "other", "desk"


@dataclass(frozen=True)
class Opening:
    """In which states a verb is open, and for whom."""

    states: frozenset[str]
    parts: frozenset[str]


def _open(states: tuple[str, ...], *parts: str) -> Opening:
    return Opening(frozenset(states), frozenset(parts))


VERBS: dict[str, Opening] = {
    "edit_posting": _open((DRAFT, RETURNED, SUBMITTED, PUBLIC, EXPIRED), OWNER),
    "submit_posting": _open((DRAFT, RETURNED), OWNER),
    "return_posting": _open((SUBMITTED,), DESK),
    "publish_posting": _open((SUBMITTED,), DESK),
    "confirm_posting": _open((PUBLIC, EXPIRED), OWNER),
    "fulfil_posting": _open((PUBLIC, EXPIRED), OWNER),
    "withdraw_posting": _open((DRAFT, RETURNED, SUBMITTED, PUBLIC, EXPIRED), OWNER, DESK),
    "answer_posting": _open((PUBLIC,), OTHER),
    "decline_suggestion": _open((PUBLIC, EXPIRED), OWNER),
}
# Of an answer the owner is who wrote it, the other whose posting it answers.
ANSWER_VERBS: dict[str, Opening] = {
    "write_message": _open((OPEN, AGREED), OWNER, OTHER),
    "agree_answer": _open((OPEN,), OTHER),
    "decline_answer": _open((OPEN,), OTHER),
    "withdraw_answer": _open((OPEN,), OWNER),
}


def open_to(parts: frozenset[str], state: str, verbs: dict[str, Opening] = VERBS) -> list[str]:
    """Return the verbs open to somebody with these parts in a state, in the order of the table."""
    return [verb for verb, law in verbs.items() if state in law.states and parts & law.parts]


def standing(state: str, expires_on: dt.date | None, day: dt.date) -> str:
    """Return the state of a posting on a day: `expired` where it is public and was not confirmed in time."""
    if state == PUBLIC and expires_on is not None and expires_on <= day:
        return EXPIRED
    return state


def title_of(words: str, limit: int = 120) -> str:
    """Return the first sentence of what somebody wrote, as a title; cut at a word where it is too long."""
    line = next((part.strip() for part in words.splitlines() if part.strip()), "")
    ends = [at for mark in _ENDS if (at := line.find(mark)) > 0]
    first = line[: min(ends)] if ends else line
    first = first.rstrip(" .。．!?！？").strip()
    if len(first) <= limit:
        return first
    cut = first[: limit - 1]
    return f"{cut.rsplit(' ', 1)[0] if ' ' in cut[limit // 2 :] else cut}…"


_ENDS = (". ", "。", "! ", "? ", "！", "？", "．")
# Fewer cases would say more about chance than about a government.
LEAST_CASES = 3


def clock(days: Sequence[float]) -> float | None:
    """Return the median of days to a first reaction; None where there are fewer than three cases."""
    return float(median(days)) if len(days) >= LEAST_CASES else None
