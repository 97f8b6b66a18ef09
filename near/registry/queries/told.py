"""What somebody was told and may still read: of the members they speak for today."""

from __future__ import annotations

from django.db.models import QuerySet

from near.foundation.notices import Notice, Told, notices_of, spoken
from near.people.models import Account
from near.people.perms import in_secretariat
from near.registry.models import Region
from near.registry.queries.speakers import regions_spoken_for


def told_to(account: Account) -> QuerySet[Notice]:
    """Return an account's notices, unread first: of no member in particular, and of those it speaks for.

    The secretariat reads everything it was told. Two queries at most before the notices' own.
    """
    if in_secretariat(account):
        return notices_of(account)
    spoken_for = regions_spoken_for([account.pk]).get(account.pk, {})
    return notices_of(account, regions=spoken_for.values())


def latest_told(account: Account, *, region: Region | None = None, limit: int = 8) -> list[Told]:
    """Return an account's notices in the active language, unread first; with `region` of it alone."""
    found = told_to(account)
    if region is not None:
        found = found.filter(region=region.slug)
    return spoken(found[:limit])


def unread_by(account: Account, *, region: Region | None = None) -> int:
    """Return how many notices an account has not read; with `region` how many of it."""
    found = told_to(account).filter(read_at__isnull=True)
    return found.count() if region is None else found.filter(region=region.slug).count()
