"""The digest: who is due, what is in it, never two for one event, and what happens when mail fails."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from near.flows.digest import LOOK_BACK, PATIENCE, Digest, NotDelivered, due_digests, send_round
from near.foundation.deadlines import Deadline
from near.foundation.notices import Notice, read_all, tell
from near.foundation.text import MultilingualText
from near.people.enums import Rhythm
from near.people.models import Account
from near.registry.models import Region
from tests.foundation.notices import ANSWERED, ENDED, declared, keeper_of
from tests.people.factories import AccountFactory, NoticeSettingFactory, SecretariatPostFactory
from tests.registry.factories import MandateFactory, RegionFactory, RegionNameFactory

pytestmark = pytest.mark.django_db
# Wednesday, 11:00 in Ulaanbaatar, 12:00 in Tokyo and Seoul.
NOW = dt.datetime(2026, 11, 25, 3, tzinfo=dt.UTC)
YESTERDAY = NOW - dt.timedelta(hours=20)
HOUR = dt.timedelta(hours=1)
CLAIM = PATIENCE[0][1]


@pytest.fixture(autouse=True)
def _declared() -> Iterator[None]:
    with declared(), time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def khentii() -> Region:
    region = RegionFactory(slug="mn-khentii")
    RegionNameFactory(region=region, language="en", name="Khentii Aimag")
    RegionNameFactory(region=region, language="mn", name="Хэнтий аймаг")
    return region


@pytest.fixture
def reader(khentii: Region) -> Account:
    account: Account = MandateFactory(
        region=khentii, account__language="mn", account__time_zone="Asia/Ulaanbaatar"
    ).account
    return account


class Post:
    """A mail server of the tests: takes mails, or refuses those to some addresses."""

    def __init__(self, *refused: str) -> None:
        self.refused, self.taken, self.asked = set(refused), [], []

    def __call__(self, digest: Digest) -> None:
        self.asked.append(digest.account.email)
        if digest.account.email in self.refused or "*" in self.refused:
            raise NotDelivered
        self.taken.append(digest)

    def sentences(self) -> list[str]:
        parts = [part for digest in self.taken for part in digest.parts]
        rest = [x for part in parts for lines in part.rest.values() for x in lines]
        return [x.sentence for part in parts for x in part.due] + [x.sentence for x in rest]


def told(*readers: Account, event: str = "call:1", at: dt.datetime = YESTERDAY, **more: Any) -> None:
    with time_machine.travel(at, tick=False):
        tell(readers, ENDED, event=event, details={"what": event}, **more)


def test_a_round_sends_what_was_told_and_not_read(reader: Account) -> None:
    told(reader)
    told(reader, event="call:2")
    read_all(reader, pk=Notice.objects.get(event="call:2").pk)
    post = Post()
    outcome = send_round(post)
    assert (outcome.sent, outcome.failed, outcome.notices) == (1, 0, 1)
    assert post.sentences() == ["call:1 ends"]
    assert Notice.objects.get(event="call:1").mailed_at == NOW


def test_no_notice_is_mailed_twice(reader: Account) -> None:
    told(reader)
    post = Post()
    send_round(post)
    told(reader)
    for hours in (0, 1, 24, 24 * 8):
        with time_machine.travel(NOW + hours * HOUR, tick=False):
            send_round(post)
            send_round(post, at_once=True)
    assert post.sentences() == ["call:1 ends"]


def test_a_digest_speaks_the_readers_language_or_the_one_they_chose(reader: Account, khentii: Region) -> None:
    title = MultilingualText.of(en="Wool", ja="羊毛", mn="Ноос")
    chosen = NoticeSettingFactory(account__language="mn", language="ja", rhythm=Rhythm.DAILY).account
    tell([reader, chosen], ANSWERED, event="a:1", details={"member": khentii, "title": title})
    post = Post()
    send_round(post, at_once=True)
    assert set(post.sentences()) == {
        "“Ноос” саналд хариу ирлээ. Гишүүн: Хэнтий аймаг.",
        "Khentii Aimagから「羊毛」への回答がありました。",
    }
    assert {x.language.code for x in post.taken} == {"mn", "ja"}


# When: daily or weekly, in the reader's own morning.


@pytest.mark.parametrize(
    ("zone", "at", "due"),
    [
        ("Asia/Ulaanbaatar", NOW - 3 * HOUR, True),  # 8:00 there
        ("Asia/Ulaanbaatar", NOW - 3 * HOUR + dt.timedelta(seconds=1), False),
        ("Asia/Tokyo", NOW - 3 * HOUR, False),  # 9:00 there, an hour after the mail
        ("Asia/Tokyo", NOW - 4 * HOUR, True),
    ],
)
def test_what_was_told_after_the_morning_waits_for_the_next(zone: str, at: dt.datetime, due: bool) -> None:
    reader = AccountFactory(time_zone=zone)
    told(reader, at=at)
    assert bool(list(due_digests())) is due
    assert len(list(due_digests(at_once=True))) == 1
    assert len(list(due_digests(now=NOW + 24 * HOUR))) == 1


@pytest.mark.parametrize(("weekday", "due"), [(2, True), (1, True), (3, False), (4, False)])
def test_once_a_week_means_on_the_chosen_day(weekday: int, due: bool) -> None:
    reader = NoticeSettingFactory(rhythm=Rhythm.WEEKLY, weekday=weekday).account
    told(reader, at=NOW - 30 * HOUR)  # Tuesday morning at 6:00 in Seoul
    assert bool(list(due_digests())) is due
    assert len(list(due_digests(now=NOW + 7 * 24 * HOUR))) == 1


def test_never_means_never_and_the_page_still_has_it() -> None:
    reader = NoticeSettingFactory(rhythm=Rhythm.NEVER).account
    told(reader)
    post = Post()
    assert send_round(post, at_once=True).sent == 0
    assert Notice.objects.filter(mailed_at=None, read_at=None).count() == 1


def test_what_is_older_than_a_month_is_no_news(reader: Account) -> None:
    told(reader, at=NOW - LOOK_BACK - HOUR)
    assert list(due_digests(at_once=True)) == []
    told(reader, event="call:2", at=NOW - LOOK_BACK + HOUR)
    assert len(list(due_digests())) == 1


# Who: active accounts, about members they speak for today.


def test_a_closed_account_gets_nothing(reader: Account) -> None:
    told(reader)
    Account.objects.filter(pk=reader.pk).update(is_active=False)
    assert list(due_digests()) == []


def test_whose_mandate_has_ended_is_told_nothing_of_that_member(khentii: Region) -> None:
    former = MandateFactory(region=khentii, until=NOW.date()).account
    officer = SecretariatPostFactory().account
    told(former, officer, region=khentii)
    told(former, event="call:2")
    assert {x.account: [n.event for n in Notice.objects.filter(pk__in=x.notices)] for x in due_digests()} == {
        former: ["call:2"],
        officer: ["call:1"],
    }


def test_a_recipient_that_is_no_account_stops_nobody(reader: Account) -> None:
    told(reader)
    Notice.objects.create(recipient="account:999999", kind=ENDED, event="x", at=YESTERDAY)
    Notice.objects.create(recipient="partner:1", kind=ENDED, event="x", at=YESTERDAY)
    Notice.objects.create(recipient=str(reader.reference()), kind="gone.kind", event="x", at=YESTERDAY)
    assert [len(x.notices) for x in due_digests()] == [1]


# What: grouped by member, deadlines first.


def test_the_member_whose_deadline_is_nearest_comes_first_and_deadlines_before_the_rest(
    reader: Account, khentii: Region
) -> None:
    tov = RegionFactory(slug="mn-khovd")
    RegionNameFactory(region=tov, language="mn", name="Ховд аймаг")
    MandateFactory(region=tov, account=reader)
    told(reader, event="general")
    told(reader, event="later", region=khentii)
    told(reader, event="in a week", region=khentii, due=NOW + 7 * 24 * HOUR)
    told(reader, event="tomorrow", region=tov, due=NOW + 24 * HOUR)
    soon = Deadline("p-1", khentii.pk, dt.date(2026, 11, 27), lambda: "confirm", "region", ("mn-khentii",))
    far = Deadline("p-2", khentii.pk, dt.date(2026, 12, 27), lambda: "far")
    with declared(deadlines=keeper_of(soon, far)):
        [digest] = due_digests()
    shape = [
        (
            part.member,
            part.zone.key,
            [x.sentence for x in part.due],
            {k: len(v) for k, v in part.rest.items()},
        )
        for part in digest.parts
    ]
    assert shape == [
        ("Ховд аймаг", "Asia/Hovd", ["tomorrow ends"], {}),
        ("Хэнтий аймаг", "Asia/Ulaanbaatar", ["confirm", "in a week ends"], {"Ends": 1}),
        ("", "Asia/Ulaanbaatar", [], {"Ends": 1}),
    ]
    assert len(digest.notices) == 4


def test_deadlines_alone_are_no_reason_for_a_mail(reader: Account, khentii: Region) -> None:
    soon = Deadline("p-1", khentii.pk, dt.date(2026, 11, 27), lambda: "confirm")
    with declared(deadlines=keeper_of(soon)):
        assert list(due_digests(at_once=True)) == []


# When mail fails.


def test_one_failing_address_does_not_stop_the_others_and_is_tried_again(reader: Account) -> None:
    others = [AccountFactory() for _ in range(3)]
    told(reader, *others)
    post = Post(reader.email)
    outcome = send_round(post)
    assert (outcome.sent, outcome.failed, outcome.notices) == (3, 1, 3)
    assert Notice.objects.get(mailed_at=None).recipient == f"account:{reader.pk}"
    post.refused.clear()
    with time_machine.travel(NOW + CLAIM + HOUR, tick=False):
        assert send_round(post).sent == 1
    assert [x.account for x in post.taken] == [*others, reader]
    assert not Notice.objects.filter(mailed_at=None).exists()


def test_an_address_that_goes_on_failing_is_asked_ever_more_seldom(reader: Account) -> None:
    told(reader)
    post = Post("*")
    asked = []
    for minutes in range(0, 3 * 24 * 60, 5):
        with time_machine.travel(NOW + dt.timedelta(minutes=minutes), tick=False):
            before = len(post.asked)
            send_round(post)
            asked += [minutes] if len(post.asked) > before else []
    waits = [later - earlier for earlier, later in pairwise(asked)]
    assert waits[:3] == [5, 5, 5]
    assert set(waits[3:11]) == {65}
    assert set(waits[11:]) == {24 * 60 + 5}
    told(reader, event="call:2", at=NOW + 60 * HOUR)
    post.refused.clear()
    with time_machine.travel(NOW + 73 * HOUR, tick=False):
        assert send_round(post).sent == 1
    assert "call:2 ends" in post.sentences()


def test_after_three_failures_in_a_row_the_round_ends_and_those_come_last_in_the_next() -> None:
    readers = [AccountFactory() for _ in range(5)]
    told(*readers)
    assert send_round(Post("*")).failed == 3
    post = Post()
    with time_machine.travel(NOW + CLAIM + HOUR, tick=False):
        assert send_round(post).sent == 5
    assert [x.account for x in post.taken] == [*readers[3:], *readers[:3]]


def test_a_success_between_failures_lets_the_round_go_on() -> None:
    readers = [AccountFactory() for _ in range(6)]
    told(*readers)
    outcome = send_round(Post(*(x.email for i, x in enumerate(readers) if i != 2)))
    assert (outcome.sent, outcome.failed) == (1, 5)


def test_two_rounds_at_once_send_one_mail(reader: Account) -> None:
    told(reader)
    post = Post()

    def meanwhile(digest: Digest) -> None:
        assert send_round(post).sent == 0
        post(digest)

    assert send_round(meanwhile).sent == 1
    assert len(post.taken) == 1


def test_a_round_that_died_is_taken_up_by_a_later_one(reader: Account) -> None:
    told(reader)

    def dies(_digest: Digest) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        send_round(dies)
    post = Post()
    assert send_round(post).sent == 0
    with time_machine.travel(NOW + CLAIM + dt.timedelta(seconds=1), tick=False):
        assert send_round(post).sent == 1


def test_what_was_read_before_the_mail_went_out_is_not_mailed(reader: Account) -> None:
    told(reader)
    read_all(reader)
    post = Post()
    assert (send_round(post, at_once=True).sent, post.asked) == (0, [])


def test_finding_who_is_due_asks_as_often_for_many_notices_as_for_one(reader: Account) -> None:
    told(reader)
    with CaptureQueriesContext(connection) as few:
        list(due_digests())
    for number in range(20):
        told(reader, event=f"more:{number}")
    with CaptureQueriesContext(connection) as many:
        list(due_digests())
    assert len(many) == len(few) <= 6
