"""The surveys of subcommittees: which are open, what a member answers, what the coordinator gathers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from near.cooperation import actions
from near.cooperation.enums import Intent, SurveyKind
from near.cooperation.models import Project, Survey, SurveyAnswer
from near.cooperation.perms.coordinators import can_run_survey
from near.cooperation.perms.projects import can_see_yearly_reports
from near.cooperation.queries.surveys import open_surveys, proposed_in, yearly_reports
from near.flows.subcommittees import organs_coordinated_by, subcommittee_names
from near.foundation.errors import DomainError, NotAllowed
from near.foundation.period import today
from near.people.perms import in_secretariat
from near.registry.models import Region
from near.registry.queries import names_on
from near.web.design.marking import reader
from near.web.portal.acting import acting_if_any
from near.web.portal.paper_forms import SurveyForm
from near.web.portal.project_forms import NewForm
from near.web.portal.refused import blame
from near.web.portal.views.projects import REFUSED, WRITING

_OVER_SHOWN = 20
ABOUT = [(x.value, x.label) for x in (Intent.JOINS, Intent.INTERESTED, Intent.NOT)]


def _may_read(request: HttpRequest) -> None:
    if not can_see_yearly_reports(request.user):
        raise NotAllowed


@require_safe
def surveys(request: HttpRequest) -> HttpResponse:
    """List the surveys that are open, with whether the member has answered, and the latest that are over."""
    _may_read(request)
    acting = acting_if_any(request)
    day = today()
    running = list(open_surveys(day))
    region = acting.region.pk if acting else None
    answers = SurveyAnswer.objects.filter(survey__in=running, region=region).order_by("pk")
    answered = set(answers.values_list("survey", flat=True))
    over = Survey.objects.exclude(pk__in=[s.pk for s in running]).order_by("-year", "organ", "kind")
    context = {
        "running": [(s, s.pk in answered) for s in running], "over": over[:_OVER_SHOWN], "day": day,
        "organs": subcommittee_names(), "own": sorted(_runs(request)), "year": day.year,
    }  # fmt: skip
    return render(request, "portal/surveys.html", context)


def _runs(request: HttpRequest) -> dict[str, Any]:
    """Return the subcommittees whose surveys the reader may run, by slug."""
    names = subcommittee_names(today())
    if in_secretariat(request.user):
        return dict(names)
    own = organs_coordinated_by(request.user)
    return {slug: name for slug, name in names.items() if slug in own}


@WRITING
def new(request: HttpRequest) -> HttpResponse:
    """Open a survey of a subcommittee one coordinates."""
    organs = _runs(request)
    if not organs:
        raise NotAllowed
    form = SurveyForm(request.POST or None, organs=organs)
    if request.method == "POST" and form.is_valid():
        try:
            opened = actions.open_survey(**form.cleaned_data, by=request.user)
        except DomainError as refusal:
            return render(request, "portal/survey_new.html", {"form": form}, status=blame(form, refusal))
        messages.success(request, _("The survey is open, and the members have been told."), extra_tags="good")
        return redirect("portal_survey", opened.pk)
    status = REFUSED if request.method == "POST" else 200
    return render(request, "portal/survey_new.html", {"form": form}, status=status)


@WRITING
def survey(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one survey and take the member's answer: proposals or none, or one answer a project."""
    _may_read(request)
    found = Survey.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    acting = acting_if_any(request)
    region = acting.region if acting else None
    form = NewForm(request.POST if _proposing(request) else None)
    if request.method != "POST":
        return _page(request, found, region, form)
    if region is None and "close" not in request.POST:
        raise NotAllowed
    if _proposing(request) and not form.is_valid():
        return _page(request, found, region, form, status=REFUSED)
    try:
        said = _answered(request, found, region, form)
    except DomainError as refusal:
        return _page(request, found, region, form, status=blame(form, refusal) if _proposing(request) else
                     refusal.status, fault=str(refusal))  # fmt: skip
    messages.success(request, said, extra_tags="good")
    return redirect("portal_survey", pk)


def _proposing(request: HttpRequest) -> bool:
    return request.method == "POST" and request.POST.get("do") == "propose"


def _answered(request: HttpRequest, found: Survey, region: Any, form: forms.Form) -> str:
    """Run the verb that was asked for; return what is said when it is done."""
    who: dict[str, Any] = {"survey": found, "region": region, "by": request.user}
    if "close" in request.POST:
        actions.close_survey(survey=found, by=request.user)
        return _("The survey is over.")
    if _proposing(request):
        data = {k: v for k, v in form.cleaned_data.items() if k not in ("organ", "topics", "forms")}
        actions.propose_project(**who, **data)
        return _("Your proposal has been handed in. It is an idea of your member until partners agree to it.")
    if request.POST.get("do") == "nothing":
        actions.propose_nothing(**who)
        return _("Your answer has been handed in: your member proposes nothing this year.")
    key = request.POST.get("project", "")
    project = Project.objects.filter(pk=key).first() if key.isdecimal() and len(key) < _MOST_DIGITS else None
    if project is None:
        raise NotAllowed
    note = request.POST.get("words", "")[:_LONGEST_NOTE]
    actions.answer_intent(**who, project=project, intent=request.POST.get("intent", ""), words=note)
    return _("Your answer has been handed in.")


_MOST_DIGITS, _LONGEST_NOTE = 18, 1000


def _page(
    request: HttpRequest, found: Survey, region: Region | None, form: forms.Form, *, status: int = 200,
    fault: str = "",
) -> HttpResponse:  # fmt: skip
    runs = can_run_survey(request.user, found.organ)
    lines = proposed_in(found, region.pk if region else None) if found.kind == SurveyKind.INTENT else []
    own = SurveyAnswer.objects.filter(survey=found, region=region).select_related("project").order_by("pk")
    every = SurveyAnswer.objects.filter(survey=found).select_related("project").order_by("at", "pk")
    answers = list(every) if runs else []
    named = {a.region_id for a in answers} | {line.lead for line in lines if line.lead}
    named |= {pk for line in lines for found_pks in line.answers.values() for pk in found_pks}
    context = {
        "survey": found, "form": form, "lines": lines, "own": list(own), "answers": answers, "runs": runs,
        "names": names_on(today(), reader(), named), "organ": subcommittee_names().get(found.organ),
        "open": found.closed_on is None and found.due >= today(), "about": ABOUT, "region": region,
        "fault": fault,
    }  # fmt: skip
    return render(request, "portal/survey.html", context, status=status)


@require_safe
def yearly(request: HttpRequest, organ: str, year: int) -> HttpResponse:
    """Show the yearly report to a subcommittee: its projects of the year, each with what it handed in."""
    _may_read(request)
    names = subcommittee_names()
    if organ not in names:
        raise Http404
    lines = yearly_reports(organ, year)
    regions = names_on(today(), reader(), {line.lead for line in lines if line.lead})
    context = {"organ": names[organ], "slug": organ, "year": year, "lines": lines, "names": regions}
    return render(request, "portal/yearly.html", context)
