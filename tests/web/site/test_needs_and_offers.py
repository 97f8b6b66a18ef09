"""Needs and offers on public pages: who sees what, in whose words, and what it costs."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from near.cooperation.models import Posting
from near.foundation.period import today
from near.foundation.text import MultilingualText, Passage, TextState
from near.registry.models import Region
from tests.cooperation.cases import a_member, a_posting
from tests.cooperation.factories import MOMENT, AnswerFactory, MessageFactory
from tests.registry.factories import MandateFactory, RegionNameFactory
from tests.terminology.factories import concept
from tests.web.desk.test_translations import shown
from tests.web.pages import LANGUAGES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]
LIST = "/en/cooperation/postings/"
LINE = '<li><p class="hit-about">'


def khentii() -> Region:
    region = a_member()
    for language, name in (("en", "Khentii"), ("ja", "ヘンティー県"), ("mn", "Хэнтий аймаг")):
        RegionNameFactory(region=region, language=language, name=name)
    return region


def in_another(posting: Posting, language: str, words: str, state: TextState) -> MultilingualText:
    return MultilingualText({**posting.title.passages, language: Passage(words, state=state)})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_stand_in_every_language(client: Client, language: str) -> None:
    posting = a_posting("public", khentii(), is_sample=True, forms=["visit"], by_day=today())
    for rest in ("", "postings/", f"postings/{posting.pk}/"):
        html = shown(client, f"/{language}/cooperation/{rest}")
        assert html.count("<h1") == 1
        assert posting.title.words("mn") in html
        assert 'class="badge sample"' in html


@pytest.mark.parametrize(
    ("state", "status"),
    [("draft", 404), ("submitted", 404), ("returned", 404), ("withdrawn", 404), ("public", 200),
     ("fulfilled", 200), ("expired", 410)],
)  # fmt: skip
def test_only_what_was_reviewed_is_public(client: Client, state: str, status: int) -> None:
    posting = a_posting(state, khentii())
    page = client.get(f"{LIST}{posting.pk}/")
    assert page.status_code == status
    assert (posting.title.words("mn") in page.content.decode()) == (status == 200)
    assert (posting.title.words("mn") in shown(client, LIST)) == (state == "public")
    assert (posting.title.words("mn") in shown(client, "/en/cooperation/")) == (state == "public")


def test_what_is_over_leads_to_what_is_open(client: Client) -> None:
    withdrawn = a_posting("withdrawn", khentii(), published_at=MOMENT, direction="offer")
    html = shown(client, f"{LIST}{withdrawn.pk}/", 410)
    assert "Its member has withdrawn this." in html
    assert f'href="{LIST}?direction=offer"' in html
    expired = a_posting("expired", khentii())
    assert "has not confirmed this for 180 days" in shown(client, f"{LIST}{expired.pk}/", 410)


def test_a_reader_of_another_language_gets_the_original_with_its_concepts(client: Client) -> None:
    concept("forest", field="trade", en="forest", ja="森林", mn="ойжуулалт")
    posting = a_posting("public", khentii())
    html = shown(client, f"/ja/cooperation/postings/{posting.pk}/")
    assert re.search(r'lang="mn"[^>]*>Ойжуулалтын туршлага', html)
    assert "森林" in html
    assert "ヘンティー県" in html
    assert 'class="badge tongue"' in html
    own = shown(client, f"/mn/cooperation/postings/{posting.pk}/")
    assert 'class="badge tongue"' not in own


def test_a_machines_words_are_marked_as_such(client: Client) -> None:
    posting = a_posting("public", khentii())
    plain = shown(client, f"/ja/cooperation/postings/{posting.pk}/")
    title = in_another(posting, "ja", "植林の経験", TextState.MACHINE)
    again = a_posting("public", posting.region, title=title)
    html = shown(client, f"/ja/cooperation/postings/{again.pk}/")
    assert "植林の経験" in html
    assert "機械翻訳" in html
    assert "機械翻訳" not in plain


def test_no_office_and_no_address_is_public(client: Client) -> None:
    region = khentii()
    MandateFactory(region=region, role_address="office@khentii.example", account__email="bat@khentii.example")
    posting = a_posting("public", region)
    html = shown(client, f"{LIST}{posting.pk}/")
    assert "@khentii.example" not in html
    assert f'href="/en/portal/postings/{posting.pk}/answer/"' in html
    done = a_posting("fulfilled", region)
    assert "/answer/" not in shown(client, f"{LIST}{done.pk}/")


def test_the_list_is_narrowed_by_what_postings_say(client: Client) -> None:
    concept("water", field="trade", en="water", mn="ус")
    region, elsewhere = khentii(), a_member()
    a_posting("public", region, topics=["water"], forms=["visit"], languages=["mn", "ru"])
    a_posting("public", elsewhere, direction="offer", forms=["expert"], languages=["ja"])
    assert shown(client, LIST).count(LINE) == 2
    for asked in ("direction=need", "topic=water", "form=visit", "language=ru", "topic=water&form=visit"):
        assert shown(client, f"{LIST}?{asked}").count(LINE) == 1, asked
    assert "Nothing of this kind is open at present." in shown(client, f"{LIST}?topic=water&form=expert")
    html = shown(client, f"{LIST}?topic=water")
    assert '<option value="water" selected>water</option>' in html
    assert 'href="/en/glossary/water/"' in html


@pytest.mark.parametrize("asked", ["direction=x", "form=x", "country=XX", "language=x", "topic=none-such"])
def test_a_filter_that_is_none_is_refused_in_words(client: Client, asked: str) -> None:
    assert 'class="notice bad"' in shown(client, f"{LIST}?{asked}", 404)


def test_the_profile_shows_needs_offers_and_from_three_cases_on_how_fast_it_replies(client: Client) -> None:
    region = khentii()
    posting = a_posting("public", region)
    a_posting("draft", region, title=in_another(posting, "mn", "Ноорог", TextState.ORIGINAL))
    page = f"/en/members/{region.slug}/"
    for case in range(3):
        assert "Replies within" not in shown(client, page), case
        answer = AnswerFactory(posting=posting, region=a_member(), answered_at=_ago(30))
        MessageFactory(answer=answer, region=region, at=_ago(30) + dt.timedelta(days=case + 1))
    html = shown(client, page)
    assert "2 days (median of 3 answers)" in html
    assert posting.title.words("mn") in html
    assert "Ноорог" not in html
    assert "2 days (median of 3 answers)" in shown(client, f"{LIST}{posting.pk}/")


def _ago(days: int) -> dt.datetime:
    return dt.datetime.combine(today() - dt.timedelta(days=days), dt.time(8), dt.UTC)


@pytest.mark.parametrize("path", ["/en/cooperation/", LIST, f"{LIST}?direction=need&topic=water"])
def test_more_postings_cost_no_more_statements(client: Client, path: str) -> None:
    concept("water", field="trade", en="water", mn="ус")
    a_posting("public", khentii(), topics=["water"])
    shown(client, path)
    few = _statements(client, path)
    for _number in range(5):
        a_posting("public", khentii(), topics=["water"])
    assert _statements(client, path) == few <= _MOST


_MOST = 17


def _statements(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as made:
        shown(client, path)
    return len(made)


def test_what_members_say_is_never_taken_for_markup(client: Client) -> None:
    posting = a_posting("public", khentii())
    hostile = MultilingualText({"mn": Passage("<script>alert(1)</script>", state=TextState.ORIGINAL)})
    posting = a_posting("public", posting.region, title=hostile, what=hostile, with_whom=hostile)
    for place in ("/en/cooperation/", LIST, f"{LIST}{posting.pk}/", f"/en/members/{posting.region.slug}/"):
        html = shown(client, place)
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(1)" in html
