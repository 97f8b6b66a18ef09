"""Words that are not in the reader's language say so: by their `lang`, and by a mark that can be seen."""

from __future__ import annotations

from functools import cache
from html import escape  # Django's own looks for lazy words first; these are plain
from typing import Any

from babel import Locale
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from near.foundation.languages import LONGEST, PSEUDO, language_of
from near.foundation.text import MultilingualText
from near.registry.queries import Name

# Where Babel calls a language otherwise than we do; our English is the one most of the world writes dates in.
# The languages nobody speaks count and date as none does.
_BABEL = {"en": "en_GB", "zh": "zh_Hans", PSEUDO.code: "root", LONGEST.code: "ru"}


@cache
def babel_locale_of(code: str) -> Locale:
    """Return Babel's locale for any of our codes of a language."""
    own = language_of(code).code
    return Locale.parse(_BABEL.get(own, own))


def reader() -> str:
    """Return our code of the language the page is in."""
    return language_of(get_language() or "en").code


def marked(said: Any, form: str = "official") -> SafeString:
    """Return a text, a region's name or plain words as HTML, marked where they are in another language.

    `form` chooses between the `official` and the `short` form of a region's name.
    """
    if isinstance(said, MultilingualText):
        found = said.pick(reader())
        return in_language(found[1].words, found[0]) if found else SafeString("")
    if isinstance(said, Name):
        return in_language(said.short if form == "short" else said.official, said.language)
    if isinstance(said, SafeString):
        return said
    return mark_safe(escape(str(said)))  # noqa: S308 -- escaped here


def in_language(words: str, language: str) -> SafeString:
    """Return words as HTML; their `language` (empty where unknown) is told unless it is the page's."""
    attributes = language_attributes(language, reader())
    text = escape(words)
    return mark_safe(f"<span{attributes}>{text}</span>" if attributes else text)  # noqa: S308 -- escaped above


def language_attributes(language: str, of_page: str) -> str:
    """Return what tells of words in `language` on a page in `of_page`; empty where it is the same."""
    if language in ("", of_page):
        return ""
    return _attributes(language, of_page, get_language() or "en")


@cache
def _attributes(language: str, of_page: str, _active: str) -> str:
    """Return class, tag and tip; `_active` is the language the tip is worded in."""
    name = babel_locale_of(language).get_language_name(babel_locale_of(of_page)) or language
    tip = _("Written in: %(language)s") % {"language": name}
    return f' class="other-language" lang="{language_of(language).tag}" title="{escape(tip)}"'
