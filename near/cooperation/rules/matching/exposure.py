"""Who is seen: lists ordered so that no member is starved of attention, at a bounded price for the reader.

Being shown at place r of a list is worth 1 / log2(1 + r), since readers look at the top. A member's fair
share of all exposure is proportional to its postings, a first-timer's counted `first_timer` times. Lists
are ordered by score × (1 + lift of the member shown). The lifts are prices found in rounds: in each, a
member's lift moves by its step × (fair share / exposure - 1), at most one step either way; where it
overshot, its step is halved. So a lift rises while its member is seen less than its share, falls while it
is seen more, and rests where both are equal. Lists take the lift in slightly different parts, so that lists
alike do not all turn at once. This climbs the concave welfare

    sum over members of share × log(exposure / share)     (Nash: the first glance at somebody counts most)

whose slope in a member's exposure is share / exposure, while lists stay as good for their readers as that
allows. Every lift is kept between 0 and `exposure`, so the price is bounded for every single reader:
nothing is shown above what suits it more than (1 + exposure) times as well, and nothing below `least` is
shown at all. A member that is seen enough is never pushed down by a rule, only passed by those who were
lifted.

`exposure` is the trade-off: at 0 lists are ordered for readers alone. Measured on the looked-at worlds of
bench/matching.py: 0.5 brings the smallest fifth from 79 to 96 % of its share of postings, 0.75 to 100 %, at a
quarter and half a point of nDCG.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from near.cooperation.rules.matching.given import Matrix, Places, Weights
from near.cooperation.rules.matching.pool import Pool

ROUNDS, STEP = 24, 0.5  # the first step, of the highest lift
SPREAD = 0.2  # parts of a lift lie between 1 - SPREAD and 1


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


@dataclass(frozen=True, eq=False)
class Shown:
    """Every list's candidates: scores and the parties shown, `(lists, candidates)`; 0 where a list has ended.

    `parts`: which part of a lift each list takes, `(lists, 1)`; `most`: how long a list is.
    """

    scores: Matrix
    who: Places
    parts: Matrix
    most: int

    def ordered(self, lift: Matrix) -> Places:
        """Return the places of the best candidates of each list, by score × (1 + part of the lift)."""
        weighed = self.scores * (1 + self.parts * lift[self.who])
        return np.argsort(-weighed, axis=1, kind="stable")[:, : self.most]

    def seen(self, lift: Matrix) -> Matrix:
        """Return each member's exposure under these lifts, `(p,)`."""
        order = self.ordered(lift)
        who = np.take_along_axis(self.who, order, axis=1)
        scores = np.take_along_axis(self.scores, order, axis=1)
        worth = np.where(scores > 0, places_worth(order.shape[1]), 0)
        return np.bincount(who.ravel(), worth.ravel(), minlength=len(lift)).astype(np.float32)


def parts_of(keys: Iterable[str]) -> Matrix:
    """Return which part of a lift each list takes, `(q, 1)`: spread evenly, and always the same for a key."""
    spread = np.array([zlib.crc32(key.encode()) / 2**32 for key in keys], np.float32)
    return np.asarray(1 - SPREAD * spread[:, None], np.float32)


def lifts(shown: Shown, share: Matrix, most: float) -> Matrix:
    """Return each member's lift, `(p,)` in [0, most], by its share of exposure, `(p,)`."""
    lift, step = np.zeros_like(share), np.full_like(share, STEP * most)
    before = np.zeros_like(share)
    for _round in range(ROUNDS if most else 0):
        exposure = shown.seen(lift)
        fair = share * exposure.sum()
        wanting = np.clip(np.where(fair > 0, fair / np.maximum(exposure, 1e-6), 0) - 1, -1, 1)
        step = np.where(wanting * before < 0, step / 2, step)
        lift = np.clip(lift + step * wanting, 0, most).astype(np.float32)
        before = wanting
    return lift
