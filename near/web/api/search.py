"""The search for programs: one question, records in every language."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, URLResolver, path
from django.utils import translation
from django.views.decorators.http import require_safe

from near.foundation.errors import DomainError
from near.foundation.languages import language_of
from near.foundation.search.asking import MOST_HITS, ask
from near.foundation.search.narrowing import narrowing_of, number_read, question_read
from near.web.design.answers import answer_data

FEW = 10  # hits given where no number is asked for


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answer a question as JSON; refusals too, in the reader's language, with the field at fault."""
    try:
        reader = language_of(request.GET.get("lang", "en"))
        with translation.override(reader.django):
            return _json(_answer(request, reader.code))
    except DomainError as refusal:
        return _json({"error": str(refusal), "field": refusal.field}, status=refusal.status)


def _answer(request: HttpRequest, reader: str) -> dict[str, Any]:
    words = question_read(request.GET.get("q", ""))
    narrowing = narrowing_of(
        kinds_asked=request.GET.getlist("kind"), language=request.GET.get("language", ""),
        country=request.GET.get("country", ""), topic=request.GET.get("topic", ""),
    )  # fmt: skip
    limit = number_read(request.GET.get("limit", str(FEW)))
    answer = ask(words, reader, narrowing=narrowing, limit=MOST_HITS)
    return answer_data(answer, words, reader, narrowing=narrowing, most=limit)


def _json(data: dict[str, Any], status: int = 200) -> HttpResponse:
    answer = JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})
    answer["X-Robots-Tag"] = "noindex"
    return answer


addresses: list[URLPattern | URLResolver] = [path("api/search", search, name="api_search")]
