"""The glossary: the association's words by field of work, found by any term in any language."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from near.foundation.errors import UnknownRecord
from near.terminology.enums import Field
from near.terminology.queries import Line, fields_in_use, lexicon, lines_of, shown
from near.web.site.asked import asked, words_asked
from near.web.site.views.public import public

MOST_NEAR = 6


@public
def glossary(request: HttpRequest) -> HttpResponse:
    """Show the fields of work; with `?field=` the concepts of one, with `?q=` those that have such a term."""
    question, words = asked(request), words_asked(request)
    field = request.GET.get("field", "")
    if field and field not in Field.values:
        raise UnknownRecord(key=field[:60], field="field")
    context: dict[str, Any] = {"fields": fields_in_use(), "field": field, "words": words, "near": False}
    if words:
        context["lines"], context["near"] = _matching(words, question.language)
    elif field:
        context["lines"] = lines_of(question.language, field=field)
    else:
        context["lines"] = []
    return render(request, "site/glossary.html", context)


def _matching(words: str, language: str) -> tuple[list[Line], bool]:
    """Return the concepts that have such a term; where none has, those with a similar one, and True."""
    known = lexicon()
    slugs = known.holding(words)
    if slugs:
        return lines_of(language, slugs=slugs), False
    near = dict.fromkeys(found.concept for found in known.nearest_anywhere(words, language, MOST_NEAR))
    return lines_of(language, slugs=near), True


@public
def concept(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one concept: what each language calls it, how far that has been gone over, where it comes from."""
    question = asked(request)
    context = {"shown": shown(slug, question.language)}
    return render(request, "site/concept.html", context)
