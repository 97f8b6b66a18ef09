"""What is new, as a part of other pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.template import engines
from django.utils import translation

from near.foundation.notices import Notice, read_all, tell
from near.people.models import Account
from near.registry.models import Region
from tests.foundation.notices import ENDED, declared
from tests.registry.factories import MandateFactory, RegionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]
PART = "{% load notices %}{% news account region %}"


@pytest.fixture(autouse=True)
def _declared() -> Iterator[None]:
    with declared():
        yield


@pytest.fixture
def region() -> Region:
    return RegionFactory(slug="mn-khovd")


@pytest.fixture
def account(region: Region) -> Account:
    speaker: Account = MandateFactory(region=region).account
    return speaker


def shown(source: str, **context: Any) -> str:
    return str(engines["django"].from_string(source).render(context))


def test_the_part_shows_the_latest_of_one_member_or_of_all(account: Account, region: Region) -> None:
    due = dt.datetime(2199, 1, 1, tzinfo=dt.UTC)
    for number in range(8):
        tell([account], ENDED, event=f"e:{number}", details={"what": f"<{number}>"}, region=region, due=due)
    tell([account], ENDED, event="all", details={"what": "general"})
    Notice.objects.filter(event="all").update(at=due)
    read_all(account, pk=Notice.objects.get(event="e:7").pk)
    page = shown(PART, account=account, region=region)
    assert page.count("<li>") == page.count('class="badge new"') == 6
    assert "7 unread notices" in page
    assert "&lt;6&gt; ends" in page
    assert "general" not in page
    assert "(time in Hovd)" in page
    everything = shown(PART, account=account, region=None)
    assert "general ends" in everything
    assert "8 unread notices" in everything
    assert shown("{% load notices %}{% unread_notices account %}", account=account) == "8"


def test_where_nothing_is_new_the_part_says_so(account: Account, region: Region) -> None:
    assert "Nothing new." in shown(PART, account=account, region=region)


@pytest.mark.parametrize("language", ["ja", "mn", "ru"])
def test_the_part_leads_to_pages_in_the_readers_language(
    language: str, account: Account, region: Region
) -> None:
    tell([account], ENDED, event="e", details={"what": "x"})
    with translation.override(language):
        page = shown(PART, account=account, region=None)
    assert f'href="/{language}/portal/notices/{Notice.objects.get().pk}/"' in page
