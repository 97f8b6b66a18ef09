"""How well each offer meets each need, `(needs, offers)` in [0, 1]: what it is about, in which form, when.

Relevance (text, concepts, fields of work) is the chance that both are on the same matter. Gates multiply it:
form, language, time. Tilts turn it a little: conditions, distance, budget. A part that is unknown has no
effect: it is no evidence, its gate stays open, its tilt is one.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from near.cooperation.rules.matching.arrays import bands_of, days_left, marked, words_of
from near.cooperation.rules.matching.conditions import USUAL
from near.cooperation.rules.matching.given import Matrix, Posted, Weights
from near.cooperation.rules.matching.learning import Adjusted
from near.cooperation.rules.matching.pool import Pool

# Overlaps that say nothing either way: many on the same matter share no concept, since words differ.
LITTLE, HALF = 0.25, 0.5
GROUND = 20.0


def relevances(pool: Pool, weights: Weights) -> Matrix:
    """Return the chance that two postings are on the same matter: the prior's odds and all evidence.

    0 without a ground: a concept in common, or evidence that makes it `GROUND` times likelier than for any
    two. A field of work in common is none by itself.
    """
    found = np.zeros((len(pool.needs), len(pool.offers)), np.float32)
    for part in evidence(pool, weights).values():
        found += part
    grounded = (pool.topics[0] > 0) | (found >= np.log(GROUND))
    return np.where(grounded, 1 / (1 + np.exp(-found - weights.prior)), 0).astype(np.float32)


def evidence(pool: Pool, weights: Weights) -> dict[str, Matrix]:
    """Return what text, concepts and fields say for or against, in log odds; 0 where not known of both."""
    (near, _read), (concepts, named), (fields, placed) = pool.texts, pool.topics, pool.fields
    return {
        "text": weights.text * near,
        "concepts": weights.concepts * (concepts - LITTLE) * named,
        "fields": weights.fields * (fields - HALF) * placed,
    }


def forms_left(pool: Pool, learned: Adjusted) -> Matrix:
    """Return the gate of form: 1 with a form in common, `open_form` where that is not sure.

    Not sure: one side names none, or refused one for just the forms that are in common.
    """
    every = {p.key: p.forms for p in (*pool.needs, *pool.offers)}
    named = [[p.forms for p in side] for side in (pool.needs, pool.offers)]
    kept = [[_looked_for(p, every, learned) for p in side] for side in (pool.needs, pool.offers)]
    words = words_of(*named)
    left, right = (marked(side, words) for side in named)
    silent = (left.sum(axis=1) == 0)[:, None] | (right.sum(axis=1) == 0)[None, :]
    shared, sure = left @ right.T > 0, marked(kept[0], words) @ marked(kept[1], words).T > 0
    weights = learned.weights
    unsure = np.where(silent | shared, weights.open_form, weights.form)
    return np.where(sure, 1, unsure).astype(np.float32)


def _looked_for(posting: Posted, every: Mapping[str, frozenset[str]], learned: Adjusted) -> frozenset[str]:
    """Return the forms of a posting without those it refused."""
    refused = (every.get(key, frozenset()) for key in learned.forms.get(posting.key, ()))
    return posting.forms.difference(*refused)


def languages_left(pool: Pool, learned: Adjusted) -> Matrix:
    """Return the gate of language: 1 with a common one or where nothing is known, else what is left."""
    spoken = [[pool.languages_of(p) for p in side] for side in (pool.needs, pool.offers)]
    words = words_of(*spoken)
    left, right = (marked(side, words) for side in spoken)
    silent = (left.sum(axis=1) == 0)[:, None] | (right.sum(axis=1) == 0)[None, :]
    kept = np.array([learned.interpreter_left(p.key) for p in pool.parties], np.float32)
    interpreted = np.minimum(kept[pool.needing][:, None], kept[pool.offering][None, :])
    return np.where((left @ right.T > 0) | silent, 1, interpreted).astype(np.float32)


def times_left(pool: Pool, weights: Weights) -> Matrix:
    """Return the gate of time: 1 where `lead_days` remain on both sides, falling to its floor at none."""
    left, right = days_left(pool.needs, pool.day), days_left(pool.offers, pool.day)
    shared = np.clip(np.minimum(left[:, None], right[None, :]) / weights.lead_days, 0, 1)
    return np.asarray(weights.timing + (1 - weights.timing) * shared, np.float32)


def tilt(value: Matrix, weight: Matrix | float, usual: float = 0.5) -> Matrix:
    """Return `1 + weight × (value - usual)`; 1 where the value is unknown (NaN)."""
    return np.where(np.isnan(value), 1, 1 + weight * (value - usual)).astype(np.float32)


def party_tilts(pool: Pool, learned: Adjusted) -> Matrix:
    """Return what conditions and distance do to a score, `(p, p)`; the stricter party's view of distance."""
    strict = np.array([learned.distance_tilt(p.key) for p in pool.parties], np.float32)
    far = tilt(pool.nearness, np.maximum(strict[:, None], strict[None, :]))
    return tilt(pool.likeness, learned.weights.conditions, USUAL) * far


def budget_tilts(pool: Pool, weights: Weights) -> Matrix:
    """Return what the bands of money do to a score: the same one lifts, the farthest lowers."""
    left, right = bands_of(pool.needs), bands_of(pool.offers)
    return tilt(1 - np.abs(left[:, None] - right[None, :]) / 4, weights.budget)


def highest(weights: Weights) -> float:
    """Return the highest score the tilts can lead to: what scores are divided by, to stay in [0, 1]."""
    return (1 + weights.conditions * (1 - USUAL)) * (1 + weights.distance / 2) * (1 + weights.budget / 2)


def affinities(pool: Pool, learned: Adjusted) -> Matrix:
    """Return how well each offer meets each need; 0 within one party."""
    weights = learned.weights
    found = relevances(pool, weights)
    found *= forms_left(pool, learned)
    found *= languages_left(pool, learned)
    found *= times_left(pool, weights)
    found *= budget_tilts(pool, weights)
    found *= party_tilts(pool, learned)[np.ix_(pool.needing, pool.offering)]
    found[pool.needing[:, None] == pool.offering[None, :]] = 0
    return np.asarray(np.clip(found / highest(weights), 0, 1), np.float32)
