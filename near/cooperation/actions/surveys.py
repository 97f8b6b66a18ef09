"""The association's own procedure for individual projects: two surveys a year of each subcommittee.

The coordinator asks every member for proposals, then who takes part in what was proposed; each member
answers once, as an institution, and may change its answer until the day is over (near.md, 2.3).
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from near.cooperation.actions.kept import require_language, told, write_part
from near.cooperation.actions.participations import open_invitation
from near.cooperation.actions.projects import start_project
from near.cooperation.enums import Intent, ProjectState, Standing, SurveyKind
from near.cooperation.models import Participation, Project, Survey, SurveyAnswer
from near.cooperation.perms.coordinators import can_run_survey
from near.cooperation.perms.members import can_act_for
from near.cooperation.queries.surveys import projects_in
from near.cooperation.refusals.projects import (
    NotInSurvey,
    OwnProject,
    ProposedAlready,
    SurveyExists,
    SurveyOver,
    UnknownChoice,
)
from near.foundation.action import action, snapshot
from near.foundation.errors import NotAllowed, PeriodReversed
from near.foundation.notices import tell
from near.foundation.period import today
from near.people.models import Account
from near.people.perms import Actor
from near.registry.actions.written import put, take_back
from near.registry.models import MembershipSpell, Region
from near.registry.queries.speakers import speakers_of

_ABOUT_PROJECTS = (Intent.JOINS, Intent.INTERESTED, Intent.NOT)


@action("cooperation.open_survey")
def open_survey(
    *, kind: str, organ: str, year: int, due: dt.date, words: str, language: str, by: Actor,
    is_sample: bool = False,
) -> Survey:  # fmt: skip
    """Ask every member for its proposals, or whether it takes part in those that were made."""
    if not can_run_survey(by, organ):
        raise NotAllowed
    if kind not in SurveyKind.values:
        raise UnknownChoice(value=str(kind)[:40], field="kind")
    if due <= today():
        raise PeriodReversed(since=today(), until=due, field="due")
    if Survey.objects.filter(kind=kind, organ=organ, year=year).exists():
        raise SurveyExists(field="year")
    survey = Survey(
        kind=kind, organ=organ, year=year, opened_on=today(), due=due, is_sample=is_sample,
        words=told(words, require_language(language), by, field="words"),
    )  # fmt: skip
    put(survey, verb="cooperation.open_survey", by=by)
    tell(
        speakers_of(members_now()), "cooperation.survey_opened", event=f"survey:{survey.pk}",
        details={"year": str(year), "survey": survey.pk}, but=by,
        sample=survey.is_sample,
    )  # fmt: skip
    return survey


def members_now() -> list[Region]:
    """Return the members of today. One query."""
    spells = MembershipSpell.objects.on(today()).values("region")
    return list(Region.objects.filter(pk__in=spells).defer("outline").order_by("pk"))


@action("cooperation.close_survey")
def close_survey(*, survey: Survey, by: Actor) -> Survey:
    """End a survey before its day, or put on record that it is over."""
    if not can_run_survey(by, survey.organ):
        raise NotAllowed
    before = snapshot(survey)
    survey.closed_on = today()
    return put(survey, verb="cooperation.close_survey", by=by, before=before)


@action("cooperation.propose_project")
def propose_project(
    *, survey: Survey, region: Region, title: str, aim: str, language: str, by: Actor, plan: str = "",
    since: dt.date | None = None, until: dt.date | None = None,
) -> Project:  # fmt: skip
    """Propose a project in a survey: an idea of the member's own, which it leads and pays for."""
    _require_open(survey, SurveyKind.PROPOSAL, region, by)
    project = start_project(
        region=region, title=title, aim=aim, plan=plan, language=language, since=since, until=until,
        organ=survey.organ, by=by,
    )  # fmt: skip
    nothing = SurveyAnswer.objects.filter(survey=survey, region=region, project__isnull=True).first()
    if nothing:
        take_back(nothing, verb="cooperation.propose_project", by=by, subject=survey.reference())
    _answer(survey, region, Intent.PROPOSES, by, verb="cooperation.propose_project", project=project)
    return project


@action("cooperation.propose_nothing")
def propose_nothing(*, survey: Survey, region: Region, by: Actor, words: str = "") -> SurveyAnswer:
    """Answer that the member proposes nothing this year."""
    _require_open(survey, SurveyKind.PROPOSAL, region, by)
    if SurveyAnswer.objects.filter(survey=survey, region=region, project__isnull=False).exists():
        raise ProposedAlready
    verb = "cooperation.propose_nothing"
    return _answer(survey, region, Intent.NOTHING, by, verb=verb, words=words)


@action("cooperation.answer_intent")
def answer_intent(
    *, survey: Survey, region: Region, project: Project, intent: str, by: Actor, words: str = ""
) -> SurveyAnswer:
    """Answer whether a member takes part in a proposed project; who will is thereby invited by its lead."""
    _require_open(survey, SurveyKind.INTENT, region, by)
    if intent not in _ABOUT_PROJECTS:
        raise UnknownChoice(value=str(intent)[:40], field="intent")
    found = projects_in(survey).select_for_update(of=("self",)).filter(pk=project.pk).first()
    if found is None:
        raise NotInSurvey
    lead = Participation.objects.filter(project=found, role="lead", standing=Standing.AGREED)
    host = lead.select_related("region").first()
    if host and host.region_id == region.pk:
        raise OwnProject
    verb = "cooperation.answer_intent"
    answer = _answer(survey, region, Intent(intent), by, verb=verb, project=found, words=words)
    if intent == Intent.JOINS and host and _may_be_invited(found, region):
        open_invitation(found, region, by, host=host.region)
    elif intent == Intent.INTERESTED and host:
        tell(
            speakers_of([host.region]), "cooperation.project_asked", event=f"ask:{found.pk}:{region.slug}",
            details={"member": region, "title": found.title, "project": found.pk}, but=by,
            sample=found.is_sample,
        )  # fmt: skip
    return answer


def _may_be_invited(project: Project, region: Region) -> bool:
    inside = (Standing.INVITED, Standing.AGREED)
    parts = Participation.objects.filter(project=project, region=region, standing__in=inside)
    return project.state in (ProjectState.IDEA, ProjectState.SEEKING) and not parts.exists()


def _require_open(survey: Survey, kind: SurveyKind, region: Region, by: Actor) -> None:
    if survey.kind != kind or not can_act_for(by, region):
        raise NotAllowed
    fresh = Survey.objects.get(pk=survey.pk)
    if fresh.closed_on or fresh.due < today():
        raise SurveyOver(day=fresh.closed_on or fresh.due)


def _answer(
    survey: Survey, region: Region, intent: Intent, by: Actor, *, verb: str, project: Project | None = None,
    words: str = "",
) -> SurveyAnswer:  # fmt: skip
    """Write a member's one answer, anew or over its former one."""
    answer = SurveyAnswer.objects.filter(survey=survey, region=region, project=project).first()
    before: dict[str, Any] | None = snapshot(answer) if answer else None
    answer = answer or SurveyAnswer(survey=survey, region=region, project=project)
    answer.intent, answer.at = intent, timezone.now()
    answer.words = told(words, _language(survey, project), by, field="words", old=answer.words)
    answer.written_by = by if isinstance(by, Account) else None
    if project is None:
        return put(answer, verb=verb, by=by, before=before, subject=survey.reference())
    return write_part(answer, project, verb=verb, by=by, before=before)


def _language(survey: Survey, project: Project | None) -> str:
    """Return the language a remark is kept under where nobody says which: the one it was asked in."""
    return project.language if project else survey.words.original or "en"
