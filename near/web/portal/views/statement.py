"""What membership gave a member and what it gave, year by year: as a page and as a document to print."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from near.assembly.queries import association_name
from near.cooperation.queries.statements import Statement, statement_of
from near.foundation.errors import UnknownRecord
from near.foundation.languages import language_of
from near.foundation.period import today
from near.registry.queries import names_on
from near.web.design.ledger_words import balance_in_words
from near.web.design.printing import print_document
from near.web.design.statements import chart_of, document_of, parts_of
from near.web.portal.acting import Acting, acting_for

FOUNDED = 1996  # no member has a year before the association had one


@require_safe
def statement(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """Show a member's statement of a year: the present one, or the latest with anything on record."""
    acting = acting_for(request)
    found = _found(request, acting, year)
    language = language_of(get_language() or "en").code
    context: dict[str, Any] = {
        "acting": acting, "found": found, "day": today(), "balance": balance_in_words(found),
        "names": names_on(today(), language, found.counterparts),
        "parts": parts_of(found),
        "years": sorted({*found.years, today().year, found.year}, reverse=True),
        "chart": chart_of(found),
    }  # fmt: skip
    return render(request, "portal/statement.html", context)


@require_safe
def statement_pdf(request: HttpRequest, year: int) -> HttpResponse:
    """Answer a member's statement of a year as PDF, in the language of the page."""
    acting = acting_for(request)
    found = _found(request, acting, year)
    day, language = today(), language_of(get_language() or "en").code
    data = document_of(found, acting.name, association_name(day, language), language, day)
    answer = HttpResponse(
        print_document("statement", data, language, day=day), content_type="application/pdf"
    )
    answer["Content-Disposition"] = f'inline; filename="near-{acting.region.slug}-{year}-{language}.pdf"'
    return answer


def _found(request: HttpRequest, acting: Acting, year: int | None) -> Statement:
    day = today()
    if year is not None and not FOUNDED <= year <= day.year:
        raise UnknownRecord(key=str(year)[:8])
    samples = {"1": True, "0": False}.get(request.GET.get("samples", ""))
    found = statement_of(acting.region.pk, year or day.year, day, samples=samples)
    if year is None and found.years and day.year not in found.years:
        return statement_of(acting.region.pk, found.years[0], day, samples=samples)
    return found
