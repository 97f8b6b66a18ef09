"""Ties between projects and what was resolved: so that "what became of it" has an answer."""

from __future__ import annotations

from near.cooperation.actions.kept import held_open, take_part_back, told, write_part
from near.cooperation.models import Project, ResolutionTie
from near.cooperation.refusals.projects import AlreadyTied, UnknownChoice
from near.foundation.action import action
from near.foundation.journal import Reference
from near.people.perms import Actor
from near.registry.models import Region

# What can have resolved something, as other rooms name it.
TARGETS = ("session", "history", "charter")


@action("cooperation.tie_resolution")
def tie_resolution(
    *, project: Project, target: Reference, by: Actor, region: Region | None = None, words: str = "",
    url: str = "",
) -> ResolutionTie:  # fmt: skip
    """Say that a project carries out what a session resolved, or an entry of the history or Charter says."""
    found = held_open("tie_resolution", project, by, region)
    if target.type not in TARGETS or not target.id:
        raise UnknownChoice(value=str(target)[:40], field="target")
    known = ResolutionTie.objects.filter(project=found, target_type=target.type, target_id=target.id)
    if known.exists():
        raise AlreadyTied(field="target")
    tie = ResolutionTie(
        project=found, target_type=target.type, target_id=target.id, url=url,
        words=told(words, found.language, by, field="words"),
    )  # fmt: skip
    return write_part(tie, found, verb="cooperation.tie_resolution", by=by)


@action("cooperation.untie_resolution")
def untie_resolution(*, tie: ResolutionTie, by: Actor, region: Region | None = None) -> None:
    """Take a tie back."""
    found = held_open("untie_resolution", tie.project, by, region)
    take_part_back(tie, found, verb="cooperation.untie_resolution", by=by)
