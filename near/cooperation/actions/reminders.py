"""What falls due in projects and surveys is told in time: once a thing, however often the round is made."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from near.cooperation.actions.kept import told_to
from near.cooperation.actions.surveys import members_now
from near.cooperation.enums import ReportKind
from near.cooperation.models import Project, Report, Survey, SurveyAnswer
from near.cooperation.queries.surveys import open_surveys
from near.foundation.action import action
from near.foundation.errors import NotAllowed
from near.foundation.notices import tell
from near.people.perms import Actor, is_system
from near.registry.queries.speakers import speakers_of

AHEAD = dt.timedelta(days=7)
REPORT_AHEAD = dt.timedelta(days=30)


@action("cooperation.remind_of_projects")
def remind_of_projects(*, day: dt.date, by: Actor) -> None:
    """Tell partners what is due on `day` or soon. Only the platform itself makes the round."""
    if not is_system(by):
        raise NotAllowed
    _of_steps(day)
    _of_reports(day)
    _of_surveys(day)


def _of_steps(day: dt.date) -> None:
    found = Project.objects.filter(next_due__lte=day + AHEAD).select_related("next_region")
    for project in found.defer("next_region__outline").order_by("next_due", "pk"):
        assert project.next_region  # noqa: S101 -- the database keeps owner and day together
        late = project.next_due < day
        recipients = told_to(project) if late else speakers_of([project.next_region])
        tell(
            recipients, "cooperation.step_overdue" if late else "cooperation.step_due",
            event=f"step:{project.pk}:{project.next_due}",
            details={"title": project.title, "step": project.next_step, "project": project.pk},
            region=project.next_region, sample=project.is_sample,
        )  # fmt: skip


def _of_reports(day: dt.date) -> None:
    found = Report.objects.filter(handed_in_at__isnull=True, due__lte=day + REPORT_AHEAD)
    for report in found.select_related("project", "region").defer("region__outline").order_by("due", "pk"):
        kept = report.kind in (ReportKind.AFTER_12, ReportKind.AFTER_36)
        tell(
            speakers_of([report.region]), "cooperation.follow_up_due" if kept else "cooperation.report_due",
            event=f"report:{report.pk}", region=report.region,
            details={"title": report.project.title, "project": report.project_id},
            sample=report.project.is_sample,
        )  # fmt: skip


def _of_surveys(day: dt.date) -> None:
    surveys = list(open_surveys(day).filter(due__lte=day + AHEAD))
    answered: defaultdict[int, set[int]] = defaultdict(set)
    for key, region in _answers(surveys):
        answered[key].add(region)
    members = members_now() if surveys else []
    for survey in surveys:
        silent = [region for region in members if region.pk not in answered[survey.pk]]
        tell(
            speakers_of(silent), "cooperation.survey_due", event=f"survey:{survey.pk}",
            details={"year": str(survey.year), "survey": survey.pk}, sample=survey.is_sample,
        )  # fmt: skip


def _answers(surveys: list[Survey]) -> list[tuple[int, int]]:
    found = SurveyAnswer.objects.filter(survey__in=surveys).order_by("pk")
    return list(found.values_list("survey", "region"))
