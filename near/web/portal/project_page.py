"""What the page of a project shows: how it stands at a glance, what waits for us, and all that is in it."""

from __future__ import annotations

from typing import Any

from near.cooperation.actions.changes import DAYS
from near.cooperation.actions.kept import label_of
from near.cooperation.enums import ChangeState, ProjectState, ReportKind, Standing
from near.cooperation.models import Change, Project, Report
from near.cooperation.perms.projects import can_see_inside, open_verbs
from near.cooperation.queries.projects import Contents, contents_of, public_part
from near.cooperation.rules import project_phases as phases
from near.flows.subcommittees import subcommittee_names
from near.foundation.differences import GONE, NEW, Stretch, differences
from near.foundation.period import today
from near.registry.queries import Name, names_on
from near.web.design.marking import reader
from near.web.portal.project_forms import Ask
from near.web.portal.project_verbs import BY_LAW, VERBS, PortalVerb

# What leads a project on: the page's own buttons, in this order; all others stand with their section.
STEPS_ON = (
    "join_project", "decline_project", "seek_partners", "invite_partner", "agree_project", "begin_project",
    "begin_closing", "close_project", "ask_to_join",
)  # fmt: skip
ASIDE = ("hand_over_lead", "leave_project", "abandon_project")


def page_of(ask: Ask) -> dict[str, Any]:
    """Return what the page shows, the same number of queries whatever stands in the project."""
    project = ask.project
    inside = can_see_inside(ask.by, project)
    contents = contents_of(project)
    contents = contents if inside else public_part(contents, project)
    named = contents.regions | ({project.next_region_id} if project.next_region_id else set())
    names = names_on(today(), reader(), named)
    open_laws = open_verbs(ask.by, project, ask.region)
    return {
        "project": project, "contents": contents, "names": names, "inside": inside, "day": today(),
        "steps": steps_of(project.state), "organ": subcommittee_names().get(project.organ),
        "on": [BY_LAW[law] for law in STEPS_ON if law in open_laws and _useful(law, contents, ask)],
        "aside": [BY_LAW[law] for law in ASIDE if law in open_laws],
        "may": dict.fromkeys(open_laws, True), "verbs": _by_law(), "own": ask.region,
        "waits": _waiting(contents, ask), "changes": [_shown(c, project, names) for c in contents.changes],
        "reports": [(r, r.handed_in_at is None and r.due < today()) for r in contents.reports],
        "closing": next((r for r in contents.reports if r.kind == ReportKind.CLOSING), None),
        "year": today().year,
    }  # fmt: skip


def _by_law() -> dict[str, PortalVerb]:
    return {verb.key.replace("-", "_"): verb for verb in VERBS.values()}


def steps_of(state: str) -> list[tuple[str, str]]:
    """Return the steps of the way with how each stands: `done`, `here` or `ahead`."""
    here = phases.step_of(state)
    found = []
    for place, step in enumerate(phases.STEPS):
        stands = "here" if place == here else "done" if place < here else "ahead"
        found.append((str(ProjectState(step).label), stands))
    return found


def _useful(law: str, contents: Contents, ask: Ask) -> bool:
    """Tell whether an open verb would come to anything just now."""
    parts = contents.parts
    if law == "agree_project":
        ready = sum(p.standing == Standing.AGREED for p in parts) > 1
        invited = any(p.standing == Standing.INVITED for p in parts)
        return ready and not invited and ask.project.next_due is not None and not _has_said(contents, ask)
    if law == "close_project":
        return contents.story is not None
    return True


def _has_said(contents: Contents, ask: Ask) -> bool:
    open_changes = (c for c in contents.changes if c.state == ChangeState.PROPOSED)
    return any(
        a.region_id == ask.region.pk for c in open_changes for a in c.assents.all() if ask.region is not None
    )


def _waiting(contents: Contents, ask: Ask) -> dict[str, Any]:
    """Return what waits for the member that looks: an invitation, a change, a step, a report, tasks."""
    if ask.region is None:
        return {}
    own = ask.region.pk
    part = next((p for p in contents.parts if p.region_id == own), None)
    taking = part is not None and part.standing == Standing.AGREED
    change = next((c for c in contents.changes if c.state == ChangeState.PROPOSED), None)
    waits: dict[str, Any] = {
        "invited": bool(part and part.standing == Standing.INVITED),
        "change": change if taking and change and not _has_said(contents, ask) else None,
        "step": ask.project.next_region_id == own,
        "reports": [r for r in contents.reports if _owed(r, own)],
        "tasks": [t for t in contents.tasks if t.region_id == own and t.done_on is None],
    }
    return waits if any(waits.values()) else {}


def _owed(report: Report, region: int) -> bool:
    return report.handed_in_at is None and report.region_id == region


def _shown(change: Change, project: Project, names: dict[int, Name]) -> dict[str, Any]:
    """Return a change as its page part shows it: each field as a difference, and who said what."""
    rows = [
        {"label": label_of(Project, name), "stretches": _stretches(name, change, project)}
        for name in change.after
    ]
    return {
        "change": change,
        "rows": rows,
        "agreement": "state" in change.after,
        "assents": change.assents.all(),
    }


def _stretches(name: str, change: Change, project: Project) -> list[Stretch]:
    before, after = str(change.before.get(name, "")), str(change.after.get(name, ""))
    if name == "state":
        before, after = (str(ProjectState(value).label) for value in (before, after))
    if name in DAYS or name == "state":
        return [Stretch(kind, words) for kind, words in ((GONE, before), (NEW, after)) if words]
    return differences(before, after, project.language)
