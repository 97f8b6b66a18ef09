"""Surveys, what they list, and what was answered."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from near.cooperation.enums import Intent, ProjectState, ReportKind, Role, Standing, SurveyKind
from near.cooperation.models import Participation, Project, Report, Survey, SurveyAnswer

_LISTED = (ProjectState.IDEA, ProjectState.SEEKING, ProjectState.AGREED, ProjectState.RUNNING)


def projects_in(survey: Survey) -> QuerySet[Project]:
    """Return the projects a survey on participation lists: those proposed in the same subcommittee's survey
    of the year, and those of the subcommittee that seek partners.
    """
    proposed = SurveyAnswer.objects.filter(
        survey__organ=survey.organ, survey__year=survey.year, survey__kind=SurveyKind.PROPOSAL,
        intent=Intent.PROPOSES,
    )  # fmt: skip
    listed = Q(pk__in=proposed.values("project"), state__in=_LISTED)
    seeking = Q(organ=survey.organ, state=ProjectState.SEEKING)
    found: QuerySet[Project] = Project.objects.filter(listed | seeking)
    return found.order_by("proposed_on", "pk")


@dataclass
class Proposed:
    """A project as a survey lists it: its lead, and who answered what (regions' primary keys)."""

    project: Project
    lead: int | None = None
    answers: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    own: SurveyAnswer | None = None


def proposed_in(survey: Survey, region: int | None) -> list[Proposed]:
    """Return what a survey lists, with the answers, and that of one member apart. Three queries."""
    lines = {project.pk: Proposed(project) for project in projects_in(survey)}
    for project, lead in _leads(list(lines)).items():
        lines[project].lead = lead
    for answer in SurveyAnswer.objects.filter(survey=survey, project__in=list(lines)).order_by("at", "pk"):
        line = lines[answer.project_id or 0]
        line.answers[answer.intent].append(answer.region_id)
        if answer.region_id == region:
            line.own = answer
    return list(lines.values())


def _leads(projects: list[int]) -> dict[int, int]:
    found = Participation.objects.filter(project__in=projects, role=Role.LEAD, standing=Standing.AGREED)
    return dict(found.order_by("pk").values_list("project", "region"))


def open_surveys(day: dt.date) -> QuerySet[Survey]:
    """Return the surveys that can be answered on a day, the most urgent first."""
    found: QuerySet[Survey] = Survey.objects.filter(closed_on__isnull=True, due__gte=day)
    return found.order_by("due", "pk")


@dataclass(frozen=True)
class YearlyLine:
    """One project in the yearly report of a subcommittee: its lead, and its report, where there is one."""

    project: Project
    lead: int | None
    report: Report | None


def yearly_reports(organ: str, year: int) -> list[YearlyLine]:
    """Return the projects of a subcommittee that were under way in a year, with what they handed in.

    Three queries. Ideas are left out: nothing of them has been agreed.
    """
    began = Q(since__isnull=False, since__year__lte=year)
    ran = Q(closed_on__isnull=True) | Q(closed_on__year__gte=year)
    projects = list(Project.objects.filter(began & ran, organ=organ).order_by("since", "pk"))
    keys = [project.pk for project in projects]
    leads = _leads(keys)
    found = Report.objects.filter(
        project__in=keys, kind=ReportKind.YEARLY, year=year, handed_in_at__isnull=False
    )
    reports = {report.project_id: report for report in found.order_by("pk")}
    return [YearlyLine(project, leads.get(project.pk), reports.get(project.pk)) for project in projects]
