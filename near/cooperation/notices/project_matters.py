"""What waits in projects and surveys for a member, or for its partners; and by when."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from near.cooperation.enums import ChangeState, ReportKind, Role, Standing
from near.cooperation.models import Assent, Change, Participation, Project, Report, Survey, SurveyAnswer, Task
from near.cooperation.queries.surveys import open_surveys
from near.cooperation.rules import project_phases as phases
from near.foundation.deadlines import Deadline
from near.foundation.open_matters import THEM, US, Matter

_AHEAD = dt.timedelta(days=30)
_FOLLOW_UPS = (ReportKind.AFTER_12, ReportKind.AFTER_36)


def project_matters(regions: Collection[int], _language: str, day: dt.date) -> Iterator[Matter]:
    """Yield every open matter of some members in projects and surveys; eleven queries at most."""
    yield from _invitations(regions, day)
    yield from _changes(regions, day)
    yield from _steps(regions, day)
    yield from _reports(regions, day)
    yield from _surveys(regions, day)


def _invitations(regions: Collection[int], day: dt.date) -> Iterator[Matter]:
    """Yield invitations: those to the members, and those their partners have not answered."""
    found = Participation.objects.filter(standing=Standing.INVITED, project__state__in=_JOINING)
    for part in found.filter(region__in=regions).select_related("project").order_by("pk"):
        yield _matter(part.region_id, _("Invitations to projects"), part.project, None, day)
    led = Participation.objects.filter(region__in=regions, role=Role.LEAD, standing=Standing.AGREED)
    leads = dict(led.order_by("pk").values_list("project", "region"))
    waiting = found.filter(project__in=list(leads)).select_related("project").order_by("project", "pk")
    for project in {part.project_id: part.project for part in waiting}.values():
        yield _matter(leads[project.pk], _("Invitations to projects"), project, None, day, ours=False)


_JOINING = phases.VERBS["join_project"].states


def _changes(regions: Collection[int], day: dt.date) -> Iterator[Matter]:
    """Yield what waits for partners' yes: for ours where we have not said it, else for theirs."""
    parts: defaultdict[int, list[int]] = defaultdict(list)
    held = Participation.objects.filter(region__in=regions, standing=Standing.AGREED).exclude(
        role=Role.OBSERVER
    )
    for project, region in held.order_by("pk").values_list("project", "region"):
        parts[project].append(region)
    changes = Change.objects.filter(state=ChangeState.PROPOSED, project__in=list(parts))
    found = list(changes.select_related("project").order_by("pk"))
    said = set(Assent.objects.filter(change__in=found).order_by("pk").values_list("change", "region"))
    for change in found:
        for region in parts[change.project_id]:
            ours = (change.pk, region) not in said
            since = change.proposed_at.date()
            yield _matter(region, _("Waits for the partners' yes"), change.project, None, since, ours=ours)


def _steps(regions: Collection[int], day: dt.date) -> Iterator[Matter]:
    steps = Project.objects.filter(next_region__in=regions).order_by("next_due", "pk")
    for project in steps:
        yield _matter(project.next_region_id or 0, _("Next steps"), project, project.next_due, day)
    tasks = Task.objects.filter(region__in=regions, done_on__isnull=True, project__state__in=_ALIVE)
    for task in tasks.select_related("project").order_by("due", "pk"):
        yield Matter(
            task.region_id, _("Tasks in projects"), task.words, "portal_project", (task.project_id,),
            task.due, US, min(task.due, day), task.project.is_sample,
        )  # fmt: skip


_ALIVE = phases.VERBS["finish_task"].states


def _reports(regions: Collection[int], day: dt.date) -> Iterator[Matter]:
    due = Report.objects.filter(region__in=regions, handed_in_at__isnull=True, due__lte=day + _AHEAD * 3)
    for report in due.select_related("project").order_by("due", "pk"):
        kind = (
            _("Are you still working together?") if report.kind in _FOLLOW_UPS else _("Reports on projects")
        )
        yield Matter(
            report.region_id, kind, report.project.title, "portal_report",
            (report.project_id, report.kind, report.year), report.due, US, min(report.due, day),
            report.project.is_sample,
        )  # fmt: skip


