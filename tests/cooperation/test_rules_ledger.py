"""The law of the ledger: entries, sums in words, evenness, fifths, and who is quiet."""

from __future__ import annotations

import datetime as dt
import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from near.cooperation.rules.ledger import (
    FIFTHS,
    GETTING,
    GIVING,
    IN_PERSONS,
    OWN_ACTS,
    Balance,
    Entry,
    Kind,
    Side,
    Source,
    Tally,
    balance,
    exchanged,
    fifths,
    gini,
    helped,
    lorenz,
    quiet,
    shares,
    sums,
    taking_part,
    tallies,
)

DAY = dt.date(2026, 3, 2)
PROJECT = Source("project", 7)
amounts = st.lists(st.integers(0, 10_000), min_size=1, max_size=60)


def entry(region: int, kind: Kind, **more: object) -> Entry:
    return Entry(region, DAY, kind, PROJECT, **more)  # type: ignore[arg-type]


def test_every_kind_is_given_or_got_and_never_both() -> None:
    assert set(GIVING) | set(GETTING) == set(Kind)
    assert not set(GIVING) & set(GETTING)
    assert {k for k in OWN_ACTS if k in GETTING} == {Kind.JOINED}


@pytest.mark.parametrize("form", ["expert", "training", "visit", "youth"])
def test_an_exchange_stands_in_the_ledgers_of_both_sides(form: str) -> None:
    entries = exchanged(1, 2, DAY, form=form, persons=5, source=PROJECT)
    advised = form in ("expert", "training")
    assert {e.kind for e in entries if e.region == 1} == (
        {Kind.HOSTED, Kind.RECEIVED} | ({Kind.WAS_ADVISED} if advised else set())
    )
    assert {e.kind for e in entries if e.region == 2} == (
        {Kind.WAS_HOSTED, Kind.SENT} | ({Kind.ADVISED} if advised else set())
    )
    gave, got = (sum(e.side == side for e in entries) for side in (Side.GAVE, Side.GOT))
    assert gave == got
    assert all(e.count == (5 if e.kind in IN_PERSONS else 1) for e in entries)
    assert all({e.region, e.counterpart} == {1, 2} and e.year == 2026 for e in entries)


def test_persons_are_counted_beside_acts_and_never_with_them() -> None:
    entries = exchanged(1, 2, DAY, form="visit", persons=5, source=PROJECT)
    own = [e for e in entries if e.region == 1] + [entry(1, Kind.LED)]
    assert tallies(own, GIVING) == [Tally(Kind.HOSTED, 1, 5), Tally(Kind.LED, 1, 0)]
    assert sums(own) == (2, 1)


@pytest.mark.parametrize(
    ("gave", "got", "expected"),
    [
        (0, 0, Balance.NOTHING), (1, 0, Balance.EVEN), (0, 1, Balance.EVEN), (2, 0, Balance.GAVE_MORE),
        (0, 2, Balance.GOT_MORE), (5, 3, Balance.EVEN), (6, 3, Balance.GAVE_MORE), (3, 6, Balance.GOT_MORE),
    ],
)  # fmt: skip
def test_a_balance_is_a_word_and_one_act_does_not_tip_it(gave: int, got: int, expected: Balance) -> None:
    assert balance(gave, got) is expected


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_balance_looks_the_same_from_the_other_side(gave: int, got: int) -> None:
    other = {Balance.GAVE_MORE: Balance.GOT_MORE, Balance.GOT_MORE: Balance.GAVE_MORE}
    one = balance(gave, got)
    assert balance(got, gave) is other.get(one, one)


def test_who_answers_an_offer_asks_for_help_and_who_answers_a_need_gives_it() -> None:
    to_a_need = [entry(1, Kind.ANSWERED), entry(2, Kind.WAS_ANSWERED)]
    to_an_offer = [entry(3, Kind.ANSWERED, asks=True), entry(4, Kind.WAS_ANSWERED, asks=True)]
    assert helped([*to_a_need, *to_an_offer, entry(5, Kind.LED)]) == {
        1: (0, 1), 2: (1, 0), 3: (1, 0), 4: (0, 1),
    }  # fmt: skip


def test_a_member_without_acts_counts_as_nought_and_a_stranger_not_at_all() -> None:
    entries = [entry(1, Kind.LED), entry(1, Kind.JOINED), entry(2, Kind.WAS_ANSWERED), entry(9, Kind.SENT)]
    assert taking_part(entries, [1, 2, 3]) == {1: 2, 2: 0, 3: 0}


@pytest.mark.parametrize(
    ("values", "expected"),
    [([], 0), ([7], 0), ([0, 0, 0], 0), ([3, 3, 3], 0), ([0, 0, 0, 8], 3 / 4), ([1, 3], 1 / 4)],
)
def test_the_gini_index_of_what_is_known(values: list[int], expected: float) -> None:
    assert gini(values) == pytest.approx(expected)


