"""Tables as files: CSV, XLSX, JSON and JSON-LD of the same rows."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "jsonld": "application/ld+json",
}
# A cell that begins so is a formula to a spreadsheet; a mark before it keeps it text (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: Any) -> Any:
    """Return a cell's value, so that no spreadsheet takes it for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def as_csv(columns: Sequence[str], rows: list[dict[str, Any]]) -> bytes:
    """Write rows as CSV in UTF-8 with a byte order mark, which spreadsheets need to see the scripts."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([harmless(row[c]) for c in columns] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_xlsx(columns: Sequence[str], rows: list[dict[str, Any]], title: str) -> bytes:
    """Write rows as a workbook of one sheet, with a head that stays in sight."""
    from openpyxl import Workbook  # noqa: PLC0415 -- heavy; only a spreadsheet needs it
    from openpyxl.styles import Font  # noqa: PLC0415 -- as above

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title[:31]
    sheet.append(list(columns))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append([harmless(row[c]) for c in columns])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_json(data: Any) -> bytes:
    """Write data as JSON in UTF-8."""
    return json.dumps(data, ensure_ascii=False, indent=1).encode()
