"""The table of past projects: its columns in six languages, how a row becomes a project, and its template."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Mapping
from functools import cache

from near.assembly.enums import OrganKind
from near.assembly.models import Organ
from near.cooperation.actions.imports import import_project
from near.cooperation.enums import ProjectState
from near.foundation.errors import UnknownRecord
from near.foundation.period import parse_day
from near.people.perms import Actor
from near.registry.models import Region

COLUMNS = (
    "title", "language", "lead", "partners", "subcommittee", "since", "until", "state", "aim", "results",
    "source",
)  # fmt: skip
NEEDED = ("title", "language", "lead", "since", "until", "state", "source")
_ORDER = ("ja", "ko", "zh", "ru", "mn")
# The words a file may use for the columns, beside their English names; the template is written with them.
HEADINGS: dict[str, tuple[str, ...]] = {
    "title": ("事業名", "사업명", "项目名称", "название", "төслийн нэр"),
    "language": ("言語", "언어", "语言", "язык", "хэл"),
    "lead": ("主管自治体", "주관 지역", "牵头地区", "ведущий регион", "тэргүүлэх бүс нутаг"),
    "partners": ("参加自治体", "참여 지역", "参与地区", "участники", "оролцогч бүс нутаг"),
    "subcommittee": ("分科委員会", "분과위원회", "专门委员会", "комиссия", "салбар хороо"),
    "since": ("開始日", "시작일", "开始日期", "дата начала", "эхэлсэн огноо"),
    "until": ("終了日", "종료일", "结束日期", "дата окончания", "дууссан огноо"),
    "state": ("状態", "상태", "状态", "состояние", "төлөв"),
    "aim": ("目的", "목적", "目标", "цель", "зорилго"),
    "results": ("成果", "성과", "成果", "результаты", "үр дүн"),
    "source": ("出典", "출처", "来源", "источник", "эх сурвалж"),
}
_STATES: dict[str, tuple[str, ...]] = {
    ProjectState.CLOSED: ("終了", "종료", "已结束", "завершён", "дууссан"),
    ProjectState.ABANDONED: ("中止", "중단", "已中止", "прекращён", "зогссон"),
}
_SEPARATORS = re.compile(r"[;；、,，|\n]+")
_YEAR, _MONTH = re.compile(r"\d{4}"), re.compile(r"\d{4}-\d{2}")


def headings(code: str) -> list[str]:
    """Return the columns' headings for a reader of `code`; in English where there are no others."""
    if code not in _ORDER:
        return list(COLUMNS)
    return [HEADINGS[column][_ORDER.index(code)] for column in COLUMNS]


@cache
def columns_by_heading() -> Mapping[str, str]:
    """Return the column that each heading of any language means."""
    return {word: column for column, words in HEADINGS.items() for word in (column, *words)}


def states_by_word() -> Mapping[str, str]:
    """Return the state that each word of any language means."""
    return {word: str(state) for state, words in _STATES.items() for word in (str(state), *words)}


def names_in(cell: str) -> list[str]:
    """Return the names of regions that stand in one cell, set apart by commas, semicolons or lines."""
    return [name.strip() for name in _SEPARATORS.split(cell) if name.strip()]


def template_file(code: str) -> bytes:
    """Return an empty table to fill in, as a workbook with the headings for a reader of `code`."""
    from openpyxl import Workbook  # noqa: PLC0415 -- heavy; only a table needs it

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "NEAR"
    sheet.append(headings(code))
    sheet.freeze_panes = "A2"
    for number in range(len(COLUMNS)):
        sheet.column_dimensions[chr(ord("A") + number)].width = 24
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def enter_project(row: Mapping[str, str], by: Actor, state: str) -> object:
    """Enter one row whose regions are identifiers by now, its partners set apart by spaces."""
    partners = row["partners"].split() if row.get("partners") else []
    found = {r.slug: r for r in Region.objects.defer("outline").filter(slug__in=[row["lead"], *partners])}
    return import_project(
        title=row["title"], language=row["language"], lead=found[row["lead"]],
        partners=[found[slug] for slug in partners], organ=_organ(row.get("subcommittee", "")),
        since=_day(row["since"], "since"), until=_day(row["until"], "until"), state=ProjectState(state),
        aim=row.get("aim", ""), results=row.get("results", ""), source=row["source"], by=by,
    )  # fmt: skip


def _day(value: str, field: str) -> dt.date:
    """Read a day; a year or month alone means its first day for the beginning, its last for the end."""
    if _YEAR.fullmatch(value):
        value += "-01-01" if field == "since" else "-12-31"
    elif _MONTH.fullmatch(value):
        first = parse_day(f"{value}-01", field=field)
        if field == "until":
            following = (first + dt.timedelta(days=31)).replace(day=1)
            return following - dt.timedelta(days=1)
        return first
    return parse_day(value, field=field)


def _organ(name: str) -> str:
    """Return the subcommittee that an identifier or a name in any language means."""
    if not name:
        return ""
    for organ in Organ.objects.filter(kind=OrganKind.SUBCOMMITTEE).order_by("pk"):
        known = {organ.slug, *(p.words.casefold() for p in organ.name.passages.values())}
        if name.casefold() in known:
            return str(organ.slug)
    raise UnknownRecord(key=name[:60], field="subcommittee")
