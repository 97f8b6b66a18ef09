"""Reading tables of names, contacts or memberships: every row is tried, all or nothing is kept."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import DatabaseError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from near.foundation.errors import DomainError, UnknownRecord
from near.foundation.languages import NAME_LANGUAGES, language_of
from near.foundation.period import parse_day
from near.foundation.text import MultilingualText
from near.people.perms import Actor
from near.registry import actions
from near.registry.enums import Category, NameKind, NameState, Office
from near.registry.models import Decision, Region
from near.registry.queries.authority import gazetteer
from near.registry.queries.resolving import region_meant
from near.web.desk import past_projects
from near.web.desk.past_projects import names_in
from near.web.desk.wording import refusal_in_words

MOST_ROWS = 5000
MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 40 * 1024 * 1024

Row = dict[str, str]


class UnreadableTable(DomainError):
    message = _("This file cannot be read as a table: %(reason)s")
    status = 400


class UnknownWord(DomainError):
    message = _("“%(value)s” is not possible here. Possible: %(known)s.")


class MissingValue(DomainError):
    message = _("A value is needed here.")


class FormulaCell(DomainError):
    message = _("This cell begins like a formula. Please write its value instead.")


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be taken: its line in the file, the column at fault, the reason in words."""

    line: int
    column: str
    reason: str


@dataclass(frozen=True)
class Kind:
    """What can be imported: its columns, and how one row is entered."""

    key: str
    label: Any
    columns: tuple[str, ...]
    needed: tuple[str, ...]
    enter: Callable[[Row, Actor], object]
    # The columns that name regions, several in a cell or one; and other words for the columns.
    places: tuple[str, ...] = ("region",)
    headings: Callable[[], Mapping[str, str]] = dict


def read_table(name: str, content: bytes) -> list[Row]:
    """Read a CSV (UTF-8) or XLSX file: first row the columns, values as stripped text."""
    if len(content) > MOST_BYTES:
        raise UnreadableTable(reason=_("it is larger than 2 MB"))
    if name.lower().endswith(".xlsx"):
        rows = _read_workbook(content)
    elif name.lower().endswith(".csv"):
        rows = _read_csv(content)
    else:
        raise UnreadableTable(reason=_("only .csv and .xlsx are possible"))
    if not rows:
        raise UnreadableTable(reason=_("it has no rows"))
    if len(rows) > MOST_ROWS:
        raise UnreadableTable(reason=_("it has more than 5,000 rows"))
    return rows


def _read_csv(content: bytes) -> list[Row]:
    if b"\0" in content:
        raise UnreadableTable(reason=_("it is not text"))
    try:
        text = content.decode("utf-8-sig")
        table = list(csv.reader(io.StringIO(text), strict=True))
    except (UnicodeDecodeError, csv.Error):
        raise UnreadableTable(reason=_("it is not CSV in UTF-8")) from None
    return _as_rows(table)


def _read_workbook(content: bytes) -> list[Row]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
        table = _cells(content) if unpacked <= MOST_UNPACKED else None
    except UnreadableTable:
        raise
    except Exception:  # noqa: BLE001 -- whatever a broken workbook does, its sender gets a clear answer
        raise UnreadableTable(reason=_("it is not an XLSX workbook")) from None
    if table is None:
        raise UnreadableTable(reason=_("it is larger than 2 MB"))
    return _as_rows(table)


def _cells(content: bytes) -> list[list[str]]:
    from openpyxl import load_workbook  # noqa: PLC0415 -- heavy; only a table needs it

    # Formulas as they are, not what they once came to: a file made by a program has no results in it.
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
    rows = book.worksheets[0].iter_rows(max_row=MOST_ROWS + 2, max_col=40)
    return [[_cell(c) for c in row] for row in rows]


