"""Projects of the association for everybody: the list, one page each with its story first, its documents."""

from __future__ import annotations

from typing import Any, cast

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from near.cooperation.enums import ProjectState
from near.cooperation.models import Attachment, Project
from near.cooperation.perms.projects import public_projects
from near.cooperation.queries.projects import (
    Wanted,
    contents_of,
    lines_of,
    narrowed,
    public_part,
    years_of_projects,
)
from near.cooperation.rules import project_phases as phases
from near.flows.subcommittees import subcommittee_names
from near.registry.queries import names_on
from near.registry.queries.roster import COUNTRY_ORDER, countries
from near.terminology.enums import Field
from near.web.design.documents import given
from near.web.site.asked import asked
from near.web.site.views.public import public

PER_PAGE = 30
STATES = [s for s in ProjectState if s in phases.PUBLIC] + [ProjectState.ABANDONED]


@public
def projects(request: HttpRequest) -> HttpResponse:
    """List the projects, narrowed by state, subcommittee, country, topic and year."""
    question = asked(request)
    organs, lands = subcommittee_names(), countries()
    years = years_of_projects()
    wanted, given_query = _wanted(request, organs, lands)
    page = Paginator(narrowed(public_projects(), wanted), PER_PAGE).get_page(request.GET.get("page"))
    lines = lines_of(page.object_list)
    context = {
        "lines": lines, "page": page, "asked": given_query, "wanted": wanted, "organs": organs,
        "names": names_on(question.on, question.language, {pk for line in lines for pk in line.members}),
        "states": [(s.value, s.label) for s in STATES], "topics": Field.choices, "years": years,
        "countries": [(c, lands[c].short_name) for c in COUNTRY_ORDER if c in lands],
    }  # fmt: skip
    return render(request, "site/projects.html", context)


def _wanted(request: HttpRequest, organs: Any, lands: Any) -> tuple[Wanted, dict[str, str]]:
    """Read what the list is narrowed to; what means nothing has no page."""
    names = ("state", "organ", "country", "topic", "year")
    said = {name: request.GET.get(name, "").strip() for name in names}
    known: dict[str, Any] = {
        "state": {s.value for s in STATES}, "organ": organs, "country": lands, "topic": Field.values,
    }  # fmt: skip
    if any(said[name] and said[name] not in table for name, table in known.items()):
        raise Http404
    year = said.pop("year")
    if year and not (year.isdecimal() and len(year) == _DIGITS_OF_A_YEAR):
        raise Http404
    query = {name: value for name, value in (said | {"year": year}).items() if value}
    return Wanted(**said, year=int(year) if year else None), query


_DIGITS_OF_A_YEAR = 4


@public
def project(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one project: its story first where it has closed."""
    question = asked(request)
    found = _public(pk)
    contents = public_part(contents_of(found), found)
    context = {
        "project": found, "contents": contents, "story": contents.story,
        "later": [r for r in contents.reports if r.kind in phases.FOLLOW_UPS],
        "names": names_on(question.on, question.language, contents.regions),
        "organ": subcommittee_names().get(found.organ),
    }  # fmt: skip
    return render(request, "site/project.html", context)


def _public(pk: int) -> Project:
    found = public_projects().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@public
def document(request: HttpRequest, pk: int, document: int) -> HttpResponse:
    """Give a document that its member has made public."""
    found = Attachment.objects.filter(
        project=_public(pk), pk=document, is_public=True, withdrawn_at__isnull=True
    ).first()
    if found is None:
        raise Http404
    answer: Any = given(found)
    return cast("HttpResponse", answer)
