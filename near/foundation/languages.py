"""The languages the house speaks, with the codes each standard gives them."""

from __future__ import annotations

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


LANGUAGES: tuple[Language, ...] = (
    Language("en", "en", "en", "English"),
    Language("ja", "ja", "ja", "日本語"),
    Language("ko", "ko", "ko", "한국어"),
    Language("zh", "zh-Hans", "zh-hans", "中文"),
    Language("ru", "ru", "ru", "Русский"),
    Language("mn", "mn", "mn", "Монгол"),
)
NAME_LANGUAGES = (*(language.code for language in LANGUAGES), "vi", "ky")
CODES = tuple(language.code for language in LANGUAGES)

_BY_ANY = {
    key.lower(): language for language in LANGUAGES for key in (language.code, language.tag, language.django)
}


def language_of(code: str) -> Language:
    """Return the language for any of its codes (`zh`, `zh-Hans`, `zh-hans`); else `UnknownLanguage`."""
    found = _BY_ANY.get(code.lower().replace("_", "-"))
    if found is None:
        raise UnknownLanguage(code=code, known=", ".join(CODES))
    return found


def fallbacks(code: str) -> Iterable[str]:
    """Yield the languages to try for a reader of `code`, nearest first; English closes the list."""
    near_by = {"mn": ("ru", "en"), "zh": ("en",), "ja": ("en",), "ko": ("en",), "ru": ("en",)}
    yield code
    yield from near_by.get(code, ())
    yield from (other for other in CODES if other != code and other not in near_by.get(code, ()))
