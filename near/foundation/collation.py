"""The order of words in each language: what a reader of it expects of a list. Pure.

Japanese by kana (a reading where one is given; kanji without one follow by their Japanese code, whose
first level is itself in the order of readings), Chinese by pinyin, Korean by hangul, Russian, Mongolian
and Kyrgyz by their alphabets, Vietnamese by syllables with tones, English whatever the case and accents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any, TypeVar

from near.foundation.languages import language_of

T = TypeVar("T")
Weight = tuple[int, int, str]
SortKey = tuple[tuple[Weight, ...], str, str]

_BREAK, _NUMBER = -1, 0
_PARTS = re.compile(r"\d+|\s+|[-‐‑–—]+|.", re.DOTALL)
# Which scripts come first among a reader's own words; all others follow in the order of Unicode.
_SCRIPTS = {
    "en": ("latin",), "vi": ("latin",), "ja": ("latin", "kana", "han"), "ko": ("hangul", "latin"),
    "zh": ("han", "latin"), "ru": ("cyrillic", "latin"), "mn": ("cyrillic", "latin"),
    "ky": ("cyrillic", "latin"),
}  # fmt: skip
# One alphabet holds the letters of all three languages in the places each of them gives them.
_CYRILLIC = {letter: place for place, letter in enumerate("абвгдеёжзийклмнңоөпрстуүфхһцчшщъыіьэюя")}
_VIETNAMESE = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LATIN = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "þ": "th", "ð": "d"})
_SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ")
_ROWS = (
    "あかさたなはまやらわ",
    "いきしちにひみり",
    "うくすつぬふむゆる",
    "えけせてねへめれ",
    "おこそとのほもよろを",
)
_VOWELS = {kana: row[0] for row in _ROWS for kana in row}


@lru_cache(maxsize=8192)
def sort_key(text: str, language: str, reading: str = "") -> SortKey:
    """Return what `text` is sorted by for readers of `language` (any code of ours).

    `reading` is how it is read or which of its words count first: kana in Japanese, pinyin with tone numbers
    in Chinese, else the words in the order that counts. Keys of one language compare with one another.
    """
    code = language_of(language).code if language else "en"
    said = unicodedata.normalize("NFKC", _accented(reading, text) if reading else text).casefold()
    weights = tuple(_WAYS.get(code, _plain)(said, text, code))
    return weights, _accents(said), text


def in_order(items: Iterable[T], language: str, words: Callable[[T], str]) -> list[T]:
    """Return items in the order of what `words` says of each, for readers of `language`."""
    return sorted(items, key=lambda item: sort_key(words(item), language))


def _accented(reading: str, text: str) -> str:
    """Give a reading without accents the accents of the text's own words: "an huy tinh" → "An Huy tỉnh"."""
    own = {_bare(word): word for word in text.split()}
    words = reading.split()
    return " ".join(own[w] for w in words) if all(w in own for w in words) else reading


def _bare(word: str) -> str:
    apart = unicodedata.normalize("NFD", word.casefold()).translate(_LATIN)
    return "".join(c for c in apart if not unicodedata.combining(c))


def _accents(said: str) -> str:
    """Return what sets apart words that are alike but for their accents."""
    return "".join(c for c in unicodedata.normalize("NFD", said) if unicodedata.combining(c))


def _plain(said: str, _text: str, code: str) -> Iterator[Weight]:
    """Weigh letter by letter: numbers by value, then letters; a space ends a word, marks do not count."""
    for part in _PARTS.findall(said):
        if part.isdecimal():
            yield (_NUMBER, len(part.lstrip("0")), part.lstrip("0"))
        elif part.isspace() or part[0] in "-‐‑–—":
            yield (_BREAK, 0, "")
        else:
            yield from _letter(part, code)


