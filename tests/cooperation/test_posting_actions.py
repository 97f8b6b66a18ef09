"""Needs and offers from two questions to their end, and the answers to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import translation

from near.cooperation.actions.answers import (
    agree_answer,
    answer_posting,
    decline_answer,
    withdraw_answer,
    write_message,
)
from near.cooperation.actions.postings import (
    begin_posting,
    confirm_posting,
    edit_posting,
    fulfil_posting,
    publish_posting,
    return_posting,
    submit_posting,
    withdraw_posting,
)
from near.cooperation.actions.texts import write_posting_words
from near.cooperation.enums import AnswerState, Direction, PostingState
from near.cooperation.models import Answer, Posting
from near.cooperation.refusals import postings as refusals
from near.cooperation.refusals.projects import UnknownChoice
from near.foundation.errors import NotAllowed, TooLong, UnknownLanguage, UnknownRecord
from near.foundation.journal import SYSTEM, JournalEntry
from near.foundation.notices import Notice, spoken
from near.foundation.period import today
from near.foundation.text import TextState
from near.foundation.translating import Edit
from near.people.models import Account
from near.registry.enums import Office
from near.registry.models import Region
from tests.cooperation.cases import a_member, a_posting
from tests.cooperation.factories import AnswerFactory
from tests.terminology.factories import ConceptFactory

pytestmark = pytest.mark.django_db

WHAT = "Ойжуулалтын туршлага судлах хүсэлтэй байна. Манай аймагт цөлжилт нэмэгдэж байна."
WHOM = "Ойтой аймаг, муж улстай, хоёр жилийн дотор."
Officials = Callable[..., Account]


def _edited(posting: Posting, by: Any, **more: Any) -> Posting:
    fields = {"title": "Ойжуулалт", "what": WHAT, "with_whom": WHOM, "version": posting.version}
    return edit_posting(posting=posting, by=by, **(fields | more))


@pytest.fixture
def khentii() -> Region:
    return a_member()


@pytest.fixture
def writer(khentii: Region, official: Officials) -> Account:
    return official(khentii, account__language="mn")


@pytest.fixture
def draft(khentii: Region, writer: Account) -> Posting:
    return begin_posting(region=khentii, direction=Direction.NEED, what=WHAT, with_whom=WHOM, by=writer)


def test_two_answers_make_a_draft_in_the_language_it_was_written_in(draft: Posting) -> None:
    assert (draft.state, draft.language, draft.languages) == (PostingState.DRAFT, "mn", ["mn"])
    assert draft.title.words("mn") == "Ойжуулалтын туршлага судлах хүсэлтэй байна"
    assert draft.what.passages["mn"].state == TextState.ORIGINAL
    assert JournalEntry.objects.filter(verb="cooperation.begin_posting").count() == 1


def test_a_language_that_cannot_be_told_is_the_writers_own(khentii: Region, writer: Account) -> None:
    posting = begin_posting(region=khentii, direction=Direction.OFFER, what="42", with_whom="!", by=writer)
    assert posting.language == "mn"
    helped = begin_posting(region=khentii, direction=Direction.OFFER, what="42", with_whom="!", by=SYSTEM)
    assert helped.language == "mn"


@pytest.mark.parametrize(
    ("fields", "refusal", "field"),
    [
        ({"what": "  "}, refusals.QuestionOpen, "what"),
        ({"with_whom": ""}, refusals.QuestionOpen, "with_whom"),
        ({"what": "а" * 4001}, TooLong, "what"),
        ({"language": "xx"}, UnknownLanguage, ""),
        ({"topics": ["no-such-concept"]}, UnknownChoice, "topics"),
    ],
)
def test_a_draft_that_cannot_be_is_refused_by_field(
    khentii: Region, writer: Account, fields: dict[str, Any], refusal: type[Exception], field: str
) -> None:
    sound = {"what": WHAT, "with_whom": WHOM}
    with pytest.raises(refusal) as caught:
        begin_posting(region=khentii, direction=Direction.NEED, by=writer, **(sound | fields))
    assert caught.value.field == field  # type: ignore[attr-defined]
    assert not Posting.objects.exists()


def test_nobody_writes_for_another_member(writer: Account) -> None:
    with pytest.raises(NotAllowed):
        begin_posting(region=a_member(), direction=Direction.NEED, what=WHAT, with_whom=WHOM, by=writer)


def test_the_second_of_two_officials_sees_what_the_first_wrote(draft: Posting, writer: Account) -> None:
    _edited(draft, writer, title="Шинэ гарчиг")
    with pytest.raises(refusals.PostingMoved) as caught:
        _edited(draft, writer, version=1, title="Миний гарчиг")
    assert caught.value.theirs["title"].words("mn") == "Шинэ гарчиг"
    assert caught.value.version == 2
    draft.refresh_from_db()
    assert draft.title.words("mn") == "Шинэ гарчиг"


def test_everything_else_of_a_posting_is_chosen_from_lists(draft: Posting, writer: Account) -> None:
    ConceptFactory(slug="forest")
    day = today() + dt.timedelta(days=90)
    edited = _edited(
        draft, writer, topics=["forest", "forest"], forms=["visit"], budget="small", languages=["mn", "ru"],
        countries=["MN"], by_day=day,
    )  # fmt: skip
    assert (edited.topics, edited.forms, edited.budget, edited.by_day) == (
        ["forest"],
        ["visit"],
        "small",
        day,
    )
    for field, wrong in [("topics", ["x"]), ("forms", ["x"]), ("languages", ["x"]), ("countries", ["XX"])]:
        with pytest.raises(UnknownChoice) as caught:
            _edited(edited, writer, **{field: wrong})
        assert caught.value.field == field
    with pytest.raises(UnknownChoice):
        _edited(edited, writer, budget="heaps")
    with pytest.raises(refusals.DayGone):
        _edited(edited, writer, by_day=today() - dt.timedelta(days=1))


def test_a_day_that_passed_meanwhile_may_stay(khentii: Region, writer: Account) -> None:
    past = today() - dt.timedelta(days=5)
    posting = a_posting("draft", khentii, by_day=past)
    assert _edited(posting, writer, by_day=past).by_day == past


def test_written_in_another_language_a_text_begins_afresh(draft: Posting, writer: Account) -> None:
    edited = _edited(
        draft, writer, language="ru", what="Опыт лесоразведения.", with_whom="С кем угодно.", title="Лес"
    )
    assert list(edited.what.passages) == ["ru"]
    assert edited.language == "ru"


def test_a_changed_passage_makes_its_translations_stale_and_tells_the_secretariat(
    khentii: Region, writer: Account, officer: Account
) -> None:
    posting = a_posting("public", khentii)
    translated = Edit("what", "ja", {0: "植林の経験を学びたい。"})
    write_posting_words(kind="posting", key=str(posting.pk), edit=translated, by=officer)
    posting.refresh_from_db()
    edited = _edited(posting, writer, what="Өөр зүйл хэрэгтэй.")
    assert edited.state == PostingState.PUBLIC
    assert edited.what.passages["ja"].state == TextState.STALE
    told = spoken(Notice.objects.filter(recipient=str(officer.reference())))
    assert [n.kind for n in told] == ["cooperation.posting_changed"]
    assert "Ойжуулалт" in told[0].sentence


def test_a_draft_is_reviewed_returned_and_published(
    draft: Posting, writer: Account, officer: Account
) -> None:
    with pytest.raises(refusals.PostingNotOpen):
        publish_posting(posting=draft, by=officer)
    handed = submit_posting(posting=draft, by=writer)
    with pytest.raises(NotAllowed):
        publish_posting(posting=handed, by=writer)
    for remark, refusal in (("  ", refusals.RemarkNeeded), ("а" * 1001, TooLong)):
        with pytest.raises(refusal):
            return_posting(posting=handed, remark=remark, by=officer)
    returned = return_posting(posting=handed, remark="Хугацаагаа бичнэ үү.", by=officer)
    assert (returned.state, returned.remark) == (PostingState.RETURNED, "Хугацаагаа бичнэ үү.")
    public = publish_posting(posting=submit_posting(posting=returned, by=writer), by=officer)
    assert (public.state, public.confirmed_on, public.remark) == (PostingState.PUBLIC, today(), "")
    kinds = Notice.objects.filter(recipient=str(writer.reference())).values_list("kind", flat=True)
    assert set(kinds) == {"cooperation.posting_returned", "cooperation.posting_published"}


def test_an_expired_posting_is_confirmed_by_one_step(khentii: Region, writer: Account) -> None:
    expired = a_posting("expired", khentii)
    assert confirm_posting(posting=expired, by=writer).confirmed_on == today()
    assert Posting.objects.public_on(today()).filter(pk=expired.pk).exists()


def test_a_posting_ends_once(khentii: Region, writer: Account) -> None:
    posting = a_posting("public", khentii)
    assert fulfil_posting(posting=posting, by=writer).ended_on == today()
    with pytest.raises(refusals.PostingNotOpen):
        withdraw_posting(posting=posting, by=writer)
    expired = a_posting("expired", khentii)
    with translation.override("mn"), pytest.raises(refusals.PostingNotOpen):
        submit_posting(posting=expired, by=writer)
    gone = a_posting("public", khentii)
    Posting.objects.filter(pk=gone.pk)
    assert withdraw_posting(posting=gone, by=writer).state == PostingState.WITHDRAWN


def test_what_is_not_there_any_more_is_said_so(writer: Account, khentii: Region) -> None:
    nothing = Posting(pk=999_999, region=khentii)
    with pytest.raises(UnknownRecord):
        submit_posting(posting=nothing, by=writer)
    with pytest.raises(UnknownRecord):
        agree_answer(answer=Answer(pk=999_999), by=writer)


def test_the_original_is_its_members_own_and_translations_its_readers(
    khentii: Region, writer: Account, official: Officials
) -> None:
    posting = a_posting("public", khentii)
    edit = Edit("what", "mn", {0: "Засварласан үг."})
    written = write_posting_words(kind="posting", key=str(posting.pk), edit=edit, by=writer)
    assert written.version == 2  # type: ignore[attr-defined]
    stranger = official(a_member())
    with pytest.raises(NotAllowed):
        write_posting_words(kind="posting", key=str(posting.pk), edit=edit, by=stranger)


# Answers


@pytest.fixture
def tottori() -> Region:
    return a_member()


@pytest.fixture
def answerer(tottori: Region, official: Officials) -> Account:
    return official(tottori, Office.HEAD, account__language="ja")


@pytest.fixture
def need(khentii: Region) -> Posting:
    return a_posting("public", khentii)


ANSWER = "砂丘の緑化に取り組んできた経験をお伝えできます。"


@pytest.fixture
def answer(need: Posting, tottori: Region, answerer: Account, writer: Account) -> Answer:
    assert writer
    return answer_posting(posting=need, region=tottori, words=ANSWER, by=answerer)


def test_an_answer_reaches_whoever_speaks_for_the_member(answer: Answer, writer: Account) -> None:
    assert (answer.state, answer.language) == (AnswerState.OPEN, "ja")
    assert [n.kind for n in Notice.objects.filter(recipient=str(writer.reference()))] == [
        "cooperation.answer_received"
    ]


def test_a_member_answers_once_and_never_itself(
    answer: Answer, answerer: Account, tottori: Region, khentii: Region, writer: Account
) -> None:
    with pytest.raises(refusals.AnsweredAlready):
        answer_posting(posting=answer.posting, region=tottori, words=ANSWER, by=answerer)
    with pytest.raises(refusals.OwnPosting):
        answer_posting(posting=answer.posting, region=khentii, words=ANSWER, by=writer)
    with pytest.raises(NotAllowed):
        answer_posting(posting=answer.posting, region=tottori, words=ANSWER, by=writer)


@pytest.mark.parametrize("state", ["expired", "withdrawn", "fulfilled"])
def test_what_is_over_is_not_answered_and_says_so(state: str, tottori: Region, answerer: Account) -> None:
    with pytest.raises(refusals.PostingOver):
        answer_posting(posting=a_posting(state), region=tottori, words=ANSWER, by=answerer)
    assert not Answer.objects.exists()


def test_a_draft_of_another_member_is_not_answered(tottori: Region, answerer: Account) -> None:
    with pytest.raises(NotAllowed):
        answer_posting(posting=a_posting("draft"), region=tottori, words=ANSWER, by=answerer)


@pytest.mark.parametrize(("words", "refusal"), [(" ", refusals.QuestionOpen), ("字" * 4001, TooLong)])
def test_an_answer_says_something_and_not_too_much(
    need: Posting, tottori: Region, answerer: Account, words: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        answer_posting(posting=need, region=tottori, words=words, by=answerer)


def test_one_answers_with_ones_own_posting_only(need: Posting, tottori: Region, answerer: Account) -> None:
    offer = a_posting("public", tottori, direction=Direction.OFFER)
    with pytest.raises(UnknownChoice):
        answer_posting(posting=need, region=tottori, words=ANSWER, by=answerer, counterpart=a_posting())
    answered = answer_posting(posting=need, region=tottori, words=ANSWER, by=answerer, counterpart=offer)
    assert answered.counterpart == offer


def test_both_sides_write_and_each_is_told(answer: Answer, writer: Account, answerer: Account) -> None:
    asker = answer.posting.region
    write_message(answer=answer, region=asker, words="Баярлалаа. Хэзээ боломжтой вэ?", by=writer)
    write_message(answer=answer, region=answer.region, words="来年の春はいかがでしょうか。", by=answerer)
    for account in (writer, answerer):
        told = Notice.objects.filter(recipient=str(account.reference()), kind="cooperation.message_received")
        assert told.count() == 1
    with pytest.raises(NotAllowed):
        write_message(answer=answer, region=answer.region, words="Би биш", by=writer)


def test_agreeing_is_the_askers(answer: Answer, writer: Account, answerer: Account) -> None:
    with pytest.raises(NotAllowed):
        agree_answer(answer=answer, by=answerer)
    assert agree_answer(answer=answer, by=writer).state == AnswerState.AGREED
    with pytest.raises(refusals.PostingNotOpen):
        decline_answer(answer=answer, reason="topic", by=writer)
    with pytest.raises(refusals.PostingNotOpen):
        withdraw_answer(answer=answer, by=answerer)


def test_declining_names_one_reason(answer: Answer, writer: Account, answerer: Account) -> None:
    with pytest.raises(refusals.ReasonMissing):
        decline_answer(answer=answer, reason="", by=writer)
    with pytest.raises(TooLong):
        decline_answer(answer=answer, reason="timing", note="а" * 501, by=writer)
    declined = decline_answer(answer=answer, reason="timing", note="Дараа жил.", by=writer)
    assert (declined.state, declined.reason, declined.note) == (AnswerState.DECLINED, "timing", "Дараа жил.")
    with pytest.raises(refusals.PostingNotOpen):
        write_message(answer=answer, region=answer.region, words="まだですか。", by=answerer)


def test_an_answer_taken_back_can_be_given_again(answer: Answer, answerer: Account) -> None:
    assert withdraw_answer(answer=answer, by=answerer).state == AnswerState.WITHDRAWN
    again = answer_posting(posting=answer.posting, region=answer.region, words=ANSWER, by=answerer)
    assert again.pk != answer.pk


def test_a_sample_is_answered_by_a_sample(tottori: Region, answerer: Account) -> None:
    sample = a_posting("public", is_sample=True)
    assert answer_posting(posting=sample, region=tottori, words=ANSWER, by=answerer).is_sample
    assert AnswerFactory().is_sample is False
