"""Subcommittees and their projects: who coordinates which, and what they can be called."""

from __future__ import annotations

import datetime as dt

from near.assembly.enums import OrganKind
from near.assembly.models import Coordination, Organ
from near.cooperation.perms.projects import regions_of
from near.foundation.period import today
from near.foundation.text import MultilingualText
from near.people.perms import Actor
from near.registry.models import SuspensionSpell


def organs_coordinated_by(by: Actor) -> frozenset[str]:
    """Return the subcommittees that the members somebody speaks for coordinate today. One query."""
    day = today()
    resting = SuspensionSpell.objects.on(day).values("region")
    held = Coordination.objects.on(day).filter(region__in=regions_of(by)).exclude(region__in=resting)
    return frozenset(held.order_by("pk").values_list("organ__slug", flat=True))


def can_coordinate(by: Actor, organ_slug: str) -> bool:
    """Whoever holds a mandate of a member that coordinates the subcommittee today, and whose rights do not
    rest.
    """
    return organ_slug in organs_coordinated_by(by)


def subcommittee_names(day: dt.date | None = None) -> dict[str, MultilingualText]:
    """Return the names of subcommittees by their slugs: of a day, or all there have been. One query."""
    found = Organ.objects.filter(kind=OrganKind.SUBCOMMITTEE)
    if day is not None:
        found = found.on(day)
    return dict(found.order_by("order", "slug").values_list("slug", "name"))
