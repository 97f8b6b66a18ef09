"""Small worlds of members and postings, drawn at random but from a seed, for the tests of matching."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import numpy as np

from near.cooperation.rules.matching import (
    NEED,
    OFFER,
    Adjusted,
    Pairs,
    Party,
    Posted,
    Refusal,
    Weights,
    adjusted,
    paired,
    pooled,
)

DAY = dt.date(2026, 11, 25)
WIDTH = 24
COUNTRIES, LANGUAGES = ("MN", "JP", "KR", "RU"), ("mn", "ja", "ko", "ru", "en")
FORMS = ("visit", "expert", "training", "data")
BANDS = ("open", "none", "small", "great")


def maybe(drawn: np.random.Generator, value: Any, chance: float = 0.7) -> Any:
    """Return the value, or None where it is not known."""
    return value if drawn.random() < chance else None


def party(drawn: np.random.Generator, number: int) -> Party:
    """Return a member of whom much may be unknown."""
    country = int(drawn.integers(len(COUNTRIES)))
    return Party(
        f"r{number:02d}", COUNTRIES[country], maybe(drawn, float(drawn.uniform(33, 60))),
        maybe(drawn, float(drawn.uniform(90, 140))), maybe(drawn, float(drawn.uniform(2e4, 3e7))),
        maybe(drawn, float(drawn.uniform(1e3, 1e6))), maybe(drawn, float(drawn.uniform(2e3, 5e4))),
        languages=(LANGUAGES[country], *(("en",) if drawn.random() < 0.4 else ())),
        got=int(drawn.integers(0, 9)), gave=int(drawn.integers(0, 9)), first_timer=bool(drawn.random() < 0.3),
    )  # fmt: skip


def some(drawn: np.random.Generator, words: tuple[str, ...], most: int) -> frozenset[str]:
    """Return up to `most` of the words."""
    return frozenset(drawn.choice(words, int(drawn.integers(0, most + 1)), replace=False).tolist())


def posted(drawn: np.random.Generator, number: int, owner: Party) -> Posted:
    """Return a need or an offer; one in six is not read yet."""
    vector = drawn.standard_normal(WIDTH).astype(np.float32)
    return Posted(
        f"p{number:03d}", owner.key, NEED if drawn.random() < 0.5 else OFFER, owner.languages[0],
        maybe(drawn, vector / np.linalg.norm(vector), 0.85), some(drawn, tuple("abcdefgh"), 3),
        some(drawn, ("forest", "water", "trade"), 2), some(drawn, FORMS, 2), str(drawn.choice(BANDS)), (),
        some(drawn, COUNTRIES, 1), maybe(drawn, DAY + dt.timedelta(days=int(drawn.integers(-5, 200)))),
    )  # fmt: skip


def world(seed: int, members: int = 8, postings: int = 40) -> tuple[list[Party], list[Posted]]:
    """Return members and what they posted; the same for the same seed."""
    drawn = np.random.default_rng(seed)
    parties = [party(drawn, i) for i in range(members)]
    return parties, [posted(drawn, i, parties[int(drawn.integers(members))]) for i in range(postings)]


def pairs_of(
    parties: list[Party], postings: list[Posted], refusals: tuple[Refusal, ...] = (), **changed: float
) -> Pairs:
    """Return the scored pairs of a world."""
    weights = dataclasses.replace(Weights(), **changed)  # type: ignore[arg-type]
    learned = (
        adjusted(weights, refusals, {p.key: p.party for p in postings}) if refusals else Adjusted(weights)
    )
    return paired(pooled(parties, postings, DAY), learned)


def two(**said: Any) -> tuple[list[Party], list[Posted]]:
    """Return a need of Khentii and an offer of Tottori on one matter; `need_…`, `offer_…` change them."""
    vector = np.zeros(WIDTH, np.float32)
    vector[0] = 1
    given: dict[str, Any] = {
        "vector": vector,
        "concepts": frozenset({"pasture"}),
        "fields": frozenset({"farming"}),
    }
    need, offer = (
        Posted(**{
            "key": side, "party": owner, "direction": side, "language": language, **given,
            **{k.removeprefix(f"{side}_"): v for k, v in said.items() if k.startswith(f"{side}_")},
        })
        for side, owner, language in ((NEED, "khentii", "mn"), (OFFER, "tottori", "ja"))
    )  # fmt: skip
    parties = [
        Party("khentii", "MN", 47.3, 110.7, 78_000, 80_000, 4_000, languages=("mn", "ru")),
        Party("tottori", "JP", 35.5, 134.2, 550_000, 3_507, 33_000, languages=("ja",)),
    ]
    return parties, [need, offer]
