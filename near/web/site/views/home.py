"""The home page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import npgettext

from near.assembly.queries import account_of_itself, history, number_of_subcommittees
from near.registry.queries import Roster, roster_on
from near.web.design.figures import figures_of
from near.web.site.asked import asked
from near.web.site.models import latest_entries, written_by_machine
from near.web.site.region_map import map_of
from near.web.site.views.public import public


@public
def home(request: HttpRequest) -> HttpResponse:
    """Show the map, the key figures of today, what the association is, and the latest entries."""
    question = asked(request)
    roster = roster_on(question.on, question.language)
    shown = latest_entries(question.language, limit=3)
    context = {
        "on": question.on,
        "figures": _figures(roster, question.on),
        "categories": [c for c in ("full", "observer", "special", "associate") if roster.counts[c]],
        "map": map_of(roster),
        "account": account_of_itself(),
        "entries": shown,
        "by_machine": written_by_machine(shown),
        "milestones": history(latest_first=True, limit=4),
    }
    return render(request, "site/home.html", context)


def _figures(roster: Roster, day: Any) -> list[tuple[int, str]]:
    committees = number_of_subcommittees(day)
    words = npgettext("number", "subcommittee", "subcommittees", committees)
    return [*figures_of(roster.counts), (committees, words)]


@public
def entries(request: HttpRequest) -> HttpResponse:
    """List the published entries in the reader's language, latest first, and the milestones."""
    question = asked(request)
    shown = latest_entries(question.language, limit=50)
    context = {
        "entries": shown,
        "by_machine": written_by_machine(shown),
        "milestones": history(latest_first=True, limit=12),
    }
    return render(request, "site/entries.html", context)
