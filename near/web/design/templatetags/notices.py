"""What is new, as a part of any page."""

from __future__ import annotations

from typing import Any

from django import template

from near.people.models import Account
from near.people.queries import zone_of_account
from near.registry.models import Region
from near.registry.queries.told import latest_told, unread_by
from near.registry.queries.zones import zone_of

register = template.Library()
SHOWN = 6


@register.inclusion_tag("design/news.html")
def news(account: Account, region: Region | None = None) -> dict[str, Any]:
    """Show what somebody was told lately, unread first; with `region` of this member alone."""
    return {
        "told": latest_told(account, region=region, limit=SHOWN),
        "unread": unread_by(account, region=region),
        "zone": zone_of(region) if region else zone_of_account(account),
        "own": zone_of_account(account),
    }


@register.simple_tag
def unread_notices(account: Account) -> int:
    """Return how many notices somebody has not read, for a mark in the navigation."""
    return unread_by(account)
