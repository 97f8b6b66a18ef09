"""The search page: every language, the region first, honest about nothing, unmoved by bad input."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from near.foundation.search import findable
from near.foundation.search.findable import Findable, Kind, NoConcepts, Wording, kinds
from near.registry.enums import Category, NameKind
from near.registry.queries import authority
from near.web.design.addresses import PLACES, address_of
from near.web.design.templatetags.searching import country_name, kind_label, language_name, state_name
from near.web.site.region_meant import region_meant
from tests.foundation.search.encoders import indexed, with_letter_encoder
from tests.registry.factories import (
    CountryFactory,
    MembershipSpellFactory,
    RegionFactory,
    RegionNameFactory,
)
from tests.web.pages import LANGUAGES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]

FOREST = Findable(
    "history", "forest-day",
    {
        "ja": Wording("植林の日", "海岸に松を植えた。", "毎年の植林。"),
        "en": Wording("Day of forests", state="machine"),
    },
    original="ja", country="JP", topics=("environment",), on=dt.date(2020, 5, 1), sample=True,
    extra={"precision": "month"},
)  # fmt: skip
HERDERS = Findable(
    "practice", "herders", {"mn": Wording("Малчдын <b>сургалт</b>")}, original="mn", country="MN"
)


class Glossary(NoConcepts):
    """Knows one concept."""

    def glosses(self, text: str, language: str, reader: str) -> list[tuple[str, str]]:
        return [("植林", "gloss")] if "植林" in text else []

    def nearest(self, text: str, reader: str, limit: int) -> list[tuple[str, str]]:
        return [("forest", "afforestation & more")]


@pytest.fixture(autouse=True)
def _few_spellings(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list of spellings names every region of the register; these tests make regions of their own."""
    every = authority._rows
    beyond = cache(lambda name: [row for row in every(name) if row.get("place", "X")[0].isupper()])
    monkeypatch.setattr(authority, "_rows", beyond)


def declared(patch: pytest.MonkeyPatch, *records: Findable) -> None:
    kinds_of = {"region": kinds()["region"], "history": kinds()["history"]}
    kinds_of |= {
        name: Kind(name, name.capitalize(), lambda name=name: [r for r in records if r.kind == name])  # type: ignore[misc]
        for name in dict.fromkeys(record.kind for record in records)
    }
    patch.setattr(findable, "_kinds", kinds_of)
    patch.setattr(findable, "_concepts", [Glossary()])


@pytest.fixture
def khentii(db: None) -> None:
    """A full member, by its names in three languages."""
    country = CountryFactory(code="MN")
    region = RegionFactory(slug="mn-khentii", country=country)
    for code, name in (("mn", "Хэнтий аймаг"), ("en", "Khentii Aimag"), ("ja", "ヘンティ県")):
        RegionNameFactory(region=region, language=code, kind=NameKind.OFFICIAL, name=name)
    MembershipSpellFactory(region=region, category=Category.FULL)


@pytest.fixture
def index(khentii: None, monkeypatch: pytest.MonkeyPatch) -> None:
    declared(monkeypatch, FOREST, HERDERS)
    indexed()


def page(client: Client, language: str = "en", **asked: Any) -> tuple[int, str]:
    answer = client.get(f"/{language}/search/", asked)
    return answer.status_code, answer.content.decode()


