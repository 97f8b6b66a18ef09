"""The order of words as each language's dictionaries have it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache

from near.foundation.folding import fold

Order = Callable[[str], object]

_ALPHABETS = {
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "mn": "абвгдеёжзийклмноөпрстуүфхцчшщъыьэюя",
    "ky": "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя",
    "vi": "aăâbcdđeêghiklmnoôơpqrstuưvxy",
}
_TONES = "\u0300\u0301\u0303\u0309\u0323"  # of Vietnamese; the other marks make letters


def order_of(language: str) -> Order:
    """Return the key by which words of a language are sorted."""
    return _ORDERS.get(language, _by_letters)


def _by_letters(words: str) -> object:
    apart = unicodedata.normalize("NFD", words.casefold())
    return ("".join(c for c in apart if not unicodedata.combining(c)), words)


def _by_alphabet(language: str) -> Order:
    places = {letter: place for place, letter in enumerate(_ALPHABETS[language], 1)}

    def key(words: str) -> object:
        plain = words.casefold()
        if language == "vi":
            apart = unicodedata.normalize("NFD", plain)
            plain = unicodedata.normalize("NFC", "".join(c for c in apart if c not in _TONES))
        return ([places.get(c, 0 if not c.isalnum() else 1000 + ord(c)) for c in plain], words)

    return key


def _by_hangul(words: str) -> object:
    return (fold(words).replace(" ", ""), words)


def _by_kana(words: str) -> object:
    """Order kana by the gojūon, Chinese characters as JIS X 0208 does: by their usual reading."""
    kana = "".join(
        chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in unicodedata.normalize("NFKC", words)
    )
    return (kana.replace("ー", "").encode("euc_jp", "replace"), words)


def _by_pinyin(words: str) -> object:
    return (_pinyin(words), words)


@lru_cache(maxsize=20_000)
def _pinyin(words: str) -> tuple[str, ...]:
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 -- its tables are large; only Chinese needs them

    return tuple(lazy_pinyin(words, style=Style.TONE3))


_ORDERS: dict[str, Order] = {
    **{language: _by_alphabet(language) for language in _ALPHABETS},
    "ko": _by_hangul, "ja": _by_kana, "zh": _by_pinyin,
}  # fmt: skip
