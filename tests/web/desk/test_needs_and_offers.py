"""Needs and offers at the desk: what waits is counted, read, published, returned with a remark, withdrawn."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from near.cooperation.enums import PostingState
from near.cooperation.models import Posting
from near.people.models import Account
from near.registry.models import Region
from tests.cooperation.cases import a_member, a_posting
from tests.registry.factories import RegionNameFactory
from tests.terminology.factories import concept
from tests.web.desk.test_desk import seal_of, signed_in
from tests.web.desk.test_translations import shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editors")]
REVIEW = "/desk/register/postings/"


@pytest.fixture
def khentii() -> Region:
    return RegionNameFactory(region=a_member(), name="Khentii").region


@pytest.fixture
def desk(officer: Account) -> Client:
    return signed_in(officer)


def done(client: Client, verb: str, **fields: Any) -> None:
    """Run a verb of the desk: what it would change is shown first, then sealed and done."""
    page = f"/desk/register/do/{verb}/"
    shown_first = client.post(page, fields)
    assert shown_first.status_code == 200, shown_first
    assert client.post(page, fields | {"seen": seal_of(shown_first)}).status_code == 302


def test_what_waits_is_counted_and_read_with_its_concepts(desk: Client, khentii: Region) -> None:
    concept("forest", field="trade", en="forest", mn="ойжуулалт")
    waiting = a_posting("submitted", khentii)
    draft = a_posting("draft", khentii)
    expired = a_posting("expired", khentii)
    first = shown(desk, "/desk/")
    assert f'<a href="{REVIEW}"><b>1</b> needs and offers to look at</a>' in first
    html = shown(desk, REVIEW)
    assert waiting.what.words("mn") in html
    assert "forest" in html
    assert f"publish-posting/?posting={waiting.pk}" in html
    assert f"posting={draft.pk}" not in html
    assert expired.title.words("mn") in html.partition("<h2>Expired</h2>")[2]


def test_the_secretariat_publishes_what_was_handed_in(desk: Client, khentii: Region) -> None:
    posting = a_posting("submitted", khentii)
    done(desk, "publish-posting", posting=posting.pk)
    posting.refresh_from_db()
    assert posting.state == PostingState.PUBLIC
    assert "Nothing waits to be looked at." in shown(desk, REVIEW)


def test_what_is_returned_carries_its_remark_to_the_member(
    desk: Client, khentii: Region, official: Any
) -> None:
    posting = a_posting("submitted", khentii)
    done(desk, "return-posting", posting=posting.pk, remark="Хэзээ хийхийг нэмж бичнэ үү. <b>")
    posting.refresh_from_db()
    assert posting.state == PostingState.RETURNED
    ours = signed_in(official(khentii))
    for page in ("", "edit/"):
        html = shown(ours, f"/en/portal/postings/{posting.pk}/{page}")
        assert "Хэзээ хийхийг нэмж бичнэ үү. &lt;b&gt;" in html


def test_the_secretariat_takes_a_public_one_back(desk: Client, khentii: Region) -> None:
    posting = a_posting("public", khentii)
    done(desk, "withdraw-posting", posting=posting.pk)
    posting.refresh_from_db()
    assert posting.state == PostingState.WITHDRAWN


def test_nobody_else_opens_the_review(khentii: Region, official: Any) -> None:
    a_posting("submitted", khentii)
    page = signed_in(official(khentii)).get(REVIEW)
    assert page.status_code in (302, 403)
    assert Posting.objects.get().state == PostingState.SUBMITTED
