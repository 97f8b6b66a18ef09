"""Calendar and feed behind a key, and the way out of the mails: no sign-in, nothing for anybody else."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element  # only the type; what is read is read by defusedxml

import pytest
import time_machine
from defusedxml.ElementTree import fromstring
from django.core import mail, signing
from django.test import Client
from django.utils import timezone

from near.flows.digest import send_round
from near.foundation.deadlines import Deadline
from near.foundation.journal import JournalEntry
from near.foundation.notices import Notice, tell
from near.foundation.text import MultilingualText, Passage, TextState
from near.people import actions
from near.people.models import Account, NoticeSetting
from near.registry.models import Region
from near.web.outgoing.digests import deliver
from near.web.outgoing.unsubscribing import LASTS, way_out
from tests.foundation.notices import ANSWERED, declared, keeper_of
from tests.people.factories import AccountFactory, NoticeSettingFactory
from tests.registry.factories import MandateFactory
from tests.web.desk.test_translations import shown
from tests.web.portal.test_ical import plain, properties

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register", "strict_templates")]
NOW = dt.datetime(2026, 11, 25, 3, tzinfo=dt.UTC)
LONG = "Хүсэлтээ баталгаажуулна уу; ноос, арьс\n" * 3
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def khentii(register: None) -> Region:
    return Region.objects.get(slug="mn-khentii")


@pytest.fixture
def speaker(official: Any, khentii: Region) -> Account:
    account: Account = official(khentii, account__language="mn", account__time_zone="Asia/Ulaanbaatar")
    return account


@pytest.fixture
def key(speaker: Account) -> str:
    return actions.renew_subscription_key(account=speaker, by=speaker)


@pytest.fixture(autouse=True)
def _declared(khentii: Region) -> Iterator[None]:
    tottori = Region.objects.get(slug="jp-tottori")
    moment = dt.datetime(2026, 12, 2, 9, 30, tzinfo=dt.UTC)
    found = (
        Deadline("p-1", khentii.pk, dt.date(2026, 12, 1), lambda: LONG, "region", ("mn-khentii",)),
        Deadline("p-2", khentii.pk, moment, lambda: "Санал", "nowhere"),
        Deadline("p-3", tottori.pk, dt.date(2026, 12, 3), lambda: "Not Khentii's"),
    )  # fmt: skip
    with declared(deadlines=keeper_of(*found)), time_machine.travel(NOW, tick=False):
        yield


def test_the_calendar_holds_the_members_deadlines_in_the_readers_language(key: str) -> None:
    answer = Client().get(f"/calendar/{key}.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    found = properties(answer.content)
    assert (found[0], found[-1]) == (("BEGIN", "VCALENDAR"), ("END", "VCALENDAR"))
    values = dict(found)
    assert (values["VERSION"], values["METHOD"]) == ("2.0", "PUBLISH")
    events = [value for name, value in found if name == "UID"]
    assert events == ["p-1@127.0.0.1", "p-2@127.0.0.1"]
    summaries = [plain(value) for name, value in found if name == "SUMMARY;LANGUAGE=mn"]
    assert summaries == [LONG, "Санал"]
    assert [v for n, v in found if n.startswith("DTSTART")] == ["20261201", "20261202T093000Z"]
    assert ("DTEND;VALUE=DATE", "20261202") in found
    assert [v for n, v in found if n == "DTSTAMP"] == ["20261125T030000Z"] * 2
    assert ("CATEGORIES;LANGUAGE=mn", "Хэнтий аймаг") in found
    assert [v for n, v in found if n == "URL"] == ["http://127.0.0.1:8000/mn/members/mn-khentii/"]
    assert "Not Khentii" not in answer.content.decode()


def test_the_calendar_looks_a_month_back_and_a_year_ahead(key: str, khentii: Region) -> None:
    days = {"back": -31, "too far back": -32, "ahead": 399, "too far": 400}
    found = [
        Deadline(uid.replace(" ", "-"), khentii.pk, NOW.date() + dt.timedelta(days=d), lambda: "x")
        for uid, d in days.items()
    ]
    with declared(deadlines=keeper_of(*found)):
        body = Client().get(f"/calendar/{key}.ics").content.decode()
    assert re.findall(r"UID:([\w-]+)@", body) == ["back", "ahead"]


def test_a_calendar_without_deadlines_is_still_one(key: str) -> None:
    with declared():
        assert b"VEVENT" not in Client().get(f"/calendar/{key}.ics").content


def test_the_feed_holds_what_the_reader_was_told_the_latest_first(speaker: Account, key: str) -> None:
    title = MultilingualText.of(mn="Ноос\x0b & <арьс>")
    for number in range(2):
        with time_machine.travel(NOW + dt.timedelta(hours=number), tick=False):
            details = {"member": Region.objects.get(slug="jp-tottori"), "title": title}
            tell([speaker], ANSWERED, event=f"e:{number}", details=details)
    answer = Client().get(f"/feed/{key}.xml")
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed: Element = fromstring(answer.content)
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "mn"
    titles = [x.text for x in feed.findall("a:entry/a:title", ATOM)]
    assert titles == ["“Ноос & <арьс>” саналд хариу ирлээ. Гишүүн: Тоттори муж."] * 2
    ids = [x.text for x in feed.findall("a:entry/a:id", ATOM)]
    latest = Notice.objects.get(event="e:1")
    assert ids[0] == f"http://127.0.0.1:8000/notices/{latest.pk}"
    link = feed.find("a:entry/a:link", ATOM)
    assert link is not None
    assert link.get("href") == f"http://127.0.0.1:8000/mn/portal/notices/{latest.pk}/"


def test_a_machines_words_and_samples_are_marked_wherever_they_are_told(speaker: Account, key: str) -> None:
    title = MultilingualText(
        {"ja": Passage("羊毛", TextState.ORIGINAL), "mn": Passage("Ноос", TextState.MACHINE)}
    )
    details = {"member": Region.objects.get(slug="jp-tottori"), "title": title}
    tell([speaker], ANSWERED, event="e", details=details, sample=True)
    send_round(deliver, at_once=True)
    [html] = [body for body, _kind in mail.outbox[0].alternatives]
    client = Client()
    client.force_login(speaker, backend="near.web.desk.backends.DeskBackend")
    page = shown(client, "/mn/portal/notices/")
    for words in (html, mail.outbox[0].body, Client().get(f"/feed/{key}.xml").content.decode(), page):
        assert "Машин орчуулга" in words
        assert "Жишээ" in words
    assert "機械翻訳" not in shown(client, "/ja/portal/notices/")


@pytest.mark.parametrize("path", ["/calendar/{}.ics", "/feed/{}.xml"])
def test_the_mails_language_holds_for_calendar_and_feed_too(path: str, speaker: Account, key: str) -> None:
    NoticeSettingFactory(account=speaker, language="ja")
    answer = Client(headers={"accept-language": "ru"}).get(path.format(key))
    assert "=ja" in answer.content.decode() or 'lang="ja"' in answer.content.decode()


@pytest.mark.parametrize("path", ["/calendar/{}.ics", "/feed/{}.xml"])
def test_a_wrong_or_revoked_key_opens_nothing_and_is_told_so(path: str, speaker: Account, key: str) -> None:
    client = Client(headers={"accept-language": "en"})
    answer = client.get(path.format(key))
    assert (answer.status_code, answer["X-Robots-Tag"]) == (200, "noindex")
    assert "no-store" in answer["Cache-Control"]
    actions.revoke_subscription_key(account=speaker, by=speaker)
    for wrong in (key, "x", "%00", "a" * 500):
        assert "opens nothing any more" in shown(client, path.format(wrong), 404)
    assert client.post(path.format(key)).status_code == 405


def test_whose_mandate_has_ended_has_an_empty_calendar(key: str, speaker: Account, khentii: Region) -> None:
    tell([speaker], ANSWERED, event="e", details={"member": khentii, "title": "x"}, region=khentii)
    assert b"<entry>" in Client().get(f"/feed/{key}.xml").content
    speaker.mandates.all()._raw_delete("default")
    assert b"VEVENT" not in Client().get(f"/calendar/{key}.ics").content
    assert b"<entry>" not in Client().get(f"/feed/{key}.xml").content


def test_somebody_of_two_members_sees_the_deadlines_of_both(key: str, speaker: Account) -> None:
    MandateFactory(region=Region.objects.get(slug="jp-tottori"), account=speaker)
    assert Client().get(f"/calendar/{key}.ics").content.count(b"BEGIN:VEVENT") == 3


# The way out of the mails.


def path_of(account: Account) -> str:
    return way_out(account).removeprefix("http://127.0.0.1:8000")


def test_asking_changes_nothing_and_a_press_of_the_button_ends_the_mails(speaker: Account) -> None:
    client, path = Client(enforce_csrf_checks=True), path_of(speaker)
    assert path.startswith("/en/notices/unsubscribe/")
    page = shown(client, path)
    assert '<form method="post">' in page
    assert not NoticeSetting.objects.exists()
    answer = client.post(path)
    assert answer.status_code == 200
    assert "You will get no more mails" in answer.content.decode()
    assert NoticeSetting.objects.get(account=speaker).rhythm == "never"
    entry = JournalEntry.objects.first()
    assert entry
    assert (entry.verb, entry.actor) == ("people.set_notices", f"account:{speaker.pk}")


def test_one_click_of_a_mail_program_ends_the_mails_and_keeps_the_other_settings(speaker: Account) -> None:
    NoticeSettingFactory(account=speaker, weekday=3, language="ja")
    for _twice in range(2):
        answer = Client(enforce_csrf_checks=True).post(
            path_of(speaker), "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
        )
        assert (answer.status_code, "Set-Cookie" in answer) == (200, False)
    setting = NoticeSetting.objects.get(account=speaker)
    assert (setting.rhythm, setting.weekday, setting.language) == ("never", 3, "ja")
    assert JournalEntry.objects.filter(verb="people.set_notices").count() == 1


@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-hans", "ru", "mn", "vi", "ky"])
def test_the_page_stands_in_every_language(language: str, speaker: Account) -> None:
    path = path_of(speaker).replace("/en/", f"/{language}/")
    assert shown(Client(), path).count("<h1") == 1
    assert Client().post(path).content.decode().count("<h1") == 1


def test_a_token_that_is_not_ours_opens_nothing_and_is_told_so(speaker: Account) -> None:
    start, token = "/en/notices/unsubscribe/", path_of(speaker).split("/")[-2]
    other = signing.dumps(speaker.pk, salt="near.something.else")
    nobody = signing.dumps(10**9, salt="near.notices.unsubscribe")
    client = Client()
    for wrong in (token[:-1], token[:-1] + ("A" if token[-1] != "A" else "B"), other, nobody, "x"):
        for ask in (client.get, client.post):
            answer = ask(f"{start}{wrong}/")
            assert answer.status_code == 404
            assert "Open it again from the mail" in answer.content.decode()
    assert client.get(f"{start}{token}/").status_code == 200
    assert not NoticeSetting.objects.exists()


def test_a_token_of_an_old_mail_says_so(speaker: Account) -> None:
    path = path_of(speaker)
    with time_machine.travel(timezone.now() + dt.timedelta(seconds=LASTS + 60), tick=False):
        for ask in (Client().get, Client().post):
            answer = ask(path)
            assert answer.status_code == 410
            assert "more than a year ago" in answer.content.decode()
    assert not NoticeSetting.objects.exists()


def test_a_closed_account_is_told_that_no_more_mails_come() -> None:
    closed = AccountFactory(is_active=False)
    assert Client().post(path_of(closed)).status_code == 200
    assert not NoticeSetting.objects.exists()


def test_a_way_out_is_not_kept_by_anybody(speaker: Account) -> None:
    answer = Client().get(path_of(speaker))
    assert "no-store" in answer["Cache-Control"]
    assert "Set-Cookie" not in answer
