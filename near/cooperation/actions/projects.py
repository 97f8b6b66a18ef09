"""A project from its idea to its end: who starts it, what it is to be, and each step to the next state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from near.cooperation.actions.changes import void_open_change
from near.cooperation.actions.kept import (
    MOST_OF_A_TITLE,
    chosen,
    held_open,
    label_of,
    move,
    require_language,
    require_step,
    require_version,
    told,
    told_to,
    write,
    write_part,
)
from near.cooperation.enums import AnswerState, Form, Ground, ProjectState, ReportKind, Role, Standing
from near.cooperation.models import Answer, Loop, Participation, Project, Report
from near.cooperation.perms.projects import can_start_project
from near.cooperation.refusals.projects import (
    NotAgreedYet,
    NotAPartner,
    ReasonNeeded,
    ReportMissing,
    StartedAlready,
    StepNeeded,
    StepPast,
)
from near.cooperation.rules import project_phases as phases
from near.foundation.action import action, snapshot
from near.foundation.errors import NotAllowed
from near.foundation.notices import tell
from near.foundation.period import Period, today
from near.people.perms import Actor
from near.registry.models import Region
from near.registry.queries.speakers import speakers_of
from near.terminology.enums import Field

FORMS, TOPICS = tuple(Form.values), tuple(Field.values)


@action("cooperation.start_project")
def start_project(
    *, region: Region, title: str, aim: str, language: str, by: Actor, plan: str = "",
    since: dt.date | None = None, until: dt.date | None = None, organ: str = "",
    topics: Iterable[str] = (), forms: Iterable[str] = (), answer: Answer | None = None,
    loop: Loop | None = None, is_sample: bool = False,
) -> Project:  # fmt: skip
    """Begin a project as an idea, led by `region`: the proposer, which pays for it (near.md, 2.3).

    From an answer or a circle of three that all sides agreed to, the others are invited at once.
    """
    if not can_start_project(by, region):
        raise NotAllowed
    others = _others(region, answer, loop)
    Period(since, until)
    project = Project(
        language=require_language(language), proposed_on=today(), organ=organ, since=since, until=until,
        topics=chosen(topics, TOPICS, field="topics"), forms=chosen(forms, FORMS, field="forms"),
        answer=answer, loop=loop, is_sample=is_sample,
    )  # fmt: skip
    _write_words(project, by, title=title, aim=aim, plan=plan)
    write(project, verb="cooperation.start_project", by=by)
    lead = Participation(
        project=project, region=region, role=Role.LEAD, standing=Standing.AGREED, since=today()
    )
    write_part(lead, project, verb="cooperation.start_project", by=by)
    for other in others:
        part = Participation(project=project, region=other, role=Role.PARTNER)
        write_part(part, project, verb="cooperation.invite_partner", by=by)
        _invite(project, region, other, by)
    return project


def _others(region: Region, answer: Answer | None, loop: Loop | None) -> list[Region]:
    """Return who takes part besides `region`: the other sides of what was agreed."""
    sides: list[Region] = []
    if answer is not None:
        if answer.state != AnswerState.AGREED:
            raise NotAgreedYet
        sides = [answer.posting.region, answer.region]
        started = Project.objects.filter(answer=answer)
    elif loop is not None:
        legs = list(loop.legs.select_related("giver"))
        if not legs or any(leg.agreed_at is None for leg in legs):
            raise NotAgreedYet
        sides = [leg.giver for leg in legs]
        started = Project.objects.filter(loop=loop)
    else:
        return []
    if region not in sides:
        raise NotAllowed
    if started.exists():
        raise StartedAlready
    return [side for side in sides if side != region]


def _invite(project: Project, lead: Region, region: Region, by: Actor) -> None:
    tell(
        speakers_of([region]), "cooperation.project_invited", event=f"project:{project.pk}:{region.slug}",
        details={"member": lead, "title": project.title, "project": project.pk}, region=region, but=by,
        sample=project.is_sample,
    )  # fmt: skip


def _write_words(project: Project, by: Actor, **words: str) -> None:
    """Write title, aim and plan in the project's own language; what is the same keeps its translations."""
    code = project.language
    for name, said in words.items():
        most = {"most": MOST_OF_A_TITLE} if name == "title" else {}
        needed: Any = "" if name == "plan" else label_of(Project, name)
        text = told(said, code, by, field=name, needed=needed, old=getattr(project, name), **most)
        setattr(project, name, text)


@action("cooperation.edit_project")
def edit_project(
    *, project: Project, region: Region, version: int, title: str, aim: str, by: Actor, plan: str = "",
    since: dt.date | None = None, until: dt.date | None = None, organ: str = "",
    topics: Iterable[str] = (), forms: Iterable[str] = (),
) -> Project:  # fmt: skip
    """Write a project anew while nothing is agreed. Whoever had agreed to the older words is asked again."""
    found = held_open("edit_project", project, by, region)
    require_version(found, version)
    before = snapshot(found)
    Period(since, until)
    _write_words(found, by, title=title, aim=aim, plan=plan)
    found.since, found.until, found.organ = since, until, organ
    found.topics = chosen(topics, TOPICS, field="topics")
    found.forms = chosen(forms, FORMS, field="forms")
    void_open_change(found, by)
    return write(found, verb="cooperation.edit_project", by=by, before=before)


