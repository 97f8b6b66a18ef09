"""Notices: told once, kept without words, spoken in the language of whoever reads them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from near.foundation import notices as mechanism
from near.foundation.deadlines import Deadline, deadlines, declare_deadlines
from near.foundation.journal import SYSTEM
from near.foundation.notices import (
    Notice,
    NoticeKind,
    declare_notices,
    declare_region_names,
    kinds,
    notices_of,
    read_all,
    region_names,
    spoken,
    tell,
    unread_count,
)
from near.foundation.text import MultilingualText, Passage, TextState
from near.people.models import Account
from near.registry.models import Region
from tests.foundation.notices import ANSWERED, ENDED, declared, keeper_of
from tests.people.factories import AccountFactory
from tests.registry.factories import RegionFactory, RegionNameFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 25)
TITLE = MultilingualText.of(en="Sheep wool", ja="羊毛")


@pytest.fixture(autouse=True)
def _declared() -> Iterator[None]:
    with declared():
        yield


@pytest.fixture
def reader() -> Account:
    return AccountFactory()


@pytest.fixture
def tottori() -> Region:
    region = RegionFactory(slug="jp-tottori")
    for language, name in (("en", "Tottori Prefecture"), ("ja", "鳥取県"), ("mn", "Тоттори муж")):
        RegionNameFactory(region=region, language=language, name=name)
    return region


def told(*recipients: Account, region: Region, event: str = "answer:1", **more: Any) -> None:
    tell(recipients, ANSWERED, event=event, details={"member": region, "title": TITLE}, **more)


def test_one_event_is_told_to_each_reader_once(reader: Account, tottori: Region) -> None:
    other = AccountFactory()
    told(reader, reader, region=tottori)
    told(reader, other, region=tottori)
    told(reader, region=tottori, event="answer:2")
    recipients = Notice.objects.order_by("pk").values_list("recipient", "event")
    assert list(recipients) == [
        (f"account:{reader.pk}", "answer:1"),
        (f"account:{other.pk}", "answer:1"),
        (f"account:{reader.pk}", "answer:2"),
    ]


def test_the_database_itself_refuses_a_second_notice_of_one_event(reader: Account, tottori: Region) -> None:
    told(reader, region=tottori)
    first = Notice.objects.get()
    first.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)
    assert Notice.objects.count() == 1


def test_nobody_is_told_of_what_they_did_themselves(reader: Account, tottori: Region) -> None:
    other = AccountFactory()
    told(reader, other, region=tottori, but=reader)
    assert Notice.objects.get().recipient == f"account:{other.pk}"
    told(reader, region=tottori, but=SYSTEM)
    assert unread_count(reader) == 1


def test_a_notice_goes_with_the_verb_that_told_it(reader: Account, tottori: Region) -> None:
    with transaction.atomic():
        told(reader, region=tottori)
        assert unread_count(reader) == 1
        transaction.set_rollback(True)
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Tottori Prefecture has answered “Sheep wool”."),
        ("ja", "鳥取県から「羊毛」への回答がありました。"),
        ("mn", "“Sheep wool” саналд хариу ирлээ. Гишүүн: Тоттори муж."),
    ],
)
def test_a_notice_speaks_the_language_of_the_reader(
    language: str, sentence: str, reader: Account, tottori: Region
) -> None:
    told(reader, region=tottori)
    with translation.override(language):
        assert [x.sentence for x in spoken(notices_of(reader))] == [sentence]


def test_who_shows_a_notice_knows_that_a_machine_translated_words_in_it(
    reader: Account, tottori: Region
) -> None:
    title = MultilingualText(
        {"ja": Passage("羊毛", TextState.ORIGINAL), "mn": Passage("Ноос", TextState.MACHINE)}
    )
    tell([reader], ANSWERED, event="answer:1", details={"member": tottori, "title": title})
    for language, machine in (("mn", True), ("ja", False), ("en", False)):
        with translation.override(language):
            assert spoken(notices_of(reader))[0].machine is machine


def test_no_words_of_the_interface_are_kept(reader: Account, tottori: Region) -> None:
    told(reader, region=tottori)
    assert Notice.objects.get().details == {
        "member": {"$region": "jp-tottori"}, "title": {"$text": TITLE.as_json()},
    }  # fmt: skip


def test_a_notice_knows_where_it_leads_what_it_concerns_and_when_it_is_due(
    reader: Account, tottori: Region
) -> None:
    due = dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC)
    told(reader, region=tottori, due=due)
    Notice.objects.update(region="jp-tottori")
    [found] = spoken(notices_of(reader))
    assert (found.address, found.args) == ("region", ("jp-tottori",))
    assert (found.region, found.region_name, found.label) == ("jp-tottori", "Tottori Prefecture", "Answers")
    assert (found.due, found.read, found.kind) == (due, False, ANSWERED)


def test_plain_details_stay_what_they_are(reader: Account) -> None:
    plain = {"what": "The call", "posting": 12, "open": True, "topics": ["trade", 1], "none": None}
    tell([reader], ENDED, event="call:1", details=plain)
    assert Notice.objects.get().details == plain
    assert spoken(notices_of(reader))[0].sentence == "The call ends"


@pytest.mark.parametrize("value", [DAY, {"a": 1}, [DAY], object()])
def test_what_could_not_be_said_again_is_not_kept(value: object, reader: Account) -> None:
    with pytest.raises(TypeError):
        tell([reader], ENDED, event="call:1", details={"what": value})
    with pytest.raises(TypeError):
        tell([reader], ENDED, event="call:1", details={"what": reader})
    assert not Notice.objects.exists()


def test_a_kind_nobody_declared_is_not_told(reader: Account) -> None:
    with pytest.raises(LookupError):
        tell([reader], "test.unheard_of", event="call:1")
    assert not Notice.objects.exists()


def test_what_a_room_no_longer_tells_is_not_shown(reader: Account, tottori: Region) -> None:
    told(reader, region=tottori)
    with declared(NoticeKind("test.other", "Others", str)):
        assert list(notices_of(reader)) == []
        assert list(kinds()) == ["test.other"]
    assert notices_of(reader).count() == 1


def test_an_older_notice_that_lacks_a_detail_is_called_by_its_heading(
    reader: Account, caplog: pytest.LogCaptureFixture
) -> None:
    tell([reader], ENDED, event="call:1")
    assert spoken(notices_of(reader))[0].sentence == "Ends"
    assert "test.ended lacks a detail" in caplog.text


def test_a_region_without_a_name_is_called_by_its_identifier(reader: Account) -> None:
    told(reader, region=RegionFactory(slug="mn-nowhere"))
    assert spoken(notices_of(reader))[0].sentence.startswith("mn-nowhere has answered")
    assert region_names([]) == {}


def test_where_no_room_keeps_names_regions_are_called_by_their_identifiers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(mechanism, "_namer", [])
    declare_region_names(mechanism._slugs)
    assert region_names(["jp-tottori"]) == {"jp-tottori": "jp-tottori"}


def test_unread_notices_come_first_then_the_latest(reader: Account, tottori: Region) -> None:
    for number in range(3):
        told(reader, region=tottori, event=f"answer:{number}")
        at = timezone.now() + dt.timedelta(minutes=number)
        Notice.objects.filter(event=f"answer:{number}").update(at=at)
    assert read_all(reader, pk=notices_of(reader)[0].pk) == 1
    assert [x.event for x in notices_of(reader)] == ["answer:1", "answer:0", "answer:2"]
    assert unread_count(reader) == 2
    assert read_all(reader) == 2
    assert (unread_count(reader), read_all(reader)) == (0, 0)


def test_nobody_reads_or_marks_the_notices_of_another(reader: Account, tottori: Region) -> None:
    other = AccountFactory()
    told(reader, region=tottori)
    assert list(notices_of(other)) == []
    assert read_all(other, pk=Notice.objects.get().pk) == 0
    assert unread_count(reader) == 1


def test_of_some_regions_one_is_shown_what_concerns_them_or_nobody_in_particular(reader: Account) -> None:
    for slug in ("mn-khentii", "mn-tov"):
        tell([reader], ENDED, event=slug, details={"what": slug}, region=RegionFactory(slug=slug))
    tell([reader], ENDED, event="all", details={"what": "all"})
    assert {x.event for x in notices_of(reader, regions=["mn-tov"])} == {"mn-tov", "all"}
    assert unread_count(reader, regions=[]) == 1


def test_many_notices_are_spoken_with_as_many_queries_as_one(reader: Account) -> None:
    counts = []
    for number in range(6):
        region = RegionFactory()
        RegionNameFactory(region=region)
        told(reader, region=region, event=f"answer:{number}")
        with CaptureQueriesContext(connection) as queries:
            assert len(spoken(notices_of(reader))) == number + 1
        counts.append(len(queries))
    assert set(counts) == {3}


def test_a_notice_says_what_it_is(reader: Account) -> None:
    tell([reader], ENDED, event="call:1", details={"what": "x"})
    assert str(Notice.objects.get()) == f"account:{reader.pk} test.ended call:1"
    declare_notices(NoticeKind("test.more", "More", str))
    assert "test.more" in kinds()


def test_deadlines_of_all_rooms_come_in_order_and_only_those_asked_for() -> None:
    morning = dt.datetime(2026, 11, 25, 1, tzinfo=dt.UTC)
    found = (
        Deadline("b", 1, DAY, str),
        Deadline("a", 1, DAY, str),
        Deadline("c", 1, morning, str),
        Deadline("early", 1, DAY - dt.timedelta(days=1), str),
        Deadline("late", 1, DAY + dt.timedelta(days=5), str),
        Deadline("other", 2, DAY, str),
    )
    keeper = keeper_of(*found)
    with declared():
        declare_deadlines(keeper)
        declare_deadlines(keeper)
        until = DAY + dt.timedelta(days=5)
        assert [x.uid for x in deadlines([1], DAY, until)] == ["c", "a", "b"]
        assert deadlines([], DAY, until) == []
