"""Text on a page: in whose language it stands, and that a machine's words are marked wherever they show."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils.translation import override

from near.assembly.actions.texts import TEXTS as ASSEMBLY
from near.foundation.action import writing
from near.foundation.passages import Hand, rewritten
from near.foundation.text import MultilingualText, Passage, TextState
from near.registry.actions.texts import TEXTS as REGISTRY
from near.web.design.templatetags.texts import as_query, hand, rows_for, share, text_state, told, written_on

HAND = Hand("account:1", "2026-01-01T00:00:00+00:00")


def on(path: str) -> dict[str, Any]:
    return {"request": RequestFactory().get(path)}


def test_words_in_the_readers_language_stand_alone_and_escaped() -> None:
    assert told({}, MultilingualText.of(en="A < B")) == "A &lt; B"


def test_words_of_another_language_say_so() -> None:
    with override("ja"):
        assert told({}, MultilingualText.of(zh="海")) == (
            '<span class="other-language" lang="zh-Hans" title="記載言語：中国語">海</span>'
        )


@pytest.mark.parametrize("part", [Passage("海", "machine"), Passage("海", "stale", was="machine")])
def test_a_machines_words_are_marked_and_lead_to_the_original_of_this_page(part: Passage) -> None:
    text = MultilingualText({"en": Passage("Sea", TextState.ORIGINAL), "ja": part})
    with override("ja"):
        html = told(on("/ja/about/?on=2026-01-01"), text)
    assert html.startswith('海 <a class="badge machine" href="/en/about/?on=2026-01-01" hreflang="en">')


@pytest.mark.parametrize(("path", "original"), [("/feed.xml", "en"), ("/ja/", "xx"), (None, "en")])
def test_without_a_page_in_the_originals_language_the_mark_stands_alone(
    path: str | None, original: str
) -> None:
    text = MultilingualText({original: Passage("Sea", TextState.ORIGINAL), "ja": Passage("海", "machine")})
    with override("ja"):
        html = told(on(path) if path else {}, text)
    assert html.startswith('海 <span class="badge machine">')


def test_passages_are_shown_one_by_one_each_in_its_own_language() -> None:
    text = rewritten(MultilingualText(), "en", "A.\n\nB.", HAND)
    text = rewritten(rewritten(text, "ja", "あ。\n\nい。", HAND), "en", "A.\n\nN.\n\nB.", HAND)
    with override("ja"):
        assert told({}, text) == (
            '<span class="para">あ。</span><span class="para">'
            '<span class="other-language" lang="en" title="記載言語：英語">N.</span></span>'
            '<span class="para">い。</span>'
        )
        assert told({}, MultilingualText()) == ""


def test_words_may_lead_somewhere_with_their_mark_beside() -> None:
    text = MultilingualText({"en": Passage("Sea", "original"), "ja": Passage("海", "machine")})
    with override("ja"):
        html = told(on("/ja/x/"), text, "/ja/y/")
    assert html.startswith('<a href="/ja/y/">海</a> <a class="badge machine" href="/en/x/"')


def test_states_shares_and_filters_are_written_for_readers() -> None:
    assert [text_state(s) for s in ("", "missing", "stale", "machine")] == [
        "missing", "missing", "out of date", "machine translation",
    ]  # fmt: skip
    assert [share(0, 0), share(2, 3), share(3, 3)] == [100, 66, 100]
    assert as_query({"language": "mn", "kind": "", "state": "a b"}) == "language=mn&state=a+b"
    assert written_on("2026-01-01T20:00:00+00:00") == "2 January 2026"
    assert written_on("long ago") == "long ago"
    assert [rows_for([], "x" * n) for n in (0, 200, 5000)] == [3, 5, 16]


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ("account:1", ("Ann", "Khentii", "t")), ("account:2", ("Bob", "", "t")), ("account:9", ("", "", "t")),
        ("machine:X", ("X", "", "t")), ("system:near", ("", "", "t")),
    ],
)  # fmt: skip
def test_who_wrote_is_said_with_the_member_or_the_tool(by: str, said: tuple[str, str, str]) -> None:
    writers = {"account:1": ("Ann", 7), "account:2": ("Bob", None)}
    assert hand(Passage("x", by=by, at="t"), writers, {7: "Khentii"}) == {"hand": said}
    assert hand(Passage("x", by=by), writers) == {"hand": None}


def test_the_mark_of_a_machine_reads_on_its_own() -> None:
    page = Template("{% machine_badge '' 'en' %}").render(Context())
    assert page == '<span class="badge machine">Machine translation</span>'


PAGES = {
    "passage": ["", "about/", "about/charter/"],
    "organ": ["about/organs/", "subcommittees/", "subcommittees/sub-tourism/"],
    "organevent": ["subcommittees/sub-tourism/", "subcommittees/sub-economy/"],
    "session": ["about/history/"],
    "chairterm": ["about/organs/"],
    "charterrevision": ["about/charter/"],
    "timelineitem": ["about/history/", "news/"],
    "discrepancy": ["about/history/"],
    "partner": ["partners/"],
    "agreement": ["partners/"],
    "institution": ["partners/"],
    "regionevent": ["members/ru-zabaikalsky/"],
    "membership": ["members/ru-ust-orda/"],
}


@pytest.mark.django_db
@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("kind", PAGES)
def test_a_machines_words_are_marked_wherever_the_site_shows_them(kind: str, client: Client) -> None:
    declared = {**ASSEMBLY, **REGISTRY}[kind]
    for record in declared.rows():
        by_machine(record, list(declared.fields))
    html = "".join(client.get(f"/ja/{path}").content.decode() for path in PAGES[kind])
    assert 'class="badge machine" href="/en/' in html
    assert "鏡" in html


@pytest.mark.django_db
@pytest.mark.usefixtures("register")
def test_a_machines_words_are_marked_in_the_feed_and_in_open_data(client: Client) -> None:
    for kind in (ASSEMBLY["timelineitem"], REGISTRY["partner"]):
        for record in kind.rows():
            by_machine(record, list(kind.fields))
    assert "鏡 [" in client.get("/ja/feed.xml").content.decode()
    assert "鏡 [" not in client.get("/en/feed.xml").content.decode()
    history = client.get("/data/history.json?lang=ja").json()["history"]
    assert {row["machine"] for row in history} == {"text"}
    partners = client.get("/data/partners.json?lang=ja").json()["partners"]
    assert {row["machine"] for row in partners} == {"name what seat"}
    assert {row["machine"] for row in client.get("/data/partners.json?lang=ru").json()["partners"]} == {""}


def by_machine(record: models.Model, fields: list[str]) -> None:
    """Let a machine have written everything a record says in Japanese."""
    for name in fields:
        text: MultilingualText = getattr(record, name)
        if "ja" in text:
            setattr(record, name, MultilingualText({**text.passages, "ja": Passage("鏡", TextState.MACHINE)}))
    with writing("test"):
        record.save()
