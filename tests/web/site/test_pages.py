"""Every public page in every language: it stands, is linked to its other languages, costs what it did."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from near.foundation.languages import READERS as HOUSE_LANGUAGES
from near.foundation.languages import language_of
from tests.web.pages import LANGUAGES, MORE_ON_POSTGRESQL, PAGE_TYPES, QUERIES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register", "glossary", "strict_templates")]


def page(client: Client, language: str, path: str, **extra: Any) -> tuple[int, str]:
    answer = client.get(f"/{language}/{path}", **extra)
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_stands_in_every_language(client: Client, language: str) -> None:
    for name, path in PAGE_TYPES.items():
        status, html = page(client, language, path)
        assert status == (400 if name == "refusal" else 200), (language, name)
        assert f'<html lang="{language_of(language).tag}">' in html, (language, name)
        assert html.count("<h1") == 1, (language, name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_linked_to_itself_in_every_language(client: Client, language: str) -> None:
    for path in PAGE_TYPES.values():
        _status, html = page(client, language, path)
        rest = path.replace("&", "&amp;")
        for other in HOUSE_LANGUAGES:
            assert f'hreflang="{other.tag}" href="{settings.SITE_URL}/{other.django}/{rest}"' in html, path


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_no_page_falls_back_to_english(client: Client, language: str) -> None:
    english = {"Members", "Partners", "Subcommittees", "About", "Open data", "Sources", "Sign in", "Show"}
    for name, path in PAGE_TYPES.items():
        _status, html = page(client, language, path)
        words = {w.strip() for w in re.findall(r">([^<>]+)<", html)}
        left = sorted(words & english)
        assert left == [], (language, name)


def test_every_page_makes_the_recorded_number_of_statements(client: Client) -> None:
    page(client, "en", "")
    found = {}
    for name, path in PAGE_TYPES.items():
        with CaptureQueriesContext(connection) as made:
            page(client, "en", path)
        found[name] = len(made)
    more = MORE_ON_POSTGRESQL if connection.vendor == "postgresql" else {}
    assert found == {name: number + more.get(name, 0) for name, number in QUERIES.items()}


def test_the_first_page_is_light(client: Client) -> None:
    _status, html = page(client, "mn", "")
    files = re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js|svg))"', html)
    weight = len(html.encode())
    weight += sum((settings.STATICFILES_DIRS[0] / name).stat().st_size for name in files)
    assert weight <= 100_000, weight


def test_the_numbers_of_the_home_page_are_those_of_the_register(client: Client) -> None:
    _status, html = page(client, "en", "")
    figures = [re.sub(r"\s+", " ", f) for f in re.findall(r'class="figure"><b>(\d+)</b>', html)]
    assert figures == ["82", "6", "4", "3", "19"]


def test_the_map_has_a_link_for_every_member(client: Client) -> None:
    _status, html = page(client, "ja", "")
    assert len(re.findall(r'<a class="region [^"]+" href="/ja/members/', html)) == 89


def test_any_day_can_be_asked_for(client: Client) -> None:
    _status, html = page(client, "en", "members/?on=2008-09-30")
    assert "69 full members" in html


@pytest.mark.parametrize("words", ["хэнтий", "ヘンティ", "HENTII", "헨티", "肯特", "khentii"])
def test_a_member_is_found_by_its_name_in_any_language(client: Client, words: str) -> None:
    answer = client.get("/ja/members/", {"q": words})
    assert "/ja/members/mn-khentii/" in answer.content.decode()


def test_nobody_found_is_said(client: Client) -> None:
    _status, html = page(client, "en", "members/?q=atlantis")
    assert "No member of that day has such a name." in html


def test_a_misspelt_member_is_understood(client: Client) -> None:
    html = client.get("/en/members/", {"q": "Tottorri-ken"}).content.decode()
    assert "Understood as Tottori Prefecture." in html
    assert "/en/members/jp-tottori/" in html


def test_a_name_of_several_regions_is_asked_back(client: Client) -> None:
    html = client.get("/en/members/", {"q": "Kangwom"}).content.decode()
    assert "Which one do you mean?" in html
    assert re.search(r'<li><a href="/en/members/kr-gangwon/">Gangwon State</a></li>', html)
    assert "Kangwon (KP-07): not a member on this day" in html


def test_a_region_that_is_no_member_is_recognised(client: Client) -> None:
    html = client.get("/ja/members/", {"q": "北京市"}).content.decode()
    assert "北京市（CN-BJ）" in html
    html = client.get("/en/members/", {"q": "북경"}).content.decode()
    assert "Understood as Beijing (CN-BJ), which is not a member on" in html


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("members/?on=soon", 400),
        ("members/?on=2024-02-30", 400),
        ("members/?on=1024-01-01", 400),
        ("members/?q=" + "x" * 101, 422),
        ("members/atlantis/", 404),
        ("subcommittees/atlantis/", 404),
        ("nowhere/", 404),
    ],
)
@pytest.mark.parametrize("language", ["en", "mn"])
def test_bad_input_gets_a_clear_page_with_the_right_status(
    client: Client, language: str, path: str, status: int
) -> None:
    got, html = page(client, language, path)
    assert got == status
    assert 'class="notice bad"' in html


def test_reading_pages_refuse_to_be_written_to(client: Client) -> None:
    assert client.post("/en/members/").status_code == 405


def test_what_a_reader_types_is_never_taken_for_markup(client: Client) -> None:
    answer = client.get("/en/members/", {"q": "<script>alert(1)</script>"})
    assert "<script>alert(1)" not in answer.content.decode()


def test_the_way_in_speaks_the_browsers_language(client: Client) -> None:
    answer = client.get("/", headers={"accept-language": "mn,ru;q=0.8"})
    assert (answer.status_code, answer["Location"]) == (302, "/mn/")


def test_a_lasting_identifier_leads_to_the_page(client: Client) -> None:
    answer = client.get("/id/mn-khentii", headers={"accept-language": "ja"})
    assert (answer.status_code, answer["Location"]) == (303, "/ja/members/mn-khentii/")


def test_the_policy_allows_no_script_but_our_own(client: Client) -> None:
    policy = client.get("/en/")["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_a_region_carries_linked_data(client: Client) -> None:
    _status, html = page(client, "en", "members/jp-tottori/")
    assert '"identifier": "JP-31"' in html
    assert '"@language": "ja"' in html
