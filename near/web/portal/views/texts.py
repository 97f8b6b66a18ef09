"""Our language's texts: what the platform says in a member's language, and a way to correct it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from near.foundation.languages import NAME_LANGUAGES
from near.foundation.period import today
from near.foundation.translating import all_entries, kinds
from near.people.perms import in_secretariat
from near.registry.perms import languages_of
from near.translation.queries import STATES, board_on
from near.web.design.sheet import answer

PER_PAGE = 50


@require_safe
def texts(request: HttpRequest) -> HttpResponse:
    """List the texts in a language of the reader's member, with their state; the most urgent first."""
    own = _languages(request)
    language = request.GET.get("language", own[0])
    if language not in own:
        raise PermissionDenied
    asked = {key: request.GET.get(key, "") for key in ("kind", "state")}
    if asked["state"] not in ("", "open", *STATES) or asked["kind"] not in ("", *(k.key for k in kinds())):
        raise Http404
    board = board_on(today(), list(all_entries()), language=language, languages=(language,), **asked)
    lines = [line for line in board.lines if line.counts]
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "own": own, "text_language": language, "board": board, "page": page, "asked": asked, "states": STATES,
        "kinds": kinds(), "total": board.totals[language],
    }  # fmt: skip
    return render(request, "portal/texts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest, language: str, kind: str, key: str) -> HttpResponse:
    """Show one text side by side with its original; correct one passage of it."""
    if language not in _languages(request):
        raise PermissionDenied
    return answer(request, "portal/text.html", language, kind, key)


def _languages(request: HttpRequest) -> tuple[str, ...]:
    """Return the languages this reader may write; whoever may write none does not come in."""
    own = NAME_LANGUAGES if in_secretariat(request.user) else languages_of(request.user)
    if not own:
        raise PermissionDenied
    return own
