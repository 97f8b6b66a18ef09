"""What regions are called on a day, in a reader's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from near.foundation.languages import fallbacks
from near.registry.enums import NameKind
from near.registry.models import RegionCode, RegionName

_FULL_FORMS = (NameKind.OFFICIAL, NameKind.FORMER)


@dataclass(frozen=True)
class Name:
    """A region's name for a reader: official and short form, sort key, and the language it is in."""

    official: str
    short: str
    sort_key: str
    language: str
    state: str


def names_on(
    day: dt.date, language: str, regions: Iterable[int] | None = None
) -> dict[int, Name]:
    """Return the name of each region (by primary key) valid on `day`, in `language` or the nearest.

    One query. A former name is taken where the present official one did not yet stand that day.
    """
    chain = list(fallbacks(language))[:3]
    kinds = (*_FULL_FORMS, NameKind.SHORT)
    found = RegionName.objects.on(day).filter(language__in=chain, kind__in=kinds)
    if regions is not None:
        found = found.filter(region__in=list(regions))
    best: dict[int, dict[str, tuple[int, RegionName]]] = {}
    for name in found.order_by("pk"):
        rank = chain.index(name.language) * 2 + (name.kind == NameKind.FORMER)
        part = "short" if name.kind == NameKind.SHORT else "official"
        held = best.setdefault(name.region_id, {}).get(part)
        if held is None or rank < held[0]:
            best[name.region_id][part] = (rank, name)
    return {pk: _name(parts) for pk, parts in best.items()}


def _name(parts: dict[str, tuple[int, RegionName]]) -> Name:
    official = parts.get("official", parts.get("short"))
    short = parts.get("short", official)
    assert official and short  # noqa: S101 -- one of the two put this region into the table
    full = official[1]
    return Name(full.name, short[1].name, full.sort_key, full.language, full.state)


def codes_on(day: dt.date, regions: Iterable[int] | None = None) -> dict[int, str]:
    """Return the ISO 3166-2 code of each region (by primary key) valid on `day`. One query."""
    found = RegionCode.objects.on(day).filter(scheme="iso3166-2")
    if regions is not None:
        found = found.filter(region__in=list(regions))
    return dict(found.order_by("pk").values_list("region_id", "code"))
