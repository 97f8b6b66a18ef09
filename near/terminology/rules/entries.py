"""A concept as data, as tables and TBX carry it; what is wrong with a set of them; which terms clash."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as made

from near.terminology.rules.cells import TERM_LANGUAGES, Written, format_cell, key_of, parse_cell

COLUMNS = ("id", "field", *TERM_LANGUAGES, "locked", "note")
LONGEST_WORDS, LONGEST_NOTE, LONGEST_SLUG = 200, 500, 80
_QUOTED = 60  # characters of a faulty value that its fault repeats
_SLUG = re.compile(r"[a-z][a-z0-9-]*\Z")
_YES, _NO = ("yes", "true", "1"), ("", "no", "false", "0")


@dataclass(frozen=True)
class Entry:
    """One concept. None or an absent language means: nothing is said of it; an empty one: it has no terms."""

    slug: str
    field: str | None = None
    note: str | None = None
    locked: bool | None = None
    terms: Mapping[str, tuple[Written, ...]] = made(default_factory=dict)
    line: int = 0


@dataclass(frozen=True)
class Fault:
    """What is wrong with one entry: its line, the column, the kind of fault, and the words in question."""

    kind: str
    line: int = 0
    slug: str = ""
    column: str = ""
    words: str = ""
    others: str = ""


@dataclass(frozen=True)
class Clash:
    """A term that several concepts have in one language though none marks it as a homonym."""

    language: str
    words: str
    slugs: tuple[str, ...]


def clashes(holdings: Iterable[tuple[str, str, Written]]) -> tuple[list[Clash], set[tuple[str, str]]]:
    """Judge (slug, language, term) of a whole termbase.

    Returns the clashes, and the (language, key) of terms shared on purpose: one mark speaks for all.
    """
    held: defaultdict[tuple[str, str], dict[str, Written]] = defaultdict(dict)
    marked: set[tuple[str, str]] = set()
    for slug, language, term in holdings:
        key = (language, key_of(term.words))
        held[key][slug] = term
        if term.shared:
            marked.add(key)
    doubled = {key: found for key, found in held.items() if len(found) > 1}
    bad = [
        Clash(key[0], next(iter(found.values())).words, tuple(found))
        for key, found in doubled.items()
        if key not in marked
    ]
    return bad, marked


def entries_of(rows: Iterable[Mapping[str, str]], fields: Iterable[str]) -> tuple[list[Entry], list[Fault]]:
    """Read the rows of a table (columns as in `COLUMNS`, `_line` for the line); return entries and faults."""
    entries = [_entry(row) for row in rows]
    return entries, list(faults_in(entries, set(fields)))


def _entry(row: Mapping[str, str]) -> Entry:
    locked = row.get("locked")
    return Entry(
        slug=row.get("id", "").strip(),
        field=row.get("field") or None,
        note=row.get("note"),
        locked=None if locked is None else _truth(locked),
        terms={code: parse_cell(row[code]) for code in TERM_LANGUAGES if row.get(code) is not None},
        line=int(row.get("_line", "0")),
    )


def _truth(value: str) -> bool | None:
    """Return what a cell says; None where it says neither yes nor no."""
    word = value.strip().lower()
    return True if word in _YES else False if word in _NO else None


def row_of(entry: Entry) -> dict[str, str]:
    """Write an entry as a row of a table."""
    return {
        "id": entry.slug,
        "field": entry.field or "",
        **{code: format_cell(entry.terms.get(code, ())) for code in TERM_LANGUAGES},
        "locked": "yes" if entry.locked else "",
        "note": entry.note or "",
    }


def faults_in(entries: Iterable[Entry], fields: set[str]) -> Iterator[Fault]:
    """Yield what is wrong with entries by themselves, before any other record is asked."""
    seen: set[str] = set()
    for entry in entries:
        for kind, column, words in _faults_of(entry, fields):
            yield Fault(kind, entry.line, entry.slug[:LONGEST_SLUG], column, words[:_QUOTED])
        if entry.slug in seen:
            yield Fault("twice", entry.line, entry.slug[:LONGEST_SLUG], "id", entry.slug[:_QUOTED])
        seen.add(entry.slug)


def _faults_of(entry: Entry, fields: set[str]) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, column, words) for one entry."""
    if len(entry.slug) > LONGEST_SLUG or not _SLUG.match(entry.slug):
        yield "bad_slug", "id", entry.slug
    if entry.field is not None and entry.field not in fields:
        yield "unknown_field", "field", entry.field
    if len(entry.note or "") > LONGEST_NOTE:
        yield "too_long", "note", entry.note or ""
    for language, terms in entry.terms.items():
        for kind, words in term_faults(terms):
            yield kind, language, words


def term_faults(terms: Iterable[Written]) -> Iterator[tuple[str, str]]:
    """Yield (kind, words) of faults among the terms of one concept in one language."""
    keys: set[str] = set()
    for term in terms:
        if len(term.words) > LONGEST_WORDS:
            yield "too_long", term.words[:_QUOTED]
        if (key := key_of(term.words)) in keys:
            yield "repeated", term.words[:_QUOTED]
        keys.add(key)
