"""Reads about people: who is in the secretariat, how somebody wants to be written to, whose key this is."""

from __future__ import annotations

import datetime as dt
import hashlib
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings

from near.foundation.period import today
from near.people.models import Account, NoticeSetting, SecretariatPost, SubscriptionKey


def secretariat_on(day: dt.date | None = None) -> list[Account]:
    """Return the active accounts with a post in the secretariat on `day` (today), each once. One query."""
    posts = SecretariatPost.objects.on(day or today())
    return list(Account.objects.filter(is_active=True, pk__in=posts.values("account")).order_by("pk"))


def notice_setting_of(account: Account) -> NoticeSetting:
    """Return how somebody wants to be written to; an unsaved setting of the house where they never said."""
    found = NoticeSetting.objects.filter(account=account).first()
    return found or NoticeSetting(account=account)


def digest_of_key(key: str) -> str:
    """Return what is kept of a key. It is long and random, so that one round of a plain hash is enough."""
    return hashlib.sha256(key.encode()).hexdigest()


def owner_of_key(key: str) -> Account | None:
    """Return whose calendar and feed a key opens; None for an unknown one or a closed account. One query."""
    found = SubscriptionKey.objects.filter(digest=digest_of_key(key), account__is_active=True)
    held = found.select_related("account").first()
    return held.account if held else None


def zone_of_account(account: Account) -> ZoneInfo:
    """Return the time zone somebody lives in; the secretariat's where the one on record is none."""
    try:
        return ZoneInfo(account.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(settings.TIME_ZONE)
