"""Words as the index keeps them: bigrams of Chinese, Japanese and Korean, stems of alphabets.

Each run of letters of one script is cut by that script's rule, whatever the language of the text: a Latin
word in a Japanese sentence is a word. The language decides the stem where several share a script. Widths
and variants of characters are folded.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from near.foundation.folding import character_variants
from near.foundation.search.stems import stem, without_particle

LONGEST_ANALYSED = 20_000  # characters of one text; what follows is not analysed
LONGEST_TOKEN = 40  # characters: nobody asks for longer words, and PostgreSQL keeps none beyond 2 KB
# Only letters: the signs among them (× ÷ ҂ ・) end a word, as they do for the databases' own cutting.
_RUNS = re.compile(
    r"(?P<east>[\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)"
    r"|(?P<hangul>[\uac00-\ud7af\u1100-\u11ff]+)"
    r"|(?P<cyrillic>[\u0400-\u0481\u048a-\u052f]+)"
    r"|(?P<latin>[a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]+)"
    r"|(?P<number>\d+)"
)
_HIRAGANA = re.compile(r"^[\u3041-\u309f\u30fc]+$")
_COMMON = {
    language: frozenset(words.split())
    for language, words in {
        "en": """
            a about an and are as at be been by can could did do does for from had has have how i in
            into is it its my no not of on or our should than that the their then there these they
            this those to us was we were what when where which who why will with without would you
            your
        """,
        "ru": """
            а бы был была были быть в во вы где для до его есть её же за и из или их к как какая
            какие какой ко когда кто ли мы на наш не ни но о об он она они оно от по при с со у чем
            что чтобы эта эти это этот
        """,
        "mn": """
            ба байгаа байдаг байна бас бид бол болон болох буюу бэ бөгөөд вэ гэж гэсэн гэх доор дээр
            зэрэг л манай нь та талаар танай тул тухай тэд тэр уу учир хаана хийх хэзээ хэн хэрхэн ч
            эдгээр энэ юм юу яаж ямар үү
        """,
        "ky": """
            ал алар ар бар биз бир болгон болот боюнча бул да де деп жана же жок кайда кандай кантип
            качан ким менен ошол силер эле эмне үчүн
        """,
        "vi": """
            bằng bị cho chúng các cách có của gì hay hoặc họ khi không là làm một ngoài như những
            nào này sao ta theo thế trong tôi tại từ và về với đó được đến để ở
        """,
    }.items()
}


def folded(text: str) -> str:
    """Return a text with width, case and character variants folded."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST_ANALYSED]).casefold()
    return plain if plain.isascii() else plain.translate(_variants())


@cache
def _variants() -> dict[int, str]:
    return {ord(k): v for k, v in character_variants().items()}


def tokens(text: str, language: str) -> list[str]:
    """Return the tokens of a text in order, repeated as often as they stand there."""
    return [token for run, kind in _runs(folded(text)) for token in _CUT[kind](run, language)]


def asked_tokens(text: str, language: str) -> list[str]:
    """Return the tokens of a question, each once: without common words, unless there is nothing else."""
    found = list(dict.fromkeys(tokens(text, language)))
    telling = [t for t in found if not (len(t) > 1 and _HIRAGANA.match(t))]
    return telling or found


def _runs(text: str) -> Iterator[tuple[str, str]]:
    for match in _RUNS.finditer(text):
        yield match[0], match.lastgroup or "latin"


def _bigrams(run: str, _language: str) -> list[str]:
    """Cut a run of characters in twos; a single one stands alone."""
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def _korean(run: str, language: str) -> list[str]:
    return _bigrams(without_particle(run), language)


def _cyrillic(run: str, language: str) -> list[str]:
    language = language if language in ("ru", "mn", "ky") else "ru"
    return [] if run in _COMMON[language] else [stem(run[:LONGEST_TOKEN], language)]


def _latin(run: str, language: str) -> list[str]:
    language = "vi" if language == "vi" else "en"
    return [] if run in _COMMON[language] else [stem(run[:LONGEST_TOKEN], language)]


def _number(run: str, _language: str) -> list[str]:
    return [run.lstrip("0")[:LONGEST_TOKEN] or "0"]


_CUT = {"east": _bigrams, "hangul": _korean, "cyrillic": _cyrillic, "latin": _latin, "number": _number}
