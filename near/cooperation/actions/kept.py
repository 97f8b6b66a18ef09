"""What every verb about a project does besides its own matter: hold the record, ask, write, put on record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import models
from django.utils import timezone

from near.cooperation.enums import ProjectState, Standing
from near.cooperation.models import Participation, Project
from near.cooperation.perms.projects import can_do, has_part
from near.cooperation.refusals.projects import Changed, NotOpen, StepNeeded, UnknownChoice, WordsNeeded
from near.cooperation.rules import project_phases as phases
from near.foundation.action import snapshot
from near.foundation.errors import NotAllowed, TooLong, UnknownLanguage, UnknownRecord
from near.foundation.journal import append
from near.foundation.languages import NAME_LANGUAGES
from near.foundation.passages import Hand, rewritten
from near.foundation.text import MultilingualText
from near.people.models import Account
from near.people.perms import Actor, reference_of
from near.registry.actions.written import put, require_lengths, take_back
from near.registry.models import Region
from near.registry.queries.speakers import speakers_of

MOST_OF_A_TITLE, MOST_OF_A_TEXT = 200, 10_000
Record = TypeVar("Record", bound=models.Model)


def held(project: Project) -> Project:
    """Return the project as it stands now, held until the verb is done; nobody else changes it meanwhile."""
    found: Project | None = Project.objects.select_for_update().filter(pk=project.pk).first()
    if found is None:
        raise UnknownRecord(key=f"project:{project.pk}")
    return found


def held_open(verb: str, project: Project, by: Actor, region: Region | None = None) -> Project:
    """Return the project held, if the verb is open to `by` (for `region`); else the refusal that fits."""
    found = held(project)
    require(verb, found, by, region)
    return found


def require(verb: str, project: Project, by: Actor, region: Region | None = None) -> None:
    """Refuse a verb that is not open: to this actor at all, or in the project's state."""
    if can_do(by, verb, project, region):
        return
    if has_part(by, verb, project, region):
        raise NotOpen(state=ProjectState(project.state).label)
    raise NotAllowed


def require_version(record: Any, version: int) -> None:
    """Refuse an edit of something that has moved on since its writer saw it."""
    if record.version != version:
        raise Changed(field="version")


def write(project: Project, *, verb: str, by: Actor, before: dict[str, Any] | None = None) -> Project:
    """Save a project under a new version and put the change on record."""
    if before is not None:
        project.version += 1
    return put(project, verb=verb, by=by, before=before, subject=project.reference())


def write_part(
    record: Record, project: Project, *, verb: str, by: Actor, before: dict[str, Any] | None = None
) -> Record:
    """Save something of a project; the journal files it under the project, with its own table and number."""
    require_lengths(record)
    record.save()
    what = {"record": f"{record._meta.model_name}:{record.pk}"}
    append(
        by=reference_of(by), verb=verb, subject=project.reference(), before=before or {},
        after=snapshot(record) | what,
    )  # fmt: skip
    return record


def take_part_back(record: models.Model, project: Project, *, verb: str, by: Actor) -> None:
    """Delete something of a project that should not have been there; the journal keeps what it said."""
    take_back(record, verb=verb, by=by, subject=project.reference())


def move(project: Project, state: ProjectState) -> None:
    """Let a project go on to its next state; a way the rules do not know is refused."""
    if not phases.may_follow(project.state, state):
        raise NotOpen(state=ProjectState(project.state).label)
    project.state = state


def hand_of(by: Actor) -> Hand:
    """Return who writes, and when, as texts keep it."""
    return Hand(str(reference_of(by)), timezone.now().isoformat(timespec="seconds"))


def label_of(table: type[models.Model], name: str) -> Any:
    """Return what a column is called, for a refusal that names it."""
    field: Any = table._meta.get_field(name)
    return field.verbose_name


def account_of(by: Actor) -> Account | None:
    """Return the person who writes; nobody where it is the platform itself."""
    return by if isinstance(by, Account) else None


def require_language(code: str) -> str:
    """Return a language's code, if it is one of ours."""
    if code not in NAME_LANGUAGES:
        raise UnknownLanguage(code=code, known=", ".join(NAME_LANGUAGES))
    return code


def told(
    words: str, language: str, by: Actor, *, field: str, needed: Any = "", most: int = MOST_OF_A_TEXT,
    old: MultilingualText | None = None,
) -> MultilingualText:  # fmt: skip
    """Return words as a member wrote them: the original, which translations follow.

    `needed` is the label of a field that may not stay empty; `old` the text so far, whose translations age.
    """
    words = words.replace("\x00", "").replace("\r\n", "\n").strip()
    if len(words) > most:
        raise TooLong(length=len(words), limit=most, field=field)
    if needed and not words:
        raise WordsNeeded(name=needed, field=field)
    text = old or MultilingualText()
    code = text.original or require_language(language)
    if old is not None and text.words(code) == words:
        return old
    return rewritten(text, code, words, hand_of(by))


def chosen(values: Iterable[str], known: Iterable[str], *, field: str) -> list[str]:
    """Return choices each once, in their order; one that is not known is refused."""
    found, possible = list(dict.fromkeys(values)), set(known)
    for value in found:
        if value not in possible:
            raise UnknownChoice(value=str(value)[:40], field=field)
    return found


def partners(project: Project) -> list[Participation]:
    """Return the parts of those who take part, the lead first. One query."""
    found = Participation.objects.filter(project=project, standing=Standing.AGREED)
    parts = list(found.select_related("region").defer("region__outline").order_by("pk"))
    return sorted(parts, key=lambda part: part.role != phases.LEAD)


def team_of(project: Project) -> list[Region]:
    """Return the members whose yes a project needs: all who take part but observers."""
    return [p.region for p in partners(project) if phases.part_of(p.role, p.standing) in phases.TEAM]


def told_to(project: Project, *but: Region) -> list[Account]:
    """Return whoever speaks for those who take part, `but` for some."""
    return speakers_of([part.region for part in partners(project) if part.region not in but])


def require_step(project: Project) -> None:
    """Refuse to let a project go on that nobody owes anything."""
    if project.next_region_id is None or project.next_due is None or not project.next_step:
        raise StepNeeded(field="step")
