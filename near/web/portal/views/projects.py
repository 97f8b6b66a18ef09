"""Projects of a member: the list, a new one, one page that says at a glance how it stands, and its verbs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from near.cooperation import actions
from near.cooperation.actions.changes import agreed_words
from near.cooperation.models import Answer, Loop, Project
from near.cooperation.perms.projects import can_do, can_see_inside, visible_to
from near.cooperation.queries.projects import lines_of, own_projects
from near.cooperation.refusals.projects import Changed
from near.cooperation.rules import project_phases as phases
from near.flows.subcommittees import subcommittee_names
from near.foundation.differences import differences
from near.foundation.errors import DomainError
from near.foundation.period import today
from near.foundation.search.findable import concepts
from near.registry.queries import names_on
from near.web.design.marking import reader
from near.web.portal.acting import acting_for, acting_if_any
from near.web.portal.project_forms import Ask, EditForm, NewForm
from near.web.portal.project_page import page_of
from near.web.portal.project_verbs import VERBS, PortalVerb
from near.web.portal.refused import blame

WRITING = require_http_methods(["GET", "HEAD", "POST"])
REFUSED = 422


@require_safe
def projects(request: HttpRequest) -> HttpResponse:
    """List the projects of the member, those that wait for it and those under way before the others."""
    acting = acting_for(request)
    lines = lines_of(own_projects(acting.region.pk))
    names = names_on(today(), reader(), {pk for line in lines for pk in (*line.members, *line.invited)})
    groups: dict[str, list[Any]] = {"invited": [], "under_way": [], "idea": [], "over": []}
    for line in lines:
        groups[_group(line, acting.region.pk)].append(line)
    context = {"groups": groups, "names": names, "day": today(), "organs": subcommittee_names()}
    return render(request, "portal/projects.html", context)


def _group(line: Any, region: int) -> str:
    if region in line.invited:
        return "invited"
    if line.project.state == phases.IDEA:
        return "idea"
    return "under_way" if line.project.state in phases.VERBS["set_next_step"].states else "over"


@WRITING
def new(request: HttpRequest) -> HttpResponse:
    """Begin a project: from nothing, from an answer both sides agreed to, or from a circle of three."""
    acting = acting_for(request)
    sources = _sources(request)
    form = NewForm(request.POST or None, initial=_initial(sources))
    status = 200
    if request.method == "POST":
        status = REFUSED
        if form.is_valid():
            try:
                made = actions.start_project(
                    region=acting.region, by=request.user, **form.cleaned_data, **sources
                )
            except DomainError as refusal:
                status = blame(form, refusal)
            else:
                messages.success(request, _("The project has been begun as an idea."), extra_tags="good")
                return redirect("portal_project", made.pk)
    context = {"form": form, "sources": sources, "acting": acting}
    return render(request, "portal/project_new.html", context, status=status)


def _sources(request: HttpRequest) -> dict[str, Any]:
    """Return what a project begins from, as the address says; nothing that does not exist."""
    asked = {name: request.GET.get(name, "") for name in ("answer", "loop")}
    if asked["answer"].isdecimal():
        found = Answer.objects.filter(pk=asked["answer"]).select_related("posting").first()
        return {"answer": found} if found else {}
    if asked["loop"].isdecimal():
        circle = Loop.objects.filter(pk=asked["loop"]).first()
        return {"loop": circle} if circle else {}
    return {}


def _initial(sources: dict[str, Any]) -> dict[str, Any]:
    """Return what a form shows first: the words of the need or offer that was answered."""
    answer = sources.get("answer")
    if answer is None:
        return {}
    posting = answer.posting
    code = posting.title.original
    return {
        "title": posting.title.words(code), "aim": posting.what.words(code), "language": posting.language,
        "topics": concepts().topics_of(posting.topics), "forms": posting.forms,
    }  # fmt: skip


@require_safe
def project(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one project at a glance, and below it all that stands in it."""
    ask = asked(request, pk)
    if not can_see_inside(ask.by, ask.project) and ask.region is None:
        return redirect("project", pk)
    return render(request, "portal/project.html", page_of(ask))


