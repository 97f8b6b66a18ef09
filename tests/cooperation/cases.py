"""States of members and postings that several tests walk through."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from near.cooperation.enums import PostingState
from near.cooperation.models import Posting
from near.foundation.period import today
from near.registry.models import Region
from tests.cooperation.factories import PostingFactory
from tests.registry.factories import DecisionFactory, MembershipSpellFactory, SuspensionSpellFactory


def a_member() -> Region:
    return MembershipSpellFactory().region


def a_suspended_member() -> Region:
    return SuspensionSpellFactory(region=a_member()).region


def a_former_member() -> Region:
    return MembershipSpellFactory(until=dt.date(2010, 1, 1), closed_by=DecisionFactory()).region


def fields_of(state: str) -> dict[str, Any]:
    """Return the fields that put a posting into a state; `expired` is public and long unconfirmed."""
    now, day = timezone.now(), today()
    public = {"state": PostingState.PUBLIC, "submitted_at": now, "published_at": now, "confirmed_on": day}
    if state == "public":
        return public
    if state == "expired":
        return public | {"confirmed_on": day - dt.timedelta(days=180)}
    ended = {"ended_on": day} if state in ("withdrawn", "fulfilled") else {}
    return {"state": state, **ended}


def a_posting(state: str = "public", region: Region | None = None, **more: Any) -> Posting:
    return PostingFactory(region=region or a_member(), **(fields_of(state) | more))
