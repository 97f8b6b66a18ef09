"""What the association is: purpose, organs, Charter, history."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from near.assembly.enums import OrganKind
from near.assembly.models import ChairTerm, CharterRevision, Discrepancy, SecretaryGeneralTerm
from near.assembly.queries import account_of_itself, assemblies, name_history, organs_on
from near.assembly.queries import history as history_of_association
from near.flows.what_became import what_became
from near.foundation.period import today
from near.registry.queries import counts_over_time, names_on
from near.web.site.asked import asked
from near.web.site.source_list import list_of_sources
from near.web.site.views.public import public

FIRST_YEAR = 1996


@public
def about(request: HttpRequest) -> HttpResponse:
    """Show purpose, background, tasks and roles, and the association's names."""
    context = {"account": account_of_itself(), "names": name_history()}
    return render(request, "site/about.html", context)


@public
def organs(request: HttpRequest) -> HttpResponse:
    """Show the organs, who held the chair, and who led the secretariat."""
    question = asked(request)
    terms = list(ChairTerm.objects.select_related("region").defer("region__outline"))
    names = names_on(question.on, question.language, [t.region_id for t in terms])
    context = {
        "organs": organs_on(question.on),
        "chairs": [(t, names[t.region_id]) for t in reversed(terms)],
        "secretaries": SecretaryGeneralTerm.objects.order_by("-number"),
    }
    return render(request, "site/organs.html", context)


@public
def charter(request: HttpRequest) -> HttpResponse:
    """Show the purpose in the Charter, and its revisions."""
    revisions = CharterRevision.objects.order_by("on")
    context = {"account": account_of_itself(), "revisions": revisions, "became": what_became("charter")}
    return render(request, "site/charter.html", context)


@public
def history(request: HttpRequest) -> HttpResponse:
    """Show the history, the assemblies, and how the membership grew."""
    question = asked(request)
    meetings = assemblies()
    hosts = [s.host_id for s in meetings if s.host_id]
    names = names_on(question.on, question.language, hosts)
    context = {
        "timeline": history_of_association(),
        "assemblies": [(s, names.get(s.host_id or 0)) for s in meetings],
        "committees": assemblies(OrganKind.WORKING_COMMITTEE),
        "growth": growth(today()),
        "became": what_became("session"),
        "led_to": what_became("history"),
        "discrepancies": Discrepancy.objects.order_by("key"),
    }
    return render(request, "site/history.html", context)


def growth(until: dt.date) -> list[tuple[dt.date, dict[str, int]]]:
    """Return the counts at each year's end up to now, the last one as of today."""
    ends = [dt.date(year, 12, 31) for year in range(FIRST_YEAR, until.year)]
    return counts_over_time([*ends, until])


@public
def sources(request: HttpRequest) -> HttpResponse:
    """List every source that a record names."""
    return render(request, "site/sources.html", {"entries": list_of_sources()})
