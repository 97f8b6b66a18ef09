"""Encoders that know a few words in several languages: quick, the same each time, near across languages."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pytest

from near.foundation.search import encoders, encoding, question, shelf, vectors
from near.foundation.search.encoders import CHAIN, Encoder, Vectors
from near.foundation.search.findable import Findable, Kind, NoConcepts, Wording

MEANINGS = {
    "forest": ("植林", "造林", "afforestation", "tree planting", "ойжуулалт", "나무 심기",
               "лесовосстановление"),
    "waste": ("ごみ", "垃圾", "쓰레기", "waste", "мусор", "хог хаягдал"),
    "care": ("介護", "养老", "養老", "노인 돌봄", "care of the elderly", "уход за пожилыми"),
    "herder": ("牧民", "herder", "малчин", "малчд", "животновод", "малчы"),
}  # fmt: skip


class Fake:
    """Turns a text into the sum of what it means and, more quietly, of its own words."""

    def __init__(self, kind: encoders.Kind) -> None:
        self.name, self.width, self.languages = kind.name, kind.width, kind.languages
        self.encoded: list[str] = []

    def questions(self, texts: Sequence[str], language: str) -> Vectors:
        """Return the vectors of questions."""
        assert language in self.languages
        return self._all(texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of passages, and remember what was asked."""
        self.encoded += texts
        return self._all(texts)

    def _all(self, texts: Sequence[str]) -> Vectors:
        return np.array([self._one(text.casefold()) for text in texts], np.float32).reshape(-1, self.width)

    def _one(self, text: str) -> Vectors:
        vector = np.zeros(self.width, np.float32)
        for meaning, said in MEANINGS.items():
            vector[self._place(meaning)] += 2.0 * any(word in text for word in said)
        for word in re.findall(r"\w+", text)[:50]:
            vector[self._place(word)] += 0.05
        return vector / max(float(np.linalg.norm(vector)), 1e-6)

    def _place(self, word: str) -> int:
        return zlib.crc32(word.encode("utf-8", "replace")) % self.width


class Chain(dict[str, Encoder]):
    """What `encoders.loaded` answers, by name: a test may take an encoder away."""

    @property
    def first(self) -> Fake:
        """Return the first encoder of the chain."""
        return self._fake(0)

    @property
    def second(self) -> Fake:
        """Return the second."""
        return self._fake(1)

    def _fake(self, place: int) -> Fake:
        found = self[CHAIN[place].name]
        assert isinstance(found, Fake)
        return found


def without_encoders(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Chain:
    """Put an empty chain in the place of the real one, and means of nothing in the place of those shipped."""
    chain = Chain()
    monkeypatch.setattr(encoders, "loaded", chain.get)
    # Tests of pages compare words alone; here questions take the way they take on the site.
    monkeypatch.setattr(question, "vectors_of_question", encoding.vectors_of_question)
    zeros = {
        f"{kind.name}/{code}": np.zeros(kind.width, np.float16) for kind in CHAIN for code in kind.languages
    }
    np.savez(folder / "means.npz", **zeros)  # type: ignore[arg-type]
    monkeypatch.setattr(vectors, "_SHIPPED", folder / "means.npz")
    return chain


def full_chain(chain: Chain) -> Chain:
    """Put both encoders in."""
    chain.update({kind.name: Fake(kind) for kind in CHAIN})
    return chain


def forgotten() -> None:
    """Let this process forget what it keeps between questions."""
    vectors.shipped_means.cache_clear()
    encoding.vectors_of_question.cache_clear()
    encoding._here.clear()
    shelf._kept.clear()


class NamedConcepts(NoConcepts):
    """Keeps the meanings above as concepts."""

    def concepts_in(self, text: str, language: str) -> list[str]:
        """Return the meanings whose words stand in a text."""
        return [name for name, said in MEANINGS.items() if any(word in text.casefold() for word in said)]

    def nearest(self, text: str, reader: str, limit: int) -> list[tuple[str, str]]:
        """Return the first few, whatever was asked."""
        return [(name, said[0]) for name, said in MEANINGS.items()][:limit]

    def topics_of(self, concepts: Iterable[str]) -> list[str]:
        """Return a topic for each concept, the first one first."""
        return [f"topic-{name}" for name in dict.fromkeys(concepts)]


def kind(*records: Findable, name: str = "practice") -> Kind:
    """Return a kind with these records."""
    return Kind(name, name.title(), lambda: records)


def record(key: str, name: str = "practice", **said: str | Wording) -> Findable:
    """Return a record from `language="Title | text"`."""
    wordings = {code: w if isinstance(w, Wording) else worded(w) for code, w in said.items()}
    return Findable(name, key, wordings, original=next(iter(wordings)))


def worded(words: str) -> Wording:
    """Return words as title and body, cut at the bar."""
    title, _bar, body = words.partition(" | ")
    return Wording(title, body=body)
