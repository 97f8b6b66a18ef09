"""The law of matching: the weaker side decides, the unknown counts neither way, refusals teach."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from near.cooperation.enums import Band, Direction
from near.cooperation.enums import Reason as ReasonOfRefusal
from near.cooperation.rules.matching import (
    NEED,
    OFFER,
    REASONS,
    Adjusted,
    Party,
    Posted,
    Refusal,
    Weights,
    adjusted,
    listed,
    paired,
    pooled,
)
from near.cooperation.rules.matching.affinity import affinities
from near.cooperation.rules.matching.given import BANDS
from near.cooperation.rules.matching.learning import MOST
from near.cooperation.rules.matching.lists import ledger_tilts
from near.cooperation.rules.matching.pairing import due, score_of_parties
from near.cooperation.rules.matching.substance import uncrowded
from tests.cooperation.matching_worlds import DAY, WIDTH, pairs_of, two, world

modest = settings(max_examples=25, derandomize=True, deadline=None)
seeds = st.integers(0, 10_000)
UNKNOWN = dict.fromkeys(("latitude", "longitude", "population", "area_km2", "grdp_per_head"))


def swapped(postings: list[Posted]) -> list[Posted]:
    """The same postings with needs as offers and offers as needs."""
    return [dataclasses.replace(p, direction=OFFER if p.direction == NEED else NEED) for p in postings]


def score_of_two(parties: list[Party] | None = None, **said: Any) -> float:
    usual, postings = two(**said)
    return float(pairs_of(parties or usual, postings).score[0, 0])


def test_the_closed_lists_are_those_of_the_records() -> None:
    assert {*REASONS} == {*ReasonOfRefusal.values}
    assert {NEED, OFFER} == {*Direction.values}
    assert {*BANDS} == {*Band.values} - {Band.OPEN}


# What a pair is to both sides.


@modest
@given(seeds)
def test_every_score_is_a_number_between_nought_and_one(seed: int) -> None:
    pairs = pairs_of(*world(seed))
    for matrix in (pairs.affinity, pairs.score, pairs.legs, pairs.mutual, pairs.wished):
        assert np.isfinite(matrix).all()
        assert ((matrix >= 0) & (matrix <= 1)).all()
    lists = listed(pairs, 5)
    assert np.isfinite(lists.scores).all()
    assert np.isfinite(lists.lift).all()


@modest
@given(seeds)
def test_what_a_need_is_to_an_offer_the_offer_is_to_the_need(seed: int) -> None:
    parties, postings = world(seed)
    there, back = (
        affinities(pooled(parties, given, DAY), Adjusted()) for given in (postings, swapped(postings))
    )
    assert np.allclose(there, back.T, atol=1e-5)


@modest
@given(seeds)
def test_a_pair_of_parties_scores_the_same_from_both_sides(seed: int) -> None:
    parties, postings = world(seed)
    pairs = pairs_of(parties, postings)
    for one in parties:
        for other in parties:
            assert pairs.between(one.key, other.key) == pairs.between(other.key, one.key)


@modest
@given(seeds)
def test_no_pair_scores_more_than_it_is_worth_to_either_side(seed: int) -> None:
    parties, postings = world(seed)
    pairs = pairs_of(parties, postings)
    pool, one_way = pairs.pool, pairs.learned.weights.one_way
    for row, need in enumerate(pool.needs):
        for column, offer in enumerate(pool.offers):
            back = pairs.legs[pool.number[need.party], pool.number[offer.party]]
            forth = pairs.affinity[row, column]
            assert pairs.score[row, column] <= forth + 1e-6
            assert pairs.score[row, column] <= max(back, one_way * forth) + 1e-6
            assert need.party != offer.party or pairs.score[row, column] == 0


@modest
@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_parties_are_worth_to_one_another_what_the_weaker_gets(
    there: float, back: float, one_way: float
) -> None:
    score = score_of_parties(there, back, one_way)
    assert score == score_of_parties(back, there, one_way)
    assert min(there, back) <= score <= max(there, back)
    assert score_of_parties(there, 0, one_way) == one_way * there


def test_an_answer_in_return_lifts_a_pair_and_a_weak_one_does_no_harm() -> None:
    parties, (need, offer) = two()
    other_way = [
        dataclasses.replace(need, key="need2", party="tottori", language="ja"),
        dataclasses.replace(offer, key="offer2", party="khentii", language="mn"),
    ]
    weak = [dataclasses.replace(p, vector=None, concepts=frozenset({p.key})) for p in other_way]
    alone, with_weak, with_good = (
        pairs_of(parties, [need, offer, *more]).score[0, 0] for more in ([], weak, other_way)
    )
    assert with_weak == pytest.approx(alone, rel=1e-3)
    assert with_good > alone / Weights().one_way * 0.9


# What is known and what is not.


@modest
@given(seeds, st.sampled_from(sorted(UNKNOWN)))
def test_conditions_nobody_knows_neither_help_nor_hurt(seed: int, trait: str) -> None:
    parties, postings = world(seed)
    blank = [dataclasses.replace(p, **UNKNOWN) for p in parties]
    without = pairs_of(parties, postings, conditions=0, distance=0)
    scale = np.divide(1, (1 + Weights().conditions * 0.55) * (1 + Weights().distance / 2))
    assert np.allclose(pairs_of(blank, postings).affinity, without.affinity * scale, atol=1e-5)
    assert np.isfinite(
        pairs_of([dataclasses.replace(p, **{trait: None}) for p in parties], postings).score
    ).all()


def test_places_alike_score_higher_than_unknown_ones_and_those_higher_than_unlike_ones() -> None:
    parties, _postings = two()
    like = [parties[0], dataclasses.replace(parties[0], key="tottori", country="JP", languages=("ja", "ru"))]
    unlike = [parties[0], dataclasses.replace(parties[1], languages=("ja", "ru"))]
    unknown = [parties[0], dataclasses.replace(unlike[1], **UNKNOWN)]
    assert score_of_two(like) > score_of_two(unknown) > score_of_two(unlike)


def test_measured_temperatures_come_before_the_latitude() -> None:
    parties, postings = two()
    measured = [dataclasses.replace(p, winter=-20.0, summer=18.0) for p in parties]
    assert pairs_of(measured, postings).pool.likenesses["climate"][0, 1] == 1
    assert pairs_of(parties, postings).pool.likenesses["climate"][0, 1] < 0.5


def test_the_far_are_not_shut_out() -> None:
    near = [dataclasses.replace(p, latitude=47.0, longitude=110.0) for p in two()[0]]
    far = [near[0], dataclasses.replace(near[1], latitude=10.0, longitude=-60.0)]
    unalike = score_of_two(far) / score_of_two(near)
    assert 0.8 < unalike < 1


def test_gates_lower_a_score_and_never_close() -> None:
    common = score_of_two(need_forms=frozenset({"visit"}), offer_forms=frozenset({"visit", "data"}))
    assert common > score_of_two() > score_of_two(
        need_forms=frozenset({"visit"}), offer_forms=frozenset({"data"})
    ) > 0  # fmt: skip
    russian = score_of_two(offer_languages=("ru",))
    assert russian > score_of_two() > russian / 2
    unknown = [dataclasses.replace(p, languages=()) for p in two()[0]]
    assert score_of_two(unknown) == pytest.approx(russian)
    soon, late, past = (DAY + dt.timedelta(days=n) for n in (20, 100, -3))
    assert score_of_two(need_due=late, offer_due=late) == pytest.approx(score_of_two())
    assert score_of_two() > score_of_two(need_due=soon) > score_of_two(need_due=past) > 0


def test_a_country_that_was_not_looked_for_comes_later_from_either_side() -> None:
    wished, other = frozenset({"JP"}), frozenset({"KR"})
    assert score_of_two(need_countries=wished) == pytest.approx(score_of_two())
    assert 0 < score_of_two(need_countries=other) < score_of_two()
    assert 0 < score_of_two(offer_countries=other) < score_of_two()


def test_the_same_budget_lifts_and_the_farthest_lowers() -> None:
    assert score_of_two(need_budget="none", offer_budget="none") > score_of_two(need_budget="open")
    assert score_of_two(need_budget="open") > score_of_two(need_budget="none", offer_budget="great")


def test_a_posting_that_is_not_read_yet_is_matched_by_its_topics() -> None:
    elsewhere = frozenset({"ports"})
    unread = score_of_two(need_vector=None)
    assert (
        score_of_two()
        > unread
        > score_of_two(need_vector=None, need_concepts=elsewhere, need_fields=elsewhere)
    )
    assert score_of_two(need_vector=np.ones(WIDTH + 1, np.float32)) == pytest.approx(unread)


def test_rare_languages_are_measured_against_their_own_unrelated_texts() -> None:
    """All cosines of one pair of languages lowered and narrowed alike: the scores stay as they were."""
    drawn = np.random.default_rng(5)
    parties = [Party("a"), Party("b")]
    tops = drawn.standard_normal((40, WIDTH)).astype(np.float32)
    tops /= np.linalg.norm(tops, axis=1, keepdims=True)

    def scores(dimmed: float) -> Any:
        postings = [Posted(f"n{i:03d}", "a", NEED, "ja", t) for i, t in enumerate(tops)]
        postings += [Posted(f"o{i:03d}", "b", OFFER, "mn", t * dimmed) for i, t in enumerate(tops)]
        return pairs_of(parties, postings).pool.texts[0]

    assert np.corrcoef(scores(1.0).ravel(), scores(0.6).ravel())[0, 1] > 0.99
    assert np.median(scores(0.6).diagonal()) > 0.85 * np.median(scores(1.0).diagonal())


def test_what_is_near_to_everything_counts_for_less_and_hardly_where_there_are_few() -> None:
    drawn = np.random.default_rng(2)
    near = drawn.standard_normal((60, 60)).astype(np.float32)
    near[:, 0] += 3  # an offer that is near to every need
    near[5, 7] = 4
    known = np.ones_like(near, bool)
    lowered = uncrowded(near, known)
    assert lowered[9, 0] < near[9, 0] - 0.5
    assert lowered[5, 7] > 3.5
    assert np.allclose(uncrowded(near[:2, :2], known[:2, :2]), near[:2, :2], atol=0.2)
    assert not uncrowded(near, ~known).any()


# The ledger.


@modest
@given(st.integers(0, 50), st.integers(0, 50))
def test_who_received_more_is_never_more_due(got: int, gave: int) -> None:
    party = Party("a", got=got, gave=gave)
    assert 0 < due(dataclasses.replace(party, got=got + 1)) < due(party) <= 1
    assert due(dataclasses.replace(party, gave=gave + 1)) >= due(party)


@modest
@given(seeds, st.integers(0, 7))
def test_who_received_more_never_rises_in_a_list_of_scores(seed: int, place: int) -> None:
    parties, postings = world(seed)
    more = [dataclasses.replace(p, got=p.got + 3) if i == place else p for i, p in enumerate(parties)]
    before, after = (pairs_of(given, postings) for given in (parties, more))
    assert (before.score == after.score).all()
    assert ledger_tilts(after)[place] < ledger_tilts(before)[place]
    assert (np.delete(ledger_tilts(after), place) == np.delete(ledger_tilts(before), place)).all()


# What refusals teach.


def refusing(reason: str, own: str, other: str) -> tuple[Refusal, ...]:
    return (Refusal(own, other, reason, DAY),)


@modest
@given(seeds, st.sampled_from(REASONS))
def test_a_refusal_changes_what_it_says_and_no_score_of_others(seed: int, reason: str) -> None:
    parties, postings = world(seed)
    before = pairs_of(parties, postings)
    need, offer = before.pool.needs[0], before.pool.offers[0]
    after = pairs_of(parties, postings, refusing(reason, need.key, offer.key))
    changed = np.argwhere(~np.isclose(before.score, after.score, atol=1e-6))
    assert after.score[0, 0] == 0
    assert ((after.score >= 0) & (after.score <= 1) & (after.wished >= 0)).all()
    assert (after.affinity <= before.affinity + 1e-6).all() or reason == "distance"
    for row, column in changed:
        # Only pairs of the party that refused: its other postings by what comes back, or by language.
        assert need.party in (before.pool.needs[row].party, before.pool.offers[column].party)


def test_a_refused_topic_turns_its_posting_away_from_what_is_like_it() -> None:
    parties, (need, offer) = two()
    like = dataclasses.replace(offer, key="like")
    unlike = dataclasses.replace(offer, key="unlike", vector=None, concepts=frozenset({"herding"}))
    before = pairs_of(parties, [need, like, offer, unlike]).score[0]
    after = pairs_of(parties, [need, like, offer, unlike], refusing("topic", NEED, OFFER)).score[0]
    assert after[0] < before[0] * 0.7  # good for the need: two fifths are left; for the giver: one way
    apart = [dataclasses.replace(p, vector=None) for p in (need, like, offer)]
    unread = [
        pairs_of(parties, apart, r, prior=-2.0).score[0, 0] for r in ((), refusing("topic", NEED, OFFER))
    ]
    assert unread[1] < unread[0] * 0.7
    assert after[2] == pytest.approx(before[2])
    gone = pairs_of(parties, [need, like], refusing("topic", NEED, "gone")).score[0, 0]
    assert gone == pytest.approx(before[0], rel=1e-3)


def test_a_refused_form_is_less_sure_to_be_what_is_looked_for() -> None:
    visit, data = frozenset({"visit"}), frozenset({"data"})
    parties, (need, offer) = two(need_forms=visit | data, offer_forms=visit)
    others = [
        dataclasses.replace(offer, key=f"z{len(forms)}", forms=forms) for forms in (visit, visit | data)
    ]
    before = pairs_of(parties, [need, offer, *others]).score[0]
    after = pairs_of(parties, [need, offer, *others], refusing("form", NEED, OFFER)).score[0]
    assert after[1] == pytest.approx(before[1] * Weights().open_form)
    assert after[2] == before[2]


@pytest.mark.parametrize(("reason", "same_party", "later"), [
    ("capacity", False, True), ("timing", False, True), ("in_touch", False, False), ("other", True, True),
])  # fmt: skip
def test_a_counterpart_rests_where_the_reason_is_one_of_it(
    reason: str, same_party: bool, later: bool
) -> None:
    parties, (need, offer) = two()
    another = dataclasses.replace(offer, key="zoffer")
    refusals = refusing(reason, NEED, OFFER)
    learned = adjusted(Weights(), refusals, {NEED: "khentii", OFFER: "tottori"})
    for day, expected in ((DAY, same_party), (DAY + dt.timedelta(days=90), later)):
        score = paired(pooled(parties, [need, offer, another], day), learned).score[0]
        assert score[0] == 0
        assert bool(score[1] > 0) is expected


def test_an_offer_refuses_a_need_the_same_way() -> None:
    parties, (need, offer) = two()
    another = dataclasses.replace(need, key="zneed")
    score = pairs_of(parties, [need, another, offer], refusing("in_touch", OFFER, NEED)).score
    assert (score == 0).all()
    assert pairs_of(parties, [need, another, offer], refusing("other", OFFER, NEED)).score[1, 0] > 0
    assert pairs_of(parties, [need, offer], refusing("in_touch", "gone", NEED)).score[0, 0] > 0


def test_language_and_distance_weigh_more_for_who_named_them_and_never_shut_out() -> None:
    weights = Weights()
    said = [Refusal(f"own{i}", "other", reason, DAY) for i in range(9) for reason in ("language", "distance")]
    parties = {r.own: "khentii" for r in said} | {r.other: "tottori" for r in said}
    learned = adjusted(weights, said, parties)
    assert learned.interpreter_left("khentii") == weights.interpreter * weights.learn**MOST
    assert (
        0 < learned.interpreter_left("khentii") < learned.interpreter_left("tottori") == weights.interpreter
    )
    assert weights.distance == learned.distance_tilt("tottori") < learned.distance_tilt("khentii") < 2
    assert adjusted(weights, said[::-1], parties) == learned
