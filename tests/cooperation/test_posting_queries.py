"""Lists, threads, the reply clock, what is found, told, due and waited for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from near.cooperation.actions.posting_reminders import remind_of_expiry
from near.cooperation.enums import Direction
from near.cooperation.notices import KINDS as NOTICES
from near.cooperation.queries import postings as queries
from near.cooperation.queries.topics import labelled, proposed_topics, topics_in
from near.cooperation.search import KINDS
from near.cooperation.tasks import daily
from near.foundation.deadlines import deadlines
from near.foundation.errors import NotAllowed
from near.foundation.journal import SYSTEM
from near.foundation.notices import Notice
from near.foundation.open_matters import THEM, US, open_matters
from near.foundation.period import today
from near.foundation.text import MultilingualText
from near.people.models import Account
from tests.cooperation.cases import a_member, a_posting
from tests.cooperation.factories import MOMENT, AnswerFactory, MessageFactory
from tests.registry.factories import MandateFactory
from tests.terminology.factories import ConceptFactory, TermFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def test_a_list_is_narrowed_by_what_a_posting_says() -> None:
    wanted = a_posting(
        direction=Direction.OFFER, topics=["forest"], forms=["visit", "expert"], languages=["ja", "en"]
    )
    a_posting(topics=["forests-of-stone"], forms=["data"], languages=["ru"])
    a_posting("expired"), a_posting("draft")
    for narrowed in (
        {"direction": "offer"}, {"topic": "forest"}, {"form": "expert"}, {"language": "ja"},
        {"direction": "offer", "country": wanted.region.country_id},
    ):  # fmt: skip
        assert list(queries.public_postings(today(), **narrowed)) == [wanted]
    assert queries.public_postings(today()).count() == 2


def test_the_desk_sees_what_waits_and_what_expired() -> None:
    waiting, expired = a_posting("submitted"), a_posting("expired")
    assert list(queries.review_queue()) == [waiting]
    assert list(queries.expired_postings(today())) == [expired]
    assert list(queries.own_postings(waiting.region_id)) == [waiting]


def test_a_thread_begins_with_the_answer() -> None:
    answer = AnswerFactory(region=a_member())
    MessageFactory(answer=answer, at=MOMENT + DAY)
    assert [said.field for said in queries.thread_of(answer)] == ["answer", "message"]
    assert [a.pk for a in queries.answers_waiting(answer.posting.region_id)] == [answer.pk]
    assert [a.pk for a in queries.answers_given(answer.region_id)] == [answer.pk]
    assert queries.postings_with_answers(answer.posting.region_id) == {answer.posting_id: 1}


def test_contacts_are_offices_with_an_address_of_their_own() -> None:
    region = a_member()
    MandateFactory(
        region=region, role_address="exchange@khentii.example", unit=MultilingualText.of(mn="Гадаад")
    )
    MandateFactory(region=region, role_address="")
    assert [c.address for c in queries.contacts_of(region.pk)] == ["exchange@khentii.example"]


def test_the_reply_clock_runs_from_an_answer_to_the_first_reaction(django_assert_num_queries: Any) -> None:
    region = a_member()
    for days in (1, 3, 8):
        answer = AnswerFactory(posting=a_posting(region=region), region=a_member())
        MessageFactory(answer=answer, region=region, at=MOMENT + days * DAY)
        MessageFactory(answer=answer, region=answer.region, at=MOMENT)
    AnswerFactory(
        posting=a_posting(region=region), region=a_member(), state="agreed", decided_at=MOMENT + 4 * DAY
    )
    AnswerFactory(posting=a_posting(region=region), region=a_member())
    AnswerFactory(posting=a_posting(region=region), region=a_member(), state="withdrawn", decided_at=MOMENT)
    with django_assert_num_queries(2):
        clocks = queries.reply_clocks([region.pk])
    assert clocks == {region.pk: queries.ReplyClock(3.5, 4, 1)}
    assert queries.reply_clocks()[region.pk] == clocks[region.pk]
    assert queries.reply_clock(a_member().pk) == queries.ReplyClock(None, 0, 0)


def test_topics_are_proposed_from_the_words() -> None:
    for slug, words in (("forest", "ойжуулалт"), ("flood", "үер")):
        concept = ConceptFactory(slug=slug)
        TermFactory(concept=concept, language="mn", words=words)
        TermFactory(concept=concept, language="en", words=slug)
    assert topics_in("Ойжуулалт хэрэгтэй.", "mn") == ["forest"]
    assert proposed_topics("Ойжуулалт хэрэгтэй.", "mn", "en", keep=["flood"]) == [
        ("flood", "flood"), ("forest", "forest"),
    ]  # fmt: skip
    assert labelled(["forest", "nothing"], "ja") == [("forest", "forest")]


def test_only_what_anybody_may_read_is_found() -> None:
    public = a_posting(topics=[])
    a_posting("draft"), a_posting("expired"), a_posting("withdrawn")
    found = list(KINDS[0].findables())
    assert [f.key for f in found] == [str(public.pk)]
    assert found[0].original == "mn"
    assert found[0].country == public.region.country_id


def test_what_waits_is_sorted_by_who_has_to_act() -> None:
    region = a_member()
    for state in ("draft", "returned", "submitted"):
        a_posting(state, region)
    a_posting("public", region)
    a_posting("public", region, confirmed_on=today() - 170 * DAY)
    a_posting("expired", region)
    AnswerFactory(posting=a_posting(region=region), region=a_member())
    AnswerFactory(posting=a_posting(), region=region)
    matters = open_matters([region.pk], "en", today())
    assert [m.waits_for for m in matters] == [US] * 5 + [THEM] * 2
    assert {m.url for m in matters} == {"portal_posting", "portal_answer"}


def test_a_posting_is_due_on_the_day_it_expires() -> None:
    posting = a_posting(confirmed_on=today() - 170 * DAY)
    found = deadlines([posting.region_id], today(), today() + 30 * DAY)
    assert [(d.day, d.args) for d in found] == [(posting.expires_on, (posting.pk,))]
    assert str(posting.title) in found[0].said()


def test_members_are_reminded_once_of_each_expiry(official: Callable[..., Account]) -> None:
    posting = a_posting(confirmed_on=today() - 170 * DAY)
    account = official(posting.region)
    a_posting(confirmed_on=today())
    daily(today())
    assert remind_of_expiry(day=today() + DAY, by=SYSTEM) == 1
    assert Notice.objects.filter(recipient=str(account.reference())).count() == 1
    with pytest.raises(NotAllowed):
        remind_of_expiry(day=today(), by=account)


@pytest.mark.parametrize("kind", NOTICES, ids=lambda k: k.key)
def test_every_notice_is_a_sentence(kind: Any) -> None:
    details = {"member": "Khentii", "title": "Trees", "posting": 1, "answer": 2, "loop": 3,
               "state": "running",
               "step": "Meeting", "year": 2026, "project": 4, "survey": 5}  # fmt: skip
    assert kind.said(details).endswith((".", "?", "Meeting"))
