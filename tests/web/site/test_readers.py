"""Readers of Vietnamese and Kyrgyz: a whole site in their language, honest where a text lacks it."""

from __future__ import annotations

import re

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import Locale

from near.foundation.period import today
from near.people.models import Account
from near.registry.queries import roster_on
from near.web.site.models import EntryIndexPage, EntryPage, latest_entries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register", "strict_templates")]


def test_a_page_in_kyrgyz_speaks_kyrgyz_and_marks_what_it_borrows_from_russian(client: Client) -> None:
    html = client.get("/ky/about/organs/").content.decode()
    assert '<html lang="ky">' in html
    assert "<h1>Органдары</h1>" in html
    assert re.search(
        r'<span class="other-language" lang="ru" title="Тексттин тили: орусча">[^<]*[Аа]ссамблея', html
    )
    assert 'lang="en"' not in html.partition("<main")[2].partition("</main>")[0]


def test_a_page_in_vietnamese_borrows_from_english(client: Client) -> None:
    html = client.get("/vi/about/").content.decode()
    main = html.partition("<main")[2].partition("</main>")[0]
    assert set(re.findall(r'other-language" lang="(\w+)"', main)) == {"en"}
    assert "(bản dịch tạm)" in main
    assert "kèm ký hiệu của ngôn ngữ đó" in html


def test_a_page_in_a_working_language_borrows_nothing(client: Client) -> None:
    for language in ("en", "ja", "ko", "zh-hans", "ru", "mn"):
        assert "other-language" not in client.get(f"/{language}/about/organs/").content.decode(), language


def test_regions_and_countries_have_their_established_names(client: Client) -> None:
    html = client.get("/vi/members/").content.decode()
    assert "tỉnh An Huy</a>" in html
    assert (
        "Cộng hòa Dân chủ Nhân dân Triều Tiên"
        in client.get("/vi/members/kp-north-hamgyong/").content.decode()
    )
    assert "Кыргыз Республикасы" in client.get("/ky/members/kg-chuy/").content.decode()


@pytest.mark.parametrize(("language", "first"), [("vi", "cn-anhui"), ("zh", "cn-anhui"), ("ja", "cn-anhui")])
def test_the_members_stand_in_the_readers_order(language: str, first: str) -> None:
    assert roster_on(today(), language).of("full", "CN")[0].id == first


def test_the_browsers_wish_is_heard(client: Client) -> None:
    assert client.get("/", headers={"accept-language": "ky,ru;q=0.5"})["Location"] == "/ky/"
    assert client.get("/", headers={"accept-language": "vi-VN"})["Location"] == "/vi/"


def test_open_data_speaks_to_every_reader(client: Client) -> None:
    data = client.get("/data/roster.json?lang=vi").json()
    assert "tỉnh An Huy" in {r["name"] for r in data["regions"]}


@pytest.mark.usefixtures("editors")
def test_an_entry_reaches_readers_in_the_nearest_language_it_was_written_in(client: Client) -> None:
    assert Locale.objects.count() == 6
    for language, title in (("en", "Call"), ("ru", "Приглашение")):
        root = EntryIndexPage.objects.get(locale__language_code=language)
        entry = EntryPage(title=title, on=today(), summary=title, body="<p>x</p>", locale=root.locale)
        if language == "ru":
            entry.translation_key = EntryPage.objects.get().translation_key
        root.add_child(instance=entry)
    only_english = EntryIndexPage.objects.get(locale__language_code="en")
    only_english.add_child(
        instance=EntryPage(
            title="Second", on=today(), summary="s", body="<p>x</p>", locale=only_english.locale
        )
    )
    titles = {code: [e.title for e in latest_entries(code, limit=5)] for code in ("ky", "vi", "ru", "ja")}
    assert titles == {
        "ky": ["Second", "Приглашение"],
        "vi": ["Second", "Call"],
        "ru": ["Приглашение"],
        "ja": [],
    }
    html = client.get("/ky/news/").content.decode()
    assert re.search(r'lang="ru"[^>]*>Приглашение', html)
    assert re.search(r'lang="en"[^>]*>Second', html)
    assert client.get("/vi/feed.xml").status_code == 200


@pytest.mark.usefixtures("editors")
def test_the_desk_offers_the_six_working_languages_only(officer: Account) -> None:
    choices = [code for code, _label in Account._meta.get_field("language").flatchoices]
    assert choices == ["en", "ja", "ko", "zh", "ru", "mn"]
    client = Client()
    client.force_login(officer, backend="near.web.desk.backends.DeskBackend")
    html = client.get("/desk/account/").content.decode()
    assert "Tiếng Việt" not in html


def test_preparing_again_makes_no_pages_for_readers_languages() -> None:
    call_command("prepare_pages")
    assert set(Locale.objects.values_list("language_code", flat=True)) == {
        "en",
        "ja",
        "ko",
        "zh-hans",
        "ru",
        "mn",
    }
