"""Who speaks for a member, what they were told of it, and which time it keeps."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from near.foundation.notices import tell
from near.foundation.period import today
from near.registry.models import Region
from near.registry.notices import region_names
from near.registry.queries.speakers import regions_spoken_for, speakers_of
from near.registry.queries.told import latest_told, told_to, unread_by
from near.registry.queries.zones import zone_of, zone_of_slug, zones_in_use
from tests.foundation.notices import ENDED, declared
from tests.people.factories import SecretariatPostFactory
from tests.registry.factories import (
    CountryFactory,
    MandateFactory,
    MembershipSpellFactory,
    RegionFactory,
    RegionNameFactory,
)

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _declared() -> Iterator[None]:
    with declared():
        yield


def test_speakers_are_the_active_accounts_with_a_mandate_that_day_each_once() -> None:
    here, there = RegionFactory(), RegionFactory()
    first = MandateFactory(region=here).account
    MandateFactory(region=there, account=first)
    second = MandateFactory(region=there).account
    MandateFactory(region=here, account__is_active=False)
    MandateFactory(region=here, account=None, role_address="office@example.org")
    MandateFactory(region=here, until=today())
    later = MandateFactory(region=here, since=today() + DAY).account
    MandateFactory()
    assert speakers_of([here]) == [first]
    assert speakers_of([here, there]) == [first, second]
    assert speakers_of([here], today() + DAY) == [first, later]
    assert speakers_of([]) == []


def test_the_regions_somebody_speaks_for_come_with_one_query() -> None:
    here, there = RegionFactory(), RegionFactory()
    first = MandateFactory(region=here).account
    MandateFactory(region=there, account=first)
    second = MandateFactory(region=there, until=today()).account
    with CaptureQueriesContext(connection) as queries:
        found = regions_spoken_for([first.pk, second.pk])
    assert found == {first.pk: {here.pk: here.slug, there.pk: there.slug}}
    assert len(queries) == 1


def test_one_reads_what_one_was_told_of_members_one_speaks_for_today() -> None:
    here, left = MembershipSpellFactory().region, RegionFactory()
    account = MandateFactory(region=here).account
    MandateFactory(region=left, account=account, until=today())
    for event, region in (("here", here), ("left", left), ("all", None)):
        tell([account], ENDED, event=event, details={"what": event}, region=region)
    assert {x.event for x in told_to(account)} == {"here", "all"}
    assert {x.sentence for x in latest_told(account)} == {"here ends", "all ends"}
    assert len(latest_told(account, limit=1)) == 1
    assert [x.sentence for x in latest_told(account, region=here)] == ["here ends"]
    assert (unread_by(account), unread_by(account, region=here)) == (2, 1)
    assert (unread_by(account, region=left), latest_told(account, region=left)) == (0, [])


def test_the_secretariat_reads_everything_it_was_told() -> None:
    officer = SecretariatPostFactory().account
    tell([officer], ENDED, event="there", details={"what": "x"}, region=RegionFactory())
    assert told_to(officer).count() == 1


def test_regions_are_named_in_the_readers_language_or_a_near_one() -> None:
    region = RegionFactory(slug="mn-khentii")
    RegionNameFactory(region=region, language="en", name="Khentii Aimag")
    RegionNameFactory(region=region, language="mn", name="Хэнтий аймаг")
    assert region_names(["mn-khentii", "nowhere"], "mn") == {"mn-khentii": "Хэнтий аймаг"}
    assert region_names(["mn-khentii"], "ko") == {"mn-khentii": "Khentii Aimag"}


# Which time a region keeps.

ZONES = {
    "mn-khentii": "Asia/Ulaanbaatar",
    "mn-khovd": "Asia/Hovd",
    "mn-uvs": "Asia/Hovd",
    "mn-bayan-olgii": "Asia/Hovd",
    "mn-govi-altai": "Asia/Ulaanbaatar",
    "jp-tottori": "Asia/Tokyo",
    "kr-gyeongbuk": "Asia/Seoul",
    "kp-rason": "Asia/Pyongyang",
    "cn-jilin": "Asia/Shanghai",
    "ru-sakha": "Asia/Yakutsk",
    "ru-sakhalin": "Asia/Sakhalin",
    "ru-kamchatka": "Asia/Kamchatka",
    "ru-altai-republic": "Asia/Barnaul",
    "ru-zabaikalsky": "Asia/Chita",
    "vn-ho-chi-minh-city": "Asia/Ho_Chi_Minh",
    "kg-chuy": "Asia/Bishkek",
}


@pytest.mark.parametrize("slug", ZONES)
def test_a_region_keeps_the_time_of_its_seat(slug: str) -> None:
    region = Region(slug=slug, country_id=slug[:2].upper())
    assert zone_of(region).key == zone_of_slug(slug).key == ZONES[slug]


@pytest.mark.usefixtures("register")
def test_every_region_of_the_register_has_a_zone_that_exists() -> None:
    known = zoneinfo.available_timezones()
    listed = (settings.DATA_DIR / "regions" / "time_zones.csv").read_text().splitlines()[1:]
    places = [line.split(",")[0] for line in listed]
    assert set(Region.objects.values_list("slug", flat=True)) <= set(places)
    assert len(places) == len(set(places))
    assert {line.split(",")[1] for line in listed} <= known
    assert set(zones_in_use()) <= known


def test_a_new_region_keeps_its_countrys_time_and_where_there_are_several_the_secretariats() -> None:
    assert zone_of(RegionFactory(slug="jp-new", country=CountryFactory(code="JP"))).key == "Asia/Tokyo"
    assert zone_of(RegionFactory(slug="ru-new", country=CountryFactory(code="RU"))).key == "Asia/Seoul"
    assert zone_of_slug("xx-new").key == "Asia/Seoul"


def test_names_speak_the_active_language_of_a_notice() -> None:
    region = RegionFactory(slug="mn-khentii")
    RegionNameFactory(region=region, language="mn", name="Хэнтий аймаг")
    account = MandateFactory(region=region).account
    tell([account], ENDED, event="e", details={"what": "x"}, region=region)
    with translation.override("mn"):
        assert latest_told(account)[0].region_name == "Хэнтий аймаг"
