"""What waits for an answer: rooms declare their open matters, the cellar collects.

The portal's overview shows them to whoever acts for a member, the handover page to whoever takes over. A
room declares a keeper in its app's `ready`; nothing is stored, every matter is derived when it is asked for:

    def unanswered(regions: Collection[int], language: str, day: dt.date) -> Iterator[Matter]:
        for answer in Answer.objects.waiting_for(regions):  # one query for all regions
            yield Matter(
                region=answer.posting.region_id, kind=_("Answers to you"), title=answer.posting.title,
                url="portal_posting", args=(answer.posting_id,), due=answer.due, waits_for=US,
                since=answer.on,
            )

    declare_open_matters(unanswered)

A keeper costs the same number of queries for one region as for many.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, Literal

US: Literal["us"] = "us"
THEM: Literal["them"] = "them"


@dataclass(frozen=True)
class Matter:
    """One thing of a member that is not finished.

    `region` is the member's primary key; `kind` a label in the reader's language, by which pages group;
    `title` plain words, a `MultilingualText` or a region's name; `url` and `args` the address by name; `due`
    the day by which it must be done, if any; `waits_for` `US` (the member has to act) or `THEM`; `since` the
    day from which on it waits.
    """

    region: int
    kind: Any
    title: Any
    url: str
    args: tuple[Any, ...]
    due: dt.date | None
    waits_for: Literal["us", "them"]
    since: dt.date
    is_sample: bool = False

    def overdue(self, day: dt.date) -> bool:
        """Tell whether its day has passed on `day`."""
        return self.due is not None and self.due < day


Keeper = Callable[[Collection[int], str, dt.date], Iterable[Matter]]
_keepers: list[Keeper] = []


def declare_open_matters(keeper: Keeper) -> None:
    """Let a room name its keeper: called with (primary keys of members, our language code, day)."""
    if keeper not in _keepers:
        _keepers.append(keeper)


def open_matters(regions: Collection[int], language: str, day: dt.date) -> list[Matter]:
    """Return every open matter of some members: ours before theirs, the most urgent and the oldest first."""
    if not regions:
        return []
    found = (matter for keeper in _keepers for matter in keeper(regions, language, day))
    return sorted(found, key=lambda m: (m.waits_for != US, m.due or dt.date.max, m.since, str(m.title)))
