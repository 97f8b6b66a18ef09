"""The pure law of the register, against an oracle that counts days and lines one by one."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from near.registry.enums import Category
from near.registry.rules import (
    CATEGORIES,
    Span,
    closed_by_merger,
    compatible,
    covering,
    overlapping,
    tallied,
)

FIRST, WINDOW = dt.date(2024, 2, 20), 25
modest = settings(max_examples=40, derandomize=True, deadline=None)
spans = st.builds(
    lambda since, length: Span(day(since), None if length is None else day(since + length)),
    st.integers(0, 12),
    st.none() | st.integers(1, 8),
)


def day(offset: int) -> dt.date:
    return FIRST + dt.timedelta(days=offset)


def days(span: Span) -> set[dt.date]:
    """The oracle: the days of a spell, counted on a window beyond every bound."""
    return {
        day(n) for n in range(WINDOW) if span.since <= day(n) and not (span.until and day(n) >= span.until)
    }


@modest
@given(spans, spans)
def test_two_spells_overlap_exactly_when_they_share_a_day(one: Span, other: Span) -> None:
    assert overlapping(one, other) is overlapping(other, one) is bool(days(one) & days(other))


@modest
@given(spans, st.lists(spans, max_size=4))
def test_a_spell_may_stand_exactly_when_none_of_its_days_is_taken(new: Span, stand: list[Span]) -> None:
    taken = set().union(*map(days, stand))
    assert compatible(new, stand) is taken.isdisjoint(days(new))


@modest
@given(st.lists(spans, max_size=4), st.integers(0, WINDOW - 1))
def test_the_spells_of_a_day_are_those_that_count_it(stand: list[Span], at: int) -> None:
    assert covering(stand, day(at)) == [span for span in stand if day(at) in days(span)]


lines = st.lists(st.tuples(st.sampled_from(CATEGORIES), st.sampled_from(["CN", "JP", "MN"])), max_size=12)


@modest
@given(lines)
def test_a_roster_adds_up_to_its_lines(found: list[tuple[str, str]]) -> None:
    counts = tallied(iter(found))
    assert sum(counts[category] for category in CATEGORIES) == len(found)
    assert {c: sum(line[0] == c for line in found) for c in CATEGORIES}.items() <= counts.items()
    assert counts["countries"] == len({country for category, country in found if category == "full"})


def test_the_rule_knows_every_category() -> None:
    assert tuple(Category.values) == CATEGORIES


@pytest.mark.parametrize(("since", "closes"), [(day(-1), True), (day(0), False), (day(1), False)])
def test_a_merger_closes_what_began_before_it(since: dt.date, closes: bool) -> None:
    assert closed_by_merger(day(0), since) is closes
