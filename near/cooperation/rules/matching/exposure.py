"""Who is seen: lists ordered so that no member is starved of attention, at a bounded price for the reader.

Being shown at place r of a list is worth 1 / log2(1 + r), since readers look at the top. A member's fair
share of all exposure is proportional to its postings, a first-timer's counted `first_timer` times. Lists are
ordered by score × (1 + lift of the member shown). The lifts are prices found in rounds: in each, a lift
moves by (fair share / exposure - 1), at most one either way and damped, so it rises while its member is seen
less than its share, falls while it is seen more, and rests where both are equal. This climbs the concave
welfare

    sum over members of share × log(exposure / share)     (Nash: the first glance at somebody counts most)

whose slope in a member's exposure is share / exposure, while lists stay as good for their readers as that
allows. Every lift is kept between 0 and `exposure`, so the price is bounded for every single reader: nothing
is shown above what suits it more than (1 + exposure) times as well, and nothing below `least` is shown at
all. A member that is seen enough is never pushed down by a rule, only passed by those who were lifted.

`exposure` is the trade-off: at 0 lists are ordered for readers alone. Measured (bench/matching.py, looked-at
worlds): 0.5 brings the smallest fifth from 69 to 90 % of its share of postings, 1.0 to 100 %, at 0.2 and 0.7
points of nDCG.
"""

from __future__ import annotations

import numpy as np

from near.cooperation.rules.matching.given import Matrix, Places, Weights
from near.cooperation.rules.matching.pool import Pool

ROUNDS = 12
STEP = 0.5  # of what a round asks for: the rounds settle instead of swinging


def places_worth(shown: int) -> Matrix:
    """Return what each place of a list is worth, `(shown,)`, the first one 1."""
    return np.asarray(1 / np.log2(2 + np.arange(shown)), np.float32)


def shares(pool: Pool, weights: Weights) -> Matrix:
    """Return each member's fair share of exposure, `(p,)`, adding up to 1 (zeros where nothing is posted)."""
    number = len(pool.parties)
    posted = np.bincount(np.concatenate([pool.needing, pool.offering]), minlength=number).astype(np.float32)
    first = np.array([weights.first_timer if p.first_timer else 1 for p in pool.parties], np.float32)
    posted *= first
    return np.asarray(posted / max(float(posted.sum()), 1.0), np.float32)


def seen(order: Places, who: Places, scores: Matrix, number: int) -> Matrix:
    """Return each member's exposure, `(number,)`, when lists show `order` `(q, shown)` of their
    candidates."""
    shown = np.take_along_axis(who, order, axis=1)
    worth = places_worth(order.shape[1]) * (np.take_along_axis(scores, order, axis=1) > 0)
    return np.bincount(shown.ravel(), worth.ravel(), minlength=number).astype(np.float32)


def ordered(scores: Matrix, who: Places, lift: Matrix, shown: int) -> Places:
    """Return the places of the `shown` best candidates of each list, by score × (1 + lift)."""
    return np.argsort(-scores * (1 + lift[who]), axis=1, kind="stable")[:, :shown]


def lifts(scores: Matrix, who: Places, share: Matrix, shown: int, weights: Weights) -> Matrix:
    """Return the lift of each member, `(p,)` in [0, exposure]. `scores` and `who` are `(lists,
    candidates)`."""
    lift = np.zeros(len(share), np.float32)
    for _round in range(ROUNDS if weights.exposure else 0):
        exposure = seen(ordered(scores, who, lift, shown), who, scores, len(share))
        fair = share * exposure.sum()
        slope = np.where(fair > 0, fair / np.maximum(exposure, 1e-6), 0)
        moved = lift + STEP * weights.exposure * np.clip(slope - 1, -1, 1)
        lift = np.clip(moved, 0, weights.exposure).astype(np.float32)
    return lift