def _letter(letter: str, code: str) -> Iterator[Weight]:
    script = _script_of(letter)
    if script == "latin":
        yield from ((_group(script, code), ord(c), "") for c in _bare(letter))
    elif script == "cyrillic":
        # Russian dictionaries take ё for е and look at the dots only where all else is the same.
        own = "е" if letter == "ё" and code == "ru" else letter
        yield (_group(script, code), _CYRILLIC.get(own, len(_CYRILLIC)), own)
    elif script == "han":
        yield (_group(script, code), 0, _japanese_code(letter) if code == "ja" else letter)
    elif script:
        yield (_group(script, code), ord(letter), "")


_NAMED = {
    "LATIN": "latin", "CYRILLIC": "cyrillic", "HIRAGANA": "kana", "KATAKANA": "kana", "HANGUL": "hangul",
    "CJK": "han",
}  # fmt: skip


def _script_of(letter: str) -> str:
    """Return the script of a letter; empty for marks that do not count."""
    if not letter.isalpha():
        return ""
    name = unicodedata.name(letter, "").split(" ", 1)[0].split("-", 1)[0]
    known = {
        "LATIN": "latin",
        "CYRILLIC": "cyrillic",
        "HIRAGANA": "kana",
        "KATAKANA": "kana",
        "HANGUL": "hangul",
    }
    return known.get(name, "han" if name == "CJK" else "other")


_ALL = ("latin", "cyrillic", "kana", "hangul", "han", "other")


def _group(script: str, code: str) -> int:
    own = _SCRIPTS.get(code, ("latin",))
    return 1 + (own.index(script) if script in own else len(own) + _ALL.index(script))


def _japanese_code(letter: str) -> str:
    return letter.encode("shift_jisx0213", errors="replace").decode("latin-1")


def _japanese(said: str, text: str, code: str) -> Iterator[Weight]:
    """Weigh by the order of kana: plain before voiced, a long vowel as its vowel, small as large."""
    plain: list[str] = []
    for c in unicodedata.normalize("NFD", said):
        kana = chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c
        if c == "ー" and plain:
            kana = _VOWELS.get(plain[-1], "ー")
        if kana not in "\u3099\u309a":
            plain.append(kana.translate(_SMALL))
    return _plain(unicodedata.normalize("NFC", "".join(plain)), text, code)


def _chinese(said: str, text: str, code: str) -> Iterator[Weight]:
    """Weigh by syllable and tone, then by character, so that those of one character stand together."""
    characters = [c for c in text if _script_of(c) == "han"]
    syllables = said.split() if said and _script_of(said[0]) == "latin" else []
    if not characters or len(syllables) != len(characters):
        yield from _chinese_read(text.casefold(), code)
        return
    for syllable, character in zip(syllables, characters, strict=True):
        yield (_group("han", code), 0, syllable + character)


def _chinese_read(text: str, code: str) -> Iterator[Weight]:
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 -- its dictionaries are heavy; only Chinese needs them

    read = lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True, errors=_one_by_one)
    for character, syllable in zip(text, read, strict=False):
        if _script_of(character) == "han":
            yield (_group("han", code), 0, syllable + character)
        else:
            yield from _plain(character, text, code)


def _one_by_one(others: str) -> Any:
    """Give back what has no pinyin letter by letter, so that syllables and letters stay side by side."""
    return list(others)


def _vietnamese(said: str, text: str, code: str) -> Iterator[Weight]:
    """Weigh syllable by syllable: its letters (ă, â, đ, ê, ô, ơ, ư are letters), then its tone."""
    for word in re.split(r"[\s\-‐‑–—]+", said.strip()):
        apart = unicodedata.normalize("NFD", word)
        toneless = unicodedata.normalize("NFC", "".join(c for c in apart if c not in _TONES))
        for letter in _PARTS.findall(toneless):
            if letter in _VIETNAMESE:
                yield (_group("latin", code), _VIETNAMESE[letter], "")
            else:
                yield from _plain(letter, text, code)
        yield (_BREAK, max((_TONES[c] for c in apart if c in _TONES), default=0), "")


_WAYS: dict[str, Callable[[str, str, str], Iterator[Weight]]] = {
    "ja": _japanese, "zh": _chinese, "vi": _vietnamese,
}  # fmt: skip
