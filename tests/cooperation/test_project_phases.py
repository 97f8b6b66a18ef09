"""The table of open verbs, the way of a project, and the days that follow from it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from near.cooperation.enums import ProjectState, ReportKind, Role, Standing
from near.cooperation.rules import project_phases as phases

STATES = set(ProjectState.values)


def test_every_state_knows_where_it_leads_and_every_way_begins_with_the_idea() -> None:
    assert set(phases.NEXT) == STATES
    reached = {phases.IDEA}
    for _round in STATES:
        reached |= {after for state in reached for after in phases.NEXT[state]}
    assert reached == STATES
    assert {s for s in STATES if not phases.NEXT[s]} == {"closed", "abandoned"}


def test_the_table_names_states_and_parts_that_exist() -> None:
    known = {*phases.PARTS, phases.COORDINATOR, phases.DESK}
    for verb, law in phases.VERBS.items():
        assert law.states, verb
        assert law.states <= STATES, verb
        assert law.parts, verb
        assert law.parts <= known, verb


def test_nothing_is_open_in_a_project_given_up() -> None:
    assert [v for part in phases.PARTS for v in phases.open_to(part, "abandoned")] == []


def test_whoever_leads_can_always_go_on_or_give_up_while_it_lives() -> None:
    for state in STATES - {"closed", "abandoned"}:
        assert "abandon_project" in phases.open_to(phases.LEAD, state)
    assert "abandon_project" not in phases.open_to(phases.PARTNER, "running")


def test_a_closed_project_takes_words_of_what_followed_and_documents_only() -> None:
    assert phases.open_to(phases.LEAD, "closed") == [
        "hand_over_lead", "attach_document", "withdraw_document", "write_after", "tie_resolution",
        "untie_resolution",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("role", "standing", "part"),
    [
        ("lead", "agreed", "lead"), ("partner", "agreed", "partner"), ("host", "agreed", "partner"),
        ("adviser", "agreed", "partner"), ("observer", "agreed", "observer"),
        ("partner", "invited", "invited"),
        ("lead", "left", "stranger"), ("partner", "declined", "stranger"), ("", "", "stranger"),
    ],
)  # fmt: skip
def test_a_part_follows_from_role_and_standing(role: str, standing: str, part: str) -> None:
    assert phases.part_of(role, standing) == part


def test_every_role_and_standing_is_a_part_of_the_table() -> None:
    found = {phases.part_of(role, standing) for role in Role.values for standing in Standing.values}
    assert found == set(phases.PARTS)


@pytest.mark.parametrize(
    ("state", "begun", "open_to_all"),
    [
        ("idea", False, False), ("idea", True, False), ("seeking", False, True), ("running", True, True),
        ("closed", True, True), ("abandoned", False, False), ("abandoned", True, True),
    ],
)  # fmt: skip
def test_what_anybody_may_read(state: str, begun: bool, open_to_all: bool) -> None:
    assert phases.public(state, begun=begun) is open_to_all


def test_the_steps_of_the_way_are_counted_and_who_left_it_is_told() -> None:
    assert [phases.step_of(state) for state in phases.STEPS] == [0, 1, 2, 3, 4, 5]
    assert phases.step_of("abandoned") == -1


@pytest.mark.parametrize(
    ("closed", "after"),
    [
        (dt.date(2026, 11, 25), [dt.date(2027, 11, 25), dt.date(2029, 11, 25)]),
        (dt.date(2024, 2, 29), [dt.date(2025, 2, 28), dt.date(2027, 2, 28)]),
        (dt.date(2025, 12, 31), [dt.date(2026, 12, 31), dt.date(2028, 12, 31)]),
    ],
)
def test_partners_are_asked_a_year_and_three_years_later(closed: dt.date, after: list[dt.date]) -> None:
    assert list(phases.follow_ups(closed).values()) == after


def test_the_last_day_of_a_month_stays_the_last() -> None:
    assert phases.months_after(dt.date(2026, 8, 31), 6) == dt.date(2027, 2, 28)
    assert phases.months_after(dt.date(2026, 12, 31), 0) == dt.date(2026, 12, 31)


@given(st.dates(dt.date(1800, 1, 1), dt.date(2150, 1, 1)), st.integers(0, 480))
def test_months_after_never_leaves_the_month_it_means(day: dt.date, months: int) -> None:
    after = phases.months_after(day, months)
    assert (after.year * 12 + after.month) - (day.year * 12 + day.month) == months
    assert after.day <= day.day


def test_a_closing_report_has_three_months_and_a_yearly_one_the_year() -> None:
    assert phases.closing_due(dt.date(2026, 1, 1)) == dt.date(2026, 4, 1)
    assert phases.yearly_due(2026) == dt.date(2026, 12, 31)


def test_every_kind_of_report_is_written_by_a_verb_of_the_table() -> None:
    assert {phases.writing(kind) for kind in ReportKind.values} <= set(phases.VERBS)


def test_a_project_goes_only_where_the_table_leads() -> None:
    assert phases.may_follow("idea", "seeking")
    assert not phases.may_follow("idea", "closed")
