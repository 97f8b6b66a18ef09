"""Benchmark of matching: seeded worlds of 1,000 members and 5,000 needs and offers, against planted truth.

Usage: python -m bench.matching [--seeds 101,102,103] [--looked-at]. The weights were chosen on the looked-at
seeds alone (1 to 3); what is reported by default are other worlds. The world (bench/matching_world.py) knows
nothing of the matcher's formula. Baselines run on the same worlds. Last, real sentences in six languages
(bench/matching_texts.py). Last line is JSON.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import json
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.matching_texts import on_texts
from bench.matching_world import CIRCLES, COUNTRIES, DAY, LEAVES, World, suits, world
from near.cooperation.rules.matching import (
    Adjusted,
    Circle,
    Lists,
    Pairs,
    Refusal,
    Weights,
    adjusted,
    circles,
    listed,
    paired,
    pooled,
)
from near.cooperation.rules.matching.exposure import places_worth

LOOKED_AT, HELD_OUT = (1, 2, 3), (101, 102, 103)
SHOWN, SEEN = 10, 5  # nDCG looks at ten, recall, precision and exposure at the five a page shows
# Weights that leave nothing but how near two texts are.
TEXT_ALONE = {
    "concepts": 0, "fields": 0, "form": 1, "open_form": 1, "interpreter": 1, "timing": 1, "wish": 1,
    "conditions": 0, "distance": 0, "budget": 0,
}  # fmt: skip
PLAIN = ("circles", "circles_by_text", "planted_pairs_shown", "after_refusals")
Grades = NDArray[np.int8]
Ranked = NDArray[np.intp]


@dataclass(frozen=True)
class Case:
    """A world with its truth as grades for every list: 0 does not suit, 1 suits, 2 suits both ways."""

    made: World
    grades: Grades  # needs x offers
    truth: NDArray[np.bool_]

    def rows(self) -> list[Grades]:
        """Return the grades of every list's candidates: needs' lists, then offers'."""
        return [*self.grades, *self.grades.T]


def graded(made: World) -> Case:
    """Return a world with the grades of every pair: 2 where the two parties can help each other."""
    truth = suits(made)
    needing, offering = parties_of(made)
    helps = np.zeros((len(made.parties), len(made.parties)), bool)
    rows, columns = np.nonzero(truth)
    helps[offering[columns], needing[rows]] = True
    both = helps & helps.T
    return Case(made, (truth * (1 + both[np.ix_(needing, offering)])).astype(np.int8), truth)


def parties_of(made: World) -> tuple[Ranked, Ranked]:
    """Return the party of every need and of every offer."""
    places = {party.key: i for i, party in enumerate(made.parties)}
    sides = ([places[p.party] for p in made.postings if p.direction == way] for way in ("need", "offer"))
    needing, offering = (np.array(side, np.intp) for side in sides)
    return needing, offering


def quality(ranked: list[Ranked], case: Case) -> dict[str, NDArray[np.float64]]:
    """Return recall@5 (of what five places can hold), precision@5, nDCG@10 of every list; NaN without any."""
    worth = places_worth(SHOWN)
    found = {name: np.full(len(ranked), np.nan) for name in ("recall@5", "precision@5", "ndcg@10")}
    for row, (order, grades) in enumerate(zip(ranked, case.rows(), strict=True)):
        good = int((grades > 0).sum())
        if not good:
            continue
        hit = grades[order[:SHOWN]]
        found["recall@5"][row] = (hit[:SEEN] > 0).sum() / min(good, SEEN)
        found["precision@5"][row] = (hit[:SEEN] > 0).sum() / SEEN
        best = np.sort(grades)[::-1][:SHOWN]
        found["ndcg@10"][row] = ((2.0**hit - 1) * worth[: len(hit)]).sum() / ((2.0**best - 1) * worth).sum()
    return found


