"""Who speaks for a member on a day: whom a notice for it reaches."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable

from near.foundation.period import spell_on, today
from near.people.models import Account
from near.registry.models import Mandate, Region


def speakers_of(regions: Iterable[Region], day: dt.date | None = None) -> list[Account]:
    """Return the active accounts that hold a mandate of one of the regions on `day` (today), each once.

    One query. Whether the region is a member does not matter: speaking rests on the mandate alone.
    """
    held = Mandate.objects.filter(spell_on(day or today()), region__in=list(regions))
    return list(Account.objects.filter(is_active=True, pk__in=held.values("account")).order_by("pk"))


def regions_spoken_for(accounts: Collection[int], day: dt.date | None = None) -> dict[int, dict[int, str]]:
    """Return, by account (primary key), whom it speaks for on `day`: primary key to slug. One query."""
    held = Mandate.objects.filter(spell_on(day or today()), account__in=list(accounts))
    found: defaultdict[int, dict[int, str]] = defaultdict(dict)
    rows = held.order_by("since", "pk").values_list("account", "region", "region__slug")
    for account, region, slug in rows:
        found[account][region] = slug
    return dict(found)
