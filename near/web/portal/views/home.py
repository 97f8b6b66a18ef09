"""The first page of the portal: what waits for an answer, what has a day, and how to begin something."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from near.foundation.languages import language_of
from near.foundation.open_matters import US, Matter, open_matters
from near.foundation.period import today
from near.people.perms import in_secretariat
from near.web.portal.acting import acting_for, acting_if_any

SHOWN = 12


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what waits for the member; the secretariat first chooses whom it helps."""
    if acting_if_any(request) is None and in_secretariat(request.user):
        return redirect("portal_act_for")
    acting = acting_for(request)
    day = today()
    matters = open_matters((acting.region.pk,), language_of(get_language() or "en").code, day)
    context: dict[str, Any] = {
        "acting": acting, "day": day, **_sorted(matters),
        "deadlines": sorted((m for m in matters if m.due), key=lambda m: (m.due, m.since))[:SHOWN],
    }  # fmt: skip
    return render(request, "portal/home.html", context)


def _sorted(matters: list[Matter]) -> dict[str, Any]:
    ours = [m for m in matters if m.waits_for == US]
    theirs = [m for m in matters if m.waits_for != US]
    return {"ours": ours[:SHOWN], "more": len(ours[SHOWN:]), "theirs": theirs[:SHOWN]}
