"""Why a suggestion is made: codes with their data, the strongest first, and only what really contributed.

A reason's strength is how much of the score it stands for: a part of relevance its share of the sum, a gate or
tilt how far it lifts the score. What did not lift the score is not said, whatever else is true.
"""

from __future__ import annotations

from collections.abc import Iterator

from near.cooperation.rules.matching.conditions import USUAL
from near.cooperation.rules.matching.given import NEED, Reason
from near.cooperation.rules.matching.pairing import Pairs, due

MOST = 4
CODES = (
    "same_topic", "same_field", "close_in_meaning", "answers_your_need_too", "uses_your_offer_too", "same_form",
    "common_language", "wished_country", "similar_size", "similar_density", "similar_economy", "similar_climate",
    "neighbour", "received_little", "first_time",
)  # fmt: skip
CLOSE = 0.35  # texts nearer than this are close in meaning to a reader too
ALIKE = 0.6  # conditions at least so alike are called similar: within half a scale
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
    found.sort(key=lambda weighed: (-weighed[0], CODES.index(weighed[1].code)))
    return tuple(reason for _strength, reason in found[:MOST])


def _substance(pairs: Pairs, need: int, offer: int) -> Weighed:
    weights = pairs.learned.weights
    one, other = pairs.pool.needs[need], pairs.pool.offers[offer]
    concepts, fields = one.concepts & other.concepts, one.fields & other.fields
    if concepts and weights.concepts > 0:
        yield weights.concepts * 2, Reason("same_topic", {"concepts": sorted(concepts)})
    elif fields and weights.fields > 0:
        yield weights.fields, Reason("same_field", {"fields": sorted(fields)})
    text = float(pairs.pool.texts[0][need, offer])
    if text >= CLOSE and weights.text > 0:
        yield weights.text * text, Reason("close_in_meaning")


def _terms(pairs: Pairs, need: int, offer: int, own: str) -> Weighed:
    pool, weights = pairs.pool, pairs.learned.weights
    one, other = pool.needs[need], pool.offers[offer]
    if pairs.mutual[need, offer] > 0:
        code = "answers_your_need_too" if own != NEED else "uses_your_offer_too"
        yield 1 - weights.one_way, Reason(code)
    if shared := one.forms & other.forms:
        yield (1 - weights.form) / 4, Reason("same_form", {"forms": sorted(shared)})
    spoken = pool.languages_of(one) & pool.languages_of(other)
    if spoken and weights.interpreter < 1:
        yield 1 - weights.interpreter, Reason("common_language", {"languages": sorted(spoken)})
    mine, theirs = (one, pool.offering[offer]) if own == NEED else (other, pool.needing[need])
    if pool.parties[theirs].country in mine.countries and weights.wish < 1:
        yield (1 - weights.wish) / 2, Reason("wished_country", {"country": pool.parties[theirs].country})


def _places(pairs: Pairs, need: int, offer: int) -> Weighed:
    pool, weights = pairs.pool, pairs.learned.weights
    one, other = pool.needing[need], pool.offering[offer]
    alike = pool.likeness[one, other]
    if alike > USUAL and weights.conditions > 0:
        for name, each in pool.likenesses.items():
            if each[one, other] >= ALIKE:  # not where unknown: NaN compares as false
                yield weights.conditions * float(each[one, other] - USUAL), Reason(f"similar_{name}")
    km = float(pool.kilometres[one, other])
    if km <= NEIGHBOURS_KM and weights.distance > 0:
        yield weights.distance * float(pool.nearness[one, other]), Reason("neighbour", {"km": round(km)})


def _fairness(pairs: Pairs, need: int, offer: int, own: str, lift: float) -> Weighed:
    pool, weights = pairs.pool, pairs.learned.weights
    party = pool.parties[pool.offering[offer] if own == NEED else pool.needing[need]]
    if party.first_timer and lift > 0:
        yield lift, Reason("first_time")
    elif due(party) >= STILL_DUE and weights.ledger > 0:
        yield weights.ledger * (due(party) - 0.5), Reason("received_little")
