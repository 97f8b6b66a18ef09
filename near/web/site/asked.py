"""What a reader asks for in an address: the day, read strictly."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language

from near.foundation.errors import TooLong
from near.foundation.languages import language_of
from near.foundation.period import parse_day, today

LONGEST_WORDS = 100


@dataclass(frozen=True)
class Asked:
    """The day and language a page is asked for. `dated` tells whether the reader chose the day."""

    on: dt.date
    language: str
    dated: bool


def asked(request: HttpRequest) -> Asked:
    """Read `?on=` strictly: an unreadable day is refused, never replaced by today."""
    value = request.GET.get("on", "").strip()
    day = parse_day(value, field="on") if value else today()
    return Asked(day, language_of(get_language() or "en").code, bool(value))


def words_asked(request: HttpRequest) -> str:
    """Read `?q=`; more than a hundred characters are refused."""
    words = request.GET.get("q", "").strip()
    if len(words) > LONGEST_WORDS:
        raise TooLong(length=len(words), limit=LONGEST_WORDS, field="q")
    return words
