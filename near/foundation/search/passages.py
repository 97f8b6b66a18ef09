"""Cutting a text into passages short enough for a vector to say what they say."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"(?<=[。！？!?])|(?<=[.!?…])\s+|\n+")
_EAST = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")
LONGEST, LONGEST_EAST = 360, 150  # characters of a passage in an alphabet, and in Chinese or Japanese
MOST_PASSAGES = 12


def longest_passage(text: str) -> int:
    """Return how many characters a passage of this text may have."""
    sample = text[:400]
    return LONGEST_EAST if len(_EAST.findall(sample)) * 3 > len(sample) else LONGEST


def passages(text: str) -> list[str]:
    """Return a text as passages of whole sentences; a sentence too long is cut. At most twelve."""
    limit = longest_passage(text)
    found: list[str] = []
    for sentence in _pieces(text, limit):
        if found and len(found[-1]) + len(sentence) < limit:
            found[-1] = f"{found[-1]} {sentence}"
        else:
            found.append(sentence)
        if len(found) > MOST_PASSAGES:
            break
    return found[:MOST_PASSAGES]


def _pieces(text: str, limit: int) -> list[str]:
    sentences = (s.strip() for s in _SENTENCE.split(text) if s and s.strip())
    return [s[i : i + limit] for s in sentences for i in range(0, len(s), limit)]
