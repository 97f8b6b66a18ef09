"""The verbs of the people room."""

from __future__ import annotations

import datetime as dt
import secrets
import zoneinfo

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from near.foundation.action import action, snapshot
from near.foundation.errors import NotAllowed, TooLong, UnknownLanguage
from near.foundation.journal import Reference, append
from near.foundation.languages import CODES
from near.foundation.period import Period
from near.people.enums import Post, Rhythm
from near.people.models import Account, NoticeSetting, SecretariatPost, SubscriptionKey
from near.people.perms import (
    Actor,
    can_appoint,
    can_open_account,
    can_set_notices,
    is_oneself,
    reference_of,
)
from near.people.queries import digest_of_key, notice_setting_of
from near.people.refusals import AddressTaken, BadAddress, UnknownChoice, UnknownZone
from near.people.rules import DAYS_A_WEEK


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


@action("people.set_notices")
def set_notices(
    *, account: Account, rhythm: str, by: Actor, weekday: int | None = None, language: str | None = None
) -> NoticeSetting:
    """Say how often somebody is written to; with `weekday` (Monday 0) on which day of the week.

    `language` empty: in the account's own. What is not given stays as it is.
    """
    if not can_set_notices(by, account):
        raise NotAllowed
    # Two answers at once wait for one another, so that the first of all settings is made once.
    Account.objects.select_for_update().get(pk=account.pk)
    setting = notice_setting_of(account)
    before = _settings_of(setting) if setting.pk else None
    setting.rhythm = _chosen(rhythm)
    setting.weekday = setting.weekday if weekday is None else _day(weekday)
    setting.language = setting.language if language is None else _spoken(language, empty=True)
    if before == _settings_of(setting):
        return setting
    setting.save()
    append(
        by=reference_of(by), verb="people.set_notices", subject=account.reference(),
        before=before, after=_settings_of(setting),
    )  # fmt: skip
    return setting


@action("people.set_own_preferences")
def set_own_preferences(*, account: Account, language: str, time_zone: str, by: Actor) -> Account:
    """Say in which language somebody is spoken to, and in which time they live."""
    if not can_set_notices(by, account):
        raise NotAllowed
    if time_zone not in zoneinfo.available_timezones():
        raise UnknownZone(value=time_zone[:60], field="time_zone")
    before = {"language": account.language, "time_zone": account.time_zone}
    account.language, account.time_zone = _spoken(language), time_zone
    after = {"language": account.language, "time_zone": account.time_zone}
    if before == after:
        return account
    account.save(update_fields=["language", "time_zone"])
    append(
        by=reference_of(by), verb="people.set_own_preferences", subject=account.reference(),
        before=before, after=after,
    )  # fmt: skip
    return account


@action("people.renew_subscription_key")
def renew_subscription_key(*, account: Account, by: Actor) -> str:
    """Make a new key for somebody's calendar and feed and return it; it is shown this once.

    The old one opens nothing any more. Neither the key nor its digest goes on record.
    """
    if not is_oneself(by, account):
        raise NotAllowed
    key = secrets.token_urlsafe(32)
    made = {"digest": digest_of_key(key), "made_at": timezone.now()}
    SubscriptionKey.objects.update_or_create(account=account, defaults=made)
    append(by=reference_of(by), verb="people.renew_subscription_key", subject=account.reference())
    return key


@action("people.revoke_subscription_key")
def revoke_subscription_key(*, account: Account, by: Actor) -> bool:
    """Take somebody's key back; return whether there was one."""
    if not can_set_notices(by, account):
        raise NotAllowed
    gone, _rows = SubscriptionKey.objects.filter(account=account).delete()
    if gone:
        append(by=reference_of(by), verb="people.revoke_subscription_key", subject=account.reference())
    return bool(gone)


def _settings_of(setting: NoticeSetting) -> dict[str, str | int]:
    return {"rhythm": setting.rhythm, "weekday": setting.weekday, "language": setting.language}


def _chosen(rhythm: str) -> str:
    if rhythm not in Rhythm.values:
        raise UnknownChoice(value=rhythm[:40], field="rhythm")
    return rhythm


def _day(weekday: int) -> int:
    if not 0 <= weekday < DAYS_A_WEEK:
        raise UnknownChoice(value=weekday, field="weekday")
    return weekday


def _spoken(language: str, *, empty: bool = False) -> str:
    if language not in CODES and not (empty and not language):
        raise UnknownLanguage(code=language[:20], known=", ".join(CODES), field="language")
    return language
