"""The search: one question, records in every language."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from near.foundation.languages import language_of
from near.foundation.search.showing import up_to_date
from near.web.site.search_page import (
    countries_to_choose,
    found_for,
    languages_to_choose,
    question_of,
    searches_for,
)
from near.web.site.views.public import public


@public
def search(request: HttpRequest) -> HttpResponse:
    """Show what answers a question, in the reader's language where there is a translation."""
    reader = language_of(get_language() or "en").code
    question = question_of(request.GET)
    lasting = bool(question.words) and up_to_date()
    found = found_for(question, reader) if question.words else None
    context = {
        "question": question,
        "found": found,
        "languages": languages_to_choose(),
        "countries": countries_to_choose(),
        "nearest": searches_for(found.answer.nearest) if found else [],
    }
    answer = render(request, "site/search.html", context)
    if found and not (lasting and found.answer.meaning):
        # Made of an index just being read anew, or of words alone: good for now, not to be kept.
        answer["Cache-Control"] = "no-store"
    return answer
