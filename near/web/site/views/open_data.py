"""Open data: roster, partners and history, at any day, in four formats."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from near.assembly.queries import association_name, history
from near.foundation.errors import UnknownRecord
from near.foundation.languages import language_of
from near.foundation.period import parse_day, today
from near.foundation.text import spoken_by_machine
from near.registry.queries import Roster, roster_on
from near.registry.queries.exports import ROSTER_COLUMNS, partner_rows, roster_data
from near.terminology.queries import entries, table_rows
from near.terminology.rules import COLUMNS
from near.terminology.rules.tbx import write_tbx
from near.web.site.asked import asked
from near.web.site.linked_data import roster_graph, rows_graph
from near.web.site.tables import TYPES, as_csv, as_json, as_xlsx
from near.web.site.views.public import public

TERMBASE_TYPES = {"csv": TYPES["csv"], "json": TYPES["json"], "tbx": "application/x-tbx; charset=utf-8"}
PARTNER_COLUMNS = ("id", "name", "what", "seat", "founded", "signed", "state", "review", "source", "machine")
HISTORY_COLUMNS = ("id", "date", "precision", "kind", "text", "source", "machine")
SETS = ("roster", "partners", "history")


@public
def open_data(request: HttpRequest) -> HttpResponse:
    """Explain what can be fetched, and offer it for the day asked for."""
    question = asked(request)
    context = {"on": question.on, "sets": SETS, "formats": list(TYPES)}
    return render(request, "site/open_data.html", context)


@public
def table(request: HttpRequest, name: str, form: str) -> HttpResponse:
    """Answer one table in one format: `?on=` gives the day, `?lang=` the language."""
    if name not in SETS or form not in TYPES:
        raise UnknownRecord(key=f"{name}.{form}"[:60])
    language = language_of(request.GET.get("lang", "en"))
    value = request.GET.get("on", "")
    day = parse_day(value, field="on") if value else today()
    with translation.override(language.django):
        body = _body(name, form, day, language.code)
    answer = HttpResponse(body, content_type=TYPES[form])
    filename = f"near-{name}-{day.isoformat()}-{language.code}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{filename}"'
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _body(name: str, form: str, day: Any, language: str) -> bytes:
    roster = roster_on(day, language) if name == "roster" else None
    columns, rows = _rows(name, roster, day, language)
    if form == "csv":
        return as_csv(columns, rows)
    if form == "xlsx":
        return as_xlsx(columns, rows, f"{name} {day.isoformat()}")
    if form == "json":
        return as_json(roster_data(roster) if roster else {"on": day.isoformat(), name: rows})
    return as_json(roster_graph(roster) if roster else rows_graph(name, rows))


def _rows(
    name: str, roster: Roster | None, day: Any, language: str
) -> tuple[tuple[str, ...], list[dict[str, Any]]]:
    if roster is not None:
        return ROSTER_COLUMNS, roster_data(roster)["regions"]
    if name == "partners":
        rows = [r for r in partner_rows(language) if r["signed"] <= day.isoformat()]
        return PARTNER_COLUMNS, rows
    return HISTORY_COLUMNS, [
        {
            "id": x.key, "date": x.on.isoformat(), "precision": x.precision, "kind": x.kind,
            "text": x.text.words(language), "source": x.source,
            "machine": "text" if spoken_by_machine(x.text, language) else "",
        }
        for x in history() if x.on <= day
    ]  # fmt: skip


@public
def termbase(request: HttpRequest, form: str) -> HttpResponse:
    """Answer the whole termbase as CSV, JSON or TBX; it has every language in it, so none is asked for."""
    if form not in TERMBASE_TYPES:
        raise UnknownRecord(key=f"termbase.{form}"[:60])
    answer = HttpResponse(termbase_file(form), content_type=TERMBASE_TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="near-termbase-{today().isoformat()}.{form}"'
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def termbase_file(form: str) -> bytes:
    """Return the termbase as the content of a file."""
    if form == "csv":
        return as_csv(COLUMNS, table_rows())
    if form == "json":
        return as_json({"on": today().isoformat(), "concepts": table_rows()})
    source = f"{association_name(today(), 'en')}, {today().isoformat()}"
    return write_tbx(entries(), title="NEAR termbase", source=source).encode()
