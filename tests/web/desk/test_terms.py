"""The termbase at the desk: lists and gaps, one language at a time, whole files tried first."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from near.foundation.journal import JournalEntry
from near.people.models import Account
from near.terminology.models import Concept, Term
from near.terminology.queries import entries
from near.terminology.rules.tbx import write_tbx

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("glossary", "editors")]

TERMS, IMPORT = "/desk/register/terms/", "/desk/register/terms/import/"


@pytest.fixture
def desk(officer: Account) -> Client:
    client = Client()
    client.force_login(officer, backend="near.web.desk.backends.DeskBackend")
    return client


def shown(desk: Client, **asked: str) -> set[str]:
    answer = desk.get(TERMS, asked)
    assert answer.status_code == 200
    return set(re.findall(r"<small>([a-z-]+)</small>", answer.content.decode()))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, {"general-assembly", "trade", "export"}),
        ({"field": "trade"}, {"trade", "export"}),
        ({"q": "総会"}, {"general-assembly"}),
        ({"language": "vi"}, {"trade"}),
        ({"language": "vi", "wanted": "missing"}, {"general-assembly", "export"}),
        ({"wanted": "missing"}, {"export"}),
        ({"wanted": "draft"}, {"export"}),
        ({"wanted": "draft", "language": "en"}, set()),
        (
            {"field": "magic", "language": "xx", "wanted": "x", "page": "99"},
            {"general-assembly", "trade", "export"},
        ),
    ],
)
def test_the_list_is_narrowed(desk: Client, asked: dict[str, str], expected: set[str]) -> None:
    assert shown(desk, **asked) == expected


def test_an_outsider_sees_nothing_of_it(outsider: Account) -> None:
    client = Client()
    client.force_login(outsider, backend="near.web.desk.backends.DeskBackend")
    assert client.get(TERMS).status_code == client.get(IMPORT).status_code == 403


def done(desk: Client, key: str, **entered: str) -> Any:
    """Fill in a verb, look at what would change, confirm."""
    path = f"/desk/register/do/{key}/"
    preview = desk.post(path, entered)
    seal = re.search(r'name="seen" value="([^"]+)"', preview.content.decode())
    assert seal, preview.content.decode()
    return desk.post(path, entered | {"seen": html.unescape(seal[1])})


def test_terms_are_written_one_language_at_a_time(desk: Client) -> None:
    form = desk.get("/desk/register/do/write-terms/?concept=trade&language=en").content.decode()
    assert "trade\ncommerce</textarea>" in form
    answer = done(
        desk, "write-terms", concept="trade", language="mn", terms="худалдаа\n?арилжаа", source="a letter"
    )
    assert (answer.status_code, answer["Location"]) == (302, TERMS)
    held = (
        Term.objects.filter(concept__slug="trade", language="mn")
        .order_by("place")
        .values_list("words", "state")
    )
    assert list(held) == [("худалдаа", "checked"), ("арилжаа", "draft")]


def test_the_change_is_shown_by_language_before_it_is_done(desk: Client) -> None:
    entered = {"concept": "trade", "language": "mn", "terms": "арилжаа", "source": "a letter"}
    text = desk.post("/desk/register/do/write-terms/", entered).content.decode()
    assert '<th scope="row">Монгол</th><td>худалдаа</td><td>арилжаа</td>' in text
    assert Term.objects.filter(words="худалдаа").exists()


def test_a_concept_is_added_described_and_withdrawn(desk: Client) -> None:
    done(desk, "add-concept", slug="import", field="trade", terms_en="import\nimports", source="a letter")
    form = desk.get("/desk/register/do/edit-concept/?concept=import").content.decode()
    assert 'value="import"' in form
    done(desk, "edit-concept", concept="import", field="law", note="n", locked="on")
    made = Concept.objects.get(slug="import")
    assert (made.field, made.note, made.locked) == ("law", "n", True)
    done(desk, "withdraw-concept", concept="import")
    assert not Concept.objects.filter(slug="import").exists()
    verbs = JournalEntry.objects.order_by("sequence").values_list("verb", flat=True)
    assert [v.partition(".")[2] for v in verbs][-3:] == ["add_concept", "edit_concept", "withdraw_concept"]
    assert desk.get("/desk/register/journal/").status_code == 200


@pytest.mark.parametrize("path", ["edit-concept", "write-terms", "withdraw-concept"])
def test_a_form_asked_for_a_concept_that_is_not_there_stays_empty(desk: Client, path: str) -> None:
    assert desk.get(f"/desk/register/do/{path}/?concept=nothing&language=xx").status_code == 200
    answer = desk.post(f"/desk/register/do/{path}/", {"concept": "nothing"})
    assert answer.status_code == 422
    assert "no concept with this identifier" in answer.content.decode()


def test_a_taken_term_is_refused_beside_its_field(desk: Client) -> None:
    entered = {"concept": "export", "language": "en", "terms": "Trade", "source": "a letter"}
    answer = desk.post("/desk/register/do/write-terms/", entered)
    assert answer.status_code == 422
    assert "already belongs to the concept “trade”" in answer.content.decode()


def sent(desk: Client, content: str | bytes, name: str = "terms.csv", source: str = "a letter") -> Any:
    data = content.encode() if isinstance(content, str) else content
    return desk.post(IMPORT, {"file": SimpleUploadedFile(name, data), "source": source})


def confirmed(desk: Client, answer: Any) -> Any:
    found = re.search(r'name="parcel" value="([^"]+)"', answer.content.decode())
    assert found
    return desk.post(IMPORT, {"parcel": found[1]})


def test_a_file_is_tried_shown_and_then_taken(desk: Client) -> None:
    answer = sent(
        desk, "id,field,en,mn\nexport,,,экспорт\nimport,trade,import,импорт\ntrade,,trade|commerce,\n"
    )
    text = answer.content.decode()
    assert (answer.status_code, Concept.objects.count()) == (200, 3)
    assert [x in text for x in ("New concepts: 1", "Changed concepts: 2", "stay as they are: 0")] == [
        True
    ] * 3
    assert confirmed(desk, answer).status_code == 302
    assert list(Term.objects.filter(language="mn").order_by("words").values_list("words", flat=True)) == [
        "Ерөнхий чуулган",
        "импорт",
        "экспорт",
    ]
    assert not Term.objects.filter(concept__slug="export", language="en").exists()


def test_what_a_table_leaves_out_stays_through_the_confirmation(desk: Client) -> None:
    confirmed(desk, sent(desk, "id,mn\ngeneral-assembly,Их чуулган\n"))
    kept = Concept.objects.get(slug="general-assembly")
    assert (kept.locked, kept.field) == (True, "association")
    assert Term.objects.filter(concept=kept, language="ja").exists()


def test_tbx_is_taken_like_a_table(desk: Client) -> None:
    content = write_tbx(entries(), title="t", source="s").replace("худалдаа", "арилжаа")
    answer = sent(desk, content, "terms.tbx")
    assert "Changed concepts: 1" in answer.content.decode()
    assert confirmed(desk, answer).status_code == 302
    assert Term.objects.get(concept__slug="trade", language="mn").words == "арилжаа"


def test_each_fault_is_named_by_line_and_column_and_nothing_is_taken(desk: Client) -> None:
    answer = sent(desk, "id,field,en\nimport,trade,Export\nBad Id,trade,x\n")
    assert answer.status_code == 422
    rows = re.findall(r"<tr><td>(\d+)</td><td><code>(\w+)</code>", answer.content.decode())
    assert rows == [("3", "id")]
    answer = sent(desk, "id,field,en\nimport,trade,Export\n")
    assert re.findall(r"<tr><td>(\d+)</td><td><code>(\w+)</code>", answer.content.decode()) == [("2", "en")]
    assert Concept.objects.count() == 3


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.tbx", b"<tbx>"),
        ("a.tbx", b"<tbx/>"),
        ("a.xml", b"<martif/>"),
        ("a.tbx", b'<!DOCTYPE x [<!ENTITY a "b">]><tbx>&a;</tbx>'),
        ("a.tbx", b"x" * (16 * 1024 * 1024 + 1)),
        ("a.csv", b"id,note\nx,y\n"),
        ("a.csv", b"en\nx\n"),
        ("a.pdf", b"%PDF"),
        ("a.csv", b"\xff\xfe\x00"),
    ],
)
def test_a_file_that_is_no_termbase_is_refused_in_words(desk: Client, name: str, content: bytes) -> None:
    answer = sent(desk, content, name)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()


def test_a_file_of_too_many_concepts_a_missing_source_and_a_forged_parcel_are_refused(desk: Client) -> None:
    many = "<tbx>" + '<conceptEntry id="a"/>' * 5001 + "</tbx>"
    assert sent(desk, many, "a.tbx").status_code == 400
    assert sent(desk, "id,en\ntrade,x\n", source=" ").status_code == 422
    assert desk.post(IMPORT, {"parcel": "forged"}).status_code == 422
