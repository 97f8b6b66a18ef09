"""Which time a region keeps (data/regions/time_zones.csv, from the IANA time zone database)."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from near.registry.models import Region


def zone_of(region: Region) -> ZoneInfo:
    """Return a region's time zone: its own, else its country's where that has one, else the secretariat's."""
    return _zone(region.slug, region.country_id)


def zone_of_slug(slug: str) -> ZoneInfo:
    """Return the time zone of the region with this identifier, which begins with its country. No query."""
    return _zone(slug, slug.partition("-")[0].upper())


def _zone(slug: str, country: str) -> ZoneInfo:
    known = _zones()
    return ZoneInfo(known.get(slug) or known.get(country) or settings.TIME_ZONE)


def zones_in_use() -> list[str]:
    """Return the name of every time zone our regions keep and the secretariat, each once."""
    return sorted({*_zones().values(), settings.TIME_ZONE})


@cache
def _zones() -> dict[str, str]:
    path: Path = settings.DATA_DIR / "regions" / "time_zones.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["place"]: row["zone"] for row in csv.DictReader(file)}
