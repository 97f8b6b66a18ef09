"""The languages the house speaks, with the codes each standard gives them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

from near.foundation.errors import UnknownLanguage


@dataclass(frozen=True)
class Language:
    """One language: `code` in our data, `tag` in HTML (BCP 47), `django` in URLs and catalogues."""

    code: str
    tag: str
    django: str
    autonym: str


# The six working languages: what content must exist in, and what the desk is kept in.
LANGUAGES: tuple[Language, ...] = (
    Language("en", "en", "en", "English"),
    Language("ja", "ja", "ja", "日本語"),
    Language("ko", "ko", "ko", "한국어"),
    Language("zh", "zh-Hans", "zh-hans", "中文"),
    Language("ru", "ru", "ru", "Русский"),
    Language("mn", "mn", "mn", "Монгол"),
)
CODES = tuple(language.code for language in LANGUAGES)
# Languages of members beyond the six: the public site speaks them; content falls back (ADR 0016).
FURTHER: tuple[Language, ...] = (
    Language("vi", "vi", "vi", "Tiếng Việt"),
    Language("ky", "ky", "ky", "Кыргызча"),
)
NAME_LANGUAGES = (*CODES, *(language.code for language in FURTHER))
# Languages nobody speaks, which show what layout and translators missed (near.web.shell.pseudo). Never on a
# real site: they exist only where NEAR_PSEUDO is set. ISO 639 leaves such codes to private use.
PSEUDO = Language("qps", "en-x-pseudo", "qps", "[Éñĝļîšĥ]")
LONGEST = Language("qpl", "en-x-longest", "qpl", "[Longest]")
READERS: tuple[Language, ...] = (
    *LANGUAGES, *FURTHER, *((PSEUDO, LONGEST) if os.environ.get("NEAR_PSEUDO") == "1" else ()),
)  # fmt: skip

_BY_ANY = {
    key.lower(): language for language in READERS for key in (language.code, language.tag, language.django)
}
_NEAR_BY = {
    "mn": ("ru", "en"), "ky": ("ru", "en"), "vi": ("en",),
    "zh": ("en",), "ja": ("en",), "ko": ("en",), "ru": ("en",),
}  # fmt: skip


def language_of(code: str) -> Language:
    """Return the language for any of its codes (`zh`, `zh-Hans`, `zh-hans`); else `UnknownLanguage`."""
    found = _BY_ANY.get(code.lower().replace("_", "-"))
    if found is None:
        raise UnknownLanguage(code=code, known=", ".join(language.code for language in READERS))
    return found


def nearby(code: str) -> tuple[str, ...]:
    """Return a reader's language and those near enough to be taken for it, nearest first; English is one."""
    return (code, *_NEAR_BY.get(code, ("en",)))


def fallbacks(code: str) -> Iterable[str]:
    """Yield the languages to try for a reader of `code`, nearest first; after English whatever there is."""
    chain = nearby(code)
    yield from dict.fromkeys(chain)
    yield from (other for other in NAME_LANGUAGES if other not in chain)
