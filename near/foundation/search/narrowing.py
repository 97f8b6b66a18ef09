"""What a reader narrows a search by, read strictly: an unknown choice is refused, never left out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from near.foundation.errors import DomainError, TooLong, UnknownLanguage
from near.foundation.languages import NAME_LANGUAGES
from near.foundation.search.asking import MOST_HITS
from near.foundation.search.findable import kinds
from near.foundation.search.fulltext import Narrowing
from near.foundation.search.question import LONGEST

_COUNTRY = re.compile(r"[A-Z]{2}")
_TOPIC = re.compile(r"[a-z][a-z0-9-]{0,59}")
_SHOWN = 40


class UnknownChoice(DomainError):
    message = _("“%(value)s” is not one of the choices here.")
    status = 400


class QuestionTooLong(TooLong):
    """Refused as a bad request: nothing of it is read."""

    status = 400


def question_read(words: str) -> str:
    """Return a question as it came; one of more than ten thousand characters is refused."""
    if len(words) > LONGEST:
        raise QuestionTooLong(length=len(words), limit=LONGEST, field="q")
    return words


def number_read(value: str, *, most: int = MOST_HITS, field: str = "limit") -> int:
    """Return a whole number from 1 to `most`; anything else is refused."""
    plain = value.isascii() and value.isdigit() and len(value) <= len(str(most))
    if not plain or not 1 <= int(value) <= most:
        raise UnknownChoice(value=value[:_SHOWN], field=field)
    return int(value)


def narrowing_of(
    *, kinds_asked: Iterable[str] = (), language: str = "", country: str = "", topic: str = ""
) -> Narrowing:
    """Return a checked narrowing; empty means all. Kinds, languages, countries and topics as codes."""
    chosen = tuple(kind for kind in kinds_asked if kind)
    for kind in chosen:
        if kind not in kinds():
            raise UnknownChoice(value=kind[:_SHOWN], field="kind")
    return Narrowing(
        kinds=chosen,
        language=_language(language),
        countries=_matching(_COUNTRY, country.upper(), "country"),
        topics=_matching(_TOPIC, topic, "topic"),
    )


def _language(code: str) -> str:
    plain = {"zh-hans": "zh"}.get(code.lower(), code.lower())
    if plain and plain not in NAME_LANGUAGES:
        raise UnknownLanguage(code=code[:_SHOWN], known=", ".join(NAME_LANGUAGES), field="language")
    return plain


def _matching(form: re.Pattern[str], value: str, field: str) -> tuple[str, ...]:
    if value and not form.fullmatch(value):
        raise UnknownChoice(value=value[:_SHOWN], field=field)
    return (value,) if value else ()
