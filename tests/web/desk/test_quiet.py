"""The desk's list of members that have gone quiet, and what would bring each back."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from near.people.models import Account
from near.registry.models import Region
from tests.cooperation.factories import ContributionFactory, PostingFactory
from tests.registry.factories import MandateFactory
from tests.web.desk.test_desk import signed_in
from tests.web.desk.test_translations import shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register", "editors", "strict_templates")]
LIST = "/desk/register/quiet/"


@pytest.fixture(autouse=True)
def _day() -> Any:
    with time_machine.travel(dt.datetime(2026, 11, 25, 3, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def khentii(register: None) -> Region:
    return Region.objects.get(slug="mn-khentii")


def test_only_the_secretariat_sees_who_is_quiet(outsider: Account) -> None:
    assert Client().get(LIST).status_code == 302
    assert signed_in(outsider).get(LIST).status_code in (302, 403)


def test_a_member_is_listed_with_its_last_sign_and_what_would_bring_it_back(
    officer: Account, khentii: Region
) -> None:
    ContributionFactory(region=khentii, on=dt.date(2024, 5, 1))
    MandateFactory(region=khentii, account=None, role_address="gadaad@khentii.example")
    text = shown(signed_in(officer), f"{LIST}?country=MN")
    row = text[text.index("Khentii Aimag") :].split("</tr>")[0]
    assert "1 May 2024" in row
    assert "No official of it has ever signed in" in row
    assert "mailto:gadaad@khentii.example?subject=" in row
    assert "Tottori" not in text


def test_the_list_is_narrowed_by_span_and_country_and_knows_no_other(
    officer: Account, khentii: Region
) -> None:
    ContributionFactory(region=khentii, on=dt.date(2026, 3, 1))
    client = signed_in(officer)
    assert "Khentii Aimag" not in shown(client, f"{LIST}?country=MN")
    assert "Khentii Aimag" in shown(client, f"{LIST}?country=MN&span=180")
    assert "Tottori" in shown(client, f"{LIST}?country=XX&span=0")


def test_samples_are_counted_only_where_that_is_said(officer: Account, khentii: Region) -> None:
    client = signed_in(officer)
    PostingFactory(region=khentii, is_sample=True, made_at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC))
    assert "Samples of this trial count as signs of life here." in shown(client, LIST)
    ContributionFactory(on=dt.date(2026, 3, 1))
    assert "Show the samples" in shown(client, LIST)
    assert "Show the real records" in shown(client, f"{LIST}?samples=1")


def test_the_list_takes_the_same_queries_however_much_there_is(officer: Account) -> None:
    client = signed_in(officer)
    client.get(LIST)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as seen:
            client.get(LIST)
        counts.append(len(seen))
        for region in Region.objects.order_by("pk")[:5]:
            MandateFactory(region=region)
            PostingFactory(region=region, public=True, topics=["forest"])
    assert counts[0] == counts[1]
