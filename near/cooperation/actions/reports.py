"""Reports: one page in the reporter's own language. The closing report is the public story."""

from __future__ import annotations

from django.utils import timezone

from near.cooperation.actions.kept import (
    held_open,
    label_of,
    require_language,
    require_version,
    told,
    write_part,
)
from near.cooperation.enums import ReportKind
from near.cooperation.models import Project, Report
from near.cooperation.refusals.projects import (
    ReportHandedIn,
    ReportMissing,
    StillOpenQuestion,
    UnknownChoice,
    WordsNeeded,
)
from near.cooperation.rules import project_phases as phases
from near.foundation.action import action, snapshot
from near.foundation.period import today
from near.people.models import Account
from near.people.perms import Actor
from near.registry.models import Region

PARTS = ("done", "changed", "learnt")
# What may not be empty when a report is handed in. A story that leaves out what failed helps nobody.
NEEDED: dict[str, tuple[str, ...]] = {
    ReportKind.YEARLY: ("done",), ReportKind.CLOSING: PARTS,
    ReportKind.AFTER_12: (), ReportKind.AFTER_36: (),
}  # fmt: skip
_NO_VERSION = 0


@action("cooperation.write_report")
def write_report(
    *, project: Project, region: Region, kind: str, year: int, language: str, version: int, by: Actor,
    done: str = "", changed: str = "", learnt: str = "", still_cooperating: bool | None = None,
) -> Report:  # fmt: skip
    """Write a draft of a report, anew or further. `version`: what the writer saw, 0 for none."""
    if kind not in NEEDED:
        raise UnknownChoice(value=str(kind)[:40], field="kind")
    found = held_open(phases.writing(kind), project, by, region)
    report = Report.objects.filter(project=found, kind=kind, year=year).first()
    before = snapshot(report) if report else None
    report = report or _asked(found, kind, year)
    require_version(report, version)
    if report.handed_in_at:
        raise ReportHandedIn
    if not any(getattr(report, name) for name in PARTS):
        report.language = require_language(language)
    words = {"done": done, "changed": changed, "learnt": learnt}
    for name in PARTS:
        old = getattr(report, name)
        setattr(report, name, told(words[name], report.language, by, field=name, old=old))
    report.region, report.still_cooperating = region, still_cooperating
    report.written_by = by if isinstance(by, Account) else None
    report.version += 1
    return write_part(report, found, verb="cooperation.write_report", by=by, before=before)


def _asked(project: Project, kind: str, year: int) -> Report:
    """Return a yearly report nobody has begun; of the other kinds only those that were asked for exist."""
    if kind != ReportKind.YEARLY or not _fits(year, project):
        raise UnknownChoice(value=str(year), field="year")
    return Report(project=project, kind=kind, year=year, due=phases.yearly_due(year), version=_NO_VERSION)


def _fits(year: int, project: Project) -> bool:
    return project.proposed_on.year <= year <= today().year


@action("cooperation.hand_in_report")
def hand_in_report(*, report: Report, region: Region, version: int, by: Actor) -> Report:
    """Hand a report in: from here on others read it. A closing report is complete, or it is not handed in."""
    project = held_open(phases.writing(report.kind), report.project, by, region)
    found: Report | None = Report.objects.select_for_update().filter(pk=report.pk).first()
    if found is None:
        raise ReportMissing
    require_version(found, version)
    if found.handed_in_at:
        raise ReportHandedIn
    for name in NEEDED[found.kind]:
        if not getattr(found, name):
            raise WordsNeeded(name=label_of(Report, name), field=name)
    if found.kind in phases.FOLLOW_UPS and found.still_cooperating is None:
        raise StillOpenQuestion(field="still_cooperating")
    before = snapshot(found)
    found.handed_in_at, found.region = timezone.now(), region
    found.version += 1
    return write_part(found, project, verb="cooperation.hand_in_report", by=by, before=before)
