"""The words that say what kind of unit a name names: taken off a name, and telling a city from a region."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from near.registry.rules.folding import CYRILLIC, LATIN, Folding, script_of
from near.registry.rules.slips import SlipIndex

CITY, REGION = "city", "region"
_OF = re.compile("of?f?|fo")
_MOST_WORDS = 5  # of which a word of kind may consist
_SHORTEST = 3  # letters a stem keeps at least, and a word of kind has that is written together with it
_SHORTEST_MISSPELT = 4  # letters a word of kind needs so that a slip in it is known for one


@dataclass(frozen=True)
class TypeWord:
    """A word of kind as it is written: words of their own (аймаг, Province of), or an `ending` (自治区)."""

    words: str
    kind: str
    ending: bool = False


class TypeWords:
    """Takes the word of kind off a folded name."""

    def __init__(self, folding: Folding, known: Iterable[TypeWord]) -> None:
        known = list(known)
        self._phrases = {tuple(folding.words_of(x.words)): x.kind for x in known if not x.ending}
        self._endings = {folding.folded(x.words): x.kind for x in known if x.ending}
        self._longest = max(map(len, self._endings), default=0)
        keys = {"".join(phrase): kind for phrase, kind in self._phrases.items()}
        self._joined = {key: kind for key, kind in keys.items() if len(key) >= _SHORTEST}
        self._longest_joined = max(map(len, self._joined), default=0)
        self._misspelt = SlipIndex(least=_SHORTEST_MISSPELT)
        for phrase in self._phrases:
            if len(phrase) == 1:
                self._misspelt.add(phrase[0])

    def taken_off(self, words: list[str]) -> tuple[str, str]:
        """Return (stem, kind of the word taken off or ""). A name too short to part stays whole."""
        whole = "".join(words)
        if script_of(whole[-1:]) in (LATIN, CYRILLIC):
            return self._from_words(words)
        for length in range(min(self._longest, len(whole) - 2), 0, -1):
            if (kind := self._endings.get(whole[-length:])) is not None:
                return whole[:-length], kind
        return whole, ""

    def _from_words(self, words: list[str]) -> tuple[str, str]:
        found = ""
        for _round in range(2):
            parted = self._parted(words)
            if parted is None:
                break
            words, kind = parted
            found = found or kind
        return "".join(words), found

    def _parted(self, words: list[str]) -> tuple[list[str], str] | None:
        """Return the words without the longest word of kind at either end, and that kind."""
        for length in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
            for phrase, rest in ((words[-length:], words[:-length]), (words[:length], words[length:])):
                kind = self._phrases.get(tuple(phrase))
                if kind is not None and len("".join(rest)) >= _SHORTEST:
                    return rest, kind
        return None

    def mended(self, words: list[str]) -> list[list[str]]:
        """Return the words with a word of kind at either end that has one slip in it written aright."""
        first, *rest = words
        if not rest:
            return []
        after = rest[1:] if rest[0] == "of" and rest[1:] else rest
        found = [[*words[:-1], known] for known in self._kinds_near(words[-1])]
        found += [[known, *after] for known in self._kinds_near(first)]
        if rest[1:] and _OF.fullmatch(rest[0]) and (first,) in self._phrases:
            found.append([first, *rest[1:]])
        return found

    def _kinds_near(self, word: str) -> list[str]:
        return self._misspelt.near(word) if len(word) >= _SHORTEST else []

    def joined_off(self, key: str) -> tuple[str, str]:
        """Return (stem, kind) where the word of kind is written together with the name, else ("", "")."""
        for length in range(min(self._longest_joined, len(key) - _SHORTEST), _SHORTEST - 1, -1):
            if (kind := self._joined.get(key[-length:])) is not None:
                return key[:-length], kind
            if (kind := self._joined.get(key[:length])) is not None:
                return key[length:], kind
        return "", ""
