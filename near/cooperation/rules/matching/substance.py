"""What two postings have in common in substance: what their texts mean, and the words of the termbase."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from near.cooperation.rules.matching.arrays import marked, vectors_of, words_of
from near.cooperation.rules.matching.given import Flags, Matrix, Posted

# Cosines of unrelated postings (level) and their spread, with the first encoder: 0 for any two texts, but
# needs and offers share a manner of speaking. The pool's own figures take over as it grows: `LEANING` pairs
# of texts weigh as much as these.
LEVEL, SPREAD, LEANING = 0.15, 0.08, 400
LIMIT = 8.0  # spreads; texts of the same words lie far beyond, and say no more
NEIGHBOURS, CROWDED, MANY = 10, 0.4, 20  # neighbours held against a text, by how much, and from how many on
SAMPLED = 20_000  # cosines of one pair of languages a level is taken from


def against(needs: Sequence[Posted], offers: Sequence[Posted]) -> tuple[Matrix, Flags]:
    """Return how near texts are, in spreads above unrelated ones `(n, m)`, and where both vectors are known.

    Rare languages are read less exactly: their cosines are lower and spread less. So each pair of languages
    is measured against its own unrelated pairs: the median of a pool is one, since few pairs are related.
    """
    (left, has), (right, also) = vectors_of(needs), vectors_of(offers)
    known = has[:, None] & also[None, :]
    if left.shape[1] != right.shape[1]:
        return np.zeros(known.shape, np.float32), np.zeros_like(known)
    cosines = left @ right.T
    codes = [np.array([p.language for p in side], object) for side in (needs, offers)]
    usual = _usual(cosines[known], LEVEL, SPREAD)
    for mine in sorted(set(codes[0])):
        rows = np.flatnonzero((codes[0] == mine) & has)
        for theirs in sorted(set(codes[1])):
            block = np.ix_(rows, np.flatnonzero((codes[1] == theirs) & also))
            level, spread = _usual(cosines[block].ravel(), *usual)
            cosines[block] = (cosines[block] - level) / spread
    return np.clip(np.where(known, cosines, 0), -LIMIT, LIMIT).astype(np.float32), known


def _usual(cosines: Matrix, level: float, spread: float) -> tuple[float, float]:
    """Return the level and spread of unrelated texts, leaning on those given while there are few."""
    if not len(cosines):
        return level, spread
    lower, middle, upper = np.percentile(cosines[:: max(1, len(cosines) // SAMPLED)], (25, 50, 75))
    share = len(cosines) / (len(cosines) + LEANING)
    own = max(float(upper - lower) / 1.349, 0.02)  # of a normal distribution, one standard deviation
    return level + share * (float(middle) - level), spread + share * (own - spread)


def uncrowded(near: Matrix, known: Flags) -> Matrix:
    """Return how near texts are, lowered for those near to everything, `(n, m)`.

    A text that says little, or says it as everybody does, lies near to many: for it being near means less.
    Each side's mean nearness to its `NEIGHBOURS` nearest is held against the usual one. Measured on sentences
    in six languages, it helps most the languages encoders know less.
    """
    lowered = near - _crowding(near)[:, None] - _crowding(near.T)[None, :]
    return np.clip(np.where(known, lowered, 0), -LIMIT, LIMIT).astype(np.float32)


def _crowding(near: Matrix) -> Matrix:
    """Return by how much each row is nearer than usual to its nearest; little where there are few."""
    number = near.shape[1]
    if not near.size:
        return np.zeros(len(near), np.float32)
    few = min(NEIGHBOURS, number)
    nearest = np.partition(near, number - few, axis=1)[:, number - few :].mean(axis=1)
    return np.asarray(CROWDED * number / (number + MANY) * (nearest - nearest.mean()), np.float32)


def overlap(one: Sequence[frozenset[str]], other: Sequence[frozenset[str]]) -> tuple[Matrix, Flags]:
    """Return how much sets share, `(n, m)` in [0, 1], rare words counting more; and where both say anything.

    The cosine of the sets with each word weighed by how few hold it.
    """
    words = words_of(one, other)
    left, right = marked(one, words), marked(other, words)
    number = len(one) + len(other)
    rarity = np.log1p(number / np.maximum(left.sum(axis=0) + right.sum(axis=0), 1))
    left, right = left * rarity, right * rarity
    lengths = [np.linalg.norm(side, axis=1) for side in (left, right)]
    known = (lengths[0] > 0)[:, None] & (lengths[1] > 0)[None, :]
    shared = (left / np.maximum(lengths[0], 1e-9)[:, None]) @ (
        right / np.maximum(lengths[1], 1e-9)[:, None]
    ).T
    return np.clip(shared, 0, 1).astype(np.float32), known
