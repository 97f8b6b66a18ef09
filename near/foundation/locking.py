"""Words no machine may translate: rooms declare what they lock, the cellar collects.

A keeper tells, for a text and a pair of languages, which stretches of it have a settled form in the target
language: names of regions, terms of a treaty. Who hands a text to a machine asks `locks` first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Lock:
    """A stretch `[start, end)` of a text, in characters, and what must stand for it in the target."""

    start: int
    end: int
    words: str


Keeper = Callable[[str, str, str], Iterable[Lock]]
_keepers: list[Keeper] = []


def declare_locks(keeper: Keeper) -> None:
    """Let a room name its keeper: called with (text, source language, target language)."""
    if keeper not in _keepers:
        _keepers.append(keeper)


def locks(text: str, source: str, target: str) -> list[Lock]:
    """Return every lock of a text in order, none overlapping; of two that overlap the longer one holds."""
    found = [lock for keeper in _keepers for lock in keeper(text, source, target)]
    kept: list[Lock] = []
    for lock in sorted(found, key=lambda x: (x.start - x.end, x.start)):
        if all(lock.end <= other.start or other.end <= lock.start for other in kept):
            kept.append(lock)
    return sorted(kept, key=lambda x: x.start)
