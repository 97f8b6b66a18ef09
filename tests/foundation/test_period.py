"""Dates and half-open spells, against an oracle that counts days one by one."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from near.foundation.errors import BadDate, PeriodReversed
from near.foundation.period import EARLIEST, LATEST, Period, parse_day, today

FIRST = dt.date(2024, 2, 20)
WINDOW = 20
WEEK = "2024-W09-4"
modest = settings(max_examples=40, derandomize=True, deadline=None)
offsets = st.none() | st.integers(0, WINDOW)


def day(offset: int) -> dt.date:
    return FIRST + dt.timedelta(days=offset)


def days(since: int | None, until: int | None) -> set[int]:
    """The oracle: the days of a spell, counted on a window that reaches beyond every bound."""
    begin, end = -1 if since is None else since, WINDOW + 1 if until is None else until
    return set(range(begin, end))


def periods(pair: tuple[int | None, int | None]) -> Period:
    since, until = pair
    return Period(None if since is None else day(since), None if until is None else day(until))


def in_order(pair: tuple[int | None, int | None]) -> bool:
    return None in pair or pair[0] < pair[1]  # type: ignore[operator]


bounds = st.tuples(offsets, offsets).filter(in_order)


@modest
@given(bounds, bounds)
def test_two_spells_overlap_exactly_when_they_share_a_day(
    one: tuple[int | None, int | None], other: tuple[int | None, int | None]
) -> None:
    shared = days(*one) & days(*other)
    assert periods(one).overlaps(periods(other)) is bool(shared)
    assert periods(other).overlaps(periods(one)) is bool(shared)


@modest
@given(bounds, st.integers(0, WINDOW))
def test_a_day_is_in_a_spell_exactly_when_counted(pair: tuple[int | None, int | None], at: int) -> None:
    assert (day(at) in periods(pair)) is (at in days(*pair))


@modest
@given(bounds, st.integers(0, WINDOW))
def test_a_spell_that_ended_has_lost_its_last_days_and_nothing_else(
    pair: tuple[int | None, int | None], at: int
) -> None:
    if pair[0] is not None and at <= pair[0]:
        with pytest.raises(PeriodReversed):
            periods(pair).ended(day(at))
    else:
        assert periods(pair).ended(day(at)) == periods((pair[0], at))


def test_an_empty_spell_is_reversed_and_the_message_names_both_days() -> None:
    with pytest.raises(PeriodReversed, match=r"2024-02-20.*2024-02-20") as refusal:
        Period(FIRST, FIRST)
    assert refusal.value.field == "until"


@pytest.mark.parametrize("given", ["2024-02-29", " 2024-02-29\n"])
def test_a_day_is_read_as_iso_writes_it(given: str) -> None:
    assert parse_day(given) == dt.date(2024, 2, 29)


@pytest.mark.parametrize("edge", [EARLIEST, LATEST])
def test_the_first_and_the_last_possible_day_are_read(edge: dt.date) -> None:
    assert parse_day(edge.isoformat()) == edge


@pytest.mark.parametrize(
    "given",
    [
        "",
        "soon",
        "2023-02-29",
        "2024-13-01",
        "20240229",
        WEEK,
        "24-02-29",
        "1799-12-31",
        "2200-01-01",
    ],
)
def test_anything_else_is_no_date(given: str) -> None:
    with pytest.raises(BadDate) as refusal:
        parse_day(given, field="on")
    assert refusal.value.field == "on"
    assert given in str(refusal.value)


@pytest.mark.parametrize("given", [None, 20240229])
def test_what_is_no_text_is_no_date(given: object) -> None:
    with pytest.raises(BadDate):
        parse_day(given)  # type: ignore[arg-type]


def test_a_refusal_repeats_no_more_than_forty_characters() -> None:
    with pytest.raises(BadDate) as refusal:
        parse_day("x" * 1000)
    assert len(refusal.value.details["value"]) == 40


def test_today_is_the_secretariat_s_day() -> None:
    with time_machine.travel("2024-09-24T15:30:00+00:00", tick=False):
        assert today() == dt.date(2024, 9, 25)
