"""The lists of suggestions, who is seen in them, why, and the circles of three."""

from __future__ import annotations

import dataclasses
from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from near.cooperation.rules.matching import (
    NEED,
    OFFER,
    Pairs,
    Party,
    Posted,
    Reason,
    Refusal,
    Weights,
    circles,
    listed,
)
from near.cooperation.rules.matching.exposure import Shown, lifts, parts_of, places_worth, shares
from near.cooperation.rules.matching.loops import FLOOR, strongest, triangles
from near.cooperation.rules.matching.reasoning import CODES, MOST
from tests.cooperation.matching_worlds import WIDTH, pairs_of, two, world

modest = settings(max_examples=25, derandomize=True, deadline=None)
seeds = st.integers(0, 10_000)


# Lists.


@modest
@given(seeds)
def test_the_same_world_leads_to_the_same_lists_in_whatever_order_it_comes(seed: int) -> None:
    parties, postings = world(seed)
    one, other = (
        listed(pairs_of(p, q), 5) for p, q in ((parties, postings), (parties[::-1], postings[::-1]))
    )
    for posting in postings:
        assert one.of(posting.key) == other.of(posting.key)


@modest
@given(seeds)
def test_a_list_holds_what_suits_the_best_first_and_nothing_of_its_own_party(seed: int) -> None:
    parties, postings = world(seed)
    owner = {p.key: p.party for p in postings}
    pairs = pairs_of(parties, postings, exposure=0, ledger=0, least=0.01)
    lists = listed(pairs, 5)
    for posting in postings:
        found = lists.of(posting.key)
        assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)
        assert all(s.score >= 0.01 and s.party == owner[s.other] != posting.party for s in found)
        scores = pairs.score if posting.direction == NEED else pairs.score.T
        row = [p.key for p in (pairs.pool.needs if posting.direction == NEED else pairs.pool.offers)]
        mine = scores[row.index(posting.key)]
        assert len(found) == min(5, int((mine >= 0.01).sum()))


def test_an_empty_world_has_no_suggestions_and_no_circles() -> None:
    parties, (need, offer) = two()
    for postings in ([], [need], [offer]):
        pairs = pairs_of(parties, postings)
        assert listed(pairs, 5).of(NEED) == ()
        assert circles(pairs) == ()
    stranger = dataclasses.replace(offer, party="nobody")
    assert listed(pairs_of(parties, [need, stranger]), 5).of(NEED) == ()


def test_who_has_received_little_comes_first_among_equals() -> None:
    parties, (need, offer) = two()
    much = dataclasses.replace(parties[1], key="aaa", got=20)
    again = dataclasses.replace(offer, key="again", party="aaa")
    lists = listed(pairs_of([*parties, much], [need, again, offer], exposure=0), 5)
    assert [s.party for s in lists.of(NEED)] == ["tottori", "aaa"]
    assert lists.of(NEED)[0].score == pytest.approx(lists.of(NEED)[1].score)


# Exposure.


@modest
@given(seeds)
def test_nothing_is_shown_above_what_suits_more_than_the_promised_times_as_well(seed: int) -> None:
    pairs = pairs_of(*world(seed, postings=80), ledger=0, exposure=0.5)
    lists = listed(pairs, 3)
    assert ((lists.lift >= 0) & (lists.lift <= 0.5)).all()
    for row, scores in enumerate(lists.scores):
        half = pairs.score if row < len(pairs.pool.needs) else pairs.score.T
        whole = half[row if row < len(pairs.pool.needs) else row - len(pairs.pool.needs)]
        best = np.sort(whole)[::-1]
        for place, score in enumerate(scores):
            assert score == 0 or score * 1.5 >= best[place] - 1e-6


def exposed(weights: Weights, *, alike: bool = False, share: float = 1) -> float:
    """Return the exposure, against its share, of one of six who is a little less good in thirty lists."""
    drawn = np.random.default_rng(3)
    scores = np.full((30, 6), 0.8, np.float32)
    scores += 0 if alike else 0.05 * drawn.random((30, 6), np.float32)
    scores[:, 5] = 0.7
    who = np.argsort(-scores, axis=1, kind="stable")
    shown = Shown(np.take_along_axis(scores, who, 1), who, parts_of(f"p{i}" for i in range(30)), 3)
    fair = np.array([1, 1, 1, 1, 1, share], np.float32) / (5 + share)
    exposure = shown.seen(lifts(shown, fair, weights.exposure))
    return float(exposure[5] / exposure.sum() / fair[5])


def test_a_member_a_little_less_good_everywhere_is_seen_all_the_same() -> None:
    assert exposed(Weights(exposure=0)) == exposed(Weights(exposure=0.01)) == 0
    assert 0.8 < exposed(Weights()) < 1.25
    assert 0.6 < exposed(Weights(), alike=True) < 1.4
    assert 0.7 < exposed(Weights(), share=1.5) < 1.25


