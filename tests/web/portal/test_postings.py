"""Needs, offers and answers in the portal: what an official sees, sends, and never loses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from near.cooperation.actions import agree_answer, answer_posting
from near.cooperation.enums import AnswerState, Direction, PostingState
from near.cooperation.models import Answer, Judgement, LoopLeg, Posting
from near.foundation.action import writing
from near.foundation.period import today
from near.people.models import Account
from near.registry.models import Mandate, Region
from tests.cooperation.cases import a_member, a_posting
from tests.cooperation.factories import AnswerFactory
from tests.registry.factories import MandateFactory, RegionNameFactory
from tests.terminology.factories import ConceptFactory, TermFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]
SCRIPT = "<script>alert(1)</script> & <b>тод</b>"
WHAT = "Ойжуулалтын туршлага судлах хүсэлтэй байна. Манай аймагт цөлжилт нэмэгдэж байна."
Officials = Callable[..., Account]


def named(region: Region, name: str) -> Region:
    RegionNameFactory(region=region, name=name)
    return region


@pytest.fixture
def khentii() -> Region:
    return named(a_member(), "Khentii")


@pytest.fixture
def tottori() -> Region:
    return named(a_member(), "Tottori")


@pytest.fixture
def writer(client: Client, khentii: Region, official: Officials) -> Client:
    client.force_login(official(khentii, account__language="mn"))
    return client


@pytest.fixture
def other(tottori: Region, official: Officials) -> Client:
    client = Client()
    client.force_login(official(tottori, account__language="ja"))
    return client


def details(posting: Posting, **more: Any) -> dict[str, Any]:
    words = {n: getattr(posting, n).words(posting.language) for n in ("title", "what", "with_whom")}
    kept = {"version": posting.version, "language": posting.language, "budget": posting.budget}
    return words | kept | {"languages": posting.languages} | more


def test_two_answers_become_a_draft_that_is_handed_in(writer: Client) -> None:
    assert writer.get("/en/portal/postings/new/").content.count(b"direction=need") == 1
    page = "/en/portal/postings/new/?direction=need"
    assert "What would help you" in writer.get(page).content.decode()
    empty = writer.post(page, {"what": "", "with_whom": "Хэнтэй ч"})
    assert empty.status_code == 422
    assert "Хэнтэй ч" in empty.content.decode()
    sent = writer.post(page, {"what": WHAT, "with_whom": "Хэнтэй ч болно."})
    posting = Posting.objects.get()
    assert sent["Location"] == f"/en/portal/postings/{posting.pk}/edit/"
    assert posting.language == "mn"
    saved = writer.post(sent["Location"], details(posting, hand_in="1", forms=["visit"]))
    assert saved["Location"] == f"/en/portal/postings/{posting.pk}/"
    posting.refresh_from_db()
    assert (posting.state, posting.forms) == (PostingState.SUBMITTED, ["visit"])
    assert "with the secretariat" in writer.get(saved["Location"]).content.decode()


def test_what_looks_like_a_page_is_shown_as_it_was_typed(writer: Client, khentii: Region) -> None:
    words = {"what": SCRIPT, "with_whom": SCRIPT}
    writer.post("/en/portal/postings/new/?direction=offer", words)
    posting = Posting.objects.get()
    for page in ("edit/", ""):
        html = writer.get(f"/en/portal/postings/{posting.pk}/{page}").content.decode()
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_the_second_of_two_officials_sees_both_texts_and_loses_none(
    writer: Client, khentii: Region, official: Officials
) -> None:
    posting = a_posting("draft", khentii)
    colleague = Client()
    colleague.force_login(official(khentii))
    page = f"/en/portal/postings/{posting.pk}/edit/"
    assert colleague.post(page, details(posting, title="Түрүүлж бичсэн гарчиг")).status_code == 302
    late = writer.post(page, details(posting, title="Хожуу бичсэн гарчиг"))
    html = late.content.decode()
    assert late.status_code == 409
    assert "Түрүүлж" in html
    assert 'value="Хожуу бичсэн гарчиг"' in html
    posting.refresh_from_db()
    again = writer.post(page, details(posting, title="Хожуу бичсэн гарчиг"))
    assert again.status_code == 302


def test_a_choice_that_is_none_of_the_list_is_named(writer: Client, khentii: Region) -> None:
    posting = a_posting("draft", khentii)
    page = f"/en/portal/postings/{posting.pk}/edit/"
    past = (today() - dt.timedelta(days=3)).isoformat()
    for wrong in ({"budget": "heaps"}, {"forms": ["party"]}, {"by_day": past}, {"by_day": "soon"}):
        assert writer.post(page, details(posting, **wrong)).status_code == 422


def test_a_mandate_that_ended_while_writing_gives_the_words_back(writer: Client, khentii: Region) -> None:
    posting = a_posting("draft", khentii)
    with writing("test"):
        Mandate.objects.update(until=today())
    answer = writer.post(f"/en/portal/postings/{posting.pk}/edit/", details(posting, what=WHAT))
    assert answer.status_code == 403
    assert WHAT in answer.content.decode()
    assert "You hold no mandate" in answer.content.decode()


def test_no_member_opens_what_another_has_not_made_public(other: Client, khentii: Region) -> None:
    draft = a_posting("draft", khentii)
    for page in ("", "edit/", "answer/"):
        assert other.get(f"/en/portal/postings/{draft.pk}/{page}").status_code == 404
    assert other.post(f"/en/portal/postings/{draft.pk}/do/submit_posting/").status_code == 404
    assert str(draft.title) not in other.get("/en/portal/postings/find/").content.decode()


def test_steps_that_cannot_be_undone_are_asked_about_first(writer: Client, khentii: Region) -> None:
    posting = a_posting("public", khentii)
    step = f"/en/portal/postings/{posting.pk}/do/withdraw_posting/"
    assert "cannot be undone" in writer.post(step).content.decode()
    posting.refresh_from_db()
    assert posting.state == PostingState.PUBLIC
    assert writer.post(step, {"confirmed": "1"}).status_code == 302
    posting.refresh_from_db()
    assert posting.state == PostingState.WITHDRAWN
    assert writer.post(f"/en/portal/postings/{posting.pk}/do/no_such_step/").status_code == 404
    assert writer.get(step).status_code == 405


def test_an_expired_posting_comes_back_by_one_click(writer: Client, khentii: Region) -> None:
    posting = a_posting("expired", khentii)
    html = writer.get(f"/en/portal/postings/{posting.pk}/").content.decode()
    assert "180 days" in html
    assert writer.post(f"/en/portal/postings/{posting.pk}/do/confirm_posting/").status_code == 302
    posting.refresh_from_db()
    assert posting.confirmed_on == today()


def test_others_are_found_by_what_they_say(other: Client, khentii: Region, tottori: Region) -> None:
    wanted = a_posting("public", khentii, forms=["visit"], languages=["ru"])
    own = a_posting("public", tottori)
    html = other.get("/en/portal/postings/find/?form=visit&language=ru&direction=need").content.decode()
    assert f"/en/portal/postings/{wanted.pk}/" in html
    assert f"/en/portal/postings/{own.pk}/" not in html
    assert "Nothing of this kind" in other.get("/en/portal/postings/find/?form=data").content.decode()
    assert other.get("/en/portal/postings/find/?form=party").status_code == 404


ANSWER = "砂丘の緑化に長年取り組んでおり、職員の派遣も可能です。"


def test_an_answer_is_sent_agreed_to_and_only_then_opens_contacts(
    writer: Client, other: Client, khentii: Region, tottori: Region
) -> None:
    for region, name in ((khentii, "khentii"), (tottori, "tottori")):
        MandateFactory(region=region, role_address=f"exchange@{name}.example")
    posting = a_posting("public", khentii)
    offer = a_posting("public", tottori, direction=Direction.OFFER)
    sent = other.post(f"/ja/portal/postings/{posting.pk}/answer/", {"words": ANSWER, "counterpart": offer.pk})
    answer = Answer.objects.get()
    assert sent["Location"] == f"/ja/portal/answers/{answer.pk}/"
    page = f"/en/portal/answers/{answer.pk}/"
    for side in (writer, other):
        html = side.get(page).content.decode()
        assert ANSWER in html
        assert ".example" not in html
    assert writer.post(page, {"do": "message", "words": " "}).status_code == 422
    assert writer.post(page, {"do": "message", "words": SCRIPT}).status_code == 302
    assert "&lt;script&gt;" in other.get(page).content.decode()
    assert writer.post(page, {"do": "agree"}).status_code == 302
    for side in (writer, other):
        html = side.get(page).content.decode()
        assert "exchange@khentii.example" in html
        assert "exchange@tottori.example" in html
    given = other.get("/en/portal/postings/").content.decode()
    assert f"/en/portal/answers/{answer.pk}/" in given


def test_nobody_else_reads_an_answer(other: Client) -> None:
    answer = AnswerFactory(posting=a_posting(), region=a_member())
    assert other.get(f"/en/portal/answers/{answer.pk}/").status_code == 404
    assert other.post(f"/en/portal/answers/{answer.pk}/", {"do": "agree"}).status_code == 404


@pytest.mark.parametrize("state", ["expired", "withdrawn", "fulfilled"])
def test_an_answer_to_what_is_over_says_so_and_keeps_the_words(
    state: str, other: Client, khentii: Region
) -> None:
    posting = a_posting("public", khentii)
    page = f"/en/portal/postings/{posting.pk}/answer/"
    assert other.get(page).status_code == 200
    with writing("test"):
        ended = {"ended_on": today()} if state != "expired" else {}
        day = today() - dt.timedelta(days=200) if state == "expired" else today()
        kept = PostingState.PUBLIC if state == "expired" else state
        Posting.objects.filter(pk=posting.pk).update(state=kept, confirmed_on=day, **ended)
    late = other.post(page, {"words": ANSWER})
    assert late.status_code in (404, 409)
    if state != "withdrawn":
        assert late.status_code == 409
        assert ANSWER in late.content.decode()
    assert not Answer.objects.exists()


def test_declining_asks_for_one_reason(writer: Client, khentii: Region, tottori: Region) -> None:
    answer = AnswerFactory(posting=a_posting("public", khentii), region=tottori)
    page = f"/en/portal/answers/{answer.pk}/"
    assert writer.post(page, {"do": "decline", "reason": ""}).status_code == 422
    assert writer.post(page, {"do": "dance"}).status_code == 404
    writer.post(page, {"do": "decline", "reason": "timing", "note": "Дараа жил."})
    answer.refresh_from_db()
    assert (answer.state, answer.reason) == (AnswerState.DECLINED, "timing")
    assert "The time does not suit us" in writer.get(page).content.decode()


def test_an_answer_is_taken_back(other: Client, tottori: Region) -> None:
    answer = AnswerFactory(posting=a_posting(region=named(a_member(), "X")), region=tottori)
    page = f"/en/portal/answers/{answer.pk}/"
    assert "Take the answer back" in other.get(page).content.decode()
    other.post(page, {"do": "withdraw"})
    answer.refresh_from_db()
    assert answer.state == AnswerState.WITHDRAWN


def test_both_sides_are_led_to_a_project(
    writer: Client, khentii: Region, tottori: Region, official: Officials
) -> None:
    answer = answer_posting(
        posting=a_posting("public", khentii), region=tottori, words=ANSWER, by=official(tottori)
    )
    agree_answer(answer=answer, by=official(khentii))
    html = writer.get(f"/en/portal/answers/{answer.pk}/").content.decode()
    assert f"/en/portal/projects/new/?answer={answer.pk}" in html


def test_a_suggestion_comes_with_its_reasons_and_can_be_refused(
    writer: Client, khentii: Region, tottori: Region
) -> None:
    empty = writer.get("/en/portal/suggestions/").content.decode()
    assert "Two short answers are enough" in empty
    TermFactory(concept=ConceptFactory(slug="forest"), language="en", words="forest")
    own = a_posting("public", khentii, forms=["visit"], languages=["ja"], topics=["forest"])
    offer = a_posting(
        "public", tottori, direction=Direction.OFFER, forms=["visit"], languages=["ja"], topics=["forest"]
    )
    assert f"/en/portal/postings/{offer.pk}/" in writer.get("/en/portal/suggestions/").content.decode()
    refused = {"own": own.pk, "other": offer.pk, "reason": "timing"}
    assert writer.post("/en/portal/suggestions/refuse/", refused).status_code == 302
    assert Judgement.objects.get().reason == "timing"
    assert writer.post("/en/portal/suggestions/refuse/", refused | {"other": "x"}).status_code == 404
    assert writer.post("/en/portal/suggestions/refuse/", refused | {"reason": ""}).status_code == 422


def test_a_circle_is_proposed_and_answered_on_the_page(
    writer: Client, other: Client, khentii: Region, tottori: Region
) -> None:
    third = named(a_member(), "Third")
    circle = [khentii, tottori, third]
    data: dict[str, Any] = {}
    for n, giver in enumerate(circle):
        data[f"offer{n}"] = a_posting(region=giver, direction=Direction.OFFER).pk
        data[f"need{n}"] = a_posting(region=circle[(n + 1) % 3]).pk
    assert writer.post("/en/portal/suggestions/circle/", data).status_code == 302
    leg = LoopLeg.objects.get(giver=tottori)
    assert "Agree" in other.get("/en/portal/suggestions/").content.decode()
    assert writer.post(f"/en/portal/suggestions/circle/{leg.pk}/", {"agree": "1"}).status_code == 404
    assert other.post(f"/en/portal/suggestions/circle/{leg.pk}/", {"agree": "1"}).status_code == 302
    last = LoopLeg.objects.get(giver=third)
    with writing("test"):
        LoopLeg.objects.filter(pk=last.pk).update(agreed_at=leg.loop.proposed_at)
    assert "Begin a project together" in writer.get("/en/portal/suggestions/").content.decode()
