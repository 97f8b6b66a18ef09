"""Projects from before the platform, entered with the source that records them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from near.cooperation.enums import Ground, ProjectState, Role, Standing
from near.cooperation.models import Participation, Project, Result
from near.cooperation.refusals.samples import (
    ImportedAlready,
    LeadTwice,
    NeverAMember,
    NotAnEnd,
    SourceNeeded,
    YetToCome,
)
from near.foundation.action import action, snapshot
from near.foundation.errors import NotAllowed, PeriodReversed, TooLong, UnknownLanguage
from near.foundation.journal import append
from near.foundation.languages import NAME_LANGUAGES
from near.foundation.period import today
from near.foundation.text import MultilingualText, Passage, TextState
from near.people.perms import Actor, reference_of
from near.registry.actions.written import require_lengths
from near.registry.models import MembershipSpell, Region
from near.registry.perms import can_keep_register

MOST = {"title": 200, "aim": 10_000, "results": 10_000}
_ENDS = (ProjectState.CLOSED, ProjectState.ABANDONED)


@action("cooperation.import_project")
def import_project(
    *, title: str, language: str, lead: Region, since: dt.date, until: dt.date, state: ProjectState,
    source: str, by: Actor, partners: Sequence[Region] = (), organ: str = "", aim: str = "",
    results: str = "", is_sample: bool = False,
) -> Project:  # fmt: skip
    """Put a project on record that ended before the platform: closed or abandoned, with its source.

    `language` is the one the words are in. The same title, lead and year of beginning is refused as known.
    Every government named must have been a member at some time between `since` and `until`.
    """
    if not can_keep_register(by):
        raise NotAllowed
    said = _said(language, title=title, aim=aim, results=results)
    team = _team(lead, partners)
    _require_end(state, since, until, source)
    _require_members(team, since, until)
    _require_new(lead, title.strip(), since)
    project = Project(
        title=said["title"], aim=said["aim"], language=language, state=state, organ=organ,
        proposed_on=since, since=since, until=until, closed_on=until, source=source.strip(),
        ground=Ground.OTHER if state == ProjectState.ABANDONED else "", is_sample=is_sample,
    )  # fmt: skip
    require_lengths(project)
    project.save()
    _write_parts(project, team, said["results"], until)
    after = snapshot(project) | {"participations": [region.slug for region in team]}
    append(by=reference_of(by), verb="cooperation.import_project", subject=project.reference(), after=after)
    return project


def _said(language: str, **words: str) -> dict[str, MultilingualText]:
    """Return each text with its words as the original; refused where one is too long."""
    if language not in NAME_LANGUAGES:
        raise UnknownLanguage(code=language[:40], known=", ".join(NAME_LANGUAGES), field="language")
    for name, text in words.items():
        if len(text) > MOST[name]:
            raise TooLong(length=len(text), limit=MOST[name], field=name)
    return {
        name: MultilingualText({language: Passage(text.strip(), state=TextState.ORIGINAL)})
        if text.strip()
        else MultilingualText()
        for name, text in words.items()
    }


def _team(lead: Region, partners: Sequence[Region]) -> list[Region]:
    """Return the lead and its partners, each once."""
    if any(partner.pk == lead.pk for partner in partners):
        raise LeadTwice(region=lead, field="partners")
    return [lead, *{partner.pk: partner for partner in partners}.values()]


def _require_end(state: str, since: dt.date, until: dt.date, source: str) -> None:
    if state not in _ENDS:
        raise NotAnEnd(field="state")
    if until <= since:
        raise PeriodReversed(since=since, until=until, field="until")
    if until > today():
        raise YetToCome(day=until, field="until")
    if not source.strip():
        raise SourceNeeded(field="source")


def _require_members(team: Sequence[Region], since: dt.date, until: dt.date) -> None:
    """Refuse a government that was no member at any time of the project. One query."""
    spells = MembershipSpell.objects.filter(region__in=team, since__lt=until)
    members = set(spells.exclude(until__lte=since).values_list("region", flat=True))
    for number, region in enumerate(team):
        if region.pk not in members:
            field = "partners" if number else "lead"
            raise NeverAMember(region=region, since=since, until=until, field=field)


def _require_new(lead: Region, title: str, since: dt.date) -> None:
    """Refuse what is on record: the same title in any language, lead and year. One query."""
    led = Participation.objects.filter(
        region=lead, role=Role.LEAD, project__since__year=since.year
    ).select_related("project")
    for part in led:
        if title.casefold() in {p.words.casefold() for p in part.project.title.passages.values()}:
            raise ImportedAlready(region=lead, year=since.year, field="title")


def _write_parts(project: Project, team: Sequence[Region], results: MultilingualText, until: dt.date) -> None:
    """Write who took part, and the result with the source as what shows it."""
    Participation.objects.bulk_create(
        [
            Participation(
                project=project, region=region, role=Role.PARTNER if number else Role.LEAD,
                standing=Standing.AGREED, since=project.since, until=project.until,
            )
            for number, region in enumerate(team)
        ]
    )  # fmt: skip
    if results:
        shown = MultilingualText({project.language: Passage(project.source, state=TextState.ORIGINAL)})
        Result(project=project, words=results, on=until, evidence=shown).save()
