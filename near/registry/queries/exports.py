"""The register as plain data, one shape for console, open data and later API."""

from __future__ import annotations

import datetime as dt
from typing import Any

from near.foundation.text import spoken_by_machine
from near.registry.models import Agreement, Institution, Partner
from near.registry.queries.roster import Roster

ROSTER_COLUMNS = ("id", "iso", "country", "category", "name", "since", "until")


def roster_data(roster: Roster) -> dict[str, Any]:
    """Return a roster as JSON data: `on`, `counts`, and `regions` with ISO days or null."""
    return {
        "on": roster.on.isoformat(),
        "counts": roster.counts,
        "regions": [
            {
                "id": line.id, "iso": line.iso, "country": line.country,
                "category": line.category, "name": line.name.official,
                "since": line.since.isoformat(), "until": iso_day(line.until),
            }
            for line in roster.lines
        ],
    }  # fmt: skip


def iso_day(day: dt.date | None) -> str | None:
    """Return a day as ISO text, None for none."""
    return day.isoformat() if day else None


def partner_rows(language: str) -> list[dict[str, Any]]:
    """Return partners with their agreements, one row an agreement."""
    agreements = Agreement.objects.select_related("partner").order_by("signed_on", "pk")
    return [
        {
            "id": a.partner.slug, "name": a.partner.name.words(language),
            "what": a.partner.summary.words(language), "seat": a.partner.seat.words(language),
            "founded": a.partner.founded, "signed": a.signed_on.isoformat(), "state": a.state,
            "review": iso_day(a.review_on), "source": a.source, "machine": _machine(a.partner, language),
        }
        for a in agreements
    ]  # fmt: skip


def _machine(partner: Partner, language: str) -> str:
    """Name the columns whose words a machine wrote."""
    texts = {"name": partner.name, "what": partner.summary, "seat": partner.seat}
    return " ".join(column for column, text in texts.items() if spoken_by_machine(text, language))


def institution_rows(language: str) -> list[dict[str, Any]]:
    """Return the supporting institutions with their member's id."""
    found = Institution.objects.select_related("region").order_by("region__slug", "slug")
    return [
        {"id": i.slug, "region": i.region.slug, "name": i.name.words(language), "source": i.source}
        for i in found
    ]
