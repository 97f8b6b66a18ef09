"""The page of notices: what the reader was told, the way to it, and having read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from near.foundation.notices import Notice, tell, unread_count
from near.foundation.text import MultilingualText
from near.people.models import Account
from near.registry.models import Region
from tests.foundation.notices import ANSWERED, ENDED, declared
from tests.registry.factories import MandateFactory
from tests.web.desk.test_desk import signed_in
from tests.web.desk.test_translations import shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register", "strict_templates")]
LIST = "/mn/portal/notices/"
READ = "/mn/portal/notices/read/"


@pytest.fixture(autouse=True)
def _declared() -> Iterator[None]:
    with declared():
        yield


@pytest.fixture
def khentii() -> Region:
    return Region.objects.get(slug="mn-khentii")


@pytest.fixture
def speaker(official: Any, khentii: Region) -> Account:
    account: Account = official(khentii, account__time_zone="Asia/Ulaanbaatar")
    return account


def told(account: Account, event: str = "e:1", **more: Any) -> Notice:
    details = {"member": Region.objects.get(slug="jp-tottori"), "title": MultilingualText.of(mn="<b>Ноос")}
    tell([account], ANSWERED, event=event, details=details, **more)
    return Notice.objects.get(event=event, recipient=str(account.reference()))


def test_the_page_asks_for_a_sign_in(outsider: Account) -> None:
    assert Client().get(LIST)["Location"].startswith("/mn/account/login/")
    assert Client().post(READ)["Location"].startswith("/mn/account/login/")
    assert 'class="none"' in shown(signed_in(outsider), LIST)


@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-hans", "ru", "mn"])
def test_the_page_stands_in_every_language(language: str, speaker: Account, khentii: Region) -> None:
    told(speaker, region=khentii, due=timezone.now())
    page = shown(signed_in(speaker), f"/{language}/portal/notices/")
    assert page.count("<h1") == 1
    assert page.count('class="unread"') == 1


def test_a_notice_stands_in_the_language_of_the_page_with_its_member_and_escaped(
    speaker: Account, khentii: Region
) -> None:
    told(speaker, region=khentii)
    page = shown(signed_in(speaker), LIST)
    assert "“&lt;b&gt;Ноос” саналд хариу ирлээ. Гишүүн: Тоттори" in page
    assert "Хэнтий аймаг" in page
    assert "「&lt;b&gt;Ноос」への回答" in shown(signed_in(speaker), "/ja/portal/notices/")


def test_a_deadline_is_shown_in_the_members_own_time(speaker: Account) -> None:
    khovd = Region.objects.get(slug="mn-khovd")
    due = dt.datetime(2199, 12, 31, 1, 30, tzinfo=dt.UTC)
    told(speaker, due=due)
    page = shown(signed_in(speaker), "/en/portal/notices/")
    assert '<time datetime="2199-12-31T09:30+08:00">' in page
    assert "31 December 2199 09:30" in page
    assert "Ulaanbaatar" in page
    assert "overdue" not in page
    Notice.objects.update(region=khovd.slug, due=due - dt.timedelta(days=365 * 180))
    MandateFactory(region=khovd, account=speaker)
    page = shown(signed_in(speaker), "/en/portal/notices/")
    assert '+07:00">' in page
    assert 'class="due overdue"' in page


def test_the_way_to_a_notice_leads_to_its_page_and_marks_nothing(speaker: Account) -> None:
    notice = told(speaker)
    answer = signed_in(speaker).get(f"{LIST}{notice.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, "/mn/members/jp-tottori/")
    assert unread_count(speaker) == 1


def test_a_notice_without_a_page_leads_to_its_place_in_the_list(speaker: Account) -> None:
    tell([speaker], ENDED, event="x", details={"what": "x"})
    notice = Notice.objects.get()
    assert signed_in(speaker).get(f"{LIST}{notice.pk}/")["Location"] == f"{LIST}#n-{notice.pk}"


def test_nobody_reaches_or_marks_the_notice_of_another(speaker: Account, outsider: Account) -> None:
    notice = told(speaker)
    client = signed_in(outsider)
    assert client.get(f"{LIST}{notice.pk}/").status_code == 404
    client.post(READ, {"notice": str(notice.pk)})
    client.post(READ)
    assert unread_count(speaker) == 1
    assert "Ноос" not in shown(client, LIST)


def test_all_or_one_are_marked_as_read(speaker: Account) -> None:
    first, _second, _third = (told(speaker, event=f"e:{n}") for n in range(3))
    client = signed_in(speaker)
    assert client.post(READ, {"notice": str(first.pk)})["Location"] == LIST
    assert unread_count(speaker) == 2
    assert client.post(READ, {"notice": str(first.pk)}).status_code == 302
    client.post(READ)
    assert unread_count(speaker) == 0
    assert 'class="unread"' not in shown(client, LIST)


@pytest.mark.parametrize("named", ["x", "-1", "1" * 30, "1.5"])
def test_what_is_no_number_marks_nothing(named: str, speaker: Account) -> None:
    told(speaker)
    assert signed_in(speaker).post(READ, {"notice": named}).status_code == 404
    assert unread_count(speaker) == 1


def test_reading_does_not_mark_by_a_get(speaker: Account) -> None:
    told(speaker)
    client = signed_in(speaker)
    assert client.get(READ).status_code == 405
    shown(client, LIST)
    assert unread_count(speaker) == 1


def test_unread_come_first_and_a_long_list_has_pages(speaker: Account) -> None:
    for number in range(30):
        told(speaker, event=f"e:{number}")
    client = signed_in(speaker)
    client.post(READ, {"notice": str(Notice.objects.get(event="e:29").pk)})
    assert shown(client, LIST).count('class="unread"') == 25
    last = shown(client, f"{LIST}?page=2")
    assert last.count('class="unread"') == 4
    assert last.rindex('id="n-') > last.rindex('class="unread"')
    shown(client, f"{LIST}?page=none")


def test_the_list_asks_the_database_as_often_for_many_as_for_few(speaker: Account) -> None:
    client = signed_in(speaker)
    told(speaker)
    shown(client, LIST)
    with CaptureQueriesContext(connection) as few:
        shown(client, LIST)
    for number in range(2, 20):
        told(speaker, event=f"e:{number}")
    with CaptureQueriesContext(connection) as many:
        shown(client, LIST)
    assert len(many) == len(few) <= 14
