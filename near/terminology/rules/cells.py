"""How the terms of one concept in one language are written in one cell: `preferred|accepted|?draft|*shared`.

`?` before a term marks a draft, `*` a homonym that another concept has. A line break parts as `|`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from near.foundation.folding import fold

# The languages a term may be in; a concept needs one in each of the first six. The rules know no Django, so
# they cannot ask `near.foundation.languages`; a test keeps the two alike.
TERM_LANGUAGES = ("en", "ja", "ko", "zh", "ru", "mn", "vi", "ky")
NEEDED_LANGUAGES = TERM_LANGUAGES[:6]
DRAFT, SHARED = "?", "*"
_PARTS = re.compile(r"[|\n]")
_GAPS = re.compile(r"\s+")
_NOT_A_LETTER = re.compile(r"[\W_]+")
# Spaces part words of alphabets; in the other scripts they say nothing.
_ALPHABET = r"a-z0-9\u00df-\u024f\u1e00-\u1eff\u0300-\u052f"
_IDLE_SPACE = re.compile(rf"(?<![{_ALPHABET}]) | (?![{_ALPHABET}])")


@dataclass(frozen=True)
class Written:
    """One term as it is written: its words, whether it is a draft, whether another concept may share it."""

    words: str
    draft: bool = False
    shared: bool = False


def parse_cell(cell: str) -> tuple[Written, ...]:
    """Read the terms of a cell, the preferred one first; empty parts are dropped."""
    read = (_parse(part) for part in _PARTS.split(cell))
    return tuple(term for term in read if term.words)


def _parse(part: str) -> Written:
    words = _GAPS.sub(" ", part).strip()
    marks = ""
    while words[:1] in (DRAFT, SHARED) and words:
        marks, words = marks + words[0], words[1:].lstrip()
    return Written(words, draft=DRAFT in marks, shared=SHARED in marks)


def format_cell(terms: Iterable[Written], separator: str = "|") -> str:
    """Write terms as `parse_cell` reads them."""
    return separator.join(DRAFT * t.draft + SHARED * t.shared + t.words for t in terms)


@lru_cache(maxsize=100_000)
def key_of(words: str) -> str:
    """Return what the spellings of one term have in common, without width, case, signs and idle spaces."""
    plain = fold(words)
    # Signs alone would leave nothing to compare.
    return _IDLE_SPACE.sub("", _NOT_A_LETTER.sub(" ", plain)).strip() or plain