@action("cooperation.set_next_step")
def set_next_step(
    *, project: Project, region: Region, version: int, step: str, owner: Region, due: dt.date, by: Actor
) -> Project:
    """Say what is to be done next, by which partner and by when."""
    found = held_open("set_next_step", project, by, region)
    require_version(found, version)
    before = snapshot(found)
    _set_step(found, by, step=step, owner=owner, due=due)
    return write(found, verb="cooperation.set_next_step", by=by, before=before)


def _set_step(project: Project, by: Actor, *, step: str, owner: Region | None, due: dt.date | None) -> None:
    if owner is None or due is None or not step.strip():
        raise StepNeeded(field="step")
    if due < today():
        raise StepPast(day=due, field="due")
    part = Participation.objects.filter(project=project, region=owner, standing=Standing.AGREED)
    if not part.exists():
        raise NotAPartner(region=owner, field="owner")
    words = told(step, project.language, by, field="step", most=MOST_OF_A_TITLE * 5)
    project.next_step, project.next_region, project.next_due = words, owner, due


@action("cooperation.seek_partners")
def seek_partners(
    *, project: Project, region: Region, version: int, by: Actor, step: str = "",
    owner: Region | None = None, due: dt.date | None = None,
) -> Project:  # fmt: skip
    """Show an idea to everybody and look for partners; from here on there is always a next step."""
    found = held_open("seek_partners", project, by, region)
    require_version(found, version)
    before = snapshot(found)
    if step or owner or due or found.next_due is None:
        _set_step(found, by, step=step, owner=owner, due=due)
    move(found, ProjectState.SEEKING)
    return _moved(found, "cooperation.seek_partners", by, before)


@action("cooperation.begin_project")
def begin_project(
    *, project: Project, region: Region, version: int, by: Actor, since: dt.date | None = None
) -> Project:
    """Begin the work that was agreed; without a day, today."""
    found = held_open("begin_project", project, by, region)
    require_version(found, version)
    before = snapshot(found)
    require_step(found)
    found.since = Period(since or today(), found.until).since
    move(found, ProjectState.RUNNING)
    return _moved(found, "cooperation.begin_project", by, before)


@action("cooperation.begin_closing")
def begin_closing(*, project: Project, region: Region, version: int, by: Actor) -> Project:
    """End the work and ask for the closing report, which is the public story."""
    found = held_open("begin_closing", project, by, region)
    require_version(found, version)
    before = snapshot(found)
    require_step(found)
    move(found, ProjectState.CLOSING)
    due = phases.closing_due(today())
    _ask_for_report(found, region, ReportKind.CLOSING, due, verb="cooperation.begin_closing", by=by)
    return _moved(found, "cooperation.begin_closing", by, before)


@action("cooperation.close_project")
def close_project(*, project: Project, region: Region, version: int, by: Actor) -> Project:
    """Close a project whose story has been handed in, and ask for word of it a year and three years on."""
    found = held_open("close_project", project, by, region)
    require_version(found, version)
    story = Report.objects.filter(project=found, kind=ReportKind.CLOSING, handed_in_at__isnull=False)
    if not story.exists():
        raise ReportMissing
    before = snapshot(found)
    move(found, ProjectState.CLOSED)
    found.closed_on = today()
    _without_step(found)
    for kind, due in phases.follow_ups(found.closed_on).items():
        _ask_for_report(found, region, ReportKind(kind), due, verb="cooperation.close_project", by=by)
    return _moved(found, "cooperation.close_project", by, before)


def _ask_for_report(
    project: Project, region: Region, kind: ReportKind, due: dt.date, *, verb: str, by: Actor
) -> None:
    report = Report(
        project=project, kind=kind, year=due.year, region=region, language=project.language, due=due
    )
    write_part(report, project, verb=verb, by=by)


@action("cooperation.abandon_project")
def abandon_project(
    *, project: Project, version: int, ground: str, by: Actor, region: Region | None = None, words: str = ""
) -> Project:
    """Give a project up, with the reason from the list. One that never ran loses the days planned for it."""
    found = held_open("abandon_project", project, by, region)
    require_version(found, version)
    if ground not in Ground.values:
        raise ReasonNeeded(field="ground")
    before = snapshot(found)
    if found.state not in (ProjectState.RUNNING, ProjectState.CLOSING):
        found.since = found.until = None
    move(found, ProjectState.ABANDONED)
    found.ground, found.closed_on = ground, today()
    found.ground_words = told(words, found.language, by, field="words", old=found.ground_words)
    _without_step(found)
    void_open_change(found, by)
    return _moved(found, "cooperation.abandon_project", by, before)


def _without_step(project: Project) -> None:
    project.next_step, project.next_region, project.next_due = type(project.next_step)(), None, None


def _moved(project: Project, verb: str, by: Actor, before: dict[str, Any]) -> Project:
    """Write a project in its new state, and tell whoever takes part."""
    written = write(project, verb=verb, by=by, before=before)
    tell(
        told_to(project), "cooperation.project_moved", event=f"project:{project.pk}:{project.state}",
        details={"title": project.title, "state": str(project.state), "project": project.pk}, but=by,
        sample=project.is_sample,
    )  # fmt: skip
    return written
