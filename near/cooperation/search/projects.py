"""What is findable of projects: title and aim, and in the body the plan and the story it closed with."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from near.cooperation.enums import ProjectState, ReportKind, Standing
from near.cooperation.models import Participation, Project, Report
from near.cooperation.rules import project_phases as phases
from near.foundation.languages import NAME_LANGUAGES
from near.foundation.search.findable import Findable, Kind
from near.foundation.search.wordings import joined, wordings_of
from near.foundation.text import MultilingualText


def projects() -> Iterator[Findable]:
    """Yield every public project, with its story once it has closed. Three queries."""
    stories = Report.objects.filter(kind=ReportKind.CLOSING, handed_in_at__isnull=False)
    leads = Participation.objects.filter(role=phases.LEAD, standing=Standing.AGREED)
    found = Project.objects.prefetch_related(
        Prefetch("reports", stories.order_by("pk"), to_attr="stories"),
        Prefetch("participations", leads.select_related("region").defer("region__outline").order_by("pk"),
                 to_attr="leads"),
    )  # fmt: skip
    for project in found.order_by("pk"):
        if phases.public(project.state, begun=project.since is not None):
            yield _found(project)


def _found(project: Project) -> Findable:
    told = project.stories if project.state == ProjectState.CLOSED else []  # type: ignore[attr-defined]
    leads = project.leads  # type: ignore[attr-defined]
    texts = [
        project.plan,
        *(text for report in told for text in (report.done, report.changed, report.learnt)),
    ]
    body = {code: words for code in NAME_LANGUAGES if (words := joined(texts, code))}
    return Findable(
        "project", str(project.pk),
        wordings_of(project.title, project.aim, MultilingualText.of(**body)),
        original=project.title.original, country=leads[0].region.country_id if leads else "",
        topics=tuple(project.topics), on=project.closed_on or project.since or project.proposed_on,
        sample=project.is_sample, extra={"state": str(project.state)},
    )  # fmt: skip


PROJECTS = Kind("project", _("Project"), projects)
