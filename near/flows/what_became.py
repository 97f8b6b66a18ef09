"""What became of it: from a session, an entry of the history or the Charter to the projects it led to."""

from __future__ import annotations

from near.assembly.models import CharterRevision, Session, TimelineItem
from near.cooperation.actions import tie_resolution
from near.cooperation.models import Project, ResolutionTie
from near.cooperation.queries.projects import Outcome, outcomes_of
from near.cooperation.refusals.projects import UnknownChoice
from near.foundation.journal import Reference
from near.people.perms import Actor
from near.registry.models import Region


def what_became(kind: str) -> dict[str, list[Outcome]]:
    """Return the public projects by what resolved them: `session`, `history` or `charter`. Two queries."""
    return outcomes_of(kind)


def tie_to_record(
    *, project: Project, target: Reference, by: Actor, region: Region | None = None, words: str = "",
    url: str = "",
) -> ResolutionTie:  # fmt: skip
    """Tie a project to a record of the association that exists; `UnknownChoice` for any other."""
    if not _exists(target):
        raise UnknownChoice(value=str(target)[:40], field="target")
    return tie_resolution(project=project, target=target, by=by, region=region, words=words, url=url)


def _exists(target: Reference) -> bool:
    if target.type == "session":
        return Session.objects.filter(slug=target.id).exists()
    if target.type == "history":
        return TimelineItem.objects.filter(key=target.id).exists()
    return target.type == "charter" and str(target.id) in {
        str(day) for day in CharterRevision.objects.order_by("on").values_list("on", flat=True)
    }
