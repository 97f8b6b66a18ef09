"""near resolve: one answer a line, bad lines named, never a traceback."""

from __future__ import annotations

import io
import json
import sys
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError

from near.web.shell.management.commands import resolve

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]


def answers(*names: str, **options: Any) -> list[dict[str, Any]]:
    out = io.StringIO()
    call_command("resolve", *names, stdout=out, **options)
    return [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Put bytes on the standard input."""

    def put(content: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content)))

    return put


def test_each_name_gets_one_answer_in_order() -> None:
    found = answers("산시성", "北京市", "atlantis")
    assert [(x["name"], x["status"], [m["iso"] for m in x["matches"]]) for x in found] == [
        ("산시성", "ambiguous", ["CN-SN", "CN-SX"]), ("北京市", "resolved", ["CN-BJ"]),
        ("atlantis", "unknown", []),
    ]  # fmt: skip


def test_language_and_country_narrow() -> None:
    assert answers("江原道", country="KR", lang="ja")[0]["matches"][0]["id"] == "kr-gangwon"


@pytest.mark.parametrize("options", [{"lang": "xx"}, {"country": "Narnia"}, {}])
def test_what_cannot_be_asked_is_refused_with_status_2(
    options: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as refusal:
        call_command("resolve", *(["Omsk"] if options else []), **options)
    assert refusal.value.code == 2
    assert capsys.readouterr().err.strip().endswith(".")


def test_lines_are_answered_and_a_bad_one_is_named_by_its_number(lines: Any) -> None:
    lines(
        b'{"name": "Omsk"}\nnonsense\n\n{"name": 3}\n\xff\n{"name": "x", "lang": "qq"}\n[[[\n'
        b'"T\\ud800"\n{"name": "\xe6\xb1\x9f\xe5\x8e\x9f\xe9\x81\x93", "country": "KP"}'
    )
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit) as refusal:
        call_command("resolve", jsonl=True, stdout=out, stderr=err)
    assert refusal.value.code == 2
    assert [json.loads(x)["status"] for x in out.getvalue().splitlines()] == [
        "resolved",
        "unknown",
        "resolved",
    ]
    assert [json.loads(x)["line"] for x in err.getvalue().splitlines()] == [2, 4, 5, 6, 7]


def test_good_lines_alone_end_well(lines: Any) -> None:
    lines('\ufeff{"name": "江原道"}\n'.encode())
    assert answers(jsonl=True, country="KR")[0]["status"] == "resolved"


def test_an_endless_line_is_one_bad_line(lines: Any) -> None:
    lines(b"x" * 2_500_000 + b'\n"Omsk"\n')
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit):
        call_command("resolve", jsonl=True, stdout=out, stderr=err)
    assert (len(out.getvalue().splitlines()), json.loads(err.getvalue())["line"]) == (1, 1)


@pytest.mark.parametrize(
    "name", ["", "  ", "😀", "\u202eOmsk\u202c", "x" * 10_000, "!?!", "a\x00b", "\udcff", "Ом ск-江原"]
)
def test_no_text_is_too_strange(name: str) -> None:
    assert answers(name)[0]["status"] in {"resolved", "unknown"}


def test_a_database_that_is_not_ready_is_said(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    def broken(*_asked: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(resolve, "answered", broken)
    with pytest.raises(SystemExit):
        call_command("resolve", "Omsk")
    assert "near init" in capsys.readouterr().err
