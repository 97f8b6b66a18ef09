"""Why a suggestion is made: codes with their data, the strongest first, and only what really contributed.

A reason's strength is by how much, in logarithms, it lifted the score: the log odds of a part of relevance,
the gate that would else have closed, the tilt. What did not lift the score is not said, whatever else is
true.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import log

from near.cooperation.rules.matching.affinity import HALF, LITTLE
from near.cooperation.rules.matching.conditions import USUAL
from near.cooperation.rules.matching.given import NEED, Reason
from near.cooperation.rules.matching.pairing import Pairs, due

MOST = 4
CODES = (
    "same_topic", "same_field", "close_in_meaning", "answers_your_need_too", "uses_your_offer_too",
    "same_form", "common_language", "wished_country", "similar_size", "similar_density", "similar_economy",
    "similar_climate", "neighbour", "received_little", "first_time",
)  # fmt: skip
ALIKE = 0.6  # conditions at least so alike are called similar: within half a scale
CLOSE = 2.0  # spreads above unrelated texts: one pair in forty comes so near by chance
TOLD = 1.0  # a concept in common is a ground, and told, even among many that are not
NEIGHBOURS_KM = 700.0
STILL_DUE = 0.75  # a member so much due has received little
Weighed = Iterator[tuple[float, Reason]]


def reasons_of(pairs: Pairs, need: int, offer: int, *, own: str, lift: float = 0.0) -> tuple[Reason, ...]:
    """Return at most four reasons for a need × offer, for the owner of `own` (`need` or `offer`).

    `need` and `offer` are places in the pool; `lift` what exposure added for the member shown.
    """
    found = [
        *_substance(pairs, need, offer), *_terms(pairs, need, offer, own),
        *_places(pairs, need, offer), *_fairness(pairs, need, offer, own, lift),
    ]  # fmt: skip
    found = [(strength, reason) for strength, reason in found if strength > 0]
    found.sort(key=lambda weighed: (-weighed[0], CODES.index(weighed[1].code)))
    return tuple(reason for _strength, reason in found[:MOST])


def _substance(pairs: Pairs, need: int, offer: int) -> Weighed:
    pool, weights = pairs.pool, pairs.learned.weights
    one, other = pool.needs[need], pool.offers[offer]
    concepts, fields = one.concepts & other.concepts, one.fields & other.fields
    shared = weights.concepts * (float(pool.topics[0][need, offer]) - LITTLE)
    if concepts and weights.concepts > 0:
        yield max(shared, TOLD), Reason("same_topic", {"concepts": sorted(concepts)})
    elif fields and (placed := weights.fields * (float(pool.fields[0][need, offer]) - HALF)) > 0:
        yield placed, Reason("same_field", {"fields": sorted(fields)})
    text = float(pool.texts[0][need, offer])
    if text >= CLOSE and weights.text > 0:
        yield weights.text * text, Reason("close_in_meaning")


def _terms(pairs: Pairs, need: int, offer: int, own: str) -> Weighed:
    pool, learned = pairs.pool, pairs.learned
    one, other = pool.needs[need], pool.offers[offer]
    if (back := float(pairs.mutual[need, offer])) > 0:
        code = "uses_your_offer_too" if own == NEED else "answers_your_need_too"
        yield log(back / max(learned.weights.one_way * pairs.affinity[need, offer], 1e-6)), Reason(code)
    if shared := one.forms & other.forms:
        yield _opened(learned.weights.form), Reason("same_form", {"forms": sorted(shared)})
    if spoken := pool.languages_of(one) & pool.languages_of(other):
        left = min(learned.interpreter_left(one.party), learned.interpreter_left(other.party))
        yield _opened(left), Reason("common_language", {"languages": sorted(spoken)})
    mine, theirs = (one, pool.offering[offer]) if own == NEED else (other, pool.needing[need])
    if (country := pool.parties[theirs].country) in mine.countries:
        yield _opened(learned.weights.wish), Reason("wished_country", {"country": country})


def _opened(left: float) -> float:
    """Return the strength of a gate that stands open: by how much it would else have lowered the score."""
    return -log(max(left, 1e-6))


def _places(pairs: Pairs, need: int, offer: int) -> Weighed:
    pool, weights = pairs.pool, pairs.learned.weights
    one, other = pool.needing[need], pool.offering[offer]
    if pool.likeness[one, other] > USUAL:  # not where unknown: NaN compares as false
        for name, each in pool.likenesses.items():
            if each[one, other] >= ALIKE:
                yield log(1 + weights.conditions * float(each[one, other] - USUAL)), Reason(f"similar_{name}")
    near = float(pool.nearness[one, other])
    if near > HALF and (km := float(pool.kilometres[one, other])) <= NEIGHBOURS_KM:
        yield log(1 + weights.distance * (near - HALF)), Reason("neighbour", {"km": round(km)})


def _fairness(pairs: Pairs, need: int, offer: int, own: str, lift: float) -> Weighed:
    pool, weights = pairs.pool, pairs.learned.weights
    party = pool.parties[pool.offering[offer] if own == NEED else pool.needing[need]]
    if party.first_timer and lift > 0:
        yield log(1 + lift), Reason("first_time")
    elif due(party) >= STILL_DUE:
        yield log(1 + weights.ledger * (due(party) - HALF)), Reason("received_little")
