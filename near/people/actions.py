"""The verbs of the people room."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from near.foundation.action import action, snapshot
from near.foundation.errors import NotAllowed, TooLong
from near.foundation.journal import Reference, append
from near.foundation.period import Period
from near.people.enums import Post
from near.people.models import Account, SecretariatPost
from near.people.perms import Actor, can_appoint, can_open_account, reference_of
from near.people.refusals import AddressTaken, BadAddress


@action("people.open_account")
def open_account(
    *, email: str, name: str, language: str, by: Actor, password: str | None = None,
    time_zone: str = "Asia/Seoul", is_sample: bool = False,
) -> Account:  # fmt: skip
    """Open an account. Without a password its owner sets one by e-mail."""
    if not can_open_account(by):
        raise NotAllowed
    _require_sound(email, name)
    if Account.objects.filter(email=email.lower()).exists():
        raise AddressTaken(field="email")
    account = Account.objects.create_user(
        email, password, name=name, language=language, time_zone=time_zone, is_sample=is_sample
    )
    append(
        by=reference_of(by),
        verb="people.open_account",
        subject=account.reference(),
        after={"language": language, "is_sample": is_sample},
    )
    return account


def _require_sound(email: str, name: str) -> None:
    """Refuse in words what is no address, or a name longer than its column."""
    try:
        validate_email(email)
    except ValidationError:
        raise BadAddress(email=email[:80], field="email") from None
    if len(name) > _LONGEST_NAME:
        raise TooLong(length=len(name), limit=_LONGEST_NAME, field="name")


_LONGEST_NAME = 120


@action("people.appoint_officer")
def appoint_officer(*, account: Account, post: Post, since: dt.date, by: Actor) -> SecretariatPost:
    """Give a person a post in the secretariat from `since` on."""
    if not can_appoint(by):
        raise NotAllowed
    held = SecretariatPost.objects.create(account=account, post=post, since=since)
    subject = Reference("secretariat_post", str(held.pk), account.name)
    append(by=reference_of(by), verb="people.appoint_officer", subject=subject, after=snapshot(held))
    return held


@action("people.release_officer")
def release_officer(*, held: SecretariatPost, until: dt.date, by: Actor) -> SecretariatPost:
    """End a post in the secretariat; the account stays."""
    if not can_appoint(by):
        raise NotAllowed
    before = snapshot(held)
    held.until = Period(held.since).ended(until).until
    held.save()
    append(
        by=reference_of(by), verb="people.release_officer", before=before, after=snapshot(held),
        subject=Reference("secretariat_post", str(held.pk), held.account.name),
    )  # fmt: skip
    return held


@action("people.close_account")
def close_account(*, account: Account, by: Actor) -> Account:
    """Close an account: it can no longer sign in. What it did stays on record."""
    if not can_appoint(by):
        raise NotAllowed
    account.is_active = False
    account.set_unusable_password()
    account.save()
    append(by=reference_of(by), verb="people.close_account", subject=account.reference())
    return account
