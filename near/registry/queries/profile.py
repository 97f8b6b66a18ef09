"""All that is on record of one region."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from near.foundation.errors import UnknownRecord
from near.foundation.languages import language_of
from near.registry.models import (
    Institution,
    Mandate,
    MembershipSpell,
    Region,
    RegionEvent,
    RegionName,
    SuspensionSpell,
)
from near.registry.queries.names import Name, codes_on, names_on


@dataclass(frozen=True)
class Spell:
    """A membership with the acts that opened and closed it."""

    record: MembershipSpell
    running: bool


@dataclass(frozen=True)
class Profile:
    """One region as a reader sees it on a day."""

    region: Region
    on: dt.date
    name: Name
    iso: str
    spells: list[Spell]
    suspensions: list[SuspensionSpell]
    names: list[RegionName]
    events: list[RegionEvent]
    institutions: list[Institution]
    offices: list[Mandate]


def profile_of(slug: str, day: dt.date, language: str) -> Profile:
    """Return what is on record of the region `slug`; `UnknownRecord` where there is none."""
    language = language_of(language).code
    region = Region.objects.select_related("country").filter(slug=slug).first()
    if region is None:
        raise UnknownRecord(key=slug[:60])
    memberships = region.memberships.select_related("opened_by", "closed_by").order_by("since")
    nameless = Name(slug, slug, slug, "", "draft")
    events = RegionEvent.objects.filter(region=region) | RegionEvent.objects.filter(into=region)
    return Profile(
        region=region,
        on=day,
        name=names_on(day, language, [region.pk]).get(region.pk, nameless),
        iso=codes_on(day, [region.pk]).get(region.pk, ""),
        spells=[Spell(m, m.since <= day < (m.until or dt.date.max)) for m in memberships],
        suspensions=list(region.suspensions.on(day)),
        names=list(region.names.order_by("language", "kind", "sort_key")),
        events=list(events.select_related("region", "into").order_by("on", "key")),
        institutions=list(region.institutions.order_by("slug")),
        offices=list(region.mandates.on(day).order_by("office", "since")),
    )
