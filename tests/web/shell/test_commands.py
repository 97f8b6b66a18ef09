"""The console commands answer as the README says."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from django.core.management import call_command

from near.foundation.journal import JournalEntry
from near.people.models import Account
from near.people.perms import in_secretariat
from near.registry.models import Region
from near.registry.perms import can_speak_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]


def output_of(command: str, *args: str, **options: Any) -> str:
    out = io.StringIO()
    call_command(command, *args, stdout=out, **options)
    return out.getvalue()


def test_the_roster_as_json_has_the_promised_shape() -> None:
    data = json.loads(output_of("roster", on="2024-12-31", lang="ja", format="json"))
    assert data["on"] == "2024-12-31"
    assert data["counts"] == {
        "full": 82, "observer": 4, "special": 1, "associate": 2, "countries": 6,
    }  # fmt: skip
    assert set(data["regions"][0]) == {"id", "iso", "country", "category", "name", "since", "until"}
    assert {"新潟県", "中央県", "羅先特別市"} <= {r["name"] for r in data["regions"]}


def test_the_roster_as_csv_has_a_line_for_each_region() -> None:
    rows = list(csv.DictReader(io.StringIO(output_of("roster", on="2008-09-30", format="csv"))))
    assert sum(row["category"] == "full" for row in rows) == 69


@pytest.mark.parametrize("lang", ["en", "ja", "ko", "zh", "zh-Hans", "ru", "mn"])
def test_the_roster_speaks_every_language(lang: str) -> None:
    assert len(json.loads(output_of("roster", lang=lang, format="json"))["regions"]) == 89


@pytest.mark.parametrize("options", [{"on": "2024-13-01"}, {"on": "soon"}, {"lang": "xx"}])
def test_a_bad_date_or_language_is_refused_with_status_2(
    options: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as refusal:
        call_command("roster", **options)
    assert refusal.value.code == 2
    assert next(iter(options.values())) in capsys.readouterr().err


def test_the_journal_verifies_and_says_how_many_entries_hold() -> None:
    assert f"{JournalEntry.objects.count()} entries, chain intact" in output_of("journal", "verify")


def test_the_journal_can_be_shown() -> None:
    assert "registry.load_register" in output_of("journal", "show", limit=5)


def test_samples_load_once_and_can_be_taken_away() -> None:
    output_of("samples"), output_of("samples")
    officer = Account.objects.get(email="secretariat@sample.near")
    official = Account.objects.get(email="khentii@sample.near")
    assert in_secretariat(officer)
    assert can_speak_for(official, Region.objects.get(slug="mn-khentii"))
    assert not can_speak_for(official, Region.objects.get(slug="jp-tottori"))
    assert Account.objects.filter(is_sample=True).count() == 8
    output_of("samples", remove=True)
    assert not Account.objects.filter(is_sample=True, is_active=True).exists()


def test_identify_says_the_language_of_each_text(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("identify", "青年交流事業", "😀", "\udcff broken")
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [x["language"] for x in lines] == ["ja", "", "en"]