def test_shares_follow_postings_and_count_first_timers_more() -> None:
    parties, postings = two()
    parties[1] = dataclasses.replace(parties[1], first_timer=True)
    share = shares(pairs_of([*parties, Party("silent")], postings).pool, Weights())
    assert share == pytest.approx([0.4, 0, 0.6])  # khentii, silent, tottori
    assert places_worth(3) == pytest.approx([1, 0.6309, 0.5], abs=1e-4)


# Reasons.


def reasons(own: str = NEED, parties: list[Party] | None = None, **said: Any) -> dict[str, dict[str, object]]:
    usual, postings = two(**said)
    found = listed(pairs_of(parties or usual, postings), 5).of(own)
    return {r.code: r.data for r in found[0].reasons}


@modest
@given(seeds)
def test_reasons_are_few_known_and_true(seed: int) -> None:
    parties, postings = world(seed, postings=60)
    pairs = pairs_of(parties, postings, least=0.0005)
    by_key, members = {p.key: p for p in postings}, {p.key: p for p in parties}
    lists = listed(pairs, 5)
    for posting in postings:
        for suggestion in lists.of(posting.key):
            codes = [reason.code for reason in suggestion.reasons]
            assert len(codes) == len({*codes}) <= MOST
            assert {*codes} <= {*CODES}
            other, member = by_key[suggestion.other], members[suggestion.party]
            for reason in suggestion.reasons:
                assert true_of(reason, posting, other, member, mutual=suggestion.mutual)


def true_of(reason: Reason, own: Posted, other: Posted, member: Party, *, mutual: bool) -> bool:
    """The oracle: what a reason says, looked up in the postings themselves."""
    checks: dict[str, Any] = {
        "same_topic": lambda: {*reason.data["concepts"]} == own.concepts & other.concepts,  # type: ignore[misc]
        "same_field": lambda: {*reason.data["fields"]} == own.fields & other.fields,  # type: ignore[misc]
        "same_form": lambda: {*reason.data["forms"]} == own.forms & other.forms,  # type: ignore[misc]
        "close_in_meaning": lambda: own.vector is not None and other.vector is not None,
        "answers_your_need_too": lambda: mutual and own.direction == OFFER,
        "uses_your_offer_too": lambda: mutual and own.direction == NEED,
        "wished_country": lambda: member.country in own.countries,
        "common_language": lambda: bool(reason.data["languages"]),
        "neighbour": lambda: member.latitude is not None and reason.data["km"] <= 700,  # type: ignore[operator]
        "received_little": lambda: member.got <= member.gave + 1,
        "first_time": lambda: member.first_timer,
        "similar_size": lambda: member.population is not None,
        "similar_density": lambda: member.population is not None and member.area_km2 is not None,
        "similar_economy": lambda: member.grdp_per_head is not None,
        "similar_climate": lambda: member.latitude is not None,
    }
    return bool(checks[reason.code]())


def test_the_topic_comes_first_and_the_field_only_where_no_concept_is_shared() -> None:
    assert next(iter(reasons())) == "close_in_meaning"
    assert reasons()["same_topic"] == {"concepts": ["pasture"]}
    assert "same_field" not in reasons()
    apart = reasons(need_concepts=frozenset({"herding"}))
    assert apart["same_field"] == {"fields": ["farming"]}
    assert "same_topic" not in apart


def test_a_part_with_no_weight_is_no_reason() -> None:
    parties, postings = two(need_forms=frozenset({"visit"}), offer_forms=frozenset({"visit"}))
    silent = {
        "text": 0,
        "fields": 0,
        "conditions": 0,
        "distance": 0,
        "ledger": 0,
        "exposure": 0,
        "form": 1,
        "prior": 0,
    }
    found = listed(pairs_of(parties, postings, **silent), 5).of(NEED)[0].reasons
    assert [reason.code for reason in found] == ["same_topic"]


def test_a_neighbour_is_named_with_its_distance_and_a_wish_with_its_country() -> None:
    parties = [dataclasses.replace(p, latitude=47.0, longitude=110.0 + i) for i, p in enumerate(two()[0])]
    bare: Any = {"need_concepts": frozenset(), "need_fields": frozenset()}
    found = reasons(parties=[dataclasses.replace(p, got=9) for p in parties], **bare)
    assert found["neighbour"] == {"km": 76}
    wished = reasons(need_countries=frozenset({"JP"}), **bare)
    assert wished["wished_country"] == {"country": "JP"}
    assert "wished_country" not in reasons(OFFER, need_countries=frozenset({"JP"}), **bare)


def test_what_comes_back_is_told_to_each_from_its_own_side() -> None:
    parties, (need, offer) = two()
    back = [
        dataclasses.replace(need, key="need2", party="tottori"),
        dataclasses.replace(offer, key="offer2", party="khentii"),
    ]
    lists = listed(pairs_of(parties, [need, offer, *back]), 5)
    assert "uses_your_offer_too" in [r.code for r in lists.of(NEED)[0].reasons]
    assert "answers_your_need_too" in [r.code for r in lists.of(OFFER)[0].reasons]
    assert lists.of(NEED)[0].mutual


