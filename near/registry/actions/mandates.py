"""Mandates: who speaks for a member. Given, by invitation too, ended, and handed to a successor."""

from __future__ import annotations

import datetime as dt

from near.foundation.action import action, snapshot
from near.foundation.errors import NotAllowed
from near.foundation.languages import language_of
from near.foundation.period import Period, today
from near.foundation.text import MultilingualText
from near.people.actions import open_account
from near.people.models import Account
from near.people.perms import Actor
from near.registry.actions.written import put
from near.registry.enums import Office
from near.registry.models import Mandate, MembershipSpell, Region
from near.registry.perms import can_end_mandate, can_give_office
from near.registry.refusals import (
    AccountClosed,
    AlreadyEnded,
    EmptyName,
    LastHead,
    MandateHeld,
    NotAMember,
)


@action("registry.give_mandate")
def give_mandate(
    *, region: Region, office: Office, since: dt.date, by: Actor, account: Account | None = None,
    unit: MultilingualText | None = None, role_address: str = "", is_sample: bool = False,
) -> Mandate:  # fmt: skip
    """Let somebody, or an office by its address, speak for a member from `since` on."""
    if not can_give_office(by, region, office):
        raise NotAllowed
    mandate = Mandate(
        region=region, office=office, account=account, since=since, is_sample=is_sample,
        unit=unit or MultilingualText(), role_address=role_address,
    )  # fmt: skip
    return put(mandate, verb="registry.give_mandate", by=by, subject=region.reference())


@action("registry.invite_official")
def invite_official(
    *, region: Region, office: Office, email: str, name: str, language: str, by: Actor,
    since: dt.date | None = None, time_zone: str = "Asia/Seoul", unit: MultilingualText | None = None,
) -> Mandate:  # fmt: skip
    """Let the person with this address speak for a member from `since` (else today) on.

    Without an account one is opened, with no password yet; an account there is keeps its own name and
    language. The letter with the way in is for a face to send once this is done.
    """
    if not can_give_office(by, region, office):
        raise NotAllowed
    since = since or today()
    if not MembershipSpell.objects.on(since).filter(region=region).exists():
        raise NotAMember(region=region, day=since)
    account = _account_of(email, name=name, language=language, time_zone=time_zone, by=by)
    _require_new(account, region, office, since)
    mandate = Mandate(
        region=region, office=office, account=account, since=since, unit=unit or MultilingualText()
    )
    return put(mandate, verb="registry.invite_official", by=by, subject=region.reference())


@action("registry.end_mandate")
def end_mandate(*, mandate: Mandate, until: dt.date, by: Actor) -> Mandate:
    """End a mandate."""
    if not can_give_office(by, mandate.region, mandate.office):
        raise NotAllowed
    _hold(mandate.region)
    if not can_end_mandate(by, mandate):
        raise LastHead
    return _ended(mandate, until, by)


@action("registry.replace_mandate")
def replace_mandate(
    *, mandate: Mandate, email: str, name: str, language: str, by: Actor, on: dt.date | None = None,
    time_zone: str = "Asia/Seoul",
) -> Mandate:  # fmt: skip
    """End a mandate and give it to a successor on the same day, in the same office and division."""
    if not can_give_office(by, mandate.region, mandate.office):
        raise NotAllowed
    on = on or today()
    _hold(mandate.region)
    successor = _account_of(email, name=name, language=language, time_zone=time_zone, by=by)
    _require_new(successor, mandate.region, mandate.office, on)
    _ended(mandate, on, by)
    following = Mandate(
        region=mandate.region, office=mandate.office, account=successor, since=on, unit=mandate.unit,
        role_address=mandate.role_address,
    )  # fmt: skip
    return put(following, verb="registry.replace_mandate", by=by, subject=mandate.region.reference())


def _hold(region: Region) -> None:
    """Let changes of one member's mandates queue: two heads must not end each other at the same moment."""
    Region.objects.select_for_update().only("pk").get(pk=region.pk)


def _ended(mandate: Mandate, until: dt.date, by: Actor) -> Mandate:
    mandate.refresh_from_db(fields=["until"])
    if mandate.until:
        raise AlreadyEnded(day=mandate.until, field="until")
    before = snapshot(mandate)
    mandate.until = Period(mandate.since).ended(until).until
    return put(
        mandate, verb="registry.end_mandate", by=by, subject=mandate.region.reference(),
        before=before,
    )  # fmt: skip


def _account_of(email: str, *, name: str, language: str, time_zone: str, by: Actor) -> Account:
    """Return the account with this address; a new one, without a password, where there is none."""
    email = email.strip().lower()
    found = Account.objects.filter(email=email).first()
    if found is None:
        if not name.strip():
            raise EmptyName(field="name")
        code = language_of(language).code
        return open_account(email=email, name=name.strip(), language=code, time_zone=time_zone, by=by)
    if not found.is_active:
        raise AccountClosed(field="email")
    return found


def _require_new(account: Account, region: Region, office: str, day: dt.date) -> None:
    """Refuse a second mandate of one person in one office of one member."""
    held = Mandate.objects.on(day).filter(account=account, region=region, office=office)
    if held.exists():
        raise MandateHeld(name=account, office=Office(office).label, field="email")
