"""Who has gone quiet, what counts as a sign of life, and what would bring each member back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine

from near.cooperation.enums import AnswerState, Direction
from near.cooperation.queries.quiet import PHRASES, Quiet, last_signs, quiet_members
from near.foundation.text import MultilingualText
from near.registry.models import Region
from tests.cooperation.factories import (
    AnswerFactory,
    AssentFactory,
    AttachmentFactory,
    ChangeFactory,
    ContributionFactory,
    ExchangeFactory,
    LoopFactory,
    LoopLegFactory,
    MessageFactory,
    ParticipationFactory,
    PostingFactory,
    ProjectFactory,
    ReportFactory,
    SurveyAnswerFactory,
    TaskFactory,
)
from tests.people.factories import AccountFactory
from tests.registry.factories import CountryFactory, MandateFactory, MembershipSpellFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 25)
NOON = dt.datetime(2026, 3, 10, 3, tzinfo=dt.UTC)
LONG_AGO = dt.datetime(2020, 3, 10, 3, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _day() -> Any:
    with time_machine.travel(dt.datetime(2026, 11, 25, 3, tzinfo=dt.UTC), tick=False):
        yield


def member(country: str = "MN") -> Region:
    region: Region = MembershipSpellFactory(region__country=CountryFactory(code=country)).region
    return region


def silent(region: Region, **more: Any) -> Quiet | None:
    return next((m for m in quiet_members(DAY, **more).members if m.region == region.pk), None)


def codes(region: Region) -> list[str]:
    found = silent(region)
    assert found
    return [s.code for s in found.suggestions]


SIGNS: dict[str, Callable[[Region], Any]] = {
    "answer": lambda r: AnswerFactory(region=r, answered_at=NOON),
    "decision": lambda r: AnswerFactory(
        posting=PostingFactory(region=r), answered_at=LONG_AGO, state=AnswerState.AGREED, decided_at=NOON,
    ),
    "message": lambda r: MessageFactory(region=r, at=NOON),
    "yes to a circle": lambda r: LoopLegFactory(giver=r, agreed_at=NOON),
    "no to a circle": lambda r: LoopLegFactory(giver=r, declined_at=NOON),
    "part": lambda r: ParticipationFactory(region=r, since=NOON.date()),
    "contribution": lambda r: ContributionFactory(region=r, on=NOON.date()),
    "hosting": lambda r: ExchangeFactory(host=r, since=NOON.date()),
    "sending": lambda r: ExchangeFactory(sender=r, since=NOON.date()),
    "task": lambda r: TaskFactory(region=r, done_on=NOON.date()),
    "report": lambda r: ReportFactory(region=r, handed_in_at=NOON),
    "change": lambda r: ChangeFactory(region=r, proposed_at=NOON),
    "assent": lambda r: AssentFactory(region=r, at=NOON),
    "document": lambda r: AttachmentFactory(region=r, added_at=NOON),
    "survey": lambda r: SurveyAnswerFactory(region=r, at=NOON),
    "hand-in": lambda r: PostingFactory(region=r, submitted_at=NOON),
    "confirmation": lambda r: PostingFactory(region=r, public=True, confirmed_on=NOON.date()),
}  # fmt: skip


@pytest.mark.parametrize("sign", SIGNS)
def test_whatever_a_member_does_is_a_sign_of_life(sign: str) -> None:
    region, other = member(), member()
    SIGNS[sign](region)
    real, made_up = last_signs(DAY)
    assert real[region.pk] >= NOON.date()
    assert made_up == {}
    assert other.pk not in real
    assert [m.region for m in quiet_members(DAY).members] == [other.pk]


def test_a_sign_that_lies_ahead_is_none_yet() -> None:
    region = member()
    ExchangeFactory(host=region, since=DAY + dt.timedelta(days=1))
    assert silent(region)


def test_a_part_only_offered_is_no_sign() -> None:
    region = member()
    ParticipationFactory(region=region, standing="invited")
    assert silent(region)


def test_the_longest_silent_come_first_and_a_span_and_a_country_can_be_asked_for() -> None:
    never, once, japan = member(), member(), member("JP")
    ContributionFactory(region=once, on=dt.date(2022, 1, 1))
    ContributionFactory(region=japan, on=dt.date(2025, 1, 1))
    assert [(m.region, m.last) for m in quiet_members(DAY).members] == [
        (never.pk, None), (once.pk, dt.date(2022, 1, 1)), (japan.pk, dt.date(2025, 1, 1)),
    ]  # fmt: skip
    assert [m.region for m in quiet_members(DAY, country="JP").members] == [japan.pk]
    assert [m.region for m in quiet_members(DAY, after=1000).members] == [never.pk, once.pk]


def test_samples_are_no_signs_of_life_once_there_is_a_real_one() -> None:
    region, other = member(), member()
    project = ProjectFactory(is_sample=True)
    ContributionFactory(project=project, region=region, on=NOON.date())
    found = quiet_members(DAY)
    assert (found.samples, found.both, [m.region for m in found.members]) == (True, False, [other.pk])
    ContributionFactory(region=other, on=NOON.date())
    found = quiet_members(DAY)
    assert (found.samples, found.both, [m.region for m in found.members]) == (False, True, [region.pk])
    found = quiet_members(DAY, samples=True)
    assert (found.samples, found.members) == (True, ())


def test_an_empty_house_has_no_signs_and_nothing_made_up() -> None:
    region = member()
    found = quiet_members(DAY)
    assert (found.samples, found.both, [m.region for m in found.members]) == (False, False, [region.pk])


def test_without_a_mandate_the_head_is_to_be_invited_and_without_a_posting_asked() -> None:
    region = member()
    assert codes(region) == ["no_mandate", "never_posted"]
    MandateFactory(region=region, account=None, role_address="office@khentii.example")
    MandateFactory(region=region, account=None, role_address="office@khentii.example")
    found = silent(region)
    assert found
    assert found.addresses == ("office@khentii.example",)
    assert [s.code for s in found.suggestions] == ["never_signed_in", "never_posted"]


@pytest.mark.parametrize(("days", "expected"), [(10, []), (179, []), (180, ["no_sign_in"])])
def test_officials_who_do_not_sign_in_are_asked_about(days: int, expected: list[str]) -> None:
    region = member()
    moment = dt.datetime(2026, 11, 25, 3, tzinfo=dt.UTC)
    for ago in (400, days):
        account = AccountFactory(last_login=moment - dt.timedelta(days=ago))
        MandateFactory(region=region, account=account)
    MandateFactory(region=region, account=AccountFactory(last_login=None))
    assert codes(region) == [*expected, "never_posted"]


def test_every_suggestion_is_a_whole_sentence_with_its_figures() -> None:
    places = {"days": 40, "count": 3, "all": 9}
    for code, phrase in PHRASES.items():
        assert "%" not in str(phrase) % places, code


def test_open_needs_of_others_about_its_topics_would_bring_it_back() -> None:
    region, other = member(), member("JP")
    ParticipationFactory(
        region=region, since=dt.date(2020, 1, 1), project=ProjectFactory(topics=["forest", "soil"])
    )
    PostingFactory(region=other, public=True, confirmed_on=DAY, topics=["forest"])
    closest = PostingFactory(
        region=other, public=True, confirmed_on=DAY, topics=["soil", "forest"], language="ja",
        title=MultilingualText.of(ja="土壌"),
    )  # fmt: skip
    PostingFactory(region=other, public=True, confirmed_on=DAY, topics=["trade"])
    found = silent(region)
    assert found
    said = {s.code: s for s in found.suggestions}
    assert said["fitting"].details == {"count": 2}
    assert (said["fitting"].title, said["fitting"].source and said["fitting"].source.key) == (
        closest.title, closest.pk,
    )  # fmt: skip
    assert said["language"].details == {"count": 1, "all": 3}
    assert "1 of 3" in said["language"].words


def test_what_waits_what_nobody_answered_and_what_expired_would_bring_it_back() -> None:
    region, other = member("KR"), member()
    made = dt.timedelta(days=200)
    day = DAY - dt.timedelta(days=100)
    alone = PostingFactory(
        region=region, public=True, confirmed_on=day, submitted_at=LONG_AGO,
        published_at=dt.datetime.combine(day, dt.time(3), dt.UTC),
    )  # fmt: skip
    AnswerFactory(posting=alone, region=other, state=AnswerState.WITHDRAWN)
    asked = PostingFactory(
        region=region, public=True, direction=Direction.OFFER, confirmed_on=day, submitted_at=LONG_AGO
    )
    AnswerFactory(posting=asked, region=other)
    PostingFactory(region=region, public=True, confirmed_on=DAY - made)
    later = dt.date(2028, 1, 1)
    found = next(m for m in quiet_members(later, after=100).members if m.region == region.pk)
    assert [s.code for s in found.suggestions] == ["no_mandate", "waiting", "expired"]
    found = next(m for m in quiet_members(DAY, after=0).members if m.region == region.pk)
    said = {s.code: s for s in found.suggestions}
    assert list(said) == ["no_mandate", "waiting", "unanswered", "expired"]
    assert said["unanswered"].details == {"days": 100}
    assert said["unanswered"].title == alone.title
    assert said["waiting"].details == said["expired"].details == {"count": 1}


@pytest.mark.parametrize("number", [1, 6])
def test_the_list_takes_the_same_queries_however_many_are_silent(
    number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        MandateFactory(region=member())
        PostingFactory(public=True, topics=["forest"])
        LoopFactory()
    with django_assert_num_queries(27):
        quiet_members(DAY)
