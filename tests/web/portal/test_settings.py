"""The page of one's own settings: language and time, mails, calendar and feed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from near.foundation.journal import JournalEntry
from near.people.models import Account, NoticeSetting, SubscriptionKey
from near.people.queries import owner_of_key
from near.registry.models import Region
from tests.people.factories import SubscriptionKeyFactory
from tests.web.desk.test_desk import signed_in
from tests.web.desk.test_translations import shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register", "strict_templates")]
PAGE = "/en/portal/settings/"
PREFER = {"do": "prefer", "language": "mn", "time_zone": "Asia/Ulaanbaatar"}
NOTIFY = {"do": "notify", "rhythm": "weekly", "weekday": "4", "notice_language": "ja"}


@pytest.fixture
def speaker(official: Any) -> Account:
    account: Account = official(Region.objects.get(slug="mn-khentii"))
    return account


def selected(page: str, name: str) -> str:
    """Return the value chosen in a list of the page."""
    found = re.search(rf'<select name="{name}".*?<option value="([^"]*)" selected', page, re.DOTALL)
    assert found
    return found[1]


def test_the_page_asks_for_a_sign_in() -> None:
    assert Client().get(PAGE)["Location"].startswith("/en/account/login/")
    assert Client().post(PAGE, PREFER)["Location"].startswith("/en/account/login/")
    assert not JournalEntry.objects.filter(verb__startswith="people.set").exists()


@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-hans", "ru", "mn"])
def test_the_page_stands_in_every_language(language: str, speaker: Account) -> None:
    page = shown(signed_in(speaker), f"/{language}/portal/settings/")
    assert page.count("<h1") == 1
    assert page.count("<form") >= 3


def test_language_and_time_are_changed_and_the_page_goes_on_in_the_new_language(speaker: Account) -> None:
    client = signed_in(speaker)
    assert client.post(PAGE, PREFER)["Location"] == "/mn/portal/settings/"
    speaker.refresh_from_db()
    assert (speaker.language, speaker.time_zone) == ("mn", "Asia/Ulaanbaatar")
    page = shown(client, "/mn/portal/settings/")
    assert (selected(page, "language"), selected(page, "time_zone")) == ("mn", "Asia/Ulaanbaatar")
    assert "Улаанбаатар (UTC+08:00)" in page


def test_the_mails_are_set_and_shown_as_set(speaker: Account) -> None:
    client = signed_in(speaker)
    assert client.post(PAGE, NOTIFY).status_code == 302
    setting = NoticeSetting.objects.get(account=speaker)
    assert (setting.rhythm, setting.weekday, setting.language) == ("weekly", 4, "ja")
    page = shown(client, PAGE)
    assert (selected(page, "weekday"), selected(page, "notice_language")) == ("4", "ja")
    assert re.search(r'value="weekly"[^>]*checked', page)
    client.post(PAGE, NOTIFY | {"rhythm": "never", "weekday": "", "notice_language": ""})
    setting.refresh_from_db()
    assert (setting.rhythm, setting.weekday, setting.language) == ("never", 4, "")


@pytest.mark.parametrize(
    "wrong",
    [
        PREFER | {"language": "xx"},
        PREFER | {"time_zone": "Mars/Olympus"},
        PREFER | {"time_zone": ""},
        NOTIFY | {"rhythm": "hourly"},
        NOTIFY | {"rhythm": ""},
        NOTIFY | {"weekday": "9"},
        NOTIFY | {"notice_language": "<script>"},
    ],
)
def test_what_is_not_on_the_list_is_refused_and_nothing_is_changed(
    wrong: dict[str, str], speaker: Account
) -> None:
    answer = signed_in(speaker).post(PAGE, wrong)
    assert answer.status_code == 422
    assert 'class="errorlist"' in answer.content.decode()
    assert "<script>" not in answer.content.decode()
    speaker.refresh_from_db()
    assert (speaker.language, speaker.time_zone) == ("en", "Asia/Seoul")
    assert not NoticeSetting.objects.exists()


def test_a_form_that_asks_for_nothing_known_changes_nothing(speaker: Account) -> None:
    assert signed_in(speaker).post(PAGE, {"do": "explode"}).status_code == 400
    assert not NoticeSetting.objects.exists()


def test_the_addresses_are_shown_once(speaker: Account) -> None:
    client = signed_in(speaker)
    assert "Make the addresses" in shown(client, PAGE)
    answer = client.post(PAGE, {"do": "renew"})
    made = re.findall(r'value="http://[^"]*/(calendar|feed)/([^"/.]+)\.(ics|xml)"', answer.content.decode())
    assert [(where, ending) for where, _key, ending in made] == [("calendar", "ics"), ("feed", "xml")]
    assert len({key for _where, key, _ending in made}) == 1
    assert owner_of_key(made[0][1]) == speaker
    assert "no-store" in answer["Cache-Control"]
    later = shown(client, PAGE)
    assert made[0][1] not in later
    assert "cannot be shown again" in later


def test_new_addresses_replace_the_old_and_are_taken_back(speaker: Account) -> None:
    SubscriptionKeyFactory(account=speaker)
    old = SubscriptionKey.objects.get().digest
    client = signed_in(speaker)
    client.post(PAGE, {"do": "renew"})
    assert SubscriptionKey.objects.get().digest != old
    assert client.post(PAGE, {"do": "revoke"}).status_code == 302
    assert not SubscriptionKey.objects.exists()
    assert "Make the addresses" in shown(client, PAGE)


def test_a_reading_request_changes_nothing(speaker: Account) -> None:
    client = signed_in(speaker)
    for do in ("renew", "revoke", "notify"):
        client.get(PAGE, {"do": do, "rhythm": "never"})
    assert not SubscriptionKey.objects.exists()
    assert not NoticeSetting.objects.exists()


def test_a_time_zone_outside_our_regions_stays_on_the_list_of_who_has_it(speaker: Account) -> None:
    Account.objects.filter(pk=speaker.pk).update(time_zone="Europe/Berlin")
    speaker.refresh_from_db()
    client = signed_in(speaker)
    assert selected(shown(client, PAGE), "time_zone") == "Europe/Berlin"
    Account.objects.filter(pk=speaker.pk).update(time_zone="No/Where")
    speaker.refresh_from_db()
    assert selected(shown(signed_in(speaker), PAGE), "time_zone") == "Asia/Seoul"


def test_zones_go_from_west_to_east(speaker: Account) -> None:
    page = shown(signed_in(speaker), PAGE)
    hours = [int(x) for x in re.findall(r"\(UTC\+(\d\d):00\)", page)]
    assert hours == sorted(hours)
    assert (hours[0], hours[-1]) == (6, 12)
