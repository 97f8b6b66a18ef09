"""Files that bring terms: tables (CSV, XLSX) and TBX, read into concepts."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from near.foundation.languages import NAME_LANGUAGES
from near.terminology.enums import Field
from near.terminology.refusals import RefusedTermbase, UnreadableTermbase
from near.terminology.rules import COLUMNS, Entry, entries_of, row_of
from near.terminology.rules.tbx import NotTbx, read_tbx
from near.web.desk.importing import read_table

MOST_BYTES = 16 * 1024 * 1024
MOST_CONCEPTS = 5000
_REASONS = {
    "xml": _("it is not well-formed XML"),
    "hostile": _("it declares entities, which no termbase needs and which can do harm"),
    "root": _("its outermost element is not <tbx>"),
    "empty": _("it has no concepts"),
}


def entries_from(name: str, content: bytes) -> list[Entry]:
    """Read a file into concepts. Refuses what is no termbase, and a file any of whose concepts is faulty."""
    entries, faults = _tbx(content) if name.lower().endswith((".tbx", ".xml")) else _table(name, content)
    if len(entries) > MOST_CONCEPTS:
        raise UnreadableTermbase(reason=_("it has more than 5,000 concepts"))
    if faults:
        raise RefusedTermbase(faults)
    return entries


def _tbx(content: bytes) -> tuple[list[Entry], list[Any]]:
    if len(content) > MOST_BYTES:
        raise UnreadableTermbase(reason=_("it is larger than 16 MB"))
    try:
        return read_tbx(content)
    except NotTbx as fault:
        raise UnreadableTermbase(reason=_REASONS[fault.kind]) from None


def _table(name: str, content: bytes) -> tuple[list[Entry], list[Any]]:
    rows = read_table(name, content)
    known = set(rows[0]) & set(COLUMNS)
    if "id" not in known or not known & set(NAME_LANGUAGES):
        raise UnreadableTermbase(reason=_("it needs the column id and at least one language"))
    return entries_of(rows, Field.values)


def packed(entries: list[Entry]) -> list[dict[str, str]]:
    """Return entries as plain rows that go to the browser, signed, and come back; nothing unsaid is said."""
    return [
        {k: v for k, v in (row_of(entry) | {"_line": str(entry.line)}).items() if k not in _unsaid(entry)}
        for entry in entries
    ]


def _unsaid(entry: Entry) -> set[str]:
    unsaid = {code for code in NAME_LANGUAGES if code not in entry.terms}
    said = {"field": entry.field, "note": entry.note, "locked": entry.locked}
    return unsaid | {column for column, value in said.items() if value is None}


def unpacked(rows: list[dict[str, str]]) -> list[Entry]:
    """Read what `packed` wrote."""
    return entries_of(rows, Field.values)[0]
