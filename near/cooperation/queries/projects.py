"""Projects as lists and pages read them; the same number of queries for one as for many."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Prefetch, Q, QuerySet, TextField
from django.db.models.functions import Cast

from near.cooperation.enums import ProjectState, ReportKind, Role, Standing
from near.cooperation.models import (
    Attachment,
    Change,
    Contribution,
    Exchange,
    Milestone,
    Participation,
    Project,
    Report,
    ResolutionTie,
    Result,
    Task,
)
from near.cooperation.rules import project_phases as phases
from near.foundation.text import MultilingualText

INSIDE = (Standing.INVITED, Standing.AGREED)


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to; empty means everything. `year`: proposed, running or closed in it."""

    state: str = ""
    organ: str = ""
    country: str = ""
    topic: str = ""
    year: int | None = None


def narrowed(found: QuerySet[Project], wanted: Wanted) -> QuerySet[Project]:
    """Return the projects of a list that fit, the latest first."""
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.organ:
        found = found.filter(organ=wanted.organ)
    if wanted.country:
        parts = Participation.objects.filter(region__country=wanted.country, standing=Standing.AGREED)
        found = found.filter(pk__in=parts.values("project"))
    if wanted.topic:
        # A list in JSON is asked as text: SQLite has no word for "contains".
        said = found.annotate(topic_words=Cast("topics", TextField()))
        found = said.filter(topic_words__contains=f'"{wanted.topic}"')
    if wanted.year:
        found = found.filter(_in_year(wanted.year))
    return found.order_by("-proposed_on", "-pk")


def _in_year(year: int) -> Q:
    began = Q(since__year__lte=year) | Q(since__isnull=True, proposed_on__year=year)
    return began & (Q(closed_on__isnull=True) | Q(closed_on__year__gte=year))


@dataclass
class Line:
    """A project in a list: who takes part (primary keys, the lead first), and who is invited."""

    project: Project
    members: list[int] = field(default_factory=list)
    invited: list[int] = field(default_factory=list)

    @property
    def lead(self) -> int | None:
        """Return who leads, if anybody does."""
        return self.members[0] if self.members else None


def lines_of(projects: Iterable[Project]) -> list[Line]:
    """Return projects with who takes part. One query."""
    lines = {project.pk: Line(project) for project in projects}
    parts = Participation.objects.filter(project__in=list(lines), standing__in=INSIDE).order_by("pk")
    for project, region, role, standing in parts.values_list("project", "region", "role", "standing"):
        line = lines[project]
        if standing == Standing.INVITED:
            line.invited.append(region)
        elif role == Role.LEAD:
            line.members.insert(0, region)
        else:
            line.members.append(region)
    return list(lines.values())


def own_projects(region: int) -> QuerySet[Project]:
    """Return the projects a member takes part in or is invited to, by state and the nearest step."""
    parts = Participation.objects.filter(region=region, standing__in=INSIDE)
    found: QuerySet[Project] = Project.objects.filter(pk__in=parts.values("project"))
    return found.order_by("next_due", "-proposed_on", "-pk")


def projects_of_member(region: int) -> QuerySet[Project]:
    """Return the public projects a member takes part in or took part in."""
    standing = (Standing.AGREED, Standing.LEFT)
    parts = Participation.objects.filter(region=region, standing__in=standing)
    public = Q(state__in=phases.PUBLIC) | Q(state=ProjectState.ABANDONED, since__isnull=False)
    found: QuerySet[Project] = Project.objects.filter(public, pk__in=parts.values("project"))
    return found.order_by("-proposed_on", "-pk")


def overdue_steps(day: dt.date) -> QuerySet[Project]:
    """Return the projects whose next step should have been done before a day, the longest overdue first."""
    found: QuerySet[Project] = Project.objects.filter(next_due__lt=day)
    return found.select_related("next_region").defer("next_region__outline").order_by("next_due", "pk")


def years_of_projects() -> list[int]:
    """Return the years in which projects were proposed, the latest first. One query."""
    return [day.year for day in Project.objects.dates("proposed_on", "year", order="DESC")]


