"""Terms found in a running text: at word borders, endings forgotten, or anywhere in unspaced scripts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from near.foundation.folding import fold, folded
from near.terminology.rules.stems import stem_of

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_JOINTS = re.compile(r"[\s·・‧\-]+")
_LONGEST_ACRONYM = 8
_PARTICLES = re.compile(
    r"(?:은|는|이|가|을|를|의|에|에서|에게|에는|로|으로|와|과|도|만|까지|부터|보다|이나|나|처럼|마다|이며|이고|및)?"
    r"(?![가-힣])"
)
_HANGUL = re.compile(r"[가-힣]")
# Neighbours that would make a term a piece of another word, by the script of the term's own edge.
_KATAKANA, _LATIN, _HAN = (
    re.compile(r"[ァ-ヺー]"),
    re.compile(r"[a-z0-9]"),
    re.compile(r"[\u3400-\u9fff\uf900-\ufaff]"),
)


@dataclass(frozen=True)
class Spot:
    """A stretch `[start, end)` of a text where a term stands, and the concepts it may mean."""

    start: int
    end: int
    slugs: tuple[str, ...]


Judge = Callable[[int, int], "Spot | None"]


def longest(candidates: Iterable[tuple[int, int]], size: int, judge: Judge) -> list[Spot]:
    """Keep the candidates `[start, end)` that `judge` lets stand, longer before shorter, none overlapping.

    Returns their spots in order. `size` is the length of what the candidates count in.
    """
    taken = bytearray(size)
    kept: list[tuple[int, Spot]] = []
    for start, end in sorted(candidates, key=lambda x: (x[0] - x[1], x[0])):
        if taken.find(1, start, end) < 0 and (spot := judge(start, end)):
            taken[start:end] = b"\1" * (end - start)
            kept.append((start, spot))
    return [spot for _start, spot in sorted(kept, key=lambda x: x[0])]


class WordMatcher:
    """Finds terms of a language that parts its words by spaces. An acronym is found in capitals only."""

    def __init__(self, language: str, terms: Iterable[tuple[str, str]]) -> None:
        self._stem = stem_of(language)
        self._slugs: defaultdict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
        for slug, words in terms:
            key = tuple(self._stem(word) for word in _WORD.findall(fold(words)))
            acronym = words if words.isupper() and len(words) <= _LONGEST_ACRONYM else ""
            if key:
                self._slugs[key].append((slug, acronym))
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for key in self._slugs:
            lengths[key[0]].add(len(key))
        self._lengths = {first: sorted(found) for first, found in lengths.items()}

    def spots(self, text: str) -> list[Spot]:
        """Return where terms stand, none overlapping."""
        whole = folded(text)
        words = [(m.start(), m.end()) for m in _WORD.finditer(whole.text)]
        stems = [self._stem(whole.text[start:end]) for start, end in words]
        candidates = [
            (place, place + length)
            for place, stem in enumerate(stems)
            for length in self._lengths.get(stem, ())
            if place + length <= len(stems)
        ]

        def judge(first: int, last: int) -> Spot | None:
            named = self._slugs.get(tuple(stems[first:last]), ())
            return _meant(text, *whole.span(words[first][0], words[last - 1][1]), named)

        return longest(candidates, len(stems), judge)


def _meant(text: str, start: int, end: int, named: Iterable[tuple[str, str]]) -> Spot | None:
    """Return the spot for those concepts whose term may be written so; None where it names none."""
    slugs = [slug for slug, acronym in named if not acronym or text.startswith(acronym, start)]
    return Spot(start, end, tuple(dict.fromkeys(slugs))) if slugs else None


class StringMatcher:
    """Finds terms of Chinese, Japanese and Korean anywhere in a string; Korean also across spaces."""

    def __init__(self, language: str, terms: Iterable[tuple[str, str]]) -> None:
        self._korean = language == "ko"
        self._slugs: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for slug, words in terms:
            acronym = words if words.isascii() and words.isupper() else ""
            for key in {plain := fold(words), _JOINTS.sub("", plain)}:
                if not self._korean or not _JOINTS.search(key):
                    self._slugs[key].append((slug, acronym))
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for key in self._slugs:
            if len(key) > 1:
                lengths[key[:2]].add(len(key))
        self._lengths = {opening: sorted(found) for opening, found in lengths.items()}

    def spots(self, text: str) -> list[Spot]:
        """Return where terms stand, none overlapping."""
        whole = folded(text)
        plain, places = self._without_spaces(whole.text)

        def judge(start: int, end: int) -> Spot | None:
            first, last = (places[start], places[end - 1] + 1) if places else (start, end)
            if not (_korean_stands if places else _stands)(whole.text, first, last):
                return None
            return _meant(text, *whole.span(first, last), self._slugs[plain[start:end]])

        return longest(self._candidates(plain), len(plain), judge)

    def _without_spaces(self, text: str) -> tuple[str, list[int]]:
        """Return Korean without its spaces and the place of each character; other languages as they are."""
        if not self._korean:
            return text, []
        places = [i for i, c in enumerate(text) if not c.isspace() and c not in "·・-"]
        return "".join(map(text.__getitem__, places)), places

    def _candidates(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield every stretch that is written like a term."""
        lengths, slugs, size = self._lengths, self._slugs, len(text)
        for start in range(size):
            if text[start] in slugs:
                yield start, start + 1
            for length in lengths.get(text[start : start + 2], ()):
                if text[start : start + length] in slugs and start + length <= size:
                    yield start, start + length


def _stands(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch is a word by itself and no piece of a longer one in the same script."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if end - start == 1 and (_HAN.match(before) or _HAN.match(after)):
        return False
    return not any(
        (script.match(before) and script.match(text[start]))
        or (script.match(after) and script.match(text[end - 1]))
        for script in (_KATAKANA, _LATIN)
    )


def _korean_stands(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch is a Korean word: long ones anywhere, short ones at the border of a word."""
    opens = not start or not _HANGUL.match(text[start - 1])
    closes = bool(_PARTICLES.match(text, end))
    spaced = any(c.isspace() for c in text[start:end])
    size = end - start
    if size == 1:
        return opens and closes
    if spaced:
        return opens
    if not _HANGUL.match(text[start]):
        return _stands(text, start, end)
    return size > len("수산") or opens or closes
