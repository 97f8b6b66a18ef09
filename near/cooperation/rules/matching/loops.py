"""Circles of three: A helps B, B helps C, C helps A, where no two of them could do as well alone.

Barter between two needs both to want what the other has, which is rare; three find it far more often. A
circle is worth its weakest part, since whoever gets least may leave it. It is offered only where it is
better than what any two of the three could do for each other: two talk more easily than three.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from near.cooperation.rules.matching.given import Matrix, Places
from near.cooperation.rules.matching.pairing import Pairs, best_legs

EACH_NEED = 5  # the best offers of each need make parts of circles; and the best needs of each offer
FLOOR = 0.2  # a part below this would not hold


@dataclass(frozen=True)
class Leg:
    """One part of a circle: `giver`'s offer meets `receiver`'s need; keys, and the affinity of the two."""

    giver: str
    receiver: str
    offer: str
    need: str
    score: float


@dataclass(frozen=True)
class Circle:
    """Three legs, each one's receiver the next one's giver, beginning with the party first by key."""

    score: float
    legs: tuple[Leg, ...]

    def parties(self) -> tuple[str, ...]:
        """Return the three members in the order help goes round."""
        return tuple(leg.giver for leg in self.legs)


def circles(pairs: Pairs, *, each: int = 3, floor: float = FLOOR) -> tuple[Circle, ...]:
    """Return circles of three, the best first: among the best `each` of at least one of their members."""
    met = pairs.affinity * pairs.wished
    sparse = np.where(strongest(met, EACH_NEED, floor), met, 0)
    found, scores = triangles(best_legs(sparse, pairs.pool), pairs.legs)
    taken: Counter[int] = Counter()
    chosen: list[Circle] = []
    for members, score in zip(found.tolist(), scores.tolist(), strict=True):
        if any(taken[member] < each for member in members):
            taken.update(members)
            chosen.append(Circle(score, _legs(pairs, met, members)))
    return tuple(chosen)


def strongest(met: Matrix, each: int, floor: float) -> Matrix:
    """Return which pairs are at least `floor` and among the best `each` of their need or of their offer."""
    chosen = np.zeros(met.shape, bool)
    for side, mark in ((met, chosen), (met.T, chosen.T)):
        if side.shape[1] > each:
            best = np.argpartition(-side, each - 1, axis=1)[:, :each]
            np.put_along_axis(mark, best, np.bool_(1), axis=1)
        else:
            mark[:] = True
    return np.asarray(chosen & (met >= floor))


def triangles(legs: Matrix, whole: Matrix) -> tuple[Places, Matrix]:
    """Return every set of three in a circle, once: `(k, 3)` in the direction of help, and scores, `(k,)`.

    `legs[a, b] > 0`: a helps b, in a circle; `whole` the same with nothing left out, which says what two
    could do for each other. Where both directions go round, the better one stands. The best first, then by
    place.
    """
    alone = np.minimum(whole, whole.T)
    rows: list[Places] = []
    worth: list[Matrix] = []
    for first in range(len(legs)):
        following = np.flatnonzero(legs[first, first + 1 :]) + first + 1
        closing = np.flatnonzero(legs[first + 1 :, first]) + first + 1
        if not len(following) or not len(closing):
            continue
        score = np.minimum(legs[np.ix_(following, closing)], legs[first, following][:, None])
        score = np.minimum(score, legs[closing, first][None, :])
        two = np.maximum(alone[np.ix_(following, closing)], alone[first, following][:, None])
        two = np.maximum(two, alone[first, closing][None, :])
        one, other = np.nonzero((score > 0) & (score > two))
        rows.append(np.stack([np.full(len(one), first), following[one], closing[other]], axis=1))
        worth.append(score[one, other])
    if not rows:
        return np.zeros((0, 3), np.intp), np.zeros(0, np.float32)
    return _once(np.concatenate(rows), np.concatenate(worth))


def _once(found: Places, scores: Matrix) -> tuple[Places, Matrix]:
    members = np.sort(found, axis=1)
    order = np.lexsort((found[:, 1], -scores, members[:, 2], members[:, 1], members[:, 0]))
    again = np.zeros(len(order), bool)
    again[1:] = (members[order][1:] == members[order][:-1]).all(axis=1)
    kept = order[~again]
    best = np.lexsort((members[kept, 2], members[kept, 1], members[kept, 0], -scores[kept]))
    return found[kept][best], scores[kept][best]


def _legs(pairs: Pairs, met: Matrix, members: list[int]) -> tuple[Leg, ...]:
    pool = pairs.pool
    made = []
    for giver, receiver in zip(members, (*members[1:], members[0]), strict=True):
        needs, offers = np.flatnonzero(pool.needing == receiver), np.flatnonzero(pool.offering == giver)
        block = met[np.ix_(needs, offers)]
        need, offer = np.unravel_index(int(block.argmax()), block.shape)
        made.append(
            Leg(
                pool.parties[giver].key, pool.parties[receiver].key, pool.offers[offers[offer]].key,
                pool.needs[needs[need]].key, float(block[need, offer]),
            )
        )  # fmt: skip
    return tuple(made)
