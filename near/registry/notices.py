"""What this room gives to notices: what regions are called."""

from __future__ import annotations

from collections.abc import Collection

from near.foundation.period import today
from near.registry.models import Region
from near.registry.queries import names_on


def region_names(slugs: Collection[str], language: str) -> dict[str, str]:
    """Return the official name of each region (by slug) in a language or a near one. Three queries."""
    known = dict(Region.objects.filter(slug__in=slugs).order_by("pk").values_list("pk", "slug"))
    names = names_on(today(), language, known)
    return {slug: names[pk].official for pk, slug in known.items() if pk in names}
