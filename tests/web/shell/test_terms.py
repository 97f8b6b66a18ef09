"""near terms: check, export, find."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from django.core.management import call_command

from near.terminology.rules.tbx import read_tbx
from tests.terminology.factories import TermFactory, concept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("glossary")]


def output_of(*args: str) -> str:
    out = io.StringIO()
    call_command("terms", *args, stdout=out)
    return out.getvalue()


def test_a_check_reports_faults_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    out = io.StringIO()
    with pytest.raises(SystemExit) as failed:
        call_command("terms", "check", stdout=out)
    assert failed.value.code == 1
    assert out.getvalue().splitlines() == [
        "export  mn  There is no term in this language.",
        "3 concepts, 19 terms, 1 drafts, 1 faults",
    ]


def test_a_whole_termbase_passes_and_an_empty_one_does_not() -> None:
    from near.foundation.action import writing  # noqa: PLC0415 -- the gate of guarded records
    from near.terminology.models import Concept  # noqa: PLC0415 -- as above

    TermFactory(concept=Concept.objects.get(slug="export"), language="mn", words="экспорт")
    assert output_of("check").strip() == "3 concepts, 20 terms, 1 drafts, 0 faults"
    with writing("test"):
        Concept.objects.all().delete()
    with pytest.raises(SystemExit):
        output_of("check")


def test_the_export_is_a_table_or_tbx() -> None:
    rows = list(csv.DictReader(io.StringIO(output_of("export"))))
    assert [row["id"] for row in rows] == ["general-assembly", "export", "trade"]
    read, faults = read_tbx(output_of("export", "--format", "tbx").encode())
    assert ([entry.slug for entry in read], faults) == (["general-assembly", "export", "trade"], [])


def test_concepts_of_a_text_come_as_lines_of_json() -> None:
    found: list[dict[str, Any]] = [
        json.loads(x)
        for x in output_of("find", "--lang", "mn", "Худалдааны", "Ерөнхий чуулганд").splitlines()
    ]
    assert [(x["concept"], x["field"], x["start"], x["words"]) for x in found] == [
        ("trade", "trade", 0, "Худалдааны"),
        ("general-assembly", "association", 11, "Ерөнхий чуулганд"),
    ]
    assert found[0]["terms"]["vi"] == ["thương mại"]


def test_an_unknown_language_is_refused_with_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    concept("other", en="other")
    with pytest.raises(SystemExit) as refused:
        call_command("terms", "find", "--lang", "xx", "text")
    assert refused.value.code == 2
    assert "xx" in capsys.readouterr().err