def _cell(cell: Any) -> str:
    if cell.value is None:
        return ""
    if cell.data_type == "f":
        raise UnreadableTable(
            reason=_("cell %(cell)s holds a formula: write its value") % {"cell": cell.coordinate}
        )
    return _text(cell.value)


def _text(value: Any) -> str:
    """Write a cell as text: days as ISO days, whole numbers without a point."""
    if hasattr(value, "isoformat"):
        return str(value.isoformat())[:10]
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _as_rows(table: list[list[str]]) -> list[Row]:
    if not table:
        return []
    columns = [c.strip().lower() for c in table[0]]
    return [
        dict(zip(columns, [v.strip() for v in row] + [""] * len(columns), strict=False))
        | {"_line": str(line)}
        for line, row in enumerate(table[1:], start=2)
        if any(v.strip() for v in row)
    ]


class _TakenBack(Exception):
    """Ends a dry run, or one that has bad rows: nothing of it stays."""


def import_rows(kind: Kind, rows: list[Row], *, by: Actor, dry: bool) -> list[BadRow]:
    """Enter every row in one transaction. Any bad row, or a dry run, and nothing is kept."""
    rows = _in_columns(kind, rows)
    missing = [c for c in kind.needed if c not in rows[0]]
    if missing:
        raise UnreadableTable(reason=_("columns are missing: %(names)s") % {"names": ", ".join(missing)})
    bad: list[BadRow] = []
    meant = _regions_meant(kind, rows)
    try:
        with transaction.atomic():
            for row in rows:
                bad += _entered(kind, row, by, meant)
            if dry or bad:
                raise _TakenBack  # noqa: TRY301 -- leaving by an error takes it all back
    except _TakenBack:
        pass
    return bad


def _in_columns(kind: Kind, rows: list[Row]) -> list[Row]:
    """Return the rows under the columns' own names, whatever language their headings are in."""
    known = kind.headings()
    return [{known.get(heading, heading): value for heading, value in row.items()} for row in rows]


def _regions_meant(kind: Kind, rows: list[Row]) -> dict[str, str | DomainError]:
    """Return what each name in the columns of regions means: an identifier, or why that cannot be told.

    Asked before the first row is entered: each change of the records makes the name authority read them anew.
    """
    language = language_of(get_language() or "en").code
    meant: dict[str, str | DomainError] = {}
    authority = gazetteer()
    cells = {row[column] for row in rows for column in kind.places if row.get(column)}
    for name in {name for cell in cells for name in _names_in(kind, cell)}:
        try:
            meant[name] = region_meant(name, language, authority).slug
        except DomainError as refusal:
            meant[name] = refusal
    return meant


def _names_in(kind: Kind, cell: str) -> list[str]:
    """Return the names of regions in a cell: one, except where the kind has columns of its own for them."""
    return names_in(cell) if kind.places != ("region",) else [cell]


def _entered(kind: Kind, row: Row, by: Actor, meant: dict[str, str | DomainError]) -> list[BadRow]:
    """Try one row inside its own savepoint; return what is wrong with it."""
    line = int(row["_line"])
    empty = [c for c in kind.needed if not row.get(c)]
    if empty:
        return [BadRow(line, c, str(MissingValue.message)) for c in empty]
    formulas = [c for c in kind.columns if row.get(c, "").startswith(_LIKE_A_FORMULA)]
    if formulas:
        return [BadRow(line, c, str(FormulaCell.message)) for c in formulas]
    places = {c: [meant[n] for n in _names_in(kind, row[c])] for c in kind.places if row.get(c)}
    unknown = [
        BadRow(line, c, str(m))
        for c, all_meant in places.items()
        for m in all_meant
        if isinstance(m, DomainError)
    ]
    if unknown:
        return unknown
    try:
        with transaction.atomic():
            kind.enter(row | {c: " ".join(map(str, slugs)) for c, slugs in places.items()}, by)
    except DomainError as refusal:
        return [BadRow(line, refusal.field, refusal_in_words(refusal))]
    except DatabaseError:
        return [BadRow(line, "", str(_("The database refuses this row.")))]
    return []


