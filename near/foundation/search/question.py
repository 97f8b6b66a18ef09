"""A question as the index takes it: its words tidied, its language, its tokens, its concepts, its vectors."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from near.foundation.search.analysis import asked_tokens
from near.foundation.search.encoders import Vectors, unit
from near.foundation.search.encoding import vectors_of_question
from near.foundation.search.findable import concepts
from near.foundation.search.passages import passages

LONGEST = 10_000  # characters read of a question
# Characters a question's vector is made of: the time it takes is bounded. A whole document may take longer.
LONGEST_ENCODED, LONGEST_ENCODED_EAST, LONGEST_DOCUMENT = 180, 70, 1200
MOST_TOKENS = 160
_UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn"}  # controls, direction marks, private use, halves of pairs
_MARKS = (
    ("ko", re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")),
    ("ja", re.compile(r"[\u3041-\u30ff]")),
    ("zh", re.compile(r"[\u3400-\u9fff]")),
    ("vi", re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")),
    ("en", re.compile(r"[a-zA-Z]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
)
_SAME_SCRIPT = {"zh": ("zh", "ja"), "en": ("en", "vi"), "ru": ("ru", "mn", "ky")}


@dataclass(frozen=True)
class Asked:
    """A question ready to be answered."""

    words: str
    language: str
    tokens: Sequence[str]
    concepts: Sequence[str]
    vectors: Mapping[str, Vectors] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Tell whether nothing can be looked for: no letters, no digits."""
        return not self.tokens and not self.concepts


def tidied(text: str) -> str:
    """Return a question without invisible marks and doubled spaces, cut to what is read."""
    seen = "".join(" " if unicodedata.category(c) in _UNSEEN else c for c in text[:LONGEST])
    return " ".join(seen.split())


def language_of_question(words: str, reader: str) -> str:
    """Return the language a question is most likely in: the script decides, within it the reader's own."""
    counted = {code: len(mark.findall(words)) for code, mark in _MARKS}
    if counted["ja"] and counted["ja"] + counted["zh"] >= counted["ko"]:
        return "ja"
    if counted["vi"]:
        return "vi"
    code = max(counted, key=lambda c: counted[c])
    if not counted[code]:
        return reader
    near_by = _SAME_SCRIPT.get(code, (code,))
    if code == "ru" and reader not in near_by:
        return "mn" if re.search("[өүӨҮ]", words) else "ru"
    return reader if reader in near_by else code


def asked(text: str, reader: str, *, whole: bool = False) -> Asked:
    """Return a question ready to be answered, with a vector for each encoder that knows its language.

    `whole` encodes a document in full: for records like a given one, where nobody waits for the answer.
    """
    words = tidied(text)
    language = language_of_question(words, reader)
    found = asked_tokens(words, language)[:MOST_TOKENS]
    if not found:
        return Asked(words, language, [], [])
    short = words[: LONGEST_ENCODED_EAST if language in ("ja", "zh") else LONGEST_ENCODED]
    vectors = _of_document(words, language) if whole else dict(vectors_of_question(short, language))
    return Asked(words, language, found, concepts().concepts_in(words[:2000], language), vectors)


def _of_document(words: str, language: str) -> dict[str, Vectors]:
    """Return the mean vectors of a document's passages."""
    found: dict[str, list[Vectors]] = {}
    for piece in passages(words[:LONGEST_DOCUMENT]):
        for name, vector in vectors_of_question(piece, language):
            found.setdefault(name, []).append(vector)
    return {name: unit(np.mean(vectors, axis=0)) for name, vectors in found.items()}
