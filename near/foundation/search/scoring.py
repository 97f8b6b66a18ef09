"""How well a text answers a question: meaning, concepts and words in one number. Pure arithmetic."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

TITLE = 1.6  # a token in the title counts so many times one in the text
RAREST = 5.0  # the weight of a token is cut here: a slip of the pen is rare, too


@dataclass(frozen=True)
class Weights:
    """What each kind of evidence counts. Chosen on the looked-at half of the domain set (ADR 0013)."""

    second: float = 1.0
    concepts: float = 0.1
    words: float = 0.1
    settled: float = 6.0  # concepts that tell this much together count whole, fewer count less


@dataclass(frozen=True)
class Frequencies:
    """How many texts there are and how many hold a token; rarer tokens than `least` are not listed."""

    texts: int = 0
    least: int = 1
    holding: Mapping[str, int] | None = None

    def telling(self, token: str) -> float:
        """Return how much a token tells (inverse document frequency)."""
        times = (self.holding or {}).get(token, self.least / 2)
        return min(RAREST, math.log(1 + (self.texts + 1) / (times + 0.5)))


@dataclass(frozen=True)
class Evidence:
    """Why a text was found: nearness by each encoder, share of concepts and of words, 0 to about 1."""

    first: float | None
    second: float | None
    concepts: float
    words: float

    def score(self, weights: Weights, asked: int) -> float:
        """Return one number. `asked` is how many words the question has: of many words each tells less."""
        return (
            self.meaning(weights)
            + weights.concepts * self.concepts
            + weights.words * self.words / max(1.0, asked / 3)
        )

    def meaning(self, weights: Weights) -> float:
        """Return how near the text is: the mean of both encoders where both know the languages, else one."""
        pairs = [(w, n) for w, n in ((1.0, self.first), (weights.second, self.second)) if n is not None]
        return sum(w * n for w, n in pairs) / sum(w for w, _n in pairs) if pairs else 0.0


def covered(
    asked: Sequence[str],
    title: Collection[str],
    text: Collection[str],
    known: Frequencies,
    settled: float = 0.0,
) -> float:
    """Return which share of what a question asks for a text holds, each token by how much it tells."""
    weights = {token: known.telling(token) for token in asked}
    whole = max(sum(weights.values()), settled)
    if not whole:
        return 0.0
    found = sum(w * (TITLE if t in title else 1.0) for t, w in weights.items() if t in title or t in text)
    return found / whole


def nearness(cosines: tuple[float, ...] | None) -> float | None:
    """Return one number for how near gist, title and nearest passage are; None where nothing was compared."""
    return sum(cosines) / len(cosines) if cosines else None