@WRITING
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a project anew while nothing is agreed; if somebody else did meanwhile, show both texts."""
    ask = asked(request, pk)
    if not can_do(ask.by, "edit_project", ask.project, ask.region):
        return redirect("portal_project", pk)
    form = EditForm(request.POST or None, initial=_standing(ask.project))
    context: dict[str, Any] = {"project": ask.project, "form": form, "ask": ask}
    if request.method != "POST":
        return render(request, "portal/project_edit.html", context)
    if not form.is_valid():
        return render(request, "portal/project_edit.html", context, status=REFUSED)
    try:
        actions.edit_project(project=ask.project, region=ask.region, by=ask.by, **form.cleaned_data)  # type: ignore[arg-type]
    except Changed as refusal:
        context |= {"conflict": both_texts(ask.project, form), "message": str(refusal)}
        see_again(form, ask.project.version)
        return render(request, "portal/project_edit.html", context, status=refusal.status)
    except DomainError as refusal:
        status = blame(form, refusal)
        return render(request, "portal/project_edit.html", context, status=status)
    messages.success(request, _("Saved."), extra_tags="good")
    return redirect("portal_project", pk)


def _standing(project: Project) -> dict[str, Any]:
    return agreed_words(project) | {
        "organ": project.organ, "topics": project.topics, "forms": project.forms, "version": project.version,
    }  # fmt: skip


def both_texts(project: Project, form: forms.Form) -> list[dict[str, Any]]:
    """Return what stands now beside what was typed, with the differences, of each text that differs."""
    standing = agreed_words(project)
    rows = []
    for name, now in standing.items():
        yours = str(form.data.get(name, "")).replace("\r\n", "\n").strip()
        if yours != now:
            found = differences(now, yours, project.language)
            rows.append({"label": form.fields[name].label, "now": now, "stretches": found})
    return rows


def see_again(form: forms.Form, version: int) -> None:
    """Let a form be saved again by whoever has now seen the newer version."""
    entered: Any = form.data
    form.data = shown = entered.copy()
    shown["version"] = str(version)


@WRITING
def do(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Run one verb on a project: show what it needs and does, then do it."""
    verb = VERBS.get(key)
    if verb is None:
        raise Http404
    ask = asked(request, pk)
    posted = request.method == "POST"
    form = verb.form(request.POST if posted else None, request.FILES if posted else None, ask=ask)
    context = {"verb": verb, "form": form, "project": ask.project, "ask": ask}
    if not posted or not form.is_valid():
        if not can_do(ask.by, verb.law, ask.project, ask.region):
            return _closed(request, verb, ask)
        return render(request, "portal/project_do.html", context, status=REFUSED if posted else 200)
    try:
        verb.run(ask, form.cleaned_data)
    except DomainError as refusal:
        status = blame(form, refusal)
        if status == Changed.status:
            see_again(form, Project.objects.get(pk=pk).version)
        return render(request, "portal/project_do.html", context, status=status)
    messages.success(request, verb.done, extra_tags="good")
    return redirect("portal_project", pk)


def _closed(request: HttpRequest, verb: PortalVerb, ask: Ask) -> HttpResponse:
    """Lead back to the project where a verb is not open; its page shows what is."""
    said = _("“%(verb)s” is not possible here at present.") % {"verb": verb.label}
    messages.error(request, said, extra_tags="bad")
    return redirect("portal_project", ask.project.pk)


def asked(request: HttpRequest, pk: int) -> Ask:
    """Return who asks for what: a project the reader may see, else there is none."""
    project = visible_to(request.user).filter(pk=pk).first()
    if project is None:
        raise Http404
    acting = acting_if_any(request)
    given = {**request.GET.dict(), **request.POST.dict()}
    item = str(given.get("item", ""))
    return Ask(
        project, acting.region if acting else None, request.user, kind=str(given.get("kind", ""))[:20],
        item=int(item) if item.isdecimal() and len(item) < _MOST_DIGITS else 0,
    )  # fmt: skip


_MOST_DIGITS = 18
