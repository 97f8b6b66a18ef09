"""The list of suggestions of every posting: pairs, the ledger, exposure, reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from near.cooperation.rules.matching.affinity import tilt
from near.cooperation.rules.matching.exposure import Shown, lifts, parts_of, shares
from near.cooperation.rules.matching.given import NEED, OFFER, Matrix, Places, Suggestion
from near.cooperation.rules.matching.pairing import Pairs, due
from near.cooperation.rules.matching.reasoning import reasons_of

T = TypeVar("T", bound=np.generic)


@dataclass(frozen=True, eq=False)
class Lists:
    """Which counterparts each posting is shown: needs first, then offers, as `(lists, shown)`.

    `others` are places among the offers for a need's list, among the needs for an offer's; `scores` the
    weaker side's, 0 where the list has ended; `lift` what exposure adds for each party.
    """

    pairs: Pairs
    others: Places
    scores: Matrix
    lift: Matrix

    def of(self, key: str) -> tuple[Suggestion, ...]:
        """Return the suggestions for a posting, the best first, with reasons; none for an unknown key."""
        return tuple(self._suggestions(self._rows[key])) if key in self._rows else ()

    @cached_property
    def _rows(self) -> dict[str, int]:
        pool = self.pairs.pool
        return {posting.key: row for row, posting in enumerate((*pool.needs, *pool.offers))}

    def _suggestions(self, row: int) -> Iterator[Suggestion]:
        pool, needs = self.pairs.pool, len(self.pairs.pool.needs)
        way = NEED if row < needs else OFFER
        for place, score in zip(self.others[row], self.scores[row], strict=True):
            if score > 0:
                need, offer = (row, int(place)) if way == NEED else (int(place), row - needs)
                own, other = (pool.needs[need], pool.offers[offer])[:: 1 if way == NEED else -1]
                lift = float(self.lift[pool.number[other.party]])
                yield Suggestion(
                    own.key, other.key, other.party, float(score), bool(self.pairs.mutual[need, offer] > 0),
                    reasons_of(self.pairs, need, offer, own=way, lift=lift),
                )  # fmt: skip


def ledger_tilts(pairs: Pairs) -> Matrix:
    """Return what the ledger does to each party's place in lists, `(p,)`: little received lifts."""
    return tilt(np.array([due(p) for p in pairs.pool.parties], np.float32), pairs.learned.weights.ledger)


def listed(pairs: Pairs, shown: int) -> Lists:
    """Return the lists of all postings, `shown` long at most."""
    pool, weights = pairs.pool, pairs.learned.weights
    ledger = ledger_tilts(pairs)
    halves = [
        candidates(pairs.score, pool.offering, ledger, weights.least, weights.candidates),
        candidates(pairs.score.T, pool.needing, ledger, weights.least, weights.candidates),
    ]
    width = max(half[0].shape[1] for half in halves)
    others = np.concatenate([_widened(half[0], width) for half in halves])
    who = np.concatenate([_widened(half[1], width) for half in halves])
    scores = np.concatenate([_widened(half[2], width) for half in halves])
    parts = parts_of(posting.key for posting in (*pool.needs, *pool.offers))
    all_shown = Shown(scores, who, parts, shown)
    lift = lifts(all_shown, shares(pool, weights), weights.exposure)
    order = all_shown.ordered(lift)
    others, who = np.take_along_axis(others, order, axis=1), np.take_along_axis(who, order, axis=1)
    scores = np.take_along_axis(scores, order, axis=1)
    plain = np.where(scores > 0, scores / ledger[who], 0).astype(np.float32)
    return Lists(pairs, others, plain, lift)


def _widened(rows: NDArray[T], width: int) -> NDArray[T]:
    return np.pad(rows, ((0, 0), (0, width - rows.shape[1])))


def candidates(
    scores: Matrix, parties: Places, ledger: Matrix, least: float, most: int
) -> tuple[Places, Places, Matrix]:
    """Return the best `most` of each row: their columns, parties and scores × ledger, the best first."""
    weighed = np.where(scores >= least, scores * ledger[parties], 0)
    most = min(most, weighed.shape[1])
    # A stable sort of everything is too slow; of the best few, ties fall by place.
    best = np.argpartition(-weighed, most - 1, axis=1)[:, :most] if most < weighed.shape[1] else None
    best = np.sort(best, axis=1) if best is not None else np.tile(np.arange(most), (len(weighed), 1))
    found = np.take_along_axis(weighed, best, axis=1)
    order = np.argsort(-found, axis=1, kind="stable")
    columns = np.take_along_axis(best, order, axis=1)
    taken = np.take_along_axis(found, order, axis=1)
    who = parties[columns] if len(parties) else columns
    return columns, who, taken.astype(np.float32)
