"""The ledger out of real records: who gave and got what, how evenly, what a year's statement says."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from near.cooperation.enums import AnswerState, Direction, ProjectState, Role, Standing
from near.cooperation.queries import ledger as queries
from near.cooperation.queries.statements import statement_of
from near.cooperation.rules.ledger import Balance, Kind, Side
from near.foundation import conditions
from near.foundation.conditions import Conditions
from near.registry.models import Region
from tests.cooperation.factories import (
    AnswerFactory,
    ContributionFactory,
    ExchangeFactory,
    ParticipationFactory,
    PostingFactory,
    ProjectFactory,
)
from tests.registry.factories import CountryFactory, DecisionFactory, MembershipSpellFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 25)


def member(country: str = "MN", **more: Any) -> Region:
    spell = MembershipSpellFactory(region__country=CountryFactory(code=country), **more)
    region: Region = spell.region
    return region


def kinds(region: Region, **more: Any) -> list[str]:
    return sorted(e.kind for e in queries.ledger_of(2000, 2026, DAY, **more).of(region.pk))


@pytest.fixture
def project() -> Any:
    return ProjectFactory(state=ProjectState.CLOSED, closed_on=DAY)


@pytest.mark.parametrize("state", AnswerState.values)
def test_an_answer_counts_for_both_unless_it_is_taken_back(state: str) -> None:
    asks, answers = member(), member("JP")
    reason = "topic" if state == AnswerState.DECLINED else ""
    AnswerFactory(
        posting=PostingFactory(region=asks, public=True), region=answers, state=state, reason=reason
    )
    counts = state != AnswerState.WITHDRAWN
    assert kinds(answers) == (["answered"] if counts else [])
    assert kinds(asks) == (["was_answered"] if counts else [])


def test_an_exchange_a_part_and_a_contribution_stand_in_the_ledger(project: Any) -> None:
    leads, joins = member(), member("JP")
    ParticipationFactory(project=project, region=leads, role=Role.LEAD)
    ParticipationFactory(project=project, region=joins, role=Role.HOST)
    ExchangeFactory(project=project, sender=leads, host=joins, form="training", persons=4)
    ContributionFactory(project=project, region=joins)
    assert kinds(leads) == ["advised", "led", "sent", "was_hosted"]
    assert kinds(joins) == ["contributed", "hosted", "joined", "received", "was_advised"]
    of_joining = [e for e in queries.ledger_of(2026, 2026, DAY).of(joins.pk) if e.kind == Kind.JOINED]
    assert [(e.counterpart, e.side, e.source.key) for e in of_joining] == [(leads.pk, Side.GOT, project.pk)]


@pytest.mark.parametrize("state", ProjectState.values)
@pytest.mark.parametrize("standing", Standing.values)
def test_a_part_counts_once_it_is_settled_in_a_project_that_is(state: str, standing: str) -> None:
    ground = "money" if state == ProjectState.ABANDONED else ""
    settled = {"next_region": member(), "next_due": DAY} | {"closed_on": DAY, "ground": ground}
    part = ParticipationFactory(project=ProjectFactory(state=state, **settled), standing=standing)
    counts = standing in ("agreed", "left") and state in ("agreed", "running", "closing", "closed")
    assert bool(kinds(part.region)) is counts


def test_the_day_of_an_act_is_as_near_as_the_records_know(project: Any) -> None:
    part = ParticipationFactory(project=project, since=None)
    given = ContributionFactory(project=project, region=part.region, on=dt.date(2024, 5, 1))
    assert {e.on for e in queries.all_entries(DAY)} == {project.proposed_on, given.on}


def test_what_lies_ahead_is_no_deed_and_other_years_are_not_asked_for(project: Any) -> None:
    exchange = ExchangeFactory(project=project, since=DAY + dt.timedelta(days=1))
    earlier = ExchangeFactory(project=project, sender=exchange.sender, host=exchange.host, since=DAY)
    assert len(queries.all_entries(DAY)) == 6
    assert {e.on for e in queries.all_entries(DAY)} == {earlier.since}
    assert queries.ledger_of(2025, 2025, DAY).entries == ()


def test_samples_are_shown_alone_and_only_where_nothing_is_real(project: Any) -> None:
    region = member()
    ParticipationFactory(
        project=ProjectFactory(state=ProjectState.CLOSED, closed_on=DAY, is_sample=True), region=region
    )
    shown = queries.ledger_of(2026, 2026, DAY)
    assert (shown.sample, shown.both, len(shown.entries)) == (True, False, 1)
    assert statement_of(region.pk, 2026, DAY).sample
    ParticipationFactory(project=project, region=region, role=Role.LEAD)
    shown = queries.ledger_of(2026, 2026, DAY)
    assert (shown.sample, shown.both, [e.kind for e in shown.entries]) == (False, True, [Kind.LED])
    assert kinds(region, samples=True) == ["joined"]
    for samples, kind in ((None, Kind.LED), (False, Kind.LED)):
        assert [x.kind for x in statement_of(region.pk, 2026, DAY, samples=samples).gave] == [kind]
    assert [x.kind for x in statement_of(region.pk, 2026, DAY, samples=True).got] == [Kind.JOINED]


def test_an_answer_to_a_sample_is_a_sample_too() -> None:
    AnswerFactory(posting=PostingFactory(public=True, is_sample=True))
    assert queries.ledger_of(2026, 2026, DAY).sample


def test_without_any_record_nothing_is_shown_and_nothing_is_called_a_sample() -> None:
    shown = queries.ledger_of(2026, 2026, DAY)
    assert (shown.entries, shown.sample, shown.both) == ((), False, False)
    assert queries.first_year(DAY) == 2026


def test_everybody_who_belonged_in_a_year_counts_in_it_acts_or_not(project: Any) -> None:
    active, idle = member(), member("JP")
    former = member(until=dt.date(2025, 1, 1), closed_by=DecisionFactory())
    late = member(since=dt.date(2026, 11, 26))
    ParticipationFactory(project=project, region=active, since=dt.date(2025, 3, 1))
    assert queries.members_in(2025, DAY).keys() == {active.pk, idle.pk}
    assert queries.members_in(2024, DAY).keys() == {active.pk, idle.pk, former.pk}
    assert late.pk not in queries.members_in(2026, DAY)
    before, then, now = queries.participation(2024, 2026, DAY)
    assert (before.members, before.active, before.gini) == (3, 0, 0)
    assert (then.members, then.active, then.acts, then.gini) == (2, 1, 1, 0.5)
    assert then.curve == ((0, 0), (0.5, 0), (1, 1))
    assert now.acts == 0
    assert queries.first_year(DAY) == 2025


def test_a_spell_after_another_without_a_break_is_one_belonging() -> None:
    early, change, gap = dt.date(2000, 1, 1), dt.date(2010, 1, 1), dt.date(2020, 1, 1)
    region = member(since=early, until=change, closed_by=DecisionFactory())
    MembershipSpellFactory(region=region, since=change)
    again = member(since=early, until=change, closed_by=DecisionFactory())
    MembershipSpellFactory(region=again, since=gap)
    former = member(since=early, until=change, closed_by=DecisionFactory())
    assert queries.members_since(DAY) == {region.pk: early, again.pk: gap}
    assert queries.slugs()[former.pk] == former.slug


def test_shares_go_by_country_and_by_fifths_of_size(project: Any, monkeypatch: Any) -> None:
    large, small, unknown = member("CN"), member("MN"), member("MN")
    ParticipationFactory(project=project, region=large)
    known = {large.slug: Conditions(population=9e7), small.slug: Conditions(population=7e4)}
    monkeypatch.setattr(conditions, "_provider", [lambda _slugs: known])
    ledger = queries.ledger_of(2026, 2026, DAY)
    assert [(s.group, s.acts, s.members) for s in queries.by_country(ledger, 2026, DAY)] == [
        ("CN", 1, 1), ("MN", 0, 2),
    ]  # fmt: skip
    assert [(s.group, s.acts) for s in queries.by_size(ledger, 2026, DAY)] == [
        ("1", 0), ("3", 1), ("unknown", 0),
    ]  # fmt: skip
    assert unknown.slug not in known


def test_matching_is_told_of_help_in_the_year_before(project: Any) -> None:
    helps, asks, new = member("JP"), member(), member("KR")
    need, offer = (
        PostingFactory(region=region, direction=direction, public=True)
        for region, direction in ((asks, Direction.NEED), (helps, Direction.OFFER))
    )
    AnswerFactory(posting=need, region=helps), AnswerFactory(posting=offer, region=asks)
    old = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    AnswerFactory(posting=PostingFactory(region=asks, public=True), region=helps, answered_at=old)
    assert queries.counts_for_matching(DAY) == {
        helps.pk: queries.Counted(helps.slug, got=0, gave=2, first_timer=False),
        asks.pk: queries.Counted(asks.slug, got=2, gave=0, first_timer=False),
        new.pk: queries.Counted(new.slug, got=0, gave=0, first_timer=True),
    }


def test_a_statement_shows_each_line_with_its_records(project: Any) -> None:
    own, other = member(), member("JP")
    for persons in (4, 2):
        ExchangeFactory(project=project, sender=other, host=own, form="visit", persons=persons)
    AnswerFactory(posting=PostingFactory(region=own, public=True), region=other)
    ExchangeFactory(project=project, sender=other, host=own, form="visit", since=dt.date(2024, 3, 1))
    found = statement_of(own.pk, 2026, DAY)
    assert [(x.kind, x.acts, x.persons) for x in found.gave] == [(Kind.HOSTED, 2, 6)]
    assert [(x.kind, x.acts, x.persons) for x in found.got] == [
        (Kind.WAS_ANSWERED, 1, 0), (Kind.RECEIVED, 2, 6),
    ]  # fmt: skip
    assert [(p.title, p.counterpart, p.count) for p in found.gave[0].proofs] == [
        (project.title, other.pk, 4), (project.title, other.pk, 2),
    ]  # fmt: skip
    assert (found.sums, found.balance, found.years) == ((2, 3), Balance.EVEN, (2026, 2024))
    assert found.counterparts == (other.pk,)


def test_a_year_without_acts_has_an_empty_statement() -> None:
    found = statement_of(member().pk, 2026, DAY)
    assert (found.gave, found.got, found.balance, found.years) == ((), (), Balance.NOTHING, ())


@pytest.mark.parametrize("number", [1, 5])
def test_the_ledger_takes_the_same_queries_however_long_it_is(
    number: int, project: Any, django_assert_num_queries: Any
) -> None:
    region = member()
    for _ in range(number):
        ExchangeFactory(project=project, host=region)
        AnswerFactory(region=region)
        ContributionFactory(project=project, region=region)
    with django_assert_num_queries(4):
        queries.ledger_of(2026, 2026, DAY)
    with django_assert_num_queries(7):
        queries.participation(2024, 2026, DAY)
    with django_assert_num_queries(6):
        statement_of(region.pk, 2026, DAY)
