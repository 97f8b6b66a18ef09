"""Words without their endings, so that an inflected form in a sentence meets the term in the list.

Endings of inflection only: what derives a new word (important from import) must not meet. English therefore
drops the plural and the possessive alone, Russian goes through Snowball, Mongolian and Kyrgyz drop case,
possession and plural one after another. Vietnamese has no endings.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import snowballstemmer

Stem = Callable[[str], str]
_KEPT = 100_000
_LONGEST = 40  # a longer run of letters is no word
# Letters a word keeps at least when an ending goes: of one syllable, of two.
_SYLLABLE, _WORD = 3, 4
_russian = snowballstemmer.stemmer("russian")


def stem_of(language: str) -> Stem:
    """Return how a language's folded words are cut; words of other languages stay whole."""
    return _STEMS.get(language, str)


@lru_cache(maxsize=_KEPT)
def _stem_english(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("'")
    if len(word) < _WORD or not word.endswith("s") or word.endswith(("ss", "us", "is", "news")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y" if len(word) > _WORD else word[:-1]
    if word.endswith(("sses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=_KEPT)
def _stem_russian(word: str) -> str:
    word = word.replace("ё", "е")
    # Snowball cuts verbs to their nouns (договорились to договор); reflexive ones are told by their end.
    if len(word) >= _LONGEST or word.endswith(("ся", "сь")):
        return word
    found: str = _russian.stemWord(word)
    return found


# Longest first. List and text are cut alike, so what is left need not be a word of its own.
_MN_ENDINGS = re.findall(
    r"\S+",
    """
    гийнхаа гийнхээ ынхаа ийнхээ ынхоо ийнхөө аасаа ээсээ оосоо өөсөө аараа ээрээ оороо өөрөө
    тайгаа тэйгээ тойгоо нууд нүүд чууд чүүд гууд гүүд наас нээс ноос нөөс наар нээр ноор нөөр
    гаас гээс гоос гөөс гаар гээр гоор гөөр гийн гийг нийг ийн ний ийг ууд үүд иуд иүд аас ээс оос өөс
    аар ээр оор өөр иас иэс иос иар иэр иор тай тэй той гаа гээ гоо гөө даа дээ доо дөө таа тээ тоо төө
    ын ны ыг нд ьд ад эд од өд ий ы г н т
    """,
)
_MN_VOWELS, _MN_SHORT = frozenset("аэоөиуүыеёюя"), frozenset("аэоөи")
_MN_LONG = ("аа", "ээ", "оо", "өө")
_MN_AFTER_CONSONANT = frozenset(
    re.findall(
        r"\S+",
        """ийн ын ий ы ыг ийг ад эд од өд аас ээс оос өөс аар ээр оор өөр
    ууд үүд иас иэс иос иар иэр иор иуд иүд""",
    )
)


@lru_cache(maxsize=_KEPT)
def _stem_mongolian(word: str) -> str:
    if _WORD <= len(word) < _LONGEST:
        for _round in range(3):
            shorter = next((word[: -len(x)] for x in _MN_ENDINGS if _mn_may_go(word, x)), word)
            if shorter == word:
                break
            word = shorter
        word = _mn_bare(word)
    return word.rstrip("ьъ")


def _mn_may_go(word: str, ending: str) -> bool:
    """Tell whether a word may end so because it is inflected: after which letters each ending stands."""
    if not word.endswith(ending):
        return False
    rest = word[: -len(ending)]
    if len(rest) < len("ус") or not _MN_VOWELS & set(rest):
        return False
    if len(ending) == 1 and ending != "ы":
        return len(rest) >= _WORD and _mn_takes_one_letter(rest, ending)
    if ending in _MN_AFTER_CONSONANT:
        return rest[-1] not in _MN_VOWELS
    if ending[0] == "г" or ending in ("нууд", "нүүд"):
        return rest[-1] in _MN_VOWELS
    return len(rest) >= _SYLLABLE or ending in ("ны", "нд", "ьд")


def _mn_takes_one_letter(rest: str, ending: str) -> bool:
    """Tell whether a word takes г or н (after a long vowel) or т (after г, р, с, в)."""
    return rest[-1] in "грсв" if ending == "т" else set(rest[-2:]) <= _MN_VOWELS


def _mn_bare(word: str) -> str:
    """Bring the forms of one word together: soft sign, last short vowel, passing vowel, hidden n."""
    word = word.rstrip("ьъ")
    if word.endswith(_MN_LONG) and len(word) > _WORD:
        word = word[:-2]
    if len(word) > _WORD and word[-1] == "н" and word[-2] in _MN_SHORT and word[-3] not in _MN_VOWELS:
        word = word[:-1]
    if len(word) >= _WORD and word[-1] in _MN_SHORT and word[-2] not in _MN_VOWELS:
        word = word[:-1]
    if len(word) >= _WORD and word[-2] in _MN_SHORT and not _MN_VOWELS & {word[-1], word[-3]}:
        word = word[:-2] + word[-1]
    hidden = len(word) >= _SYLLABLE and word[-1] == "н" and word[-2] not in _MN_VOWELS
    return word[:-1] if hidden else word


_KY = re.compile(
    r"(?<=...)(?:[лдт][аеоө]р|[нтд][ыиуү]н|[гк][аеоө]|н[аеоө]|[дт][аеоө]н?|[нтд][ыиуү]|с?[ыиуү]н?|[ыиуү]нан|л[уү]у)\Z"
)
_KY_SOFT = {"г": "к", "б": "п"}


@lru_cache(maxsize=_KEPT)
def _stem_kyrgyz(word: str) -> str:
    for _round in range(4 if len(word) < _LONGEST else 0):
        shorter = _KY.sub("", word)
        if shorter == word or len(shorter) < _SYLLABLE:
            break
        word = shorter
    return word[:-1] + _KY_SOFT.get(word[-1:], word[-1:])


_STEMS: dict[str, Stem] = {
    "en": _stem_english, "ru": _stem_russian, "mn": _stem_mongolian, "ky": _stem_kyrgyz,
}  # fmt: skip
