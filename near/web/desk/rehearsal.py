"""What a change will do, shown before it is done: the verb runs for real, and all of it is taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from near.foundation.journal import JournalEntry, head
from near.registry.queries import counts_over_time
from near.web.desk.wording import field_in_words, subject_in_words, value_in_words, verb_in_words

_UNSAID = ("id", "outline")
_EMPTY: tuple[Any, ...] = (None, "", {}, [])


@dataclass(frozen=True)
class Change:
    """One journal entry as it would be written: which fields change from what to what."""

    verb: str
    subject: str
    fields: list[tuple[str, str, str]]


@dataclass(frozen=True)
class Rehearsal:
    """The outcome of a rehearsal: the changes, and the counts of the day before and after."""

    changes: list[Change]
    day: dt.date
    before: dict[str, int]
    after: dict[str, int]

    @property
    def counts(self) -> list[tuple[str, int, int]]:
        """Return the counts that would move."""
        return [(k, v, self.after[k]) for k, v in self.before.items() if v != self.after[k]]


class _TakenBack(Exception):
    """Ends a rehearsal: everything written since its beginning is rolled back."""


def rehearsed(run: Callable[[], object], day: dt.date) -> Rehearsal:
    """Run a verb, note what it wrote, and take it back. Refusals of the verb come out unchanged."""
    written: list[JournalEntry] = []
    begun, before = head(), _counts(day)
    after = before
    try:
        with transaction.atomic():
            run()
            written = list(JournalEntry.objects.filter(sequence__gt=begun).order_by("sequence"))
            after = _counts(day)
            raise _TakenBack  # noqa: TRY301 -- leaving the block by an error is what takes it back
    except _TakenBack:
        pass
    return Rehearsal([change_of(entry) for entry in written], day, before, after)


def _counts(day: dt.date) -> dict[str, int]:
    return counts_over_time([day])[0][1]


def change_of(entry: JournalEntry) -> Change:
    """Return in words what an entry says changed, leaving out what stayed as it was or stayed empty."""
    keys = list(dict.fromkeys([*entry.before, *entry.after]))
    fields = [
        (field_in_words(key), value_in_words(key, before), value_in_words(key, after))
        for key in keys
        if key not in _UNSAID
        and (before := entry.before.get(key)) != (after := entry.after.get(key))
        and not (before in _EMPTY and after in _EMPTY)
    ]
    return Change(verb_in_words(entry.verb), subject_in_words(entry.subject), fields)
