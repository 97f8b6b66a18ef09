"""Text folded for comparing, with the way back: width, case and variants of characters forgotten.

Traditional, simplified and Japanese forms of a character count as the simplified one (OpenCC's tables).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# What may merge with the character before it: combining and voicing marks, vowels and finals of Hangul.
_CLUSTER = re.compile(r".[\u0300-\u036f\u3099\u309a\uff9e\uff9f\u1160-\u11ff\uffa0-\uffdc]*", re.DOTALL)
_FULL_WIDTH = {c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_MARKS = {ord(c): "-" for c in "‐‑‒–—−"} | {ord(c): "'" for c in "’‘ʼ"}


@cache
def character_variants() -> Mapping[str, str]:
    """Return each traditional or Japanese form with the simplified character it counts as."""
    simplified = dict(variants_of("TSCharacters"))
    japanese = {ours: simplified.get(old, old) for old, ours in variants_of("JPVariants")}
    return {k: v for k, v in (japanese | simplified).items() if len(k) == len(v) == 1 and k != v}


def variants_of(name: str) -> list[tuple[str, str]]:
    """Return one of OpenCC's tables: (form, what it counts as)."""
    text = files("opencc").joinpath("dictionary", f"{name}.txt").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if "\t" in line]
    return [(row[0], row[1].split()[0]) for row in rows]


@cache
def _translation() -> dict[int, str]:
    return {ord(k): v for k, v in character_variants().items()} | _MARKS


@dataclass(frozen=True)
class Folded:
    """A folded text. `starts` and `ends` lead each character back; empty where places are the same."""

    text: str
    starts: Sequence[int] = ()
    ends: Sequence[int] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch `[start, end)` of the folded text stands in the written one."""
        return (self.starts[start], self.ends[end - 1]) if self.starts else (start, end)


def folded(text: str) -> Folded:
    """Fold a text and keep the way back to its own places."""
    if text.isascii():
        return Folded(text.lower())
    # Every Chinese text has full-width commas; folded, each takes one place as before.
    plain = text.translate(_FULL_WIDTH)
    if unicodedata.is_normalized("NFKC", plain):
        plain = plain.casefold()
        if len(plain) == len(text):  # folding case only ever lengthens, so every place is its own
            return Folded(plain.translate(_translation()))
    return _by_clusters(text)


def fold(text: str) -> str:
    """Return the folded text alone."""
    return folded(text).text


def _by_clusters(text: str) -> Folded:
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        part = unicodedata.normalize("NFKC", cluster[0]).casefold().translate(_translation())
        parts.append(part)
        starts += [cluster.start()] * len(part)
        ends += [cluster.end()] * len(part)
    return Folded("".join(parts), starts, ends)
