"""Finding names inside a text: where a name may begin and end in each script, and how it is declined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from near.registry.rules.folding import CYRILLIC, HANGUL, LATIN, script_of

# What may follow a Korean name: its particles, and other script. 전남대학교 is a university, no province.
_PARTICLES = "으로부터|에서는|에서|에게|으로|부터|까지|이나|에는|은|는|이|가|을|를|의|에|와|과|도|로|및|나|만"
_LONG_STEM = 4  # letters of a Cyrillic word beyond which its ending may change
_ENDING = "[а-яёөүң]{0,4}"
_VOWELS = "аеёиоуыэюяйьөү"


class NamesInText:
    """Finds the longest known names in texts of one language."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted(set(names), key=lambda name: (-len(name), name))
        parts = [f"({_pattern(name)})" for name in self._names]
        self._pattern = re.compile("|".join(parts)) if parts else None

    def found_in(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, name as it is known) in order; of two that overlap the longer one."""
        if self._pattern is None:
            return
        for hit in self._pattern.finditer(text):
            yield hit.start(), hit.end(), self._names[(hit.lastindex or 1) - 1]


def _pattern(name: str) -> str:
    script = script_of(name)
    if script == LATIN:
        return rf"(?<!\w){_spaced(re.escape(name))}(?!\w)"
    if script == CYRILLIC:
        words = [_declined(word) for word in name.split()]
        return r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)"
    if script == HANGUL:
        return rf"(?<![가-힣]){_spaced(re.escape(name))}(?=(?:{_PARTICLES})?(?![가-힣]))"
    return re.escape(name)


def _spaced(pattern: str) -> str:
    return pattern.replace(r"\ ", r"\s+")


def _declined(word: str) -> str:
    """Return a pattern for a Cyrillic word and its declined forms. A short word stays as it is."""
    if (kind := _KINDS.get(word.lower())) is not None:
        return kind + _ENDING
    stem = word[:-2] if word[-2:] in ("ая", "ий", "ый", "ия", "ье") else word.rstrip(_VOWELS)
    if len(stem) < _LONG_STEM or not word.replace("-", "").isalpha():
        return re.escape(word)
    return re.escape(stem) + _ENDING


# Words of kind are short or change inside, and may be written small or large.
_KINDS = {
    "аймаг": "[Аа]йм(?:аг|г)", "муж": "[Мм]уж", "улс": "[Уу]лс", "хот": "[Хх]от", "край": "[Кк]ра",
    "город": "[Гг]ород",
}  # fmt: skip