def test_a_first_timer_is_named_as_one_only_where_it_was_lifted() -> None:
    parties, postings = two(need_vector=None)
    first = [parties[0], dataclasses.replace(parties[1], first_timer=True)]
    lists = listed(pairs_of(first, postings, least=0.0001), 5)
    for lift, code in ((0.2, "first_time"), (0.0, "received_little")):
        lists.lift[:] = lift
        assert code in [reason.code for reason in lists.of(NEED)[0].reasons]


# Circles.


def by_hand(pairs: Pairs, legs: Any) -> dict[frozenset[int], float]:
    """The oracle: every three parties tried in both directions, the better one kept."""
    found: dict[frozenset[int], float] = {}
    for one, two_, three in permutations(range(len(legs)), 3):
        score = min(legs[one, two_], legs[two_, three], legs[three, one])
        alone = max(
            min(pairs.legs[a, b], pairs.legs[b, a]) for a, b in ((one, two_), (two_, three), (three, one))
        )
        if score > 0 and score > alone:
            key = frozenset((one, two_, three))
            found[key] = max(found.get(key, 0), float(score))
    return found


@modest
@given(seeds)
def test_the_circles_are_those_that_trying_every_three_finds(seed: int) -> None:
    pairs = pairs_of(*world(seed, members=9, postings=60), prior=-2.0)
    found, scores = triangles(pairs.legs, pairs.legs)
    assert {frozenset(row): float(s) for row, s in zip(found.tolist(), scores, strict=True)} == by_hand(
        pairs, pairs.legs
    )
    assert len({frozenset(row) for row in found.tolist()}) == len(found)
    assert (np.diff(scores) <= 0).all()


def ring(*members: str, matter: int) -> list[Posted]:
    """Postings by which each member can help the next."""
    made = []
    for place, (giver, receiver) in enumerate(zip(members, (*members[1:], members[0]), strict=True)):
        vector = np.zeros(WIDTH, np.float32)
        vector[matter + place] = 1
        concepts = frozenset({f"c{matter + place}"})
        made += [
            Posted(f"o-{giver}-{matter}", giver, OFFER, "en", vector, concepts),
            Posted(f"n-{receiver}-{matter}", receiver, NEED, "en", vector, concepts),
        ]
    return made


def test_a_circle_of_three_is_found_with_its_postings_and_goes_when_two_could_do_as_well() -> None:
    parties = [Party(key) for key in "abc"]
    (circle,) = circles(pairs_of(parties, ring("b", "c", "a", matter=0)))
    assert circle.parties() == ("a", "b", "c")
    assert [(leg.offer, leg.need, leg.receiver) for leg in circle.legs] == [
        ("o-a-0", "n-b-0", "b"), ("o-b-0", "n-c-0", "c"), ("o-c-0", "n-a-0", "a"),
    ]  # fmt: skip
    assert circle.score == pytest.approx(min(leg.score for leg in circle.legs))
    both = [*ring("b", "c", "a", matter=0), *ring("c", "b", "a", matter=3)]
    assert circles(pairs_of(parties, both)) == ()


def test_a_refused_part_breaks_its_circle() -> None:
    parties = [Party(key) for key in "abc"]
    refusals = (Refusal("n-b-0", "o-a-0", "other", pairs_of(parties, []).pool.day),)
    assert circles(pairs_of(parties, ring("b", "c", "a", matter=0), refusals)) == ()


def test_each_member_keeps_its_best_circles() -> None:
    parties = [Party(key) for key in "abcdefg"]
    postings = [p for i, two_ in enumerate(("bc", "de", "fg")) for p in ring("a", *two_, matter=3 * i)]
    pairs = pairs_of(parties, postings)
    assert len(circles(pairs)) == 3
    assert circles(pairs, floor=1.1) == ()
    # With one each, a's further circles stand all the same: they are the best of their other members.
    assert len(circles(pairs, each=1)) == 3


def test_a_circle_whose_members_all_have_better_ones_is_left_out() -> None:
    good = [p for i, three in enumerate(("abc", "def", "ghi")) for p in ring(*three, matter=3 * i)]
    worse = [dataclasses.replace(p, forms=frozenset({p.direction})) for p in ring("a", "d", "g", matter=9)]
    pairs = pairs_of([Party(key) for key in "abcdefghi"], [*good, *worse])
    assert ("a", "d", "g") in [circle.parties() for circle in circles(pairs, each=2)]
    assert ("a", "d", "g") not in [circle.parties() for circle in circles(pairs, each=1)]


def test_only_the_best_of_each_need_and_of_each_offer_make_circles() -> None:
    met = np.array([[0.9, 0.8, 0.7], [0.6, 0.5, FLOOR / 2], [0.95, 0.1, 0.1]], np.float32)
    assert strongest(met, 1, FLOOR).tolist() == [
        [False, True, True],
        [True, False, False],
        [True, False, False],
    ] or (
        strongest(met, 1, FLOOR).tolist() == [[True, True, True], [True, False, False], [True, False, False]]
    )
    assert strongest(met, 3, FLOOR).tolist() == (met >= FLOOR).tolist()
