"""What a step of a test put on record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps

from near.foundation.journal import JournalEntry, head


@contextmanager
def journalled() -> Iterator[list[JournalEntry]]:
    """Collect the entries made inside the block, in order."""
    found: list[JournalEntry] = []
    start = head()
    yield found
    found += JournalEntry.objects.filter(sequence__gt=start).order_by("sequence")


def verbs(entries: list[JournalEntry]) -> list[str]:
    return [entry.verb for entry in entries]


def changes(entry: JournalEntry) -> dict[str, tuple[Any, Any]]:
    """Return each field that differs, as (before, after)."""
    fields = entry.before.keys() | entry.after.keys()
    pairs = {f: (entry.before.get(f), entry.after.get(f)) for f in fields}
    return {f: (old, new) for f, (old, new) in pairs.items() if old != new}


def everything(*rooms: str) -> dict[str, list[dict[str, Any]]]:
    """Return every row of the rooms and of the journal, to tell that nothing was written."""
    tables = [m for room in (*rooms, "foundation") for m in apps.get_app_config(room).get_models()]
    return {m._meta.label: list(m._default_manager.order_by("pk").values()) for m in tables}
