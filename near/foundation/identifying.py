"""Which language a text is written in: rules of script first, a small identifier where they do not decide.

The guess is a field's first value, never its law: people correct it. Nothing raises, whatever is given; what
is too short or too mixed to tell says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from near.foundation.languages import NAME_LANGUAGES

_LOOKED_AT = 2000  # characters; more would cost time and tell nothing new
_LEAST_LETTERS = 2
_CERTAIN = 0.97
# Letters of one language among its neighbours of the same script.
_MONGOLIAN_OR_KYRGYZ = set("өү")
_KYRGYZ = set("ң")
# Marks that Vietnamese alone uses, and those it shares with others (a résumé, São Paulo); of decomposed text.
_VIETNAMESE_ALONE = re.compile(
    r"đ|[aou][\u0306\u031b]|[aeiouy]\u0302?[\u0309\u0323]|[aeo]\u0302[\u0300\u0301\u0303]", re.IGNORECASE
)
_MARKED = re.compile(r"đ|[aeiouy][\u0300-\u0303\u0306\u0309\u031b\u0323]", re.IGNORECASE)
_NO_WORDS = re.compile(r"https?://\S+|\S+@\S+|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# Endings that its neighbours in Cyrillic lack; they tell where a title is too short for statistics.
_ENDINGS = {
    "mn": ("ын", "ийн", "ууд", "үүд", "нууд", "гийн", "аас", "ээс", "оос", "тай", "тэй", "той", "лал", "лэл"),
    "ky": ("лары", "лери", "нын", "нин", "дын", "дин", "тык", "дык", "луу", "лүү", "лык", "лик", "дөө"),
    "ru": ("ого", "его", "ция", "ции", "ций", "ние", "ния", "ость", "ости", "ых", "их", "ый", "ая", "ами"),
}  # fmt: skip
_LEAST_CERTAIN = 0.5


@dataclass(frozen=True)
class Guess:
    """A language's code, empty where it cannot be told, and how certain that is (0 to 1)."""

    language: str
    certainty: float


UNDECIDED = Guess("", 0.0)


def identified(text: str) -> Guess:
    """Return the language of a text of any length and content."""
    said = _said(text)
    scripts = Counter(s for s in map(_script, said) if s)
    letters = scripts.total()
    if letters < _LEAST_LETTERS and not scripts["han"]:
        return UNDECIDED
    script, certainty = _leading(scripts, letters)
    found = _WAYS[script](said) if script else UNDECIDED
    certainty = round(found.certainty * certainty, 3)
    return Guess(found.language, certainty) if found.language and certainty >= _LEAST_CERTAIN else UNDECIDED


def _said(text: str) -> str:
    """Return what is looked at of a text: no addresses, marks of direction or half-width forms."""
    cut = text[:_LOOKED_AT].encode("utf-8", errors="ignore").decode("utf-8")
    return unicodedata.normalize("NFKC", _NO_WORDS.sub(" ", cut))


@cache
def _script(letter: str) -> str:
    """Return the script of a letter: kana, han, hangul, cyrillic, latin, other; nothing for no letter."""
    if not letter.isalpha():
        return ""
    name = unicodedata.name(letter, "")
    known = ("HIRAGANA", "KATAKANA", "HANGUL", "CYRILLIC", "LATIN", "CJK")
    found = next((k for k in known if name.startswith(k)), "")
    return {"HIRAGANA": "kana", "KATAKANA": "kana", "CJK": "han", "": "other"}.get(found, found.lower())


def _leading(scripts: Counter[str], letters: int) -> tuple[str, float]:
    """Return the script that carries the text, and its share; a character says as much as three letters."""
    weights = {s: n * (3 if s in ("han", "kana", "hangul") else 1) for s, n in scripts.items()}
    # Japanese is written in kana and characters together.
    if weights.get("kana"):
        weights["kana"] += weights.pop("han", 0)
    total = sum(weights.values())
    script = max(weights, key=lambda s: (weights[s], s))
    share = weights[script] / total
    return (script, share) if share > _MOST and script != "other" else ("", 0.0)


_MOST = 0.5
_FEW_MARKED = 0.25


def _japanese(_said: str) -> Guess:
    return Guess("ja", 1.0)


def _korean(_said: str) -> Guess:
    return Guess("ko", 1.0)


def _han(said: str) -> Guess:
    """Tell Chinese from Japanese without kana by which national set of characters holds the text."""
    characters = [c for c in said if _script(c) == "han"]
    chinese, japanese = (_outside(characters, code) for code in ("gb2312", "cp932"))
    if chinese != japanese:
        return Guess("zh" if chinese < japanese else "ja", 0.99)
    if len(characters) < _LEAST_LETTERS:
        return UNDECIDED
    return _by_statistics(said, ("ja", "zh"))


def _outside(characters: Iterable[str], code: str) -> int:
    return sum(not c.encode(code, errors="ignore") for c in characters)


def _cyrillic(said: str) -> Guess:
    """Tell Kyrgyz and Mongolian from Russian, and from each other, by letters, statistics and endings."""
    low = said.lower()
    letters = set(low)
    if letters & _KYRGYZ:
        return Guess("ky", 0.99)
    candidates = ("mn", "ky") if letters & _MONGOLIAN_OR_KYRGYZ else ("ru", "mn", "ky")
    found = _by_statistics(low, candidates)
    marks = {code: sum(_ends(word, _ENDINGS[code]) for word in low.split()) for code in candidates}
    best = max(candidates, key=lambda c: marks[c])
    if found.certainty < _CERTAIN and marks[best] > marks.get(found.language, 0):
        return Guess(best, 0.75)
    return found


def _ends(word: str, endings: tuple[str, ...]) -> bool:
    return word.strip(".,:;!?()«»“”\"'").endswith(endings)


def _latin(said: str) -> Guess:
    """Tell Vietnamese by its marks: on many of its words, some of them on no other language's."""
    words = unicodedata.normalize("NFD", said).split()
    marked = sum(bool(_MARKED.search(w)) for w in words) / len(words)
    alone = any(_VIETNAMESE_ALONE.search(w) for w in words)
    if marked >= (_FEW_MARKED if alone else _MOST):
        return Guess("vi", 0.99)
    if len(words) == 1 and said.strip().isupper():
        return UNDECIDED  # an abbreviation belongs to no language
    return Guess("en", 0.9)


def _by_statistics(said: str, candidates: tuple[str, ...]) -> Guess:
    ranked: list[tuple[str, float]] = _model().rank(said)
    shares = [(language, share) for language, share in ranked if language in candidates]
    total = sum(share for _language, share in shares)
    language, share = shares[0]
    return Guess(language, float(share / total) if total else 1 / len(shares))


@cache
def _model() -> Any:
    """Return the identifier, limited to our languages. Loaded when first needed: it takes a moment."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 -- numpy and a model of megabytes

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages(list(NAME_LANGUAGES))
    return model


_WAYS = {"kana": _japanese, "hangul": _korean, "han": _han, "cyrillic": _cyrillic, "latin": _latin}