def exposure(ranked: list[Ranked], made: World) -> NDArray[np.float64]:
    """Return how much of all exposure in the first five places each member has, adding up to 1."""
    needing, offering = parties_of(made)
    worth, total = places_worth(SEEN), np.zeros(len(made.parties))
    for row, order in enumerate(ranked):
        who = (offering if row < len(needing) else needing)[order[:SEEN]]
        np.add.at(total, who, worth[: len(who)])
    return total / max(total.sum(), 1e-9)


def fifths(made: World) -> NDArray[np.intp]:
    """Return the size fifth of every member, 0 the smallest."""
    order = np.argsort(np.argsort(made.sizes, kind="stable"), kind="stable")
    return order * 5 // len(order)


def figures_of(ranked: list[Ranked], case: Case) -> dict[str, Any]:
    """Return the figures of one way of ordering."""
    made = case.made
    needing, offering = parties_of(made)
    owner = np.concatenate([needing, offering])
    fifth, seen = fifths(made), exposure(ranked, made)
    posted = np.bincount(owner, minlength=len(made.parties)) / len(owner)
    small, first = fifth == 0, np.array([p.first_timer for p in made.parties])
    country = np.array([p.country for p in made.parties])
    measured = quality(ranked, case)
    ndcg = measured["ndcg@10"]
    return {
        **{name: round(float(np.nanmean(v)), 4) for name, v in measured.items()},
        "ndcg_by_fifth": [round(float(np.nanmean(ndcg[fifth[owner] == f])), 4) for f in range(5)],
        "ndcg_by_country": {c: round(float(np.nanmean(ndcg[country[owner] == c])), 4) for c in COUNTRIES},
        "smallest_fifth_exposure": round(float(seen[small].sum()), 4),
        "smallest_fifth_postings": round(float(posted[small].sum()), 4),
        "exposure_by_fifth": [round(float(seen[fifth == f].sum()), 4) for f in range(5)],
        "first_timers_exposure": round(float(seen[first].sum()), 4),
        "first_timers_postings": round(float(posted[first].sum()), 4),
        "never_seen": int(((seen == 0) & (posted > 0)).sum()),
    }  # fmt: skip


def matched(made: World, weights: Weights) -> tuple[Pairs, Lists]:
    """Return what the matcher makes of a world."""
    pairs = paired(pooled(made.parties, made.postings, DAY), Adjusted(weights))
    return pairs, listed(pairs, SHOWN)


def orders(lists: Lists) -> list[Ranked]:
    """Return the lists as places of candidates."""
    return [others[scores > 0] for others, scores in zip(lists.others, lists.scores, strict=True)]


def by_scores(scores: NDArray[np.floating[Any]]) -> list[Ranked]:
    """Return both sides' lists by one matrix of scores, `(needs, offers)`; the rest is not shown."""
    rows = [*np.argsort(-scores, axis=1, kind="stable")[:, :SHOWN]]
    return [*rows, *np.argsort(-scores.T, axis=1, kind="stable")[:, :SHOWN]]


def baselines(case: Case, seed: int, weights: Weights, pairs: Pairs) -> dict[str, Callable[[], list[Ranked]]]:
    """Return the ways of ordering ours is held against."""
    needing, offering = parties_of(case.made)
    apart = needing[:, None] != offering[None, :]
    drawn = np.random.default_rng(seed + 1)

    def text_only() -> list[Ranked]:
        needs, offers = (np.array([p.vector for p in side]) for side in (pairs.pool.needs, pairs.pool.offers))
        return by_scores(np.where(apart, needs @ offers.T, -2))

    def ours(**changed: float) -> Callable[[], list[Ranked]]:
        return lambda: orders(matched(case.made, dataclasses.replace(weights, **changed))[1])

    return {
        "random": lambda: by_scores(np.where(apart, drawn.random(apart.shape, np.float32), -2)),
        "text only": text_only,
        "one side only": lambda: by_scores(pairs.affinity * pairs.wished),
        "two sides": ours(ledger=0, exposure=0),
        "+ ledger": ours(exposure=0),
    }


