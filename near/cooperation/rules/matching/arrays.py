"""Postings as arrays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np

from near.cooperation.rules.matching.given import BANDS, Flags, Matrix, Posted


def vectors_of(postings: Sequence[Posted]) -> tuple[Matrix, Flags]:
    """Return vectors `(n, width)` and which postings have one; the others' rows are zero."""
    width = next((len(p.vector) for p in postings if p.vector is not None), 1)
    known = np.array([p.vector is not None for p in postings], bool)
    rows = [p.vector if p.vector is not None else np.zeros(width, np.float32) for p in postings]
    return np.array(rows, np.float32).reshape(len(postings), width), known


def marked(sets: Sequence[frozenset[str]], words: Sequence[str]) -> Matrix:
    """Return which set holds which of all `words`, `(n, words)`, as ones and zeros."""
    places = {word: place for place, word in enumerate(words)}
    found = np.zeros((len(sets), len(words)), np.float32)
    for row, held in enumerate(sets):
        found[row, [places[word] for word in held]] = 1
    return found


def words_of(*groups: Sequence[frozenset[str]]) -> list[str]:
    """Return every word of the sets, in order."""
    return sorted({word for sets in groups for held in sets for word in held})


def days_left(postings: Sequence[Posted], day: dt.date) -> Matrix:
    """Return the days until each posting is due, infinite where it says none."""
    return np.array([np.inf if p.due is None else (p.due - day).days for p in postings], np.float32)


def bands_of(postings: Sequence[Posted]) -> Matrix:
    """Return the place of each posting's budget among the bands, NaN where it is open."""
    return np.array([BANDS.index(p.budget) if p.budget in BANDS else np.nan for p in postings], np.float32)
