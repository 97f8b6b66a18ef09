"""What everybody says for themselves: how they are written to, their language and time, their key."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from near.foundation.errors import DomainError, NotAllowed, UnknownLanguage
from near.foundation.period import today
from near.people import actions, perms
from near.people.enums import Post, Rhythm
from near.people.models import Account, NoticeSetting, SubscriptionKey
from near.people.queries import (
    digest_of_key,
    notice_setting_of,
    owner_of_key,
    secretariat_on,
    zone_of_account,
)
from near.people.refusals import UnknownChoice, UnknownZone
from near.people.rules import latest_slot
from tests.foundation.journalled import changes, everything, journalled, verbs
from tests.people.factories import (
    AccountFactory,
    NoticeSettingFactory,
    SecretariatPostFactory,
    SubscriptionKeyFactory,
)
from tests.registry.actors import ACTORS, SECRETARIAT, actor
from tests.registry.factories import RegionFactory

pytestmark = pytest.mark.django_db
GIVEN: dict[str, dict[str, Any]] = {
    "set_notices": {"rhythm": "weekly", "weekday": 4, "language": "ja"},
    "set_own_preferences": {"language": "mn", "time_zone": "Asia/Ulaanbaatar"},
    "renew_subscription_key": {},
    "revoke_subscription_key": {},
}
OF_ONESELF_ALONE = {"renew_subscription_key"}


def done(verb: str, account: Account, *, by: Any, **changed: Any) -> Any:
    return getattr(actions, verb)(account=account, **GIVEN[verb] | changed, by=by)


@pytest.fixture
def reader() -> Account:
    return SubscriptionKeyFactory().account


# Rights: every actor, about oneself and about another.


@pytest.mark.parametrize("who", ACTORS)
def test_the_truth_table_about_another_account_holds(who: str) -> None:
    by, other = actor(who, RegionFactory()), AccountFactory()
    assert perms.can_set_notices(by, other) is (who in SECRETARIAT)
    assert perms.is_oneself(by, other) is False


@pytest.mark.parametrize("who", ACTORS)
def test_the_truth_table_about_oneself_holds(who: str) -> None:
    by = actor(who, RegionFactory())
    if not isinstance(by, Account):
        return
    assert perms.is_oneself(by, by) is ("inactive" not in who)
    assert perms.can_set_notices(by, by) is ("inactive" not in who)


@pytest.mark.parametrize("verb", GIVEN)
def test_everybody_may_for_themselves_and_it_is_on_record(verb: str, reader: Account) -> None:
    with journalled() as entries:
        done(verb, reader, by=reader)
    assert verbs(entries) == [f"people.{verb}"]
    assert (entries[0].actor, entries[0].subject) == (f"account:{reader.pk}",) * 2


@pytest.mark.parametrize("verb", GIVEN)
def test_nobody_else_may_and_nothing_is_written(verb: str, reader: Account, outsider: Account) -> None:
    closed = AccountFactory(is_active=False)
    before = everything("people")
    for account, by in ((reader, outsider), (reader, AnonymousUser()), (closed, closed)):
        with pytest.raises(NotAllowed):
            done(verb, account, by=by)
    assert everything("people") == before


@pytest.mark.parametrize("verb", sorted(GIVEN))
def test_the_secretariat_helps_but_makes_nobodys_key(verb: str, reader: Account, clerk: Account) -> None:
    if verb in OF_ONESELF_ALONE:
        with pytest.raises(NotAllowed):
            done(verb, reader, by=clerk)
        return
    with journalled() as entries:
        done(verb, reader, by=clerk)
    assert entries[0].actor == f"account:{clerk.pk}"


# How somebody is written to.


def test_whoever_never_said_is_written_to_every_day_in_the_language_of_the_account() -> None:
    setting = notice_setting_of(AccountFactory(language="ru"))
    assert (setting.rhythm, setting.spoken, setting.pk) == (Rhythm.DAILY, "ru", None)


def test_a_setting_is_kept_and_what_is_not_given_stays(reader: Account) -> None:
    done("set_notices", reader, by=reader)
    with journalled() as entries:
        actions.set_notices(account=reader, rhythm=Rhythm.NEVER, by=reader)
    setting = NoticeSetting.objects.get(account=reader)
    assert (setting.rhythm, setting.weekday, setting.spoken) == (Rhythm.NEVER, 4, "ja")
    assert changes(entries[0]) == {"rhythm": ("weekly", "never")}
    assert str(setting) == f"{reader.pk} never"
    actions.set_notices(account=reader, rhythm=Rhythm.DAILY, language="", by=reader)
    assert notice_setting_of(reader).spoken == reader.language


@pytest.mark.parametrize("verb", ["set_notices", "set_own_preferences"])
def test_saying_the_same_again_is_not_put_on_record(verb: str, reader: Account) -> None:
    done(verb, reader, by=reader)
    with journalled() as entries:
        done(verb, reader, by=reader)
    assert entries == []


@pytest.mark.parametrize(
    ("verb", "wrong", "refusal", "field"),
    [
        ("set_notices", {"rhythm": "hourly"}, UnknownChoice, "rhythm"),
        ("set_notices", {"weekday": 7}, UnknownChoice, "weekday"),
        ("set_notices", {"weekday": -1}, UnknownChoice, "weekday"),
        ("set_notices", {"language": "de"}, UnknownLanguage, "language"),
        ("set_own_preferences", {"language": ""}, UnknownLanguage, "language"),
        ("set_own_preferences", {"language": "vi"}, UnknownLanguage, "language"),
        ("set_own_preferences", {"time_zone": "Asia/Atlantis"}, UnknownZone, "time_zone"),
        ("set_own_preferences", {"time_zone": "../../etc/passwd"}, UnknownZone, "time_zone"),
    ],
)
def test_what_is_not_possible_is_refused_in_words(
    verb: str, wrong: dict[str, Any], refusal: type[DomainError], field: str, reader: Account
) -> None:
    before = everything("people")
    with pytest.raises(refusal) as caught:
        done(verb, reader, by=reader, **wrong)
    assert caught.value.field == field
    assert str(next(iter(wrong.values()))) in str(caught.value)
    reader.refresh_from_db()
    assert everything("people") == before


@pytest.mark.parametrize("wrong", [{"weekday": 7}, {"rhythm": "hourly"}])
def test_the_database_holds_the_settings_to_what_is_possible(wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        NoticeSettingFactory(**wrong)
    NoticeSettingFactory()
    assert NoticeSetting.objects.count() == 1


def test_language_and_time_are_kept(reader: Account) -> None:
    with journalled() as entries:
        done("set_own_preferences", reader, by=reader)
    reader.refresh_from_db()
    assert (reader.language, zone_of_account(reader)) == ("mn", ZoneInfo("Asia/Ulaanbaatar"))
    assert changes(entries[0]) == {
        "language": ("en", "mn"), "time_zone": ("Asia/Seoul", "Asia/Ulaanbaatar"),
    }  # fmt: skip


@pytest.mark.parametrize("written", ["Mars/Olympus", "", "/etc/localtime"])
def test_a_time_zone_that_is_none_stands_for_the_secretariats(written: str) -> None:
    assert zone_of_account(AccountFactory(time_zone=written)) == ZoneInfo("Asia/Seoul")


# The key of calendar and feed.


def test_a_key_opens_until_there_is_a_new_one(reader: Account) -> None:
    first = done("renew_subscription_key", reader, by=reader)
    assert owner_of_key(first) == reader
    second = done("renew_subscription_key", reader, by=reader)
    assert (owner_of_key(first), owner_of_key(second)) == (None, reader)
    assert done("revoke_subscription_key", reader, by=reader) is True
    assert owner_of_key(second) is None
    with journalled() as entries:
        assert done("revoke_subscription_key", reader, by=reader) is False
    assert entries == []


def test_a_key_is_long_and_kept_as_a_digest_only(reader: Account) -> None:
    with journalled() as entries:
        key = done("renew_subscription_key", reader, by=reader)
    held = SubscriptionKey.objects.get(account=reader)
    assert len(key) >= 40
    assert held.digest == digest_of_key(key)
    assert key not in str(vars(held))
    assert not {key, held.digest} & {str(x) for x in (entries[0].before, entries[0].after)}
    assert (entries[0].before, entries[0].after, str(held)) == ({}, {}, str(reader.pk))


def test_a_closed_accounts_key_opens_nothing(reader: Account, officer: Account) -> None:
    key = done("renew_subscription_key", reader, by=reader)
    actions.close_account(account=reader, by=officer)
    assert owner_of_key(key) is None
    assert owner_of_key("") is None


# Who is in the secretariat.


def test_the_secretariat_is_who_holds_a_post_that_day_on_an_active_account() -> None:
    day = dt.timedelta(days=1)
    there = SecretariatPostFactory().account
    SecretariatPostFactory(account=there, post=Post.HEAD)
    SecretariatPostFactory(account__is_active=False)
    SecretariatPostFactory(until=today())
    later = SecretariatPostFactory(since=today() + day).account
    assert secretariat_on() == [there]
    assert secretariat_on(today() + day) == [there, later]


# When somebody is due: the rule.

ULAANBAATAR, TOKYO = ZoneInfo("Asia/Ulaanbaatar"), ZoneInfo("Asia/Tokyo")


@pytest.mark.parametrize(
    ("now", "zone", "weekday", "slot"),
    [
        ("2026-11-25T00:00:00+00:00", ULAANBAATAR, None, "2026-11-25T08:00:00+08:00"),
        ("2026-11-24T23:59:59+00:00", ULAANBAATAR, None, "2026-11-24T08:00:00+08:00"),
        ("2026-11-24T23:00:00+00:00", TOKYO, None, "2026-11-25T08:00:00+09:00"),
        ("2026-11-25T00:00:00+00:00", ULAANBAATAR, 2, "2026-11-25T08:00:00+08:00"),
        ("2026-11-24T23:59:59+00:00", ULAANBAATAR, 2, "2026-11-18T08:00:00+08:00"),
        ("2026-11-25T12:00:00+00:00", ULAANBAATAR, 3, "2026-11-19T08:00:00+08:00"),
        ("2026-11-25T12:00:00+00:00", ULAANBAATAR, 0, "2026-11-23T08:00:00+08:00"),
    ],
)
def test_a_mail_is_due_in_the_readers_own_morning(
    now: str, zone: ZoneInfo, weekday: int | None, slot: str
) -> None:
    assert latest_slot(dt.datetime.fromisoformat(now), zone, 8, weekday).isoformat() == slot


ZONES = st.sampled_from(["Asia/Kamchatka", "Asia/Hovd", "Europe/Berlin", "America/New_York"]).map(ZoneInfo)


@given(
    now=st.integers(1_577_836_800, 2_051_222_400).map(lambda s: dt.datetime.fromtimestamp(s, dt.UTC)),
    zone=ZONES,
    hour=st.integers(0, 23),
    weekday=st.none() | st.integers(0, 6),
)
def test_the_latest_slot_has_come_and_no_later_one_has(
    now: dt.datetime, zone: ZoneInfo, hour: int, weekday: int | None
) -> None:
    slot = latest_slot(now, zone, hour, weekday)
    length = dt.timedelta(days=1 if weekday is None else 7)
    assert slot <= now < slot + length + dt.timedelta(hours=2)
    assert slot.astimezone(zone).hour in (hour, hour + 1)  # the hour that a summer time leaves out
    assert weekday is None or slot.weekday() == weekday
