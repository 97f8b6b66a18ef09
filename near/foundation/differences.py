"""What changed between two versions of a passage: by words, in Chinese and Japanese by characters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "gone", "new"
_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_SENTENCE = re.compile(r"[^.!?。！？\n]*[.!?。！？\n]?\s*")
_WITHOUT_SPACES = ("zh", "ja")
# Comparing everything with everything grows with the square: beyond this, sentences are compared.
_MOST_PAIRS = 1_000_000


@dataclass(frozen=True)
class Stretch:
    """A run of words that stayed (`same`), went (`gone`) or came (`new`)."""

    kind: str
    words: str


def differences(old: str, new: str, language: str) -> list[Stretch]:
    """Return the stretches that lead from `old` to `new`, in order; what went stands before what came."""
    before, after = _tokens(old, language), _tokens(new, language)
    if len(before) * len(after) > _MOST_PAIRS:
        before, after = _sentences(old), _sentences(new)
    if len(before) * len(after) > _MOST_PAIRS:
        before, after = [old], [new]
    found: list[Stretch] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Stretch(SAME, "".join(after[c:d])))
            continue
        found.append(Stretch(GONE, "".join(before[a:b])))
        found.append(Stretch(NEW, "".join(after[c:d])))
    return _smoothed(found)


def _tokens(words: str, language: str) -> list[str]:
    return list(words) if language in _WITHOUT_SPACES else _WORD.findall(words)


def _sentences(words: str) -> list[str]:
    return [part for part in _SENTENCE.findall(words) if part]


def _smoothed(found: list[Stretch]) -> list[Stretch]:
    """Let a lone space between two changes belong to them: two words that went read as one change."""
    change, out = {GONE: "", NEW: ""}, list[Stretch]()

    def close() -> None:
        out.extend(Stretch(kind, words) for kind, words in change.items() if words)
        change.update({GONE: "", NEW: ""})

    for place, stretch in enumerate(found):
        if stretch.kind != SAME:
            change[stretch.kind] += stretch.words
        elif any(change.values()) and stretch.words.isspace() and place < len(found) - 1:
            change.update({kind: words + stretch.words for kind, words in change.items()})
        else:
            close()
            out.append(stretch)
    close()
    return out
