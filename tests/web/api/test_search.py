"""The search for programs and the console: the same answer, refusals in words."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from near.foundation.search import findable
from near.foundation.search.findable import Findable, NoConcepts, Wording
from near.foundation.search.models import SearchRecord
from tests.foundation.search.encoders import indexed, only_findable
from tests.registry.factories import RegionFactory, RegionNameFactory

pytestmark = pytest.mark.django_db
KEYS = {"kind", "key", "title", "language", "score", "summary", "url"}
FOREST = Findable(
    "history",
    "forest-day",
    {"ja": Wording("植林の日", "松。"), "en": Wording("Day of forests")},
    original="ja",
)
HERDERS = Findable("practice", "herders", {"ja": Wording("植林と牧畜")}, original="ja")


class Nearest(NoConcepts):
    """Knows one concept that is near to everything."""

    def nearest(self, text: str, reader: str, limit: int) -> list[tuple[str, str]]:
        return [("forest", "afforestation")]


@pytest.fixture(autouse=True)
def _index(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    only_findable(monkeypatch, FOREST, HERDERS)
    monkeypatch.setattr(findable, "_concepts", [Nearest()])
    indexed()


def asked(client: Client, **question: Any) -> tuple[int, dict[str, Any]]:
    answer = client.get("/api/search", question)
    return answer.status_code, json.loads(answer.content)


def printed(*query: str, **options: Any) -> str:
    out = io.StringIO()
    call_command("search", *query, stdout=out, **options)
    return out.getvalue()


def test_an_answer_has_the_promised_shape(client: Client) -> None:
    status, data = asked(client, q="植林", lang="en", limit="1")
    assert status == 200
    assert (data["query"], data["language"], data["meaning"], data["nearest"]) == ("植林", "en", False, [])
    (hit,) = data["hits"]
    assert set(hit) >= KEYS
    status, data = asked(client, q="植林", lang="en", kind="history")
    assert [(h["key"], h["title"], h["language"]) for h in data["hits"]] == [
        ("forest-day", "Day of forests", "en")
    ]
    assert data["hits"][0]["url"].endswith("/en/about/history/#forest-day")


def test_nothing_found_names_what_is_near(client: Client) -> None:
    assert asked(client, q="zzz")[1]["nearest"] == [{"concept": "forest", "words": "afforestation"}]
    assert asked(client)[1]["hits"] == []


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ({"lang": "xx"}, ""), ({"limit": "0"}, "limit"), ({"limit": "many"}, "limit"),
        ({"kind": "x"}, "kind"),
        ({"country": "x"}, "country"), ({"q": "x" * 10_001}, "q"), ({"language": "xx"}, "language"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_the_field_at_fault(
    client: Client, question: dict[str, str], field: str
) -> None:
    status, data = asked(client, **({"q": "植林"} | question))
    assert (status, data["field"]) == (400, field)
    assert data["error"]


@pytest.fixture
def tottori(monkeypatch: pytest.MonkeyPatch) -> None:
    """A region on record, and three records that speak of it more often than its own page does."""
    RegionNameFactory(region=RegionFactory(slug="jp-tottori"), language="en", name="Tottori Prefecture")
    own = Findable("region", "jp-tottori", {"en": Wording("Region of dunes", "", "Tottori.")}, original="en")
    about = [
        Findable("history", f"h{n}", {"en": Wording("Tottori Prefecture", "Tottori Prefecture.")}, "en")
        for n in range(3)
    ]
    only_findable(monkeypatch, *about, own)
    indexed()


@pytest.mark.usefixtures("tottori")
@pytest.mark.parametrize(
    ("question", "first"),
    [
        ({"q": "tottori prefecture"}, "region"),
        ({"q": "tottori prefecture", "country": "MN"}, "region"),  # where the factory puts it
        ({"q": "tottori prefecture", "kind": "region"}, "region"),
        ({"q": "tottori prefecture", "kind": "history"}, "history"),
        ({"q": "tottori prefecture history"}, "history"),
        ({"q": "dunes"}, "region"),
    ],
)
def test_the_region_a_question_names_comes_first(
    client: Client, question: dict[str, str], first: str
) -> None:
    found = asked(client, **question, limit="2")[1]["hits"]
    assert found[0]["kind"] == first
    assert len({hit["key"] for hit in found}) == len(found) <= 2
    assert [h["score"] for h in found] == sorted((h["score"] for h in found), reverse=True)


@pytest.mark.usefixtures("tottori")
def test_the_console_puts_the_region_first_too() -> None:
    (found,) = json.loads(printed("tottori", "prefecture", limit="1", json=True))["hits"]
    assert found["key"] == "jp-tottori"
    SearchRecord.objects.filter(kind="region").delete()
    assert json.loads(printed("tottori", "prefecture", limit="1", json=True))["hits"][0]["kind"] == "history"


def test_programs_only_read(client: Client) -> None:
    assert client.post("/api/search").status_code == 405


def test_broken_bytes_are_answered(client: Client) -> None:
    assert client.get("/api/search?q=%FF%FE").status_code == 200


def test_the_console_prints_the_same_answer(client: Client) -> None:
    data = json.loads(printed("植林", lang="ja", json=True))
    assert data == asked(client, q="植林", lang="ja")[1]
    assert [h["title"] for h in data["hits"]] == ["植林の日", "植林と牧畜"]
    assert data["hits"][1]["url"] == ""


def test_the_console_prints_a_table() -> None:
    text = printed("植林", lang="en", kind=["practice"])
    assert "[ja] Practice: 植林と牧畜" in text
    assert "Only words were compared" in text
    text = printed("zzz")
    assert "Nothing was found." in text
    assert "~ afforestation" in text


def test_the_console_reads_broken_bytes() -> None:
    assert json.loads(printed("\udcff植林", lang="ja", json=True))["hits"]


def test_an_empty_index_is_said_to_be_empty(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(findable, "_kinds", {})
    indexed()
    printed("植林", json=True)
    assert "still empty" in capsys.readouterr().err


@pytest.mark.parametrize("options", [{"lang": "xx"}, {"limit": "0"}, {"limit": "x"}, {"kind": ["x"]}])
def test_the_console_refuses_with_status_2(
    options: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as refusal:
        printed("植林", **options)
    assert refusal.value.code == 2
    assert capsys.readouterr().err
