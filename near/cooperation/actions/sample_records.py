"""Sample sets as files: one JSON object a line, its days counted from the day of loading."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from near.cooperation.refusals.samples import SampleFault

Row = dict[str, Any]
NAMES = ("postings", "answers", "loops", "projects", "surveys")


@dataclass(frozen=True)
class Entry:
    """One object of a set, and where it stands in its file."""

    file: str
    line: int
    row: Row

    def refuse(self, reason: str) -> NoReturn:
        """Raise the `SampleFault` that says what is wrong with this entry."""
        raise SampleFault(file=self.file, line=self.line, reason=reason)


@dataclass(frozen=True)
class Sets:
    """All sets of a folder, each in the order of its file. A file that is missing is an empty set."""

    entries: dict[str, list[Entry]] = field(default_factory=dict)

    def of(self, name: str) -> list[Entry]:
        """Return the entries of one set."""
        return self.entries[name]


def read_sets(folder: Path) -> Sets:
    """Read the sets of a folder. Raises `SampleFault` for a line that is no object or a key given twice."""
    return Sets({name: _vetted(list(_entries(folder / f"{name}.jsonl"))) for name in NAMES})


def _entries(path: Path) -> Iterator[Entry]:
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            row = json.loads(line)
        except ValueError:
            raise SampleFault(file=path.name, line=number, reason="no JSON") from None
        entry = Entry(path.name, number, row)
        if not isinstance(row, dict) or not isinstance(row.get("key"), str):
            entry.refuse("no object with a key")
        yield entry


def _vetted(entries: list[Entry]) -> list[Entry]:
    seen: set[str] = set()
    for entry in entries:
        if (key := entry.row["key"]) in seen:
            entry.refuse(f"the key {key} stands twice")
        seen.add(key)
    return entries
