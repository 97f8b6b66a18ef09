"""Deadlines of members: rooms declare them, the cellar collects them for calendars, mails and pages.

    def expiries(regions: Collection[int], since: dt.date, until: dt.date) -> Iterator[Deadline]:
        for posting in Posting.objects.filter(region__in=regions, expires_on__range=(since, until)):
            yield Deadline(
                f"posting-{posting.pk}-expiry", posting.region_id, posting.expires_on,
                partial(_confirm, posting.title), "portal_posting", (posting.pk,),
            )

A room names it in its `apps.py` (`declare_deadlines(expiries)`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Deadline:
    """What a member (`region`, primary key) has to do by when.

    `uid` never changes for one thing, `due` is a day in the member's own time or an aware moment, `said`
    returns the sentence in the language that is active; `address` and `args` name the page it leads to.
    """

    uid: str
    region: int
    due: dt.date | dt.datetime
    said: Callable[[], str]
    address: str = ""
    args: tuple[Any, ...] = ()

    @property
    def day(self) -> dt.date:
        """Return the day it is due; that of a moment in UTC."""
        return self.due.astimezone(dt.UTC).date() if isinstance(self.due, dt.datetime) else self.due


Keeper = Callable[[Collection[int], dt.date, dt.date], Iterable[Deadline]]
_keepers: list[Keeper] = []


def declare_deadlines(keeper: Keeper) -> None:
    """Let a room name its keeper: called with (regions, since, until), `until` not included."""
    if keeper not in _keepers:
        _keepers.append(keeper)


def deadlines(regions: Collection[int], since: dt.date, until: dt.date) -> list[Deadline]:
    """Return every deadline of the regions in `[since, until)`, the earliest first."""
    found = [x for keeper in _keepers for x in keeper(regions, since, until)] if regions else []
    return sorted((x for x in found if since <= x.day < until), key=lambda x: (x.day, _moment(x), x.uid))


def _moment(deadline: Deadline) -> str:
    """Return what orders deadlines of one day: a whole day comes after its moments."""
    due = deadline.due
    return due.astimezone(dt.UTC).isoformat() if isinstance(due, dt.datetime) else "~"
