"""The register as linked data: schema.org and the W3C's organisation ontology."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.urls import reverse

from near.assembly.queries import association_name
from near.foundation.languages import READERS
from near.registry.queries import Profile, Roster

CONTEXT = {
    "@vocab": "https://schema.org/",
    "org": "http://www.w3.org/ns/org#",
    "time": "http://www.w3.org/2006/time#",
}


def association_iri() -> str:
    """Return the association's own identifier."""
    return f"{settings.SITE_URL}/#association"


def region_iri(slug: str) -> str:
    """Return a region's identifier: independent of language and of what it is called."""
    return f"{settings.SITE_URL}/id/{slug}"


def region_data(profile: Profile) -> str:
    """Return one region as JSON-LD text, safe to stand inside a script element."""
    tags = {x.code: x.tag for x in READERS}
    names = [
        {"@value": n.name, "@language": tags.get(n.language, n.language)}
        for n in profile.names
        if n.kind == "official" and n.until is None
    ]
    data = {
        "@context": CONTEXT,
        "@type": ["GovernmentOrganization", "org:Organization"],
        "@id": region_iri(profile.region.slug),
        "name": names,
        "identifier": profile.iso,
        "url": settings.SITE_URL + reverse("region", args=[profile.region.slug]),
        "sameAs": _same(profile.region.wikidata),
        "geo": {
            "@type": "GeoCoordinates",
            "latitude": profile.region.latitude,
            "longitude": profile.region.longitude,
        },
        "org:hasMembership": [_membership(profile, s.record) for s in profile.spells],
    }
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")


def _same(wikidata: str) -> list[str]:
    return [f"http://www.wikidata.org/entity/{wikidata}"] if wikidata else []


def _membership(profile: Profile, record: Any) -> dict[str, Any]:
    return _spell(profile.region.slug, record.category, record.since, record.until)


def _spell(slug: str, category: str, since: Any, until: Any) -> dict[str, Any]:
    during = {"@type": "time:Interval", "startDate": since.isoformat()}
    if until:
        during["endDate"] = until.isoformat()
    return {
        "@type": "org:Membership",
        "org:organization": {"@id": association_iri()},
        "org:member": {"@id": region_iri(slug)},
        "org:role": category,
        "org:memberDuring": during,
    }


def roster_graph(roster: Roster) -> dict[str, Any]:
    """Return a roster as a JSON-LD document: the association, its members, and each membership."""
    members = [
        {
            "@type": ["GovernmentOrganization", "org:Organization"],
            "@id": region_iri(x.id),
            "name": {"@value": x.name.official, "@language": x.name.language},
            "identifier": x.iso,
            "addressCountry": x.country,
        }
        for x in roster.lines
    ]
    return {
        "@context": CONTEXT,
        "@id": association_iri(),
        "@type": ["Organization", "org:Organization"],
        "name": association_name(roster.on, roster.language),
        "temporalCoverage": roster.on.isoformat(),
        "member": members,
        "org:hasMembership": [_spell(x.id, x.category, x.since, x.until) for x in roster.lines],
    }


def rows_graph(name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return any other table as JSON-LD: an item list of things with the table's own columns."""
    return {
        "@context": CONTEXT,
        "@type": "ItemList",
        "@id": f"{settings.SITE_URL}/data/{name}",
        "itemListElement": [{"@type": "Organization" if name == "partners" else "Event", **r} for r in rows],
    }
