"""Japanese names in Cyrillic letters, as Russian and Mongolian write them (Kyrgyz writes as Russian does)."""

from __future__ import annotations

from near.registry.rules.romanising import romanised

_VOWELS = {"a": "а", "i": "и", "u": "у", "e": "э", "o": "о"}
_CONSONANTS = {
    "k": "к", "s": "с", "t": "т", "n": "н", "h": "х", "m": "м", "r": "р", "w": "в", "g": "г", "z": "дз",
    "d": "д", "b": "б", "p": "п", "f": "ф", "j": "ж",
}  # fmt: skip
# By Polivanov for Russian; Mongolian follows the Hepburn spelling by its sound.
_RUSSIAN = {
    "shi": "си", "chi": "ти", "tsu": "цу", "ji": "дзи", "sha": "ся", "shu": "сю", "sho": "сё",
    "cha": "тя", "chu": "тю", "cho": "тё",
    "ja": "дзя", "ju": "дзю", "jo": "дзё", "ya": "я", "yu": "ю", "yo": "ё", "ou": "о", "oo": "о",
}  # fmt: skip
_MONGOLIAN = {
    "shi": "ши", "chi": "чи", "tsu": "цү", "ji": "жи", "sha": "ша", "shu": "шү", "sho": "шо",
    "cha": "ча", "chu": "чү", "cho": "чо",
    "ya": "я", "yu": "ю", "yo": "ё", "ou": "о", "oo": "о", "u": "ү", "z": "з",
}  # fmt: skip


def cyrillised(kana: str) -> list[tuple[str, str]]:
    """Return (language, spelling) of a name in katakana; nothing for any other text."""
    spelled = romanised(kana, "ja")
    if not spelled:
        return []
    russian, mongolian = _spelled(spelled[0], _RUSSIAN), _spelled(spelled[0], _MONGOLIAN)
    return [("ru", russian), ("ky", russian), ("mn", mongolian)]


def _spelled(text: str, special: dict[str, str]) -> str:
    letters = _VOWELS | _CONSONANTS | special
    out, at = "", 0
    while at < len(text):
        length = next((n for n in (3, 2, 1) if text[at : at + n] in letters), 1)
        out += letters.get(text[at : at + length], text[at : at + length])
        at += length
    return out