def titles(html: str) -> list[str]:
    found = re.findall(r"<article.*?<h2[^>]*>(.*?)</h2>", html, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", title).strip() for title in found]


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_is_answered_in_every_language(client: Client, language: str) -> None:
    status, html = page(client, language, q="植林")
    assert status == 200
    assert titles(html) == ["Day of forests" if language == "en" else "植林の日"]
    assert f'href="/{language}/about/history/#forest-day"' in html
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.usefixtures("index")
def test_a_title_in_the_readers_own_language_carries_no_badge_but_its_state(client: Client) -> None:
    html = page(client, "en", q="植林")[1]
    assert "machine translation" in html
    assert "badge tongue" not in html
    assert "badge sample" in html
    assert "May 2020" in html


@pytest.mark.usefixtures("index")
def test_an_original_in_another_language_is_named_glossed_and_marked(client: Client) -> None:
    html = page(client, "mn", q="植林")[1]
    assert '<span class="badge tongue">япон</span>' in html
    assert '<dt lang="ja">植林</dt><dd>gloss</dd>' in html
    assert "<mark>植林</mark>の日" in html
    assert 'lang="ja">毎年の<mark>植林</mark>。' in html


@pytest.mark.usefixtures("glossary")
def test_the_concepts_a_question_names_lead_to_the_glossary(client: Client) -> None:
    html = page(client, "ja", q="trade and export")[1]
    assert '用語集：<a href="/ja/glossary/trade/">貿易</a>、<a href="/ja/glossary/export/">輸出</a>' in html
    assert "/mn/glossary/export/" in page(client, "mn", q="export")[1]
    assert "/ja/glossary/trade/" not in page(client, "ja", q="trade", page=2)[1]
    assert "/ja/glossary/trade/" not in page(client, "ja", q="zzz")[1]


@pytest.mark.usefixtures("index")
def test_what_stands_in_a_record_is_never_taken_for_markup(client: Client) -> None:
    html = page(client, "mn", q="сургалт <i>")[1]
    assert "&lt;b&gt;" in html
    assert "<i>" not in html


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize("words", ["хэнтий", "ヘンティ", "khentii aimag", "KHENTII"])
def test_a_region_comes_first_under_any_of_its_names(client: Client, words: str) -> None:
    html = page(client, "ja", q=words)[1]
    card = html[html.index('class="meant"') :]
    assert 'href="/ja/members/mn-khentii/" lang="ja">ヘンティ県</a>' in card
    assert "ヘンティ県" not in titles(html)


@pytest.mark.usefixtures("khentii")
def test_a_slip_of_the_pen_is_asked_about() -> None:
    meant = region_meant("khentyi aimag", "en", "en")
    assert (meant.sure, meant.readings[0].id) == (False, "mn-khentii")
    assert region_meant("", "en", "en").readings == ()


@pytest.mark.usefixtures("index")
def test_a_region_that_is_no_member_is_said_to_be_none(client: Client) -> None:
    RegionNameFactory(region=RegionFactory(slug="mn-far"), name="Faraway Aimag")
    assert "not a member today" in page(client, q="Faraway Aimag")[1]


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize(("language", "name"), [("en", "Beijing"), ("ja", "北京市"), ("mn", "Бээжин")])
def test_a_region_beyond_the_register_is_named_politely(client: Client, language: str, name: str) -> None:
    html = page(client, language, q="北京市")[1]
    assert name in html
    assert "CN-BJ" in html


def test_an_empty_register_is_searched_all_the_same(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # the whole list of spellings, which names regions that are not on record
    assert authority.gazetteer().resolve("Khentii Aimag").matches == ()
    for path in ("search/?q=Khentii", "search/?q=Beijing", "members/?q=Khentii"):
        assert client.get(f"/en/{path}").status_code == 200


@pytest.mark.usefixtures("index")
def test_a_name_of_several_regions_is_asked_back(client: Client) -> None:
    for slug, code in (("kr-chuo", "KR"), ("jp-chuo", "JP")):
        region = RegionFactory(slug=slug, country=CountryFactory(code=code))
        RegionNameFactory(region=region, name="Twinland")
    html = page(client, q="Twinland")[1]
    assert "Which one do you mean?" in html
    assert 'href="/en/members/kr-chuo/"' in html
    assert 'href="/en/members/jp-chuo/"' in html
    assert "/kr-chuo/" not in page(client, q="Twinland", country="JP")[1]


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ({}, ["Малчдын <b>сургалт</b>", "植林の日"]),
        ({"kind": "practice"}, ["Малчдын <b>сургалт</b>"]),
        ({"country": "JP"}, ["植林の日"]),
        ({"country": "jp"}, ["植林の日"]),
        ({"lang": "mn"}, ["Малчдын <b>сургалт</b>"]),
        ({"topic": "environment"}, ["植林の日"]),
        ({"topic": "law"}, []),
    ],
)
def test_a_search_can_be_narrowed(client: Client, narrowed: dict[str, str], found: list[str]) -> None:
    html = page(client, "mn", q="植林 сургалт", **narrowed)[1]
    assert sorted(titles(html.replace("&lt;", "\x01").replace("&gt;", "\x02"))) == [
        title.replace("<", "\x01").replace(">", "\x02") for title in found
    ]
    if narrowed.get("country"):
        assert '<details class="narrow" open>' in html


@pytest.mark.usefixtures("index")
def test_the_kinds_found_can_be_chosen_with_their_numbers(client: Client) -> None:
    html = page(client, "mn", q="植林 сургалт")[1]
    assert re.search(r'kind=practice[^"]*">\s*Practice <span class="count">1</span>', html)
    assert re.search(r'aria-current="true">[^<]+ <span class="count">2</span>', html)
    assert (
        'aria-current="true">Practice <span class="count">0</span>'
        in page(client, q="植林", kind="practice")[1]
    )


@pytest.mark.usefixtures("index")
def test_nothing_found_is_said_with_what_may_help(client: Client) -> None:
    status, html = page(client, q="zzzz", country="MN")
    assert status == 200
    assert "Nothing was found." in html
    assert 'href="/en/search/?q=afforestation+%26+more">afforestation &amp; more</a>' in html
    assert 'href="/en/search/?q=zzzz">Search without narrowing</a>' in html


@pytest.mark.usefixtures("index")
def test_words_alone_are_said_to_be_words_alone_and_the_answer_is_not_kept(client: Client) -> None:
    answer = client.get("/en/search/?q=forests")
    assert "Only words were compared just now" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert "Cache-Control" not in client.get("/en/search/")


