"""What an official typed is never lost: two at once, something over meanwhile, something said too late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from near.cooperation.actions import decline_answer, withdraw_answer
from near.cooperation.enums import Band, PostingState
from near.cooperation.models import Answer, Message, Posting
from near.foundation.action import writing
from near.foundation.period import today
from near.people.models import Account
from near.registry.models import Mandate, Region
from tests.cooperation.cases import a_member, a_posting, fields_of
from tests.cooperation.factories import AnswerFactory
from tests.registry.factories import RegionNameFactory
from tests.terminology.factories import concept
from tests.web.desk.test_desk import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]
Officials = Callable[..., Account]
ANSWER = "植林なら三十年の経験がございます。"
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture
def ours() -> Region:
    return RegionNameFactory(region=a_member(), name="Khentii").region


@pytest.fixture
def theirs() -> Region:
    return RegionNameFactory(region=a_member(), name="Tottori").region


@pytest.fixture
def writer(ours: Region, official: Officials) -> Client:
    return signed_in(official(ours, account__language="mn"))


@pytest.fixture
def other(theirs: Region, official: Officials) -> Client:
    return signed_in(official(theirs, account__language="ja"))


def entered(posting: Posting, **more: Any) -> dict[str, Any]:
    words = {n: getattr(posting, n).words(posting.language) for n in ("title", "what", "with_whom")}
    plain = ("version", "language", "topics", "forms", "budget", "languages", "countries")
    return words | {n: getattr(posting, n) for n in plain} | more


def turned(posting: Posting, state: str) -> None:
    with writing("test"):
        Posting.objects.filter(pk=posting.pk).update(**fields_of("public") | fields_of(state))


def test_who_saves_second_sees_every_detail_a_colleague_changed(
    writer: Client, ours: Region, official: Officials
) -> None:
    concept("water", field="trade", en="water & soil", mn="ус")
    posting = a_posting("draft", ours)
    page = f"/en/portal/postings/{posting.pk}/edit/"
    first = entered(
        posting, budget=Band.SMALL, forms=["visit"], topics=["water"], countries=[ours.country_id]
    )
    assert signed_in(official(ours)).post(page, first | {"by_day": _in(30)}).status_code == 302
    late = writer.post(page, entered(posting, languages=["mn", "ru"]))
    html = late.content.decode()
    assert late.status_code == 409
    assert "Somebody else was faster" in html
    told = html.partition('class="notice bad conflict"')[2].partition("</section>")[0]
    for label in ("Topics", "Forms of cooperation", "Budget", "By when", "Countries looked for"):
        assert f"<h3>{label}</h3>" in told
    assert "water &amp; soil" in told
    assert "<h3>Title</h3>" not in told
    assert 'name="version" value="2"' in html
    posting.refresh_from_db()
    assert (posting.budget, posting.forms, posting.topics) == (Band.SMALL, ["visit"], ["water"])
    assert writer.post(page, entered(posting, budget=Band.NONE)).status_code == 302
    posting.refresh_from_db()
    assert (posting.budget, posting.forms) == (Band.NONE, ["visit"])


def _in(days: int) -> str:
    return (today() + dt.timedelta(days=days)).isoformat()


@pytest.mark.parametrize("state", ["withdrawn", "fulfilled"])
def test_what_ended_while_it_was_edited_says_so_in_the_form(writer: Client, ours: Region, state: str) -> None:
    posting = a_posting("public", ours)
    turned(posting, state)
    late = writer.post(f"/en/portal/postings/{posting.pk}/edit/", entered(posting, title="Шинэ"))
    assert late.status_code == 409
    assert "This is not possible while the state is" in late.content.decode()
    assert 'value="Шинэ"' in late.content.decode()


def test_a_mandate_that_ended_while_writing_is_said_and_the_words_come_back(
    writer: Client, ours: Region
) -> None:
    posting = a_posting("draft", ours)
    with writing("test"):
        Mandate.objects.update(until=today())
    words = "Ойжуулалтын туршлага судлах, ус хэмнэх арга сурах хүсэлтэй."
    late = writer.post(f"/en/portal/postings/{posting.pk}/edit/", entered(posting, what=words))
    assert late.status_code == 403
    assert "You hold no mandate of a member today." in late.content.decode()
    assert words in late.content.decode()


def test_an_answer_to_what_was_withdrawn_meanwhile_keeps_the_words_and_shows_nothing_else(
    other: Client, ours: Region
) -> None:
    posting = a_posting("public", ours)
    turned(posting, "withdrawn")
    page = f"/en/portal/postings/{posting.pk}/answer/"
    late = other.post(page, {"words": ANSWER})
    html = late.content.decode()
    assert late.status_code == 409
    assert "This need or offer is no longer open" in html
    assert ANSWER in html
    assert posting.title.words("mn") not in html
    assert not Answer.objects.exists()
    assert other.get(page).status_code == 410


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "withdrawn"])
def test_what_was_never_public_is_not_there_for_another_member(
    other: Client, ours: Region, state: str
) -> None:
    posting = a_posting(state, ours)
    for page in ("", "edit/", "answer/"):
        assert other.get(f"/en/portal/postings/{posting.pk}/{page}").status_code == 404
    assert other.post(f"/en/portal/postings/{posting.pk}/answer/", {"words": ANSWER}).status_code == 404


def test_an_expired_one_is_not_offered_for_an_answer(other: Client, ours: Region) -> None:
    page = f"/en/portal/postings/{a_posting('expired', ours).pk}/answer/"
    asked = other.get(page)
    assert asked.status_code == 410
    assert "180 days" in asked.content.decode()
    late = other.post(page, {"words": ANSWER})
    assert late.status_code == 409
    assert ANSWER in late.content.decode()


def test_a_second_answer_is_refused_in_the_form(other: Client, ours: Region, theirs: Region) -> None:
    posting = a_posting("public", ours)
    AnswerFactory(posting=posting, region=theirs)
    late = other.post(f"/en/portal/postings/{posting.pk}/answer/", {"words": ANSWER})
    assert late.status_code == 409
    assert "has answered this already" in late.content.decode()
    assert ANSWER in late.content.decode()


def test_ones_own_need_is_answered_by_others(writer: Client, ours: Region) -> None:
    posting = a_posting("public", ours)
    late = writer.post(f"/en/portal/postings/{posting.pk}/answer/", {"words": ANSWER})
    assert late.status_code == 422
    assert "This is your own need or offer." in late.content.decode()


def test_a_message_after_the_end_is_not_lost(
    other: Client, ours: Region, theirs: Region, official: Officials
) -> None:
    answer = AnswerFactory(posting=a_posting("public", ours), region=theirs)
    decline_answer(answer=answer, reason="timing", by=official(ours))
    late = other.post(f"/en/portal/answers/{answer.pk}/", {"do": "message", "words": "少々お待ちを。"})
    assert late.status_code == 409
    assert "少々お待ちを。</textarea>" in late.content.decode()
    assert not Message.objects.exists()


def test_a_refusal_after_the_end_is_said_and_its_note_not_lost(
    writer: Client, ours: Region, theirs: Region, official: Officials
) -> None:
    answer = AnswerFactory(posting=a_posting("public", ours), region=theirs)
    withdraw_answer(answer=answer, by=official(theirs))
    page = f"/en/portal/answers/{answer.pk}/"
    late = writer.post(page, {"do": "decline", "reason": "timing", "note": "Дараа жил."})
    assert late.status_code == 409
    assert "Дараа жил.</textarea>" in late.content.decode()
    assert writer.post(page, {"do": "agree"}).status_code == 409


def test_the_page_of_an_answer_leads_to_no_page_its_reader_cannot_open(
    other: Client, ours: Region, theirs: Region
) -> None:
    answer = AnswerFactory(posting=a_posting("public", ours), region=theirs)
    way = f'href="/en/portal/postings/{answer.posting_id}/"'
    assert way in other.get(f"/en/portal/answers/{answer.pk}/").content.decode()
    turned(answer.posting, "withdrawn")
    assert way not in other.get(f"/en/portal/answers/{answer.pk}/").content.decode()


def test_markup_in_any_field_is_shown_as_typed(
    writer: Client, other: Client, ours: Region, theirs: Region
) -> None:
    posting = a_posting("draft", ours)
    words = dict.fromkeys(("title", "what", "with_whom"), SCRIPT)
    assert writer.post(f"/en/portal/postings/{posting.pk}/edit/", entered(posting) | words).status_code == 302
    turned(posting, "public")
    assert other.post(f"/en/portal/postings/{posting.pk}/answer/", {"words": SCRIPT}).status_code == 302
    answer = Answer.objects.get()
    page = f"/en/portal/answers/{answer.pk}/"
    assert other.post(page, {"do": "message", "words": SCRIPT}).status_code == 302
    refused = {"do": "decline", "reason": "timing", "note": SCRIPT}
    assert writer.post(page, refused).status_code == 302
    late = writer.post(page, refused)
    assert late.status_code == 409
    own = f"/en/portal/postings/{posting.pk}/"
    shown = [writer.get(place) for place in (own, f"{own}edit/", "/en/portal/postings/", page)]
    shown += [other.get(place) for place in (own, "/en/portal/postings/find/", page)]
    public = (f"/en/cooperation/postings/{posting.pk}/", "/en/cooperation/")
    shown += [late, *(Client().get(place) for place in public)]
    for answered in shown:
        html = answered.content.decode()
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "&lt;script&gt;" in html


def test_others_are_narrowed_by_topic(other: Client, ours: Region) -> None:
    concept("water", field="trade", en="water", mn="ус")
    a_posting("public", ours, topics=["water"])
    a_posting("public", a_member())
    html = other.get("/en/portal/postings/find/?topic=water").content.decode()
    assert html.count('<li><p class="hit-about">') == 1
    assert '<option value="water" selected>water</option>' in html
    assert other.get("/en/portal/postings/find/?topic=none-such").status_code == 404


def test_a_conflict_is_seen_by_the_state_it_was_in(ours: Region, writer: Client) -> None:
    posting = a_posting("draft", ours)
    begun = entered(posting)
    page = f"/en/portal/postings/{posting.pk}/edit/"
    writer.post(page, begun | {"hand_in": "1"})
    posting.refresh_from_db()
    assert posting.state == PostingState.SUBMITTED
    late = writer.post(page, begun | {"title": "Өөр гарчиг"})
    assert late.status_code == 409
    assert "hand_in" not in late.content.decode()
