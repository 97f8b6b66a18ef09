"""One question, every language: candidates by words, concepts and meaning, one score, the best first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from near.foundation.search.candidates import Candidate, candidates
from near.foundation.search.encoders import CHAIN
from near.foundation.search.findable import concepts
from near.foundation.search.fulltext import Narrowing
from near.foundation.search.question import Asked, asked
from near.foundation.search.scoring import Evidence, Frequencies, Weights, covered, nearness
from near.foundation.search.shelf import shelf

MOST_HITS = 100


@dataclass(frozen=True)
class Hit:
    """A record that answers, and how sure the index is of it."""

    record: int
    text: int
    language: str
    score: float
    evidence: Evidence


@dataclass(frozen=True)
class Answer:
    """What was found. `meaning` tells whether sentences were compared or words alone.

    `nearest` names concepts near to the question where nothing was found.
    """

    question: Asked
    hits: Sequence[Hit]
    meaning: bool
    nearest: Sequence[tuple[str, str]] = field(default_factory=tuple)


@dataclass(frozen=True)
class Bar:
    """How sure an answer must be. Chosen on the looked-at half of the domain set (ADR 0013)."""

    score: float = 0.23
    words: float = 0.6  # a text that holds so much of what was asked answers in any case
    words_alone: float = 0.5  # the same where meaning was not compared
    concepts_alone: float = 0.1

    def over(self, ranked: Sequence[Hit]) -> list[Hit]:
        """Keep the records that answer."""
        return [hit for hit in ranked if self._answers(hit.score, hit.evidence)]

    def _answers(self, score: float, found: Evidence) -> bool:
        if found.first is None and found.second is None:
            return found.words >= self.words_alone or found.concepts >= self.concepts_alone
        return score >= self.score or found.words >= self.words


def ask(text: str, reader: str, *, narrowing: Narrowing | None = None, limit: int = 10) -> Answer:
    """Return the records that answer a question asked by a reader of `reader`, the best first."""
    question = asked(text, reader)
    if question.empty:
        return Answer(question, [], bool(question.vectors))
    hits = Bar().over(ranking(question, narrowing or Narrowing(), Weights()))[: min(limit, MOST_HITS)]
    near_by = () if hits else concepts().nearest(question.words[:200], reader, 5)
    return Answer(question, hits, bool(question.vectors), near_by)


def alike(text: str, language: str, *, narrowing: Narrowing | None = None, limit: int = 10) -> list[Hit]:
    """Return the records most like a whole text, also in other languages. Takes longer than a question."""
    question = asked(text, language, whole=True)
    return (
        [] if question.empty else ranking(question, narrowing or Narrowing(), Weights(), whole=True)[:limit]
    )


def ranking(question: Asked, narrowing: Narrowing, weights: Weights, *, whole: bool = False) -> list[Hit]:
    """Return every candidate record with the score of its best text, the best first.

    For a whole text (`whole`) a record that is near to everything counts less (similarity with local
    scaling, Conneau et al. 2018): of parallel texts that finds the right one, of short questions it does not.
    """
    kept = shelf()
    best: dict[int, Hit] = {}
    found = candidates(question, narrowing, kept)
    crowded = kept.crowding([c.text for c in found]) if whole else {}
    for candidate in found:
        evidence = evidence_of(candidate, question, kept.known, weights)
        score = evidence.score(weights, len(question.tokens)) - crowded.get(candidate.text, 0.0) / 2
        if candidate.record not in best or score > best[candidate.record].score:
            best[candidate.record] = Hit(
                candidate.record, candidate.text, candidate.language, score, evidence
            )
    return sorted(best.values(), key=lambda hit: (-hit.score, hit.record))


def evidence_of(candidate: Candidate, question: Asked, known: Frequencies, weights: Weights) -> Evidence:
    """Return why a candidate may answer a question."""
    named = [f"c:{concept}" for concept in question.concepts]
    first, second = (nearness(candidate.near.get(kind.name)) for kind in CHAIN)
    return Evidence(
        first,
        second,
        covered(named, frozenset(), candidate.concepts, known, weights.settled),
        covered(question.tokens, candidate.title, candidate.body, known),
    )
