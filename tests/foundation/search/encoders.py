"""A small encoder that needs no model: alike words, alike vectors. And a small index to ask."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
import pytest

from near.foundation.search import encoders, findable, question
from near.foundation.search.analysis import tokens
from near.foundation.search.encoders import Vectors
from near.foundation.search.findable import Findable, Kind
from near.foundation.search.indexing import copy_records, encode_some, settle

# Words that mean the same, so that a question in one language finds a text in another.
SAME = {"森林": "forest", "лес": "forest", "ой": "forest", "숲": "forest", "植林": "forest"}


class LetterEncoder:
    """Sums a fixed random direction for each token: deterministic, quick, and knows every language."""

    name, width = "e5-small-q4", 384
    languages = frozenset(("en", "ja", "ko", "zh", "ru", "mn", "vi", "ky"))

    def questions(self, texts: Sequence[str], language: str) -> Vectors:
        return self.passages(texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        found = np.array([self._vector(text) for text in texts], np.float32)
        return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)

    def _vector(self, text: str) -> Vectors:
        words = [SAME.get(token, token) for token in tokens(text, "en")]
        return np.sum([_direction(word) for word in words] or [np.zeros(self.width)], axis=0)


def _direction(word: str) -> Vectors:
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4])
    return np.random.default_rng(seed).standard_normal(LetterEncoder.width).astype(np.float32)


def without_encoders(patch: pytest.MonkeyPatch) -> None:
    """Let questions be answered by words alone; no model is ever loaded."""
    patch.setattr(encoders, "loaded", lambda _which: None)
    patch.setattr(question, "vectors_of_question", lambda _text, _language: ())


def with_letter_encoder(patch: pytest.MonkeyPatch) -> LetterEncoder:
    """Let the small encoder make the vectors of questions."""
    encoder = LetterEncoder()
    patch.setattr(encoders, "loaded", lambda _which: None)
    made = lambda text, code: ((encoder.name, encoder.questions([text], code)[0]),)  # noqa: E731 -- one expression
    patch.setattr(question, "vectors_of_question", made)
    return encoder


def only_findable(patch: pytest.MonkeyPatch, *records: Findable, label: str = "Practice") -> None:
    """Let nothing be findable but these records, whatever the rooms declare."""
    names = dict.fromkeys(record.kind for record in records)
    declared = {
        name: Kind(name, label, lambda name=name: [r for r in records if r.kind == name])  # type: ignore[misc]
        for name in names
    }
    patch.setattr(findable, "_kinds", declared)


def indexed(encoder: LetterEncoder | None = None) -> None:
    """Bring the index in line with what is findable now."""
    copy_records()
    while encoder is not None and encode_some(encoder, 100):
        pass
    settle()
