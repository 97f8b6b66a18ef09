"""Organs, subcommittees and sessions, ready to show."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from near.assembly.enums import OrganKind
from near.assembly.models import Coordination, Organ, OrganEvent, Session
from near.foundation.errors import UnknownRecord


@dataclass(frozen=True)
class Subcommittee:
    """A subcommittee on a day: who coordinates it now, who did before, what happened to it."""

    organ: Organ
    running: bool
    coordinators: list[Coordination]
    earlier: list[Coordination]
    events: list[OrganEvent]


def organs_on(day: dt.date) -> list[Organ]:
    """Return the organs but for subcommittees that stood on `day`, in the Charter's order."""
    found = Organ.objects.on(day).exclude(kind=OrganKind.SUBCOMMITTEE)
    return list(found.order_by("order", "slug"))


def subcommittees(day: dt.date) -> list[Subcommittee]:
    """Return every subcommittee there has been, with its state on `day`. Three queries."""
    return [_on(organ, day) for organ in _with_record().filter(kind=OrganKind.SUBCOMMITTEE)]


def number_of_subcommittees(day: dt.date) -> int:
    """Return how many subcommittees stood on `day`. One query."""
    return Organ.objects.on(day).filter(kind=OrganKind.SUBCOMMITTEE).count()


def subcommittee_of(slug: str, day: dt.date) -> Subcommittee:
    """Return one subcommittee; `UnknownRecord` where there is none of that id."""
    organ = _with_record().filter(kind=OrganKind.SUBCOMMITTEE, slug=slug).first()
    if organ is None:
        raise UnknownRecord(key=slug[:60])
    return _on(organ, day)


def _with_record() -> Any:
    spells = Coordination.objects.select_related("region").defer("region__outline")
    return Organ.objects.order_by("order", "slug").prefetch_related(
        Prefetch("coordinations", spells.order_by("since", "pk")),
        Prefetch("events", OrganEvent.objects.order_by("on", "pk")),
    )


def _on(organ: Organ, day: dt.date) -> Subcommittee:
    spells = list(organ.coordinations.all())
    now = [c for c in spells if (c.since or dt.date.min) <= day < (c.until or dt.date.max)]
    return Subcommittee(
        organ=organ,
        running=organ.until is None or day < organ.until,
        coordinators=now,
        earlier=[c for c in spells if c not in now],
        events=list(organ.events.all()),
    )


def assemblies(kind: str = OrganKind.GENERAL_ASSEMBLY) -> list[Session]:
    """Return the meetings of one organ, latest first."""
    found = Session.objects.filter(organ__kind=kind).select_related("host").defer("host__outline")
    return list(found.order_by("-number"))


def regions_of_record(committees: list[Subcommittee]) -> set[int]:
    """Return the primary keys of all regions named in these records, so that names are read at once."""
    return {c.region_id for s in committees for c in (*s.coordinators, *s.earlier)}
