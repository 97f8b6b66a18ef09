"""How a written name is folded, so that spellings that mean the same meet.

`words_of` keeps the words apart, `folded` joins them into a key, `loosened` also forgets what transcriptions
differ in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

LATIN, CYRILLIC, HAN, KANA, HANGUL, OTHER = "latin", "cyrillic", "han", "kana", "hangul", "other"
_BLOCKS = (
    (0x0041, 0x024F, LATIN), (0x1E00, 0x1EFF, LATIN), (0x0400, 0x052F, CYRILLIC),
    (0x3041, 0x30FF, KANA), (0xAC00, 0xD7AF, HANGUL), (0x1100, 0x11FF, HANGUL),
    (0x3400, 0x9FFF, HAN), (0xF900, 0xFAFF, HAN), (0x20000, 0x3FFFF, HAN),
)  # fmt: skip
_KEPT_MARKS = "\u3099\u309a"  # the voicing marks of kana tell letters apart
_NOT_A_LETTER = re.compile(r"[\W_\u02b0-\u02ff\u30fb]+")
_APOSTROPHES = re.compile(r"['’‘`´ʼʹʺ＇\u02b0-\u02ff]")
_HIRAGANA = {c: c + 0x60 for c in range(0x3041, 0x3097)}


def script_of(text: str) -> str:
    """Return the script of the first letter."""
    return next((_script(c) for c in text if c.isalpha()), OTHER)


@lru_cache(maxsize=20_000)
def _script(letter: str) -> str:
    point = ord(letter)
    return next((name for low, high, name in _BLOCKS if low <= point <= high), OTHER)


class Folding:
    """Folds names. `variants` maps a Chinese character to the one it counts as (traditional, shinjitai …)."""

    def __init__(self, variants: Mapping[str, str]) -> None:
        self._variants = {ord(k): v for k, v in variants.items()} | _HIRAGANA

    def words_of(self, text: str) -> list[str]:
        """Return the folded words: width, case, accents, kind of kana and character variants forgotten."""
        if text.isascii():
            plain = text.casefold()
        else:
            plain = unicodedata.normalize("NFKC", text).casefold()
            plain = unicodedata.normalize("NFC", _without_accents(plain)).translate(self._variants)
        return _NOT_A_LETTER.sub(" ", _APOSTROPHES.sub("", plain)).split()

    def folded(self, text: str) -> str:
        """Return the key of a name: its folded words joined."""
        return "".join(self.words_of(text))


def _without_accents(text: str) -> str:
    """Drop accents of Latin and Cyrillic letters (ё, й, ö become е, и, o); kana and Hangul stay whole."""
    if not any(_accented(c) for c in text):
        return text
    return "".join(_bare(c) if _accented(c) else c for c in text)


@lru_cache(maxsize=20_000)
def _accented(letter: str) -> bool:
    return _bare(letter) != letter and _script(letter) in (LATIN, CYRILLIC)


@lru_cache(maxsize=20_000)
def _bare(letter: str) -> str:
    if letter == "đ":
        return "d"
    apart = unicodedata.normalize("NFD", letter)
    return "".join(c for c in apart if not unicodedata.combining(c) or c in _KEPT_MARKS)


# Order matters: digraphs first, then what is left of y, i and j, then doubled letters.
_LOOSE = {
    LATIN: [
        ("sk(?:iy|ij|ii|i|y|aya|aja|aia|oy|oye|ogo)$", "ski"),
        ("shch|sch|sh|sy", "s"), ("tch|tsch|ch|ts|tz|ty", "c"), ("zh|dz", "z"), ("kh", "h"), ("ph", "p"),
        ("th", "t"), ("gh", "g"), ("ck", "k"), ("x", "ks"), ("w", "v"), ("q(?![iu])", "k"),
        ("[yj]", "i"), ("i+", "i"), ("i(?=[aeou])", ""), ("ou", "o"), (r"(.)\1+", r"\1"),
    ],
    CYRILLIC: [
        ("ск(?:ии|ая|ое|ои|ую|ого|ому|им|ом|ие|их)$", "скии"),
        ("ө", "о"), ("ү", "у"), ("ң", "н"), ("э", "е"), ("[ъь]", ""), ("[ыий]+", "и"), ("дж", "ж"),
        ("чх", "ч"), ("пх", "п"), ("кх", "к"), ("тх", "т"), (r"(.)\1+", r"\1"),
    ],
    KANA: [
        ("ー", ""), ("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴ", "ブ"),
        ("トゥ", "ト"), ("ティ", "チ"), ("ディ", "ジ"), ("ッ", ""), ("ヂ", "ジ"), ("ヅ", "ズ"),
        ("[ァィゥェォ]", ""), ("ャ", "ヤ"), ("ュ", "ユ"), ("ョ", "ヨ"),
    ],
}  # fmt: skip
# Korean in Latin letters: every romanisation writes its consonants and these vowels its own way.
_KOREAN = [
    ("ch|ts|zh", "j"), ("kk|g", "k"), ("tt|d", "t"), ("pp|b|f|ph", "p"), ("ss|sh", "s"), ("jj|c", "j"),
    ("kh|th", "k"), ("yeo|eo", "o"), ("eu|oo", "u"), ("ae|ai|ei|ye", "e"), ("we|weo|wo", "o"), ("wh", "h"),
    ("[yi]", ""), ("r", "l"), ("n(?=[kjt])|ng", "n"), (r"(.)\1+", r"\1"),
]  # fmt: skip
_LOOSE_COMPILED = {script: [(re.compile(a), b) for a, b in rules] for script, rules in _LOOSE.items()}
_KOREAN_COMPILED = [(re.compile(a), b) for a, b in _KOREAN]
# Strong and aspirated consonants as the plain one, ae as e: 쓰촨/스촨, 치바/지바, 토야마/도야마, 제주/재주.
_PLAIN = dict(zip(
    (0x1101, 0x1104, 0x1108, 0x110A, 0x110D, 0x110F, 0x1110, 0x1111, 0x110E, 0x1162),
    (0x1100, 0x1103, 0x1107, 0x1109, 0x110C, 0x1100, 0x1103, 0x1107, 0x110C, 0x1166), strict=True,
))  # fmt: skip


def loosened(key: str) -> str:
    """Return a key without what transcriptions of one name commonly differ in (kh/h, ө/о, ヴ/ブ, 쑤/수)."""
    script = script_of(key)
    if script == HANGUL:
        return jamo(key).translate(_PLAIN)
    for pattern, instead in _LOOSE_COMPILED.get(script, ()):
        key = pattern.sub(instead, key)
    return key


def loosened_korean(key: str) -> str:
    """Return a Latin key as every romanisation of Korean would write it, more or less."""
    for pattern, instead in _KOREAN_COMPILED:
        key = pattern.sub(instead, key)
    return key


def jamo(key: str) -> str:
    """Return Hangul as its single letters, so that one wrong letter is one difference."""
    return unicodedata.normalize("NFD", key)


def syllables(key: str) -> str:
    """Return single letters of Hangul as syllables again; any other key as it is."""
    return unicodedata.normalize("NFC", key)