def _surveys(regions: Collection[int], day: dt.date) -> Iterator[Matter]:
    surveys = list(open_surveys(day))
    answered = _answered(surveys, regions)
    for survey in surveys:
        for region in regions:
            if (survey.pk, region) not in answered:
                yield Matter(
                    region, _("Surveys of subcommittees"), _survey_title(survey), "portal_survey",
                    (survey.pk,), survey.due, US, survey.opened_on, survey.is_sample,
                )  # fmt: skip


def _answered(surveys: list[Survey], regions: Collection[int]) -> set[tuple[int, int]]:
    found = SurveyAnswer.objects.filter(survey__in=surveys, region__in=regions)
    return set(found.order_by("pk").values_list("survey", "region"))


def _survey_title(survey: Survey) -> str:
    return _("%(kind)s for %(year)s") % {"kind": survey.get_kind_display(), "year": survey.year}


def _matter(
    region: int, kind: str, project: Project, due: dt.date | None, since: dt.date, *, ours: bool = True
) -> Matter:
    return Matter(
        region, kind, project.title, "portal_project", (project.pk,), due, US if ours else THEM,
        min(due or since, since), project.is_sample,
    )  # fmt: skip


def project_deadlines(regions: Collection[int], since: dt.date, until: dt.date) -> Iterator[Deadline]:
    """Yield next steps, tasks, reports and surveys that fall due in `[since, until)`. Five queries."""
    days = _Days(regions, since, until)
    yield from days.steps()
    yield from days.tasks()
    yield from days.reports()
    yield from days.surveys()


@dataclass(frozen=True)
class _Days:
    """Some members' deadlines between two days."""

    regions: Collection[int]
    since: dt.date
    until: dt.date

    def steps(self) -> Iterator[Deadline]:
        """Yield the next steps of projects."""
        found = Project.objects.filter(next_region__in=self.regions)
        for project in found.filter(next_due__gte=self.since, next_due__lt=self.until).order_by("pk"):
            said = partial(_next_step, project)
            if project.next_region_id and project.next_due:
                yield _deadline(
                    f"step-{project.pk}", project.next_region_id, project.next_due, said, project.pk
                )

    def tasks(self) -> Iterator[Deadline]:
        """Yield the tasks that are not done."""
        open_tasks = Task.objects.filter(done_on__isnull=True, project__state__in=_ALIVE)
        due = open_tasks.filter(region__in=self.regions, due__gte=self.since, due__lt=self.until)
        for task in due.select_related("project").order_by("pk"):
            yield _deadline(
                f"task-{task.pk}", task.region_id, task.due, partial(_task, task), task.project_id
            )

    def reports(self) -> Iterator[Deadline]:
        """Yield the reports that are not handed in."""
        found = Report.objects.filter(region__in=self.regions, handed_in_at__isnull=True)
        due = found.filter(due__gte=self.since, due__lt=self.until).select_related("project")
        for report in due.order_by("pk"):
            yield Deadline(
                f"report-{report.pk}", report.region_id, report.due, partial(_report, report),
                "portal_report", (report.project_id, report.kind, report.year),
            )  # fmt: skip

    def surveys(self) -> Iterator[Deadline]:
        """Yield the surveys the members have not answered."""
        surveys = list(open_surveys(self.since).filter(due__lt=self.until))
        answered = _answered(surveys, self.regions)
        for survey in surveys:
            for region in self.regions:
                if (survey.pk, region) not in answered:
                    yield Deadline(
                        f"survey-{survey.pk}", region, survey.due, partial(_survey_title, survey),
                        "portal_survey", (survey.pk,),
                    )  # fmt: skip


def _deadline(uid: str, region: int, due: dt.date, said: Callable[[], str], project: int) -> Deadline:
    return Deadline(uid, region, due, said, "portal_project", (project,))


def _next_step(project: Project) -> str:
    return _("%(title)s: next step: %(step)s") % {"title": project.title, "step": project.next_step}


def _task(task: Task) -> str:
    return _("%(title)s: task: %(step)s") % {"title": task.project.title, "step": task.words}


def _report(report: Report) -> str:
    return _("%(title)s: %(kind)s") % {"title": report.project.title, "kind": report.get_kind_display()}