@dataclass(frozen=True)
class Contents:
    """All that stands in a project."""

    parts: list[Participation]
    contributions: list[Contribution]
    tasks: list[Task]
    milestones: list[Milestone]
    results: list[Result]
    exchanges: list[Exchange]
    attachments: list[Attachment]
    changes: list[Change]
    reports: list[Report]
    ties: list[ResolutionTie]

    @property
    def story(self) -> Report | None:
        """Return the public story, once it has been handed in."""
        return next((r for r in self.reports if r.kind == ReportKind.CLOSING and r.handed_in_at), None)

    @property
    def regions(self) -> set[int]:
        """Return the primary keys of all regions named, so that names are read at once."""
        owned: list[Any] = [
            *self.parts, *self.contributions, *self.tasks, *self.attachments, *self.changes, *self.reports,
        ]  # fmt: skip
        named: set[int] = {x.region_id for x in owned}
        named |= {a.region_id for change in self.changes for a in change.assents.all()}
        return named | {pk for x in self.exchanges for pk in (x.sender_id, x.host_id)}


def contents_of(project: Project) -> Contents:
    """Return all that stands in a project. Eleven queries, whatever there is."""
    parts = Participation.objects.filter(project=project).select_related("region").defer("region__outline")
    exchanges = Exchange.objects.filter(project=project).select_related("sender", "host")
    attachments = Attachment.objects.filter(project=project, withdrawn_at__isnull=True)
    changes = Change.objects.filter(project=project).prefetch_related("assents").order_by("-pk")
    return Contents(
        parts=sorted(
            parts.order_by("pk"), key=lambda p: (p.standing != Standing.AGREED, p.role != Role.LEAD)
        ),
        contributions=list(Contribution.objects.filter(project=project).order_by("pk")),
        tasks=list(Task.objects.filter(project=project).order_by("due", "pk")),
        milestones=list(Milestone.objects.filter(project=project).order_by("due", "pk")),
        results=list(Result.objects.filter(project=project).order_by("on", "pk")),
        exchanges=list(exchanges.defer("sender__outline", "host__outline").order_by("since", "pk")),
        attachments=list(attachments.order_by("added_at", "pk")),
        changes=list(changes),
        reports=list(Report.objects.filter(project=project).order_by("due", "pk")),
        ties=list(ResolutionTie.objects.filter(project=project).order_by("pk")),
    )


def public_part(contents: Contents, project: Project) -> Contents:
    """Return what anybody may read of a project: no tasks, changes, drafts or partners' documents."""
    told = [r for r in contents.reports if r.handed_in_at and r.kind != ReportKind.YEARLY]
    return replace(
        contents,
        parts=[p for p in contents.parts if p.standing in (Standing.AGREED, Standing.LEFT)],
        tasks=[], changes=[],
        attachments=[a for a in contents.attachments if a.is_public],
        reports=told if project.state == ProjectState.CLOSED else [],
    )  # fmt: skip


@dataclass(frozen=True)
class Year:
    """What the records of a project say of a year, for a report nobody has to type twice."""

    milestones: list[Milestone]
    exchanges: list[Exchange]
    contributions: list[Contribution]
    results: list[Result]


def recorded_in(project: Project, year: int | None) -> Year:
    """Return what was reached, who went and came, what was put in and what resulted in a year; all of it
    without one. Four queries.
    """

    def in_year(name: str) -> Q:
        return Q(**{f"{name}__year": year}) if year else Q()

    reached = Milestone.objects.filter(in_year("reached_on"), project=project, reached_on__isnull=False)
    went = Exchange.objects.filter(in_year("since"), project=project).select_related("sender", "host")
    given = Contribution.objects.filter(project=project)
    if year:
        given = given.filter(Q(on__year=year) | Q(on__isnull=True))
    results = Result.objects.filter(in_year("on"), project=project)
    return Year(
        milestones=list(reached.order_by("reached_on", "pk")),
        exchanges=list(went.defer("sender__outline", "host__outline").order_by("since", "pk")),
        contributions=list(given.order_by("pk")),
        results=list(results.order_by("on", "pk")),
    )


@dataclass(frozen=True)
class Outcome:
    """A project that carries out something resolved, and the first words of its story where it has one."""

    project: Project
    story: MultilingualText


def outcomes_of(target_type: str) -> dict[str, list[Outcome]]:
    """Return the public projects tied to what one kind of record resolved, by its identifier. Two queries."""
    stories = Report.objects.filter(kind=ReportKind.CLOSING, handed_in_at__isnull=False).order_by("pk")
    ties = ResolutionTie.objects.filter(target_type=target_type).select_related("project")
    found: defaultdict[str, list[Outcome]] = defaultdict(list)
    for tie in ties.prefetch_related(Prefetch("project__reports", stories, to_attr="stories")).order_by("pk"):
        project = tie.project
        if phases.public(project.state, begun=project.since is not None):
            told = project.stories[0].done if project.stories and project.closed_on else MultilingualText()
            found[tie.target_id].append(Outcome(project, told))
    return dict(found)
