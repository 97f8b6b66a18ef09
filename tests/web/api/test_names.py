"""The name authority for programs: answers in order, refusals in words, never a fault of ours."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]

ADDRESS = "/api/resolve"


def asked(client: Client, **query: Any) -> Any:
    return client.get(ADDRESS, query)


def sent(client: Client, body: object) -> Any:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return client.post(ADDRESS, raw, content_type="application/json")


def test_names_in_the_address_are_answered_in_order(client: Client) -> None:
    answer = asked(client, name=["헨티", "北京市", "江原道", "atlantis"])
    assert answer.status_code == 200
    assert [x["status"] for x in answer.json()] == ["resolved", "resolved", "ambiguous", "unknown"]
    assert answer.json()[1] == {
        "name": "北京市", "status": "resolved", "matches": [{"id": "CN-BJ", "iso": "CN-BJ", "score": 1.0}],
    }  # fmt: skip
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Accept-Language" in answer["Vary"]


def test_language_and_country_narrow(client: Client) -> None:
    assert asked(client, name="江原道", country="kp", lang="ja").json()[0]["matches"][0]["id"] == "KP-07"


def test_a_list_is_answered_in_order(client: Client) -> None:
    body = [
        "Töv",
        {"name": "江原道", "country": "KR"},
        {"name": "x" * 10_000, "lang": "zh-Hans"},
        "\ud800😀\u202e",
    ]
    answer = sent(client, body)
    assert [x["status"] for x in answer.json()] == ["resolved", "resolved", "unknown", "unknown"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({}, "name"), ({"name": ["a"] * 101}, "name"), ({"name": "a", "lang": "xx"}, "lang"),
        ({"name": "a", "country": "Narnia"}, "country"),
    ],
)  # fmt: skip
def test_a_bad_question_is_refused_in_the_readers_language(
    client: Client, query: dict[str, Any], field: str
) -> None:
    refusals = [
        client.get(ADDRESS, query, headers={"accept-language": code}) for code in ("en", "en;q=0.1,en")
    ]
    assert {r.status_code for r in refusals} == {400}
    assert {r.json()["field"] for r in refusals} == {field}
    assert refusals[0].json()["error"].endswith(".")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b'"Omsk"',
        b"\xff\xfe",
        b"[" * 100_000,
        b"[]",
        b"[3]",
        b'[{"name": null}]',
        b'[{"name":"a","lang":1}]',
    ],
)
def test_a_bad_body_is_refused(client: Client, body: bytes) -> None:
    answer = sent(client, body)
    assert (answer.status_code, bool(answer.json()["error"])) == (400, True)


def test_more_than_a_thousand_names_are_refused(client: Client) -> None:
    assert sent(client, ["a"] * 1000).status_code == 200
    assert sent(client, ["a"] * 1001).status_code == 400


def test_a_page_of_another_host_may_ask_and_nothing_else_is_possible(client: Client) -> None:
    assert client.options(ADDRESS)["Access-Control-Allow-Headers"] == "Content-Type"
    assert client.put(ADDRESS).status_code == 405
