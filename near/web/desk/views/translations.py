"""The board of translations: what is missing in which language by when, and the side-by-side editor."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from near.foundation.languages import NAME_LANGUAGES
from near.foundation.machine_translation import translator
from near.foundation.period import today
from near.foundation.translating import all_entries, kinds
from near.translation.perms import can_see_board
from near.translation.queries import STATES, Board, board_on, questions_for_machine, writers
from near.web.design.sheet import answer, hand_to_machine, members_of
from near.web.desk.verbs import verbs_of

PER_PAGE = 50
# One press of a button asks for so many texts at most: a provider is paid by the character.
MOST_AT_ONCE = 100


@require_http_methods(["GET", "HEAD", "POST"])
def show_board(request: HttpRequest) -> HttpResponse:
    """Show how every language stands, the deadlines, the texts of one; hand some to the machine."""
    asked = _asked(request)
    board = board_on(today(), list(all_entries()), **asked)
    if request.method == "POST":
        return _hand_over(request, board, asked["language"])
    page = Paginator(board.lines, PER_PAGE).get_page(request.GET.get("page"))
    wrote = writers({line.by for line in page})
    provider = translator()
    context = {
        "verbs": verbs_of("translations"), "board": board, "page": page, "asked": asked, "writers": wrote,
        "states": STATES, "kinds": kinds(), "by_kind": board.by_kind(asked["language"]),
        "members": members_of(wrote), "machine": provider.name if provider else "",
    }  # fmt: skip
    return render(request, "desk/translations.html", context)


def _asked(request: HttpRequest) -> dict[str, str]:
    """Return the filters of the address; what is no language, kind or state has no page."""
    if not can_see_board(request.user):
        raise PermissionDenied
    asked = {key: request.GET.get(key, "") for key in ("language", "kind", "state")}
    known = {
        "language": NAME_LANGUAGES, "kind": [k.key for k in kinds()], "state": ("open", *STATES),
    }  # fmt: skip
    if any(value and value not in known[key] for key, value in asked.items()):
        raise Http404
    return asked


def _hand_over(request: HttpRequest, board: Board, language: str) -> HttpResponse:
    """Ask the machine for the texts of the list that it may write."""
    wanted = [line for line in board.lines if questions_for_machine(line.entry, language)][:MOST_AT_ONCE]
    for line in wanted:
        hand_to_machine(line.entry.kind.key, line.entry.key, language, request.user)
    number = len(wanted)
    said = ngettext(
        "%(count)d text was handed to the machine.", "%(count)d texts were handed to the machine.", number
    )
    messages.success(request, said % {"count": number})
    return redirect(request.get_full_path())


@require_http_methods(["GET", "HEAD", "POST"])
def translate_text(request: HttpRequest, language: str, kind: str, key: str) -> HttpResponse:
    """Show one text side by side with its original; save, keep or ask the machine, passage by passage."""
    if not can_see_board(request.user):
        raise PermissionDenied
    if language not in NAME_LANGUAGES:
        raise Http404
    return answer(request, "desk/translate.html", language, kind, key)