def test_with_an_encoder_meaning_is_compared(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = with_letter_encoder(monkeypatch)
    declared(monkeypatch, FOREST, HERDERS)
    indexed(encoder)
    answer = client.get("/ru/search/", {"q": "植林"})
    assert "Cache-Control" not in answer
    assert "植林" in answer.content.decode()


BAD = {
    "empty": "", "spaces": " \u3000 ", "punctuation": "?!… — «»", "emoji": "🌲🔥",
    "marks": "\u200f\u202e\u200b",
    "null": "\0", "replacement": "\ufffd",
}  # fmt: skip


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize("language", ["en", "mn"])
@pytest.mark.parametrize("words", BAD.values(), ids=BAD)
def test_what_holds_no_word_gets_a_page_with_the_form(client: Client, language: str, words: str) -> None:
    status, html = page(client, language, q=words)
    assert status == 200
    assert 'name="q"' in html
    assert titles(html) == []


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize(
    "query", ["q=%FF%FE%80", "q=%ED%A0%80", "q=%C3", "q", "q=%", "q=a&q=%E6%A4%8D%E6%9E%97"]
)
def test_broken_bytes_are_no_fault_of_ours(client: Client, query: str) -> None:
    assert client.get(f"/ja/search/?{query}").status_code == 200


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize(
    "asked",
    [{"q": "x" * 10_001}, {"q": "а" * 10_001}, {"q": "a", "kind": "x"}, {"q": "a", "lang": "xx"},
     {"q": "a", "country": "JPN"}, {"q": "a", "topic": '"%'}, {"q": "a", "page": "9"},
     {"q": "a", "page": "x"}],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_words(client: Client, asked: dict[str, str]) -> None:
    status, html = page(client, "ja", **asked)
    assert status == 400
    assert 'class="notice bad"' in html
    assert len(html) < 20_000


@pytest.mark.usefixtures("index")
def test_a_question_of_ten_thousand_characters_is_answered(client: Client) -> None:
    status, html = page(client, "ja", q=("植林 🌲 лес " * 2000)[:10_000])
    assert status == 200
    assert titles(html) == ["植林の日"]
    assert len(html) < 60_000


@pytest.mark.usefixtures("khentii")
def test_results_come_in_pages_and_cost_the_same_number_of_queries(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [
        Findable("practice", f"p{n}", {"en": Wording(f"Forest {n}", "Trees.")}, original="en")
        for n in range(45)
    ]
    declared(monkeypatch, *many)
    indexed()
    shown = [titles(page(client, q="forest", page=str(n))[1]) for n in (1, 2, 3)]
    assert [len(found) for found in shown] == [20, 20, 5]
    assert len({title for found in shown for title in found}) == 45
    first = page(client, q="forest")[1]
    assert 'href="/en/search/?q=forest&amp;page=2" rel="next"' in first
    assert 'rel="prev"' not in first
    assert 'href="/en/search/?q=forest&amp;page=2" rel="prev"' in page(client, q="forest", page="3")[1]
    counted = []
    for words in ("forest", "forest 3"):
        with CaptureQueriesContext(connection) as made:
            page(client, q=words)
        counted.append(len(made))
    assert counted[0] == counted[1]


def test_a_kind_without_a_place_on_the_site_has_no_link(client: Client, index: None) -> None:
    html = page(client, "mn", q="сургалт")[1]
    assert '<h2 lang="mn">Малчдын' in html
    assert address_of("practice", "herders", "mn", {}) == ""
    assert address_of("entry", "x", "ru", {"address.en": "/en/pages/x/"}, shown_in="en") == "/en/pages/x/"
    assert address_of("region", "mn-khentii", "zh", {}) == "/zh-hans/members/mn-khentii/"


@pytest.mark.usefixtures("register")
def test_every_record_leads_to_a_place_that_stands_on_its_page(client: Client) -> None:
    pages: dict[str, str] = {}
    for name, kind in kinds().items():
        if name == "entry":
            continue  # its addresses come with it
        assert name in PLACES
        for found in list(kind.findables())[:40]:
            address, _hash, anchor = address_of(name, found.key, "en", found.extra).partition("#")
            if name not in ("region", "subcommittee") or len(pages) < 12:
                pages.setdefault(address, client.get(address).content.decode())
                assert not anchor or f'id="{anchor}"' in pages[address], (name, found.key)


@pytest.mark.usefixtures("khentii")
def test_every_page_has_the_search_in_its_head_but_the_search_itself(client: Client) -> None:
    assert 'class="find" action="/en/search/"' in client.get("/en/data/").content.decode()
    assert 'class="find"' not in client.get("/en/search/").content.decode()
    assert "Disallow: /*/search/" in client.get("/robots.txt").content.decode()


def test_unknown_codes_are_shown_as_they_are(db: None) -> None:
    assert (language_name("xx"), country_name("XX"), kind_label("x"), state_name("x")) == (
        "xx",
        "XX",
        "x",
        "x",
    )
    assert language_name("ky") == "Kyrgyz"
