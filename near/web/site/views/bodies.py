"""Partners and subcommittees."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from near.assembly.queries import regions_of_record, subcommittee_of
from near.assembly.queries import subcommittees as all_subcommittees
from near.cooperation.perms.projects import public_projects
from near.cooperation.queries.projects import Wanted, lines_of, narrowed
from near.registry.models import Institution, Partner
from near.registry.queries import names_on
from near.registry.queries.names import place_of
from near.web.site.asked import asked
from near.web.site.views.public import public


@public
def partners(request: HttpRequest) -> HttpResponse:
    """Show the partners with their agreements, and the members' supporting institutions."""
    question = asked(request)
    institutions = list(Institution.objects.select_related("region").defer("region__outline"))
    names = names_on(question.on, question.language, {i.region_id for i in institutions})
    by_member: dict[int, list[Institution]] = {}
    for institution in institutions:
        by_member.setdefault(institution.region_id, []).append(institution)
    ordered = sorted(by_member, key=lambda pk: place_of(names[pk], question.language))
    context = {
        "partners": Partner.objects.prefetch_related("agreements").order_by("agreements__signed_on", "pk"),
        "supporters": [(names[pk], by_member[pk]) for pk in ordered],
        "on": question.on,
    }
    return render(request, "site/partners.html", context)


@public
def subcommittees(request: HttpRequest) -> HttpResponse:
    """Show the subcommittees of a day with who coordinates them, and those that have ended."""
    question = asked(request)
    found = all_subcommittees(question.on)
    names = names_on(question.on, question.language, regions_of_record(found))
    entries = [(s, [names[c.region_id] for c in s.coordinators if c.region_id in names]) for s in found]
    context = {
        "running": [e for e in entries if e[0].running],
        "ended": [e for e in entries if not e[0].running],
        "on": question.on,
    }
    return render(request, "site/subcommittees.html", context)


@public
def subcommittee(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one subcommittee: its field, its coordinators now and before, what happened to it."""
    question = asked(request)
    committee = subcommittee_of(slug, question.on)
    lines = lines_of(narrowed(public_projects(), Wanted(organ=slug))[:_PROJECTS_SHOWN])
    named = regions_of_record([committee]) | {pk for line in lines for pk in line.members}
    names = names_on(question.on, question.language, named)
    context = {
        "committee": committee,
        "project_lines": lines,
        "project_names": names,
        "now": [(c, names[c.region_id]) for c in committee.coordinators],
        "before": [(c, names[c.region_id]) for c in committee.earlier],
    }
    return render(request, "site/subcommittee.html", context)


_PROJECTS_SHOWN = 50
