"""The public page of the ledger: how evenly members take part, as page and as data, without a ranking."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from near.foundation.languages import READERS
from near.registry.models import Region
from tests.cooperation.factories import ContributionFactory, ProjectFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register", "strict_templates")]
PAGE = "/en/cooperation/ledger/"
DAY = dt.date(2026, 11, 25)


@pytest.fixture(autouse=True)
def _day() -> Any:
    with time_machine.travel(dt.datetime(2026, 11, 25, 3, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def acts(register: None) -> None:
    """Two acts of Tottori and one of Khentii in 2026, one of Khentii in 2024; a sample beside them."""
    project = ProjectFactory(state="closed", closed_on=DAY)
    for slug, day in (
        ("jp-tottori", DAY), ("jp-tottori", DAY), ("mn-khentii", DAY), ("mn-khentii", dt.date(2024, 5, 1)),
    ):  # fmt: skip
        ContributionFactory(project=project, region=Region.objects.get(slug=slug), on=day)
    made_up = ProjectFactory(state="closed", closed_on=DAY, is_sample=True)
    ContributionFactory(project=made_up, region=Region.objects.get(slug="jp-toyama"), on=DAY)


def shown(path: str, status: int = 200) -> str:
    answer = Client().get(path)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize("language", [x.django for x in READERS])
@pytest.mark.usefixtures("acts")
def test_the_page_stands_in_every_language(language: str) -> None:
    text = shown(f"/{language}/cooperation/ledger/")
    assert text.count("<h1") == 1
    assert text.count('<svg class="chart"') == 2


@pytest.mark.usefixtures("acts")
def test_the_sentence_says_what_the_figures_say() -> None:
    text = shown(PAGE)
    assert "In 2026, 2 of " in text
    assert "3 acts are on record" in text
    assert "In 2024, 1 of " in shown(f"{PAGE}?year=2024")
    assert "No act of cooperation of 2025 is on record." in shown(f"{PAGE}?year=2025")


@pytest.mark.usefixtures("acts")
def test_no_member_is_named_or_ranked() -> None:
    text = shown(PAGE)
    assert "Tottori" not in text
    assert "Khentii" not in text
    assert "Japan" in text


@pytest.mark.usefixtures("acts")
def test_samples_are_shown_apart_and_marked() -> None:
    assert "Show the samples" in shown(PAGE)
    made_up = shown(f"{PAGE}?samples=1")
    assert "nothing of it happened" in made_up
    assert "In 2026, 1 of " in made_up


def test_an_empty_ledger_says_so_and_draws_nothing() -> None:
    text = shown(PAGE)
    assert "No act of cooperation of 2026 is on record." in text
    assert '<svg class="chart"' not in text


@pytest.mark.parametrize("year", ["2012", "2027", "x", "20261"])
@pytest.mark.usefixtures("acts")
def test_a_year_without_a_place_on_the_page_is_not_found(year: str) -> None:
    shown(f"{PAGE}?year={year}", 404)


@pytest.mark.usefixtures("acts")
def test_the_figures_come_as_data_in_three_forms() -> None:
    rows = json.loads(shown("/data/participation.json"))["participation"]
    whole = [row for row in rows if row["kind"] == "all"]
    assert [(row["year"], row["active"], row["acts"]) for row in whole] == [
        (2024, 1, 1), (2025, 0, 0), (2026, 2, 3),
    ]  # fmt: skip
    assert all(0 <= row["gini"] <= 1 and row["sample"] is False for row in whole)
    japan = next(r for r in rows if (r["year"], r["group"]) == (2026, "JP"))
    assert (japan["acts"], japan["share_of_acts"]) == (2, 0.6667)
    table = list(csv.DictReader(io.StringIO(shown("/data/participation.csv").lstrip("\ufeff"))))
    assert len(table) == len(rows)
    sheet = load_workbook(io.BytesIO(Client().get("/data/participation.xlsx").content)).worksheets[0]
    assert sheet.max_row == len(rows) + 1
    assert json.loads(shown("/data/participation.json?samples=1"))["sample"] is True
    shown("/data/participation.tbx", 404)


@pytest.mark.usefixtures("acts")
def test_the_page_takes_the_same_queries_however_much_there_is() -> None:
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as seen:
            shown(PAGE)
        counts.append(len(seen))
        for region in Region.objects.order_by("pk")[:9]:
            ContributionFactory(project=ProjectFactory(state="closed", closed_on=DAY), region=region, on=DAY)
    assert counts[0] == counts[1]