def circles_found(case: Case, pairs: Pairs, found: tuple[Circle, ...]) -> dict[str, Any]:
    """Return the share of planted circles found, and of found ones how many are true in every part.

    `on_the_matter`: where every part is on one concept, though perhaps another side of it, form or time.
    """
    made = case.made
    needs, offers = ({p.key: i for i, p in enumerate(side)} for side in (pairs.pool.needs, pairs.pool.offers))
    planted = {frozenset(circle) for circle in made.circles}
    hit = {frozenset(circle.parties()) for circle in found} & planted
    true = [all(case.truth[needs[leg.need], offers[leg.offer]] for leg in circle.legs) for circle in found]
    about = {key: truth.leaf // LEAVES for key, truth in made.truth.items()}
    near = [all(about[leg.need] == about[leg.offer] for leg in circle.legs) for circle in found]
    return {
        "planted": len(planted), "planted_found": round(len(hit) / max(len(planted), 1), 4),
        "offered": len(found), "precision": round(float(np.mean(true)), 4) if true else None,
        "precision_of_best_100": round(float(np.mean(true[:CIRCLES])), 4) if true else None,
        "on_the_matter": round(float(np.mean(near)), 4) if near else None,
        "members_in_one": len({m for circle in found for m in circle.parties()}),
    }  # fmt: skip


def pairs_found(case: Case, ranked: list[Ranked]) -> float:
    """Return the share of planted mutual pairs of whom one sees the other in its first five."""
    needing, offering = parties_of(case.made)
    names = np.array([p.key for p in case.made.parties])
    owner = np.concatenate([needing, offering])
    shown = {
        frozenset((names[owner[row]], names[other]))
        for row, order in enumerate(ranked)
        for other in (offering if row < len(needing) else needing)[order[:SEEN]]
    }
    return round(float(np.mean([frozenset(pair) in shown for pair in case.made.pairs])), 4)


def refused(case: Case, lists: Lists) -> list[Refusal]:
    """Return what every eighth posting's officials would refuse of the first five, for its true reason."""
    made, pool = case.made, lists.pairs.pool
    said = []
    for posting in (*pool.needs, *pool.offers)[::8]:
        for suggestion in lists.of(posting.key)[:SEEN]:
            reason = why_not(made, posting.key, suggestion.other)
            said += [Refusal(posting.key, suggestion.other, reason, DAY)] if reason else []
    return said


def why_not(made: World, own: str, other: str) -> str:
    """Return the true reason why two postings do not suit; nothing where they do, or only others know."""
    one, two = made.truth[own], made.truth[other]
    if one.leaf != two.leaf:
        return "topic"
    if not one.forms & two.forms:
        return "form"
    return "timing" if min(one.days, two.days) < max(one.lead, two.lead) else ""


def after_refusals(case: Case, lists: Lists) -> dict[str, Any]:
    """Return the quality of the next lists of those who refused: with what reasons teach, and without.

    Without: each refusal says `other`, so that the same pairs are gone but nothing is learnt.
    """
    said, pool = refused(case, lists), lists.pairs.pool
    owners = {p.key: p.party for p in case.made.postings}
    spoke = {refusal.own for refusal in said}
    asked = np.array([p.key in spoke for p in (*pool.needs, *pool.offers)])
    found: dict[str, Any] = {"refusals": len(said), "lists": len(spoke)}
    silent = [dataclasses.replace(refusal, reason="other") for refusal in said]
    for name, given in (("with_reasons", said), ("without", silent)):
        learned = adjusted(lists.pairs.learned.weights, given, owners)
        again = quality(orders(listed(paired(pool, learned), SHOWN)), case)
        found[name] = {key: round(float(np.nanmean(values[asked])), 4) for key, values in again.items()}
    return found


def digest_of(lists: Lists, rings: tuple[Circle, ...]) -> str:
    """Return what the same seed must always lead to: every list with its reasons, every circle."""
    pool, seal = lists.pairs.pool, hashlib.sha256()
    for posting in (*pool.needs, *pool.offers):
        for s in lists.of(posting.key):
            codes = [(r.code, sorted(r.data.items())) for r in s.reasons]
            seal.update(repr((s.own, s.other, round(s.score, 3), s.mutual, codes)).encode())
    seal.update(repr([(ring.parties(), round(ring.score, 3)) for ring in rings]).encode())
    return seal.hexdigest()[:16]


def measured(seed: int, weights: Weights) -> dict[str, Any]:
    """Return every figure of one world."""
    case = graded(world(seed))
    begun = time.perf_counter()
    pairs, lists = matched(case.made, weights)
    ranked_in = time.perf_counter() - begun
    for posting in case.made.postings:
        lists.of(posting.key)
    explained_in = time.perf_counter() - begun - ranked_in
    begun = time.perf_counter()
    rings = circles(pairs)
    circled_in = time.perf_counter() - begun
    plain = paired(pairs.pool, Adjusted(dataclasses.replace(weights, **TEXT_ALONE)))
    found = {name: figures_of(order(), case) for name, order in baselines(case, seed, weights, pairs).items()}
    found["ours"] = figures_of(orders(lists), case)
    return {
        "lists": found, "circles": circles_found(case, pairs, rings),
        "after_refusals": after_refusals(case, lists),
        "circles_by_text": circles_found(case, plain, circles(plain)),
        "planted_pairs_shown": pairs_found(case, orders(lists)),
        "suiting_pairs": int(case.truth.sum()), "digest": digest_of(lists, rings),
        "price_of_fairness_ndcg": round(found["+ ledger"]["ndcg@10"] - found["ours"]["ndcg@10"], 4),
        "seconds": {
            "lists": round(ranked_in, 2), "reasons": round(explained_in, 2), "circles": round(circled_in, 2),
        },
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }  # fmt: skip


def shown(seed: int, figures: dict[str, Any]) -> None:
    """Print the figures of one world."""
    print(f"\nworld {seed}: {figures['suiting_pairs']} pairs suit; digest {figures['digest']}")
    print(" " * 16 + "  rec@5  prec@5  nDCG@10  small 1/5   first  unseen   nDCG by fifth")
    for name, f in figures["lists"].items():
        cells = f"{f['recall@5']:7.3f}{f['precision@5']:8.3f}{f['ndcg@10']:9.3f}"
        rest = f"{f['smallest_fifth_exposure']:11.3f}{f['first_timers_exposure']:8.3f}{f['never_seen']:8d}"
        print(f"{name:16}{cells}{rest}   {f['ndcg_by_fifth']}")
    ours = figures["lists"]["ours"]
    posted = f"{ours['smallest_fifth_postings']:11.3f}{ours['first_timers_postings']:8.3f}"
    print(f"{'share of posts':16}{'':24}{posted}")
    print(f"  nDCG by country: {ours['ndcg_by_country']}")
    for key in (*PLAIN, "price_of_fairness_ndcg", "seconds", "mb"):
        print(f"  {key}: {figures[key]}")


def main() -> None:
    """Measure, print, and end with one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", default=",".join(map(str, HELD_OUT)))
    parser.add_argument("--looked-at", action="store_true", help="the worlds the weights were chosen on")
    given = parser.parse_args()
    seeds = LOOKED_AT if given.looked_at else [int(seed) for seed in given.seeds.split(",")]
    weights = Weights()
    whole: dict[str, Any] = {}
    for seed in seeds:
        whole[str(seed)] = measured(seed, weights)
        shown(seed, whole[str(seed)])
    texts = {seed: on_texts(seed) for seed in seeds}
    print("\nreal sentences in six languages, texts alone:")
    for seed, figures in texts.items():
        print(f"  {seed}: {figures}")
    print(json.dumps({"looked_at": list(LOOKED_AT), "worlds": whole, "texts": texts}))


if __name__ == "__main__":
    main()
