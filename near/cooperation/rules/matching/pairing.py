"""The two sides of a pair, and the weaker one of them.

For an offer of B that meets a need of A with affinity F:

- good for A: F, lowered where A looked for other countries and B's is none of them;
- good for B: the better of two things: how well A's offers meet B's own needs in return (the best of them),
  or `one_way` × F: experience and standing, worth the more the better the offer is used. Lowered where B
  offered it to other countries.

The pair's score is the smaller: nobody is shown what serves one side only. By this law a weak answer in
return never makes a pair worse than none, and a one-way pair can never outdo a mutual one that fits as well.
A mean would let an excellent deal for one side carry an empty one for the other: the "few do everything" that
members complain of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from near.cooperation.rules.matching.affinity import affinities
from near.cooperation.rules.matching.given import Matrix, Party, Places, Posted
from near.cooperation.rules.matching.learning import Adjusted
from near.cooperation.rules.matching.pool import Pool
from near.cooperation.rules.matching.substance import LIMIT, against, overlap

FULL, SAME = 4.0, 5.0  # spreads of texts: so much nearer is surely nearer; texts so near say the same
HALF = 3.0  # with nothing given, so many received exchanges a year halve what a member is still due


@dataclass(frozen=True, eq=False)
class Pairs:
    """Every need × offer: affinity, score of the weaker side, whether it is mutual; and `legs`.

    `affinity`, `score`: `(needs, offers)`; `mutual` likewise: what comes back decides or outdoes one way.
    `legs[b, a]`: the best help of party b for a, `(p, p)`: what comes back, and what loops are made of.
    """

    pool: Pool
    learned: Adjusted
    affinity: Matrix
    wished: Matrix
    score: Matrix
    mutual: Matrix
    legs: Matrix

    def between(self, one: str, other: str) -> float:
        """Return the score of a pair of parties, the same both ways: see `score_of_parties`."""
        places = self.pool.number
        return score_of_parties(
            float(self.legs[places[one], places[other]]), float(self.legs[places[other], places[one]]),
            self.learned.weights.one_way,
        )  # fmt: skip


def score_of_parties(there: float, back: float, one_way: float) -> float:
    """Return the score of two parties from the best help each way: the weaker, or one way, discounted."""
    best = max(there, back)
    return max(min(there, back), one_way * best)


def paired(pool: Pool, learned: Adjusted) -> Pairs:
    """Return every pair of a need and an offer, scored on its weaker side."""
    affinity = affinities(pool, learned)
    for_need, for_offer = wishes(pool, learned)
    for_need *= turned_away(pool.needs, pool.offers, pool.texts[0], learned)
    for_offer *= turned_away(pool.offers, pool.needs, pool.texts[0].T, learned).T
    wished = np.minimum(for_need, for_offer)
    wished[closed(pool, learned)] = 0
    legs = best_legs(affinity * wished, pool)
    back = legs[np.ix_(pool.needing, pool.offering)]  # of the need's party for the offer's
    for_giver = np.maximum(back, learned.weights.one_way * affinity) * for_offer
    score = np.minimum(affinity * for_need, for_giver)
    score[wished == 0] = 0
    mutual = np.where(back > learned.weights.one_way * affinity, back, 0)
    return Pairs(pool, learned, affinity, wished, score.astype(np.float32), mutual.astype(np.float32), legs)


def wishes(pool: Pool, learned: Adjusted) -> tuple[Matrix, Matrix]:
    """Return what is left for the need's side and for the offer's, by the countries each looked for."""
    left = learned.weights.wish
    countries = [[pool.parties[i].country for i in side] for side in (pool.needing, pool.offering)]
    for_need = np.array([_wished(need, countries[1], left) for need in pool.needs], np.float32)
    for_offer = np.array([_wished(offer, countries[0], left) for offer in pool.offers], np.float32)
    shape = (len(pool.needs), len(pool.offers))
    return for_need.reshape(shape), for_offer.reshape(shape[::-1]).T.copy()


def _wished(posting: Posted, countries: list[str], left: float) -> list[float]:
    if not posting.countries:
        return [1.0] * len(countries)
    return [1.0 if country in posting.countries else left for country in countries]


def turned_away(own: Sequence[Posted], others: Sequence[Posted], texts: Matrix, learned: Adjusted) -> Matrix:
    """Return what is left of each pair `(own, others)` after refusals for another topic.

    What is nearer to a refused posting than to one's own is on the refused matter, and so is what says
    the same as it. What is merely like both stays: a near miss is often beside what is looked for.
    Concepts tell only where texts are not read: they are too coarse to tell one side of a matter from
    another. `texts`: how near the texts of `own` and `others` are.
    """
    left = np.ones((len(own), len(others)), np.float32)
    places = {p.key: i for i, p in enumerate(others)}
    for row, posting in enumerate(own):
        refused = [others[places[k]] for k in learned.away.get(posting.key, ()) if k in places]
        if refused:
            near, read = against(refused, others)
            nearer = np.maximum((near - texts[row]) / FULL, (near - SAME) / (LIMIT - SAME))
            topics = overlap(*([p.concepts for p in side] for side in (refused, others)))[0]
            alike = np.clip(np.where(read, nearer, topics), 0, 1).max(axis=0)
            left[row] = 1 - learned.weights.away * alike
    return left


def closed(pool: Pool, learned: Adjusted) -> Matrix:
    """Return which pairs are not to be suggested: refused, in touch, or resting; from either side."""
    shut = np.zeros((len(pool.needs), len(pool.offers)), bool)
    needs, offers = ({p.key: i for i, p in enumerate(side)} for side in (pool.needs, pool.offers))
    for one, other in learned.closed:
        if one in needs and other in offers:
            shut[needs[one], offers[other]] = True
        elif one in offers and other in needs:
            shut[needs[other], offers[one]] = True
    resting = {pair for pair, until in learned.paused.items() if pool.day < until}
    for posting, party in (*learned.apart, *sorted(resting)):
        place = pool.number.get(party, -1)
        if posting in needs:
            shut[needs[posting], pool.offering == place] = True
        elif posting in offers:
            shut[pool.needing == place, offers[posting]] = True
    return shut


def best_legs(met: Matrix, pool: Pool) -> Matrix:
    """Return the best help of each party for each other, `(givers, receivers)`, from `(needs, offers)`."""
    number = len(pool.parties)
    by_receiver = _best(met, pool.needing, number)
    return _best(by_receiver.T, pool.offering, number)


def _best(rows: Matrix, groups: Places, number: int) -> Matrix:
    """Return the largest row of every group, `(number, columns)`; zeros for a group without rows."""
    found = np.zeros((number, rows.shape[1]), np.float32)
    if len(groups):
        order = np.argsort(groups, kind="stable")
        starts = np.flatnonzero(np.diff(groups[order], prepend=-1))
        found[groups[order][starts]] = np.maximum.reduceat(rows[order], starts, axis=0)
    return found


def due(party: Party) -> float:
    """Return how much a member is still due, (0, 1]: 1 where it received nothing; giving earns it back.

    (HALF + gave) / (HALF + gave + got): more received is never more, more given is never less.
    """
    return (HALF + party.gave) / (HALF + party.gave + party.got)