@pytest.mark.parametrize("values", [[-1, 2], [1, math.inf], [math.nan, 1]])
def test_less_than_nothing_and_more_than_everything_cannot_be_spread(values: list[float]) -> None:
    for measure in (gini, lorenz):
        with pytest.raises(ValueError, match="finite"):
            measure(values)


@given(amounts)
def test_the_gini_index_is_the_mean_difference_of_all_pairs(values: list[int]) -> None:
    total, n = sum(values), len(values)
    differences = sum(abs(a - b) for a in values for b in values)
    assert gini(values) == pytest.approx(differences / (2 * n * total) if total else 0.0, abs=1e-9)


@given(amounts, st.integers(1, 1000))
def test_the_gini_index_knows_no_unit(values: list[int], factor: int) -> None:
    assert gini([v * factor for v in values]) == pytest.approx(gini(values), abs=1e-9)


@given(amounts, st.integers(2, 5))
def test_the_same_members_again_change_nothing(values: list[int], times: int) -> None:
    assert gini(values * times) == pytest.approx(gini(values), abs=1e-9)


@given(amounts)
def test_the_gini_index_lies_between_evenness_and_all_with_one(values: list[int]) -> None:
    assert 0 <= gini(values) <= (len(values) - 1) / len(values) + 1e-12


@given(amounts, st.data())
def test_giving_from_the_most_to_the_least_active_evens_out(values: list[int], data: st.DataObject) -> None:
    ordered = sorted(values)
    moved = data.draw(st.integers(0, (ordered[-1] - ordered[0]) // 2))
    evened = [ordered[0] + moved, *ordered[1:-1], ordered[-1] - moved] if len(ordered) > 1 else ordered
    assert gini(evened) <= gini(ordered) + 1e-9


@given(amounts)
def test_the_area_below_the_lorenz_curve_is_the_gini_index(values: list[int]) -> None:
    curve = lorenz(values)
    area = sum((b[0] - a[0]) * (a[1] + b[1]) / 2 for a, b in pairwise(curve))
    assert 1 - 2 * area == pytest.approx(gini(values), abs=1e-9)


@given(amounts)
def test_the_lorenz_curve_rises_ever_faster_and_never_above_evenness(values: list[int]) -> None:
    curve = lorenz(values)
    assert (curve[0], curve[-1]) == ((0, 0), (1, 1))
    slopes = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in pairwise(curve)]
    assert all(a <= b + 1e-6 for a, b in pairwise(slopes))
    assert all(y <= x + 1e-9 for x, y in curve)


def test_without_members_the_lorenz_curve_is_the_line_of_evenness() -> None:
    assert lorenz([]) == [(0, 0), (1, 1)]


def test_groups_are_shown_by_their_share_of_members_and_of_acts() -> None:
    small, large = shares({1: 0, 2: 2, 3: 6}, {1: "A", 2: "A", 3: "B"})
    assert (small.group, small.members, small.active, small.acts, small.mean) == ("A", 2, 1, 2, 1)
    assert (small.of_members, small.of_acts) == (pytest.approx(2 / 3), pytest.approx(1 / 4))
    assert (large.of_members, large.of_acts) == (pytest.approx(1 / 3), pytest.approx(3 / 4))
    assert shares({1: 0}, {1: "A"})[0].of_acts == 0
    assert shares({}, {}) == []


@given(st.dictionaries(st.integers(0, 200), st.floats(1, 1e8), min_size=1))
def test_fifths_are_in_the_order_of_size(sizes: dict[int, float]) -> None:
    found = fifths(dict(sizes))
    ordered = [int(found[m]) for m in sorted(sizes, key=lambda m: sizes[m])]
    assert ordered == sorted(ordered)
    assert ordered[0] == 1
    assert max(ordered) <= FIFTHS


def test_ten_members_make_five_pairs_and_one_without_a_size_is_apart() -> None:
    found = fifths({**{n: float(n) for n in range(10)}, 10: None})
    assert [found[n] for n in range(10)] == ["1", "1", "2", "2", "3", "3", "4", "4", "5", "5"]
    assert found[10] == "unknown"
    assert fifths({1: None}) == {1: "unknown"}


def test_quiet_is_who_belonged_for_a_year_and_gave_no_sign() -> None:
    long_ago = dt.date(2000, 1, 1)
    edge = DAY - dt.timedelta(days=365)
    joined = {1: long_ago, 2: long_ago, 3: long_ago, 4: long_ago, 5: edge + dt.timedelta(days=1)}
    last = {1: edge, 2: edge + dt.timedelta(days=1), 3: dt.date(2020, 1, 1), 5: None, 6: long_ago}
    assert list(quiet(last, joined, DAY)) == [(4, None), (3, dt.date(2020, 1, 1)), (1, edge)]
    assert list(quiet(last, joined, DAY, 10_000)) == []
