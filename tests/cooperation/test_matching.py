"""Suggestions and circles out of real records: what is public, what was said, what the index has read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from near.cooperation.enums import AnswerState, Direction, PostingState, Reason
from near.cooperation.models import Posting
from near.cooperation.queries import gathered as gathering
from near.cooperation.queries import matching
from near.cooperation.queries.gathered import gathered
from near.cooperation.queries.matching import circles_for, suggestions_for, suggestions_of
from near.cooperation.queries.reasons import _SENTENCES, worded
from near.cooperation.rules.matching import Reason as Why
from near.cooperation.rules.matching.reasoning import CODES
from near.foundation import conditions
from near.foundation.conditions import Conditions, declare_conditions
from near.foundation.languages import READERS
from near.foundation.search.models import SearchRecord, SearchText, SearchVector
from near.foundation.search.vectors import packed
from near.registry.models import Region
from tests.cooperation.factories import (
    AnswerFactory,
    JudgementFactory,
    LoopFactory,
    LoopLegFactory,
    ParticipationFactory,
    PostingFactory,
    ProjectFactory,
)
from tests.registry.factories import (
    CountryFactory,
    MembershipSpellFactory,
    RegionFactory,
    SuspensionSpellFactory,
)
from tests.terminology.factories import ConceptFactory, TermFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 10)
MOMENT = dt.datetime(2026, 3, 5, 3, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _termbase() -> None:
    for slug, field in (("pasture", "agriculture"), ("wildfire", "disaster"), ("port", "trade")):
        concept = ConceptFactory.create(slug=slug, field=field)
        TermFactory.create(concept=concept, language="en", words=f"{slug} work")
        TermFactory.create(concept=concept, language="mn", words=f"{slug} ажил")


@pytest.fixture(autouse=True)
def _no_figures(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(conditions, "_provider", [conditions.nothing_known])
    return


def member(slug: str, country: str = "MN", **more: Any) -> Region:
    region = RegionFactory.create(slug=slug, country=CountryFactory.create(code=country), **more)
    MembershipSpellFactory.create(region=region, since=dt.date(2020, 1, 1))
    return region


def posted(region: Region, direction: Direction, *topics: str, **more: Any) -> Posting:
    return PostingFactory.create(region=region, direction=direction, topics=[*topics], public=True, **more)


def need(region: Region, *topics: str, **more: Any) -> Posting:
    return posted(region, Direction.NEED, *topics, **more)


def offer(region: Region, *topics: str, **more: Any) -> Posting:
    return posted(region, Direction.OFFER, *topics, **more)


def others(posting: Posting, day: dt.date = DAY, **more: Any) -> list[Posting]:
    return [s.other for s in suggestions_of(posting, day=day, **more)]


def test_a_need_finds_the_offer_on_its_matter_and_the_offer_finds_the_need() -> None:
    asked = need(member("mn-khentii"), "pasture")
    given = offer(member("jp-tottori", "JP"), "pasture")
    offer(member("kr-busan", "KR"), "port")
    assert others(asked) == [given]
    assert others(given) == [asked]
    (found,) = suggestions_of(asked, day=DAY)
    assert 0 < found.score <= 1
    assert not found.mutual
    assert found.reasons[0] == Why("same_topic", {"concepts": ["pasture"]})


@pytest.mark.parametrize("state", [*PostingState])
def test_only_what_is_public_is_matched(state: PostingState) -> None:
    asked = need(member("mn-khentii"), "pasture")
    offer(member("jp-tottori", "JP"), "pasture", state=state, ended_on=DAY)
    assert len(others(asked)) == (state == PostingState.PUBLIC)


def test_who_is_no_member_or_rests_or_let_a_posting_expire_is_not_suggested() -> None:
    asked, khentii = need(member("mn-khentii"), "pasture"), "mn-khentii"
    offer(RegionFactory.create(), "pasture")
    resting = member("kr-busan", "KR")
    SuspensionSpellFactory.create(region=resting, since=dt.date(2025, 1, 1))
    offer(resting, "pasture")
    offer(member("jp-tottori", "JP"), "pasture", confirmed_on=DAY - dt.timedelta(days=181))
    assert others(asked) == []
    assert suggestions_for(resting, day=DAY) == []
    assert suggestions_for(Region.objects.get(slug=khentii), day=DAY) == []


def test_a_field_of_work_is_a_topic_too() -> None:
    asked = need(member("mn-khentii"), "agriculture")
    given = offer(member("jp-tottori", "JP"), "pasture")
    assert others(asked) == []  # too little by itself
    index(asked, "mn", [1, 0])
    index(given, "ja", [1, 0])
    (found,) = suggestions_of(asked, day=DAY)
    assert Why("same_field", {"fields": ["agriculture"]}) in found.reasons


# What the index has read.


def index(posting: Posting, language: str, direction: list[float], concepts: str = "") -> None:
    """Let the index have read a posting."""
    record = SearchRecord.objects.create(
        kind=gathering.KIND, key=str(posting.pk), original=language, digest="x"
    )
    text = SearchText.objects.create(
        record=record, language=language, state="original", title="x", concepts=concepts
    )
    vector = np.zeros(384, np.float32)
    vector[: len(direction)] = direction
    SearchVector.objects.create(text=text, encoder="e5-small-q4", part=0, vector=packed(vector))


@pytest.fixture
def _no_means(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("near.foundation.search.meanings.shipped_means", lambda _name: {})


@pytest.mark.usefixtures("_no_means")
def test_what_texts_mean_finds_counterparts_that_share_no_topic() -> None:
    asked = need(member("mn-khentii"))
    given, far = offer(member("jp-tottori", "JP")), offer(member("kr-busan", "KR"))
    assert others(asked) == []
    index(asked, "mn", [1, 0, 0])
    index(given, "ja", [0.9, 0.43, 0])
    index(far, "ko", [0, 0, 1])
    assert others(asked) == [given]
    assert suggestions_of(asked, day=DAY)[0].reasons[0].code == "close_in_meaning"


@pytest.mark.usefixtures("_no_means")
def test_concepts_the_index_found_in_a_text_count_as_topics() -> None:
    asked, given = need(member("mn-khentii"), "wildfire"), offer(member("jp-tottori", "JP"))
    index(given, "ja", [0.0], concepts="c:wildfire c:gone")
    pool = gathered(DAY).postings
    assert {p.key: set(p.concepts) for p in pool} == {
        str(asked.pk): {"wildfire"},
        str(given.pk): {"wildfire"},
    }


# What was said.


@pytest.mark.parametrize("state", [*AnswerState])
def test_who_answered_already_is_suggested_no_more(state: AnswerState) -> None:
    khentii, tottori = member("mn-khentii"), member("jp-tottori", "JP")
    asked, given = need(khentii, "pasture"), offer(tottori, "pasture")
    another = offer(member("kr-busan", "KR"), "pasture")
    AnswerFactory.create(posting=asked, region=tottori, counterpart=given, state=state, reason=Reason.OTHER)
    again = state == AnswerState.WITHDRAWN
    assert (given in others(asked), asked in others(given)) == (again, again)
    assert another in others(asked)


def test_an_answer_without_a_posting_of_its_own_counts_as_one_too() -> None:
    khentii, tottori = member("mn-khentii"), member("jp-tottori", "JP")
    asked = need(khentii, "pasture")
    offer(tottori, "pasture")
    AnswerFactory.create(posting=asked, region=tottori)
    assert others(asked) == []


def test_a_refused_suggestion_goes_for_both_and_rests_its_member_where_the_time_does_not_suit() -> None:
    khentii, tottori = member("mn-khentii"), member("jp-tottori", "JP")
    asked, given, second = need(khentii, "pasture"), offer(tottori, "pasture"), offer(tottori, "pasture")
    JudgementFactory.create(own=asked, other=given, reason=Reason.TIMING, at=MOMENT)
    assert others(asked) == []
    assert others(given) == []
    later = DAY + dt.timedelta(days=90)
    assert others(asked, later) == [second]


def test_a_declined_answer_teaches_as_a_refusal_does() -> None:
    asked, given = need(member("mn-khentii"), "pasture"), offer(member("jp-tottori", "JP"), "pasture")
    said = {"state": AnswerState.DECLINED, "reason": Reason.LANGUAGE, "decided_at": MOMENT}
    AnswerFactory.create(posting=asked, region=given.region, counterpart=given, **said)
    learned = gathered(DAY).learned
    assert learned.languages == {"mn-khentii": 1}
    assert (str(asked.pk), str(given.pk)) in learned.closed


def test_who_has_received_little_comes_first_and_a_ledger_given_comes_before_the_counted_one() -> None:
    khentii = member("mn-khentii")
    first, second = member("jp-aaa", "JP"), member("jp-bbb", "JP")
    asked, one, two = need(khentii, "pasture"), offer(first, "pasture"), offer(second, "pasture")
    for _helped in range(6):
        met = need(first, "port", state=PostingState.FULFILLED, ended_on=DAY)
        AnswerFactory.create(posting=met, region=khentii, state=AnswerState.AGREED, decided_at=MOMENT)
    ParticipationFactory.create(region=second)
    assert others(asked) == [two, one]
    assert others(asked, ledger={"jp-bbb": (9, 0)}) == [one, two]


def test_help_is_counted_for_a_year_and_both_ways() -> None:
    khentii, tottori = member("mn-khentii"), member("jp-tottori", "JP")
    AnswerFactory.create(posting=need(khentii, "pasture"), region=tottori, answered_at=MOMENT)
    AnswerFactory.create(posting=offer(khentii, "port"), region=tottori, answered_at=MOMENT)
    old = MOMENT - dt.timedelta(days=400)
    AnswerFactory.create(posting=need(khentii, "wildfire"), region=tottori, answered_at=old)
    parties = {p.key: (p.got, p.gave, p.first_timer) for p in gathered(DAY).parties}
    assert parties == {"mn-khentii": (1, 1, False), "jp-tottori": (1, 1, False)}


def test_who_has_worked_with_nobody_yet_is_a_first_timer() -> None:
    khentii, tottori = member("mn-khentii"), member("jp-tottori", "JP")
    ParticipationFactory.create(region=tottori, project=ProjectFactory.create(under_way=True))
    assert {p.key: p.first_timer for p in gathered(DAY).parties} == {"mn-khentii": True, "jp-tottori": False}
    assert {p.key: p.languages for p in gathered(DAY).parties}[khentii.slug] == ("mn",)


def test_conditions_come_from_whoever_keeps_figures() -> None:
    member("mn-khentii", latitude=47.3, longitude=110.7)
    asked: list[object] = []

    def figures(slugs: Any) -> dict[str, Conditions]:
        asked.append(slugs)
        return {"mn-khentii": Conditions(population=78_000, winter=-22.0)}

    before = gathered(DAY).parties[0]
    declare_conditions(figures)
    after = gathered(DAY).parties[0]
    assert (before.population, before.latitude, after.population, after.winter) == (None, 47.3, 78_000, -22.0)
    assert asked == [["mn-khentii"]]


# What a member is shown.


def test_a_member_sees_the_best_of_every_posting_before_the_second_best_of_any_and_none_twice() -> None:
    khentii = member("mn-khentii")
    pasture, port = need(khentii, "pasture"), need(khentii, "port")
    more = [offer(member(f"jp-{i}", "JP"), "pasture") for i in range(3)]
    both = offer(member("kr-busan", "KR"), "pasture", "port")
    found = suggestions_for(khentii, 9, day=DAY)
    assert {s.own for s in found[:2]} == {pasture, port}
    assert sorted(s.other.pk for s in found) == sorted(p.pk for p in (*more, both))
    assert suggestions_for(khentii, 2, day=DAY) == found[:2]


def test_today_is_the_day_where_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, given = need(member("mn-khentii"), "pasture"), offer(member("jp-tottori", "JP"), "pasture")
    monkeypatch.setattr(matching, "today", lambda: DAY)
    assert [s.other for s in suggestions_of(asked)] == [given]


def ring() -> tuple[list[Region], list[tuple[Posting, Posting]]]:
    """Three members of whom each can help the next, and the (offer, need) of each part."""
    regions = [member("mn-khentii"), member("jp-tottori", "JP"), member("kr-busan", "KR")]
    topics = ("pasture", "wildfire", "port")
    parts = [(offer(regions[i], topic), need(regions[(i + 1) % 3], topic)) for i, topic in enumerate(topics)]
    return regions, parts


@pytest.mark.usefixtures("_no_means")
def test_a_circle_of_three_begins_with_what_the_asking_member_gives() -> None:
    regions, parts = ring()
    for place, (given, asked) in enumerate(parts):
        index(given, "mn", [0] * place + [1])
        index(asked, "ja", [0] * place + [1])
    for place, region in enumerate(regions):
        (found,) = circles_for(region, day=DAY)
        assert found.parts[0].giver == region
        assert found.parts[2].receiver == region
        assert [(p.offer, p.need) for p in found.parts] == parts[place:] + parts[:place]
        assert found.score == min(p.score for p in found.parts)
    loop = LoopFactory.create(proposed_by=regions[0])
    for given, asked in parts:
        LoopLegFactory.create(loop=loop, giver=given.region, offer=given, need=asked)
    assert circles_for(regions[0], day=DAY) == []
    assert circles_for(member("ru-amur", "RU"), day=DAY) == []


@pytest.mark.usefixtures("_no_means")
def test_a_declined_part_of_a_circle_is_a_refusal() -> None:
    _regions, ((given, asked), *_rest) = ring()
    LoopLegFactory.create(
        giver=given.region, offer=given, need=asked, declined_at=MOMENT, reason=Reason.TOPIC
    )
    assert gathered(DAY).learned.away == {str(given.pk): (str(asked.pk),)}


# Cost.


def test_the_number_of_queries_does_not_grow_with_the_records(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    khentii = member("mn-khentii")
    asked = need(khentii, "pasture")
    offer(member("jp-tottori", "JP"), "pasture")
    with CaptureQueriesContext(connection) as before:
        suggestions_for(khentii, day=DAY)
        circles_for(khentii, day=DAY)
    for number in range(12):
        region = member(f"kr-{number}", "KR")
        given = offer(region, "pasture", "port")
        need(region, "wildfire")
        AnswerFactory.create(posting=given, region=member(f"ru-{number}", "RU"), state=AnswerState.AGREED)
        JudgementFactory.create(own=asked, other=given)
    with django_assert_num_queries(len(before)):
        suggestions_for(khentii, day=DAY)
        circles_for(khentii, day=DAY)


def test_the_same_gathering_is_matched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = need(member("mn-khentii"), "pasture")
    offer(member("jp-tottori", "JP"), "pasture")
    first = matching.matched(gathered(DAY))
    assert matching.matched(gathered(DAY)) is first
    assert matching.matched(gathered(DAY + dt.timedelta(days=1))) is not first
    JudgementFactory.create(own=asked, other=offer(member("kr-busan", "KR"), "port"), at=MOMENT)
    assert gathered(DAY).digest() != first.given.digest()


# Reasons in words.


DATA: dict[str, dict[str, object]] = {
    "same_topic": {"concepts": ["pasture", "gone"]},
    "same_field": {"fields": ["agriculture", "other"]},
    "same_form": {"forms": ["visit", "data", "training", "youth"]},
    "common_language": {"languages": ["mn", "ru"]},
    "wished_country": {"country": "MN"},
    "neighbour": {"km": 1234},
}


@pytest.mark.parametrize("language", [reader.django for reader in READERS])
def test_every_reason_has_a_sentence_in_every_language(language: str) -> None:
    CountryFactory.create(code="MN")
    with translation.override(language):
        said = worded(Why(code, DATA.get(code, {})) for code in CODES)
    assert len(said) == len({*said}) == len(CODES)
    assert all(sentence and "%(" not in sentence for sentence in said)
    assert {*_SENTENCES} == {*CODES}


def test_reasons_name_things_as_the_reader_knows_them() -> None:
    CountryFactory.create(code="MN")
    with translation.override("en"):
        said = {code: worded([Why(code, data)])[0] for code, data in DATA.items()}
        unknown = worded([Why("wished_country", {"country": "XX"}), Why("strange", {})])
    assert said == {
        "same_topic": "Both are about: pasture work, gone",
        "same_field": "Same field of work: Agriculture and food, other",
        "same_form": "A form of cooperation that suits both: visit, data and documents, training",
        "common_language": "A language both can work in: Монгол, Русский",
        "wished_country": "From a country you are looking for: Mongolia",
        "neighbour": "Not far away: about 1234 km",
    }
    assert unknown == ["From a country you are looking for: XX"]
    with translation.override("mn"):
        assert "pasture ажил" in worded([Why("same_topic", DATA["same_topic"])])[0]
