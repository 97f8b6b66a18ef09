"""Names of other scripts in Latin letters, as is usual: Russian, Mongolian, Japanese kana."""

from __future__ import annotations

_RUSSIAN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z",
    "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
    "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
_MONGOLIAN = _RUSSIAN | {"ө": "o", "ү": "u", "ж": "j", "й": "i", "ь": "i", "е": "ye"}
_MONGOLIAN_OLDER = _MONGOLIAN | {"ө": "u", "х": "h", "ж": "zh", "й": "y", "е": "e"}
_ROWS = {
    "": "アイウエオ", "k": "カキクケコ", "s": "サシスセソ", "t": "タチツテト", "n": "ナニヌネノ",
    "h": "ハヒフヘホ", "m": "マミムメモ", "r": "ラリルレロ", "g": "ガギグゲゴ", "z": "ザジズゼゾ",
    "d": "ダヂヅデド", "b": "バビブベボ", "p": "パピプペポ",
}  # fmt: skip
_KUNREI = {
    kana: row + vowel for row, letters in _ROWS.items() for kana, vowel in zip(letters, "aiueo", strict=True)
}
_KUNREI |= {"ヤ": "ya", "ユ": "yu", "ヨ": "yo", "ワ": "wa", "ヲ": "o", "ン": "n", "ー": ""}
_HEPBURN = _KUNREI | {"シ": "shi", "チ": "chi", "ツ": "tsu", "フ": "fu", "ジ": "ji", "ヂ": "ji", "ヅ": "zu"}
_SMALL = {"ャ": "ya", "ュ": "yu", "ョ": "yo"}


def romanised(text: str, language: str) -> list[str]:
    """Return the Latin spellings of a folded name (see folding.py), or none where no system is known."""
    if language == "ru":
        return [_spelled(text, _RUSSIAN)]
    if language == "mn":
        return [_spelled(text, _MONGOLIAN), _spelled(text, _MONGOLIAN_OLDER)]
    if language == "ja" and text and all("ァ" <= c <= "ヺ" or c in "ー " for c in text):
        return [_from_kana(text, _HEPBURN), _from_kana(text, _KUNREI)]
    return []


def _spelled(text: str, letters: dict[str, str]) -> str:
    return "".join(letters.get(c, c) for c in text)


def _from_kana(text: str, letters: dict[str, str]) -> str:
    out = ""
    for place, kana in enumerate(text):
        if kana in _SMALL and out:
            hepburn = out[-3:] in ("shi", "chi") or out[-2:] == "ji"
            out = out[:-1] + (_SMALL[kana][1:] if hepburn else _SMALL[kana])
        elif kana == "ッ":
            out += letters.get(text[place + 1 : place + 2], " ")[0]
        else:
            out += letters.get(kana, kana)
    return out
