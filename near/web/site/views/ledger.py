"""How evenly members take part, in public: over the years, by country and by size. No member is ranked."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from near.cooperation.queries import ledger as queries
from near.cooperation.queries.ledger import Ledger, Year
from near.cooperation.rules.ledger import Share
from near.foundation.errors import UnknownRecord
from near.foundation.period import today
from near.web.design.charts import Told, line_chart, lorenz_chart
from near.web.design.ledger_words import number, per_cent, year_in_words
from near.web.site.tables import TYPES, as_csv, as_json, as_xlsx
from near.web.site.views.public import public

MOST_YEARS = 12
FORMATS = ("csv", "json", "xlsx")
COLUMNS = (
    "year", "kind", "group", "members", "active", "acts", "mean", "share_of_members", "share_of_acts", "gini",
    "sample",
)  # fmt: skip
_DIGITS = 4
_SAMPLES = {"1": True, "0": False}


@public
def ledger(request: HttpRequest) -> HttpResponse:
    """Show how evenly members took part in a year and in those before it, and how each group stands."""
    day = today()
    found, years = _years(request, day)
    year = _chosen(request, years)
    context: dict[str, Any] = {
        "found": found, "years": years, "year": year, "words": year_in_words(year), "formats": FORMATS,
        "groups": (
            ("country", _("By country"), _("Country"), queries.by_country(found, year.year, day)),
            ("size", _("By population"), _("Members by population"), queries.by_size(found, year.year, day)),
        ),
        "curve": _curve(year) if year.acts else "", "over_time": _over_time(years) if _tells(years) else "",
    }  # fmt: skip
    return render(request, "site/ledger.html", context)


def _years(request: HttpRequest, day: dt.date) -> tuple[Ledger, list[Year]]:
    """Return the ledger and its years, the latest last; as many as fit on a page."""
    first = max(queries.first_year(day), day.year - MOST_YEARS + 1)
    samples = _SAMPLES.get(request.GET.get("samples", ""))
    found = queries.ledger_of(first, day.year, day, samples=samples)
    return found, [queries.year_of(found, year, day) for year in range(first, day.year + 1)]


def _chosen(request: HttpRequest, years: list[Year]) -> Year:
    """Return the year asked for; the latest with any act, or the present one, where none is."""
    wanted = request.GET.get("year", "")
    if wanted:
        found = next((year for year in years if str(year.year) == wanted), None)
        if found is None:
            raise UnknownRecord(key=wanted[:8], field="year")
        return found
    return next((year for year in reversed(years) if year.acts), years[-1])


def _tells(years: list[Year]) -> bool:
    """Tell whether there is a course to show: two years with acts."""
    return sum(1 for year in years if year.acts) > 1


def _written() -> list[str]:
    return [per_cent(share) for share in (0, 0.25, 0.5, 0.75, 1)]


def _curve(year: Year) -> str:
    told = Told(
        "curve", _("Lorenz curve of %(year)d") % {"year": year.year}, year_in_words(year),
        _("share of members, the least active first"), _("share of all acts"),
    )  # fmt: skip
    return lorenz_chart(year.curve, told, _written())


def _over_time(years: list[Year]) -> str:
    """Draw the index of the years in which anything is on record: of nothing there is no evenness."""
    values = [(str(y.year), y.gini, number(round(y.gini, 2))) for y in years if y.acts]
    words = ", ".join(f"{label}: {written}" for label, _value, written in values)
    told = Told("over-time", _("Gini index over the years"), words, _("year"), _("Gini index"))
    return line_chart(values, told, [number(share) for share in (0, 0.25, 0.5, 0.75, 1)])


@public
def participation_table(request: HttpRequest, form: str) -> HttpResponse:
    """Answer the figures of every year as a table: all members, by country, by fifths of population."""
    if form not in FORMATS:
        raise UnknownRecord(key=f"participation.{form}"[:60])
    day = today()
    found, years = _years(request, day)
    rows = [row for year in years for row in _rows(found, year, day)]
    writers = {
        "csv": lambda: as_csv(COLUMNS, rows),
        "xlsx": lambda: as_xlsx(COLUMNS, rows, f"participation {day.isoformat()}"),
        "json": lambda: as_json({"on": day.isoformat(), "sample": found.sample, "participation": rows}),
    }
    answer = HttpResponse(writers[form](), content_type=TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="near-participation-{day.isoformat()}.{form}"'
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _rows(found: Ledger, year: Year, day: dt.date) -> list[dict[str, Any]]:
    mean = year.acts / year.members if year.members else 0.0
    whole = Share("all", year.members, year.active, year.acts, mean, 1.0, 1.0)
    groups = [("all", whole)]
    groups += [("country", share) for share in queries.by_country(found, year.year, day)]
    groups += [("size", share) for share in queries.by_size(found, year.year, day)]
    return [
        {
            "year": year.year, "kind": kind, "group": share.group, "members": share.members,
            "active": share.active, "acts": share.acts, "mean": round(share.mean, _DIGITS),
            "share_of_members": round(share.of_members, _DIGITS),
            "share_of_acts": round(share.of_acts, _DIGITS),
            "gini": round(year.gini, _DIGITS) if kind == "all" else None, "sample": found.sample,
        }
        for kind, share in groups
    ]  # fmt: skip
