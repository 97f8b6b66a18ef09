"""The glossary: by field, by any term in any language, concept by concept, and as files."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from django.test import Client

from near.foundation.journal import SYSTEM
from near.terminology.actions import import_terms
from near.terminology.queries import entries
from near.terminology.rules.tbx import read_tbx
from tests.terminology.factories import concept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("glossary", "strict_templates")]


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def listed(html: str) -> list[str]:
    """Return the concepts a page lists, in its order."""
    return re.findall(r'<li><a href="/[a-z-]+/glossary/([a-z-]+)/"', html)


def test_the_fields_are_shown_with_their_numbers(client: Client) -> None:
    html = page(client, "/en/glossary/")
    assert re.findall(r"\?field=(\w+)\">[^<]+<span class=\"count\">(\d+)", html) == [
        ("association", "1"),
        ("trade", "2"),
    ]
    assert listed(html) == []


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("en", ["export", "trade"]),
        ("ja", ["trade", "export"]),
        ("zh-hans", ["export", "trade"]),
        ("mn", ["trade", "export"]),
    ],
)
def test_a_field_lists_its_concepts_in_the_order_of_the_reader_s_language(
    client: Client, language: str, order: list[str]
) -> None:
    assert listed(page(client, f"/{language}/glossary/?field=trade")) == order


def test_a_concept_the_reader_s_language_lacks_is_shown_in_the_nearest_one(client: Client) -> None:
    html = page(client, "/mn/glossary/?field=trade")
    assert '<a href="/mn/glossary/export/" lang="ru">вывоз</a> <span lang="en">export</span>' in html
    title = '<span class="other-language" lang="ru" title="Бичвэрийн хэл: орос">вывоз</span>'
    assert f"<h1>{title}</h1>" in page(client, "/mn/glossary/export/")


@pytest.mark.parametrize("words", ["貿易", "贸易", "ТОРГОВЛЯ", "thuong", "commerce", "худалд", "무역"])
def test_any_term_in_any_language_finds_its_concept(client: Client, words: str) -> None:
    answer = client.get("/en/glossary/", {"q": words})
    assert "trade" in listed(answer.content.decode())


def test_what_is_nearly_a_term_leads_to_the_nearest_and_nonsense_to_an_honest_answer(client: Client) -> None:
    html = page(client, "/en/glossary/?q=genral+asembly")
    assert "These come nearest" in html
    assert listed(html) == ["general-assembly"]
    html = page(client, "/en/glossary/?q=%F0%9F%98%80")
    assert "No concept has such a term." in html
    assert listed(html) == []


def test_a_concept_shows_terms_states_source_and_note(client: Client) -> None:
    concept("noted", en="noted thing|other", ru="?вещь").note = "n"
    html = page(client, "/en/glossary/noted/")
    assert re.search(
        r'<dd lang="en"><span class="term first">noted thing</span><span class="term">other</span>', html
    )
    assert '<span class="badge draft">draft</span>' in html
    assert "the association&#x27;s termbase, written for this platform" in html
    assert "established term" not in html
    assert "established term" in page(client, "/en/glossary/general-assembly/")


def test_a_concept_without_terms_still_has_a_page(client: Client) -> None:
    concept("bare")
    assert "<h1>bare</h1>" in page(client, "/en/glossary/bare/")


@pytest.mark.parametrize(
    ("path", "status"),
    [("?field=magic", 404), ("nothing/", 404), ("?q=" + "x" * 101, 422), ("?field=%00", 404)],
)
def test_bad_input_is_refused_in_words(client: Client, path: str, status: int) -> None:
    assert 'class="notice bad"' in page(client, f"/mn/glossary/{path}", status)


def test_the_termbase_as_csv_has_a_row_for_each_concept(client: Client) -> None:
    text = client.get("/data/termbase.csv").content.decode("utf-8-sig")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text))}
    assert rows["trade"]["en"] == "trade|commerce"
    assert (rows["export"]["ru"], rows["general-assembly"]["locked"]) == ("?вывоз", "yes")


def test_the_termbase_as_json_and_tbx_says_the_same(client: Client) -> None:
    data = json.loads(client.get("/data/termbase.json").content)
    assert [row["id"] for row in data["concepts"]] == ["general-assembly", "export", "trade"]
    answer = client.get("/data/termbase.tbx")
    assert answer["Content-Type"] == "application/x-tbx; charset=utf-8"
    read, faults = read_tbx(answer.content)
    assert faults == []
    assert import_terms(entries=read, source="s", by=SYSTEM).same == len(entries()) == 3
    assert client.get("/data/termbase.exe").status_code == 404
