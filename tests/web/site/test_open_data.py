"""The register as files: any day, any language, four formats, no formula ever."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from near.foundation.languages import READERS
from near.web.site.tables import as_csv, as_xlsx, harmless

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]


def fetched(client: Client, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer


@pytest.mark.parametrize("name", ["roster", "partners", "history"])
@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "jsonld"])
@pytest.mark.parametrize("lang", ["en", "mn"])
def test_every_set_comes_in_every_format(client: Client, name: str, form: str, lang: str) -> None:
    answer = fetched(client, f"/data/{name}.{form}?on=2024-12-31&lang={lang}")
    assert f"near-{name}-2024-12-31-{lang}.{form}" in answer["Content-Disposition"]
    assert len(answer.content) > 500


def test_the_roster_as_csv_counts_as_the_register_does(client: Client) -> None:
    text = fetched(client, "/data/roster.csv?on=2008-09-30").content.decode("utf-8-sig")
    assert sum(row["category"] == "full" for row in csv.DictReader(io.StringIO(text))) == 69


def test_the_roster_as_json_is_what_the_console_prints(client: Client) -> None:
    data = json.loads(fetched(client, "/data/roster.json?on=2024-12-31&lang=ja").content)
    assert data["counts"] == {"full": 82, "observer": 4, "special": 1, "associate": 2, "countries": 6}


def test_the_roster_as_workbook_opens(client: Client) -> None:
    book = load_workbook(io.BytesIO(fetched(client, "/data/roster.xlsx").content))
    assert book.worksheets[0].max_row == 90


def test_linked_data_names_members_and_their_spells(client: Client) -> None:
    graph = json.loads(fetched(client, "/data/roster.jsonld?lang=zh").content)
    assert len(graph["member"]) == len(graph["org:hasMembership"]) == 89
    assert graph["member"][0]["name"]["@language"] == "zh"


@pytest.mark.parametrize(
    ("path", "status"),
    [("roster.csv?on=soon", 400), ("roster.csv?lang=xx", 400), ("roster.exe", 404), ("secrets.csv", 404)],
)
def test_bad_requests_are_refused(client: Client, path: str, status: int) -> None:
    assert client.get(f"/data/{path}").status_code == status


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_no_cell_is_a_formula(value: str) -> None:
    assert harmless(value) == "'" + value
    assert f"'{value}" in as_csv(["a"], [{"a": value}]).decode("utf-8-sig")
    cell = load_workbook(io.BytesIO(as_xlsx(["a"], [{"a": value}], "t"))).worksheets[0]["A2"]
    assert cell.data_type == "s"


def test_the_sitemap_names_every_page_in_every_language(client: Client) -> None:
    root = ET.fromstring(fetched(client, "/sitemap.xml").content)  # noqa: S314 -- our own page
    addresses = [x.text or "" for x in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert len(addresses) == len(set(addresses))
    assert sum(a.endswith("/members/mn-khentii/") for a in addresses) == len(READERS)


@pytest.mark.parametrize("language", ["en", "ko", "mn"])
def test_the_feed_is_well_formed(client: Client, language: str) -> None:
    root = ET.fromstring(fetched(client, f"/{language}/feed.xml").content)  # noqa: S314 -- our own page
    assert len(list(root.iter("{http://www.w3.org/2005/Atom}entry"))) == 20


def test_robots_are_told_what_is_public(client: Client) -> None:
    text = fetched(client, "/robots.txt").content.decode()
    assert "Disallow: /desk/" in text
