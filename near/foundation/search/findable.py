"""What can be found: rooms declare their records, the cellar collects and indexes them."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

PUBLIC = "public"


@dataclass(frozen=True)
class Wording:
    """A record's words in one language: title, one or two sentences, the rest; and the state they are in."""

    title: str
    summary: str = ""
    body: str = ""
    state: str = "original"


@dataclass(frozen=True)
class Findable:
    """A record as the index knows it: `original` the language it was written in, `audience` who finds it."""

    kind: str
    key: str
    wordings: Mapping[str, Wording]
    original: str = ""
    country: str = ""
    topics: tuple[str, ...] = ()
    on: dt.date | None = None
    sample: bool = False
    audience: str = PUBLIC
    extra: Mapping[str, str] = field(default_factory=dict)

    def digest(self) -> str:
        """Return what changes when anything of the record does."""
        data = asdict(self) | {
            "on": str(self.on or ""),
            "wordings": {k: asdict(v) for k, v in self.wordings.items()},
        }
        return hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:24]


@dataclass(frozen=True)
class Kind:
    """One kind of record: its name to readers and the public records of it there are now."""

    name: str
    label: Any
    findables: Callable[[], Iterable[Findable]]


class Concepts(Protocol):
    """What the index asks of whoever keeps the concepts of the association's work."""

    def concepts_in(self, text: str, language: str) -> list[str]:
        """Return the identifiers of the concepts named in a text."""

    def glosses(self, text: str, language: str, reader: str) -> list[tuple[str, str]]:
        """Return (words of the text, the same in the reader's language) of each concept named."""

    def nearest(self, text: str, reader: str, limit: int) -> list[tuple[str, str]]:
        """Return (identifier, words in the reader's language) of the concepts nearest to a text."""

    def topics_of(self, concepts: Iterable[str]) -> list[str]:
        """Return the fields of work the concepts belong to, the most frequent first."""


class NoConcepts:
    """Stands in where no room keeps concepts."""

    def concepts_in(self, text: str, language: str) -> list[str]:
        """Return nothing."""
        return []

    def glosses(self, text: str, language: str, reader: str) -> list[tuple[str, str]]:
        """Return nothing."""
        return []

    def nearest(self, text: str, reader: str, limit: int) -> list[tuple[str, str]]:
        """Return nothing."""
        return []

    def topics_of(self, concepts: Iterable[str]) -> list[str]:
        """Return nothing."""
        return []


_kinds: dict[str, Kind] = {}
_concepts: list[Concepts] = [NoConcepts()]


def declare_findables(kind: Kind) -> None:
    """Let a room name a kind of record it makes findable."""
    _kinds[kind.name] = kind


def kinds() -> dict[str, Kind]:
    """Return every declared kind by name, in the order of declaration."""
    return dict(_kinds)


def declare_concepts(keeper: Concepts) -> None:
    """Let the room that keeps the concepts name itself; the last one holds."""
    _concepts[:] = [keeper]


def concepts() -> Concepts:
    """Return who keeps the concepts."""
    return _concepts[0]
