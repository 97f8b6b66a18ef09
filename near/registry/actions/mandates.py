"""Mandates: who speaks for a member."""

from __future__ import annotations

import datetime as dt

from near.foundation.action import action, snapshot
from near.foundation.errors import NotAllowed
from near.foundation.period import Period
from near.foundation.text import MultilingualText
from near.people.models import Account
from near.people.perms import Actor
from near.registry.actions.written import put
from near.registry.enums import Office
from near.registry.models import Mandate, Region
from near.registry.perms import can_give_mandate
from near.registry.refusals import AlreadyEnded


@action("registry.give_mandate")
def give_mandate(
    *, region: Region, office: Office, since: dt.date, by: Actor, account: Account | None = None,
    unit: MultilingualText | None = None, role_address: str = "", is_sample: bool = False,
) -> Mandate:  # fmt: skip
    """Let somebody, or an office by its address, speak for a member from `since` on."""
    if not can_give_mandate(by, region):
        raise NotAllowed
    mandate = Mandate(
        region=region, office=office, account=account, since=since, is_sample=is_sample,
        unit=unit or MultilingualText(), role_address=role_address,
    )  # fmt: skip
    return put(mandate, verb="registry.give_mandate", by=by, subject=region.reference())


@action("registry.end_mandate")
def end_mandate(*, mandate: Mandate, until: dt.date, by: Actor) -> Mandate:
    """End a mandate."""
    if not can_give_mandate(by, mandate.region):
        raise NotAllowed
    if mandate.until:
        raise AlreadyEnded(day=mandate.until, field="until")
    before = snapshot(mandate)
    mandate.until = Period(mandate.since).ended(until).until
    return put(
        mandate, verb="registry.end_mandate", by=by, subject=mandate.region.reference(),
        before=before,
    )  # fmt: skip
