"""Whether a termbase is fit to be shown: complete, unambiguous, rightly written, without delicate names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from near.terminology.rules.cells import NEEDED_LANGUAGES, Written
from near.terminology.rules.entries import Entry, Fault, clashes, faults_in

_KANA, _HANGUL, _CYRILLIC = r"\u3041-\u30ff\u31f0-\u31ff", r"\uac00-\ud7af\u1100-\u11ff", r"\u0400-\u052f"
_HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff々〇"
_LATIN = r"A-Za-z\u00c0-\u024f\u1e00-\u1eff"
# What each language may be written in, besides digits and signs; abbreviations in capitals pass everywhere.
_LETTERS = {
    "en": _LATIN, "vi": _LATIN, "ru": _CYRILLIC, "mn": _CYRILLIC, "ky": _CYRILLIC, "ko": _HANGUL,
    "zh": _HAN, "ja": _HAN + _KANA,
}  # fmt: skip
_NEEDED = {code: re.compile(f"[{letters}]") for code, letters in _LETTERS.items()}
_FOREIGN = {code: re.compile(rf"[^\W\d_{letters}]") for code, letters in _LETTERS.items()}
# CO2, IT, SDGs, 3R, pH, the J of Jクレジット, the e of eスポーツ: what every script takes over as it is.
_TAKEN_OVER = re.compile(r"(?<![A-Za-z])(?:[a-z]?[A-Z][A-Za-z0-9.&/+-]{0,5}|[a-z])(?![A-Za-z])")
# Letters that one alphabet of Cyrillic has and its neighbours lack.
_OTHERS_OWN = {"ru": re.compile("[өүңӨҮҢ]"), "mn": re.compile("[ңҢ]")}
_STRAY = re.compile(r"^\s|\s$|\s\s|[\u00a0\u200b-\u200f\u2028-\u202f\u3000\ufeff]|\s[,.;)]|\(\s")
_NO_SPACES = re.compile(rf"[{_HAN}{_KANA}]\s+[{_HAN}{_KANA}]")
# Seas and islands whose names the members write differently, and forms of countries' names that the house
# rules do not use; the termbase needs none of them.
BANNED = re.compile(
    r"\b(?:sea of japan|east sea|japan sea|yellow sea|west sea|sea of okhotsk|dokdo|takeshima|liancourt"
    r"|senkaku|diaoyu|kuriles?|kuril|northern territories|taiwan|tibet|crimea|manchuria"
    r"|north korea|south korea)\b"
    r"|日本海|東海|东海|동해|일본해|黄海|黃海|황해|서해|독도|다케시마|쿠릴|대만|만주"
    r"|북한|남조선|北朝鮮|南朝鲜|台湾|台灣|西藏|チベット|満州|满洲"
    r"|独島|独岛|獨島|竹島|竹岛|尖閣|尖阁|钓鱼岛|釣魚|北方領土|北方领土|千島|千岛群岛"
    r"|Японск\w* мор|Восточн\w* мор|Ж[её]лт\w* мор|Японы тэнгис|Зүүн тэнгис|Шар тэнгис"
    r"|Куриль|Тайвань|Маньчжур|Манжуур|Крым|Северн\w* Коре|Южн\w* Коре|(?:Хойд|Өмнөд) Солонгос",
    re.IGNORECASE,
)


def quality_faults(entries: Iterable[Entry], fields: Iterable[str]) -> list[Fault]:
    """Return everything that makes a termbase unfit, in the order of its entries."""
    known = list(entries)
    found = list(faults_in(known, set(fields)))
    for entry in known:
        found += [
            Fault("missing", entry.line, entry.slug, x) for x in NEEDED_LANGUAGES if not entry.terms.get(x)
        ]
        for language, terms in entry.terms.items():
            found += [
                Fault(kind, entry.line, entry.slug, language, term.words)
                for term in terms
                for kind in _kinds(language, term.words)
            ]
        if BANNED.search(entry.note or ""):
            found.append(Fault("banned", entry.line, entry.slug, "note", (entry.note or "")[:40]))
    return found + list(_clashing(known))


def _clashing(entries: list[Entry]) -> Iterator[Fault]:
    holdings: list[tuple[str, str, Written]] = [
        (entry.slug, language, term)
        for entry in entries
        for language, terms in entry.terms.items()
        for term in terms
    ]  # fmt: skip
    for clash in clashes(holdings)[0]:
        others = ", ".join(clash.slugs[1:])
        yield Fault("taken", 0, clash.slugs[0], clash.language, clash.words, others)


def _kinds(language: str, words: str) -> Iterator[str]:
    """Yield what is wrong with one term by itself."""
    if _STRAY.search(words) or (language in ("zh", "ja") and _NO_SPACES.search(words)):
        yield "spaces"
    if not plausible(words, language):
        yield "script"
    if BANNED.search(words):
        yield "banned"


def plausible(words: str, language: str) -> bool:
    """Tell whether words are written in a language's own script, abbreviations in capitals aside."""
    rest = _TAKEN_OVER.sub("", words) if language not in ("en", "vi") else words
    if language in _OTHERS_OWN and _OTHERS_OWN[language].search(words):
        return False
    if _FOREIGN[language].search(rest):
        return False
    # A term that is an abbreviation alone is written alike everywhere.
    return bool(_NEEDED[language].search(words)) or rest != words