# What a spreadsheet would run as a formula once the words are exported again.
_LIKE_A_FORMULA = ("=", "+", "@", "\t")


def _region(row: Row) -> Region:
    found: Region = Region.objects.defer("outline").get(slug=row["region"])
    return found


def _decision(row: Row, column: str) -> Decision:
    found: Decision | None = Decision.objects.filter(key=row[column]).first()
    if found is None:
        raise UnknownRecord(key=row[column][:60], field=column)
    return found


def _one_of(row: Row, column: str, known: list[str]) -> str:
    value = row.get(column, "")
    if value not in known:
        raise UnknownWord(value=value[:40], known=", ".join(known), field=column)
    return value


def _enter_name(row: Row, by: Actor) -> object:
    return actions.add_name(
        region=_region(row), language=_one_of(row, "language", list(NAME_LANGUAGES)),
        kind=NameKind(_one_of(row, "kind", list(NameKind.values))), name=row["name"],
        sort_key=row.get("sort_key", ""), source=row["source"],
        since=parse_day(row["since"], field="since") if row.get("since") else None,
        until=parse_day(row["until"], field="until") if row.get("until") else None,
        state=_state(row),
        by=by,
    )  # fmt: skip


def _state(row: Row) -> NameState:
    """Return the state a row gives; a name that says nothing of it is a draft."""
    if not row.get("state"):
        return NameState.DRAFT
    return NameState(_one_of(row, "state", list(NameState.values)))


def _enter_contact(row: Row, by: Actor) -> object:
    words = {code: row[f"unit_{code}"] for code in NAME_LANGUAGES if row.get(f"unit_{code}")}
    return actions.give_mandate(
        region=_region(row), office=Office(_one_of(row, "office", list(Office.values))),
        role_address=_address(row), since=parse_day(row["since"], field="since"),
        unit=MultilingualText.of(**words), by=by,
    )  # fmt: skip


def _address(row: Row) -> str:
    try:
        validate_email(row["role_address"])
    except ValidationError:
        raise UnknownWord(
            value=row["role_address"][:40], known="name@example.org", field="role_address"
        ) from None
    return row["role_address"]


def _enter_membership(row: Row, by: Actor) -> object:
    spell = actions.admit_region(
        region=_region(row), category=Category(_one_of(row, "category", list(Category.values))),
        since=parse_day(row["since"], field="since"), decision=_decision(row, "decision"), by=by,
    )  # fmt: skip
    if row.get("until"):
        until = parse_day(row["until"], field="until")
        actions.end_membership(spell=spell, until=until, decision=_decision(row, "closing_decision"), by=by)
    return spell


def _enter_project(row: Row, by: Actor) -> object:
    words = past_projects.states_by_word()
    state = _one_of(row | {"state": row["state"].lower()}, "state", list(words))
    return past_projects.enter_project(row, by, words[state])


KINDS = {
    kind.key: kind
    for kind in (
        Kind(
            "names", _("Names of regions"),
            ("region", "language", "kind", "name", "sort_key", "since", "until", "source", "state"),
            ("region", "language", "kind", "name", "source"), _enter_name,
        ),
        Kind(
            "contacts", _("Contact offices"),
            ("region", "office", "role_address", "since", *(f"unit_{c}" for c in NAME_LANGUAGES[:6])),
            ("region", "office", "role_address", "since"), _enter_contact,
        ),
        Kind(
            "memberships", _("Memberships"),
            ("region", "category", "since", "decision", "until", "closing_decision"),
            ("region", "category", "since", "decision"), _enter_membership,
        ),
        Kind(
            "projects", _("Past projects"), past_projects.COLUMNS, past_projects.NEEDED, _enter_project,
            places=("lead", "partners"), headings=past_projects.columns_by_heading,
        ),
    )
}  # fmt: skip
