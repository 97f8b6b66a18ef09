"""Terms that look like what was asked for: shared runs of letters, and equal beginnings."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable

from near.terminology.rules.cells import key_of

_WHOLE_LANGUAGES = ("zh", "ja", "ko")
_LEAST = 0.28


class Likeness:
    """The terms of one language, to be asked for the nearest of them."""

    def __init__(self, language: str, terms: Iterable[tuple[str, str]]) -> None:
        self._size = 2 if language in _WHOLE_LANGUAGES else 3
        self._jamo = language == "ko"
        self._terms = [(slug, words, self._bare(words)) for slug, words in terms]
        self._grams: defaultdict[str, list[int]] = defaultdict(list)
        self._counts: list[int] = []
        for number, (_slug, _words, bare) in enumerate(self._terms):
            grams = self._grams_of(bare)
            self._counts.append(len(grams))
            for gram in grams:
                self._grams[gram].append(number)

    def nearest(self, text: str, limit: int) -> list[tuple[str, str, float]]:
        """Return (slug, term, likeness 0–1), best first, each concept once; nothing that is hardly alike."""
        bare = self._bare(text[:200])
        grams = self._grams_of(bare)
        shared = Counter(number for gram in grams for number in self._grams.get(gram, ()))
        scored = []
        for number, count in shared.items():
            score = 2 * count / (len(grams) + self._counts[number])
            slug, words, other = self._terms[number]
            if other.startswith(bare) or bare.startswith(other):
                score = (1 + score) / 2
            if score >= _LEAST:
                scored.append((-score, len(words), slug, words))
        best: dict[str, tuple[str, str, float]] = {}
        for minus, _length, slug, words in sorted(scored):
            best.setdefault(slug, (slug, words, round(-minus, 3)))
        return list(best.values())[:limit]

    def _bare(self, words: str) -> str:
        """Return a term's key without accents; Hangul as single letters, so that one slip costs little."""
        apart = unicodedata.normalize("NFD", key_of(words))
        if self._jamo:
            return apart
        marks = "\u3099\u309a"  # voicing tells letters of kana apart
        bare = "".join(c for c in apart if not unicodedata.combining(c) or c in marks)
        return unicodedata.normalize("NFC", bare).replace("đ", "d")

    def _grams_of(self, bare: str) -> set[str]:
        size = 3 if self._jamo else self._size
        marked = f"^{bare}"
        return {marked[i : i + size] for i in range(max(1, len(marked) - size + 1))}
