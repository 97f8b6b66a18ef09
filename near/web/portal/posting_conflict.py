"""What one official wrote beside what a colleague saved meanwhile: every field of a posting that differs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from near.cooperation.enums import Band
from near.cooperation.models import Posting
from near.cooperation.queries.topics import labelled
from near.foundation.differences import differences
from near.web.design.templatetags.design import precise
from near.web.design.templatetags.postings import country_names, form_names, language_names
from near.web.design.templatetags.searching import language_name
from near.web.portal.posting_forms import Details

TEXTS = ("title", "what", "with_whom")
Words = Callable[[Any], str]
_SEPARATED = ", "  # plain: what is compared must not be marked up


def both(posting: Posting, form: Details, reader: str) -> list[dict[str, Any]]:
    """Return, for each field in which a form differs from what stands: its label, what stands, the stretches.

    Lists are compared without their order. The form must be valid.
    """
    typed = form.entered()
    texts = [_row(posting, name, _standing(posting, name), typed[name], str) for name in TEXTS]
    details = [
        _row(posting, name, getattr(posting, name), typed[name], words)
        for name, words in _words(reader).items()
        if _differs(getattr(posting, name), typed[name])
    ]
    return [row for row in texts if row["differs"]] + details


def _standing(posting: Posting, name: str) -> str:
    return str(getattr(posting, name).words(posting.language))


def _differs(now: Any, yours: Any) -> bool:
    return set(now) != set(yours) if isinstance(now, list) else now != yours


def _row(posting: Posting, name: str, now: Any, yours: Any, words: Words) -> dict[str, Any]:
    before, after = words(now), words(yours).replace("\r\n", "\n").strip()
    field: Any = Posting._meta.get_field(name)
    return {
        "label": str(field.verbose_name), "now": before,
        "differs": before != after, "stretches": differences(before, after, posting.language),
    }  # fmt: skip


def _words(reader: str) -> dict[str, Words]:
    """Return how each detail is said to the reader."""

    def topics(slugs: Iterable[str]) -> str:
        return _SEPARATED.join(label for _slug, label in labelled(slugs, reader))

    return {
        "language": language_name,
        "by_day": _day,
        "topics": topics,
        "forms": lambda chosen: _SEPARATED.join(form_names(chosen)),
        "budget": lambda band: str(Band(band).label),
        "languages": lambda codes: _SEPARATED.join(language_names(codes)),
        "countries": lambda codes: _SEPARATED.join(country_names(codes)),
    }


def _day(day: dt.date | None) -> str:
    return str(precise(day)) if day else "–"
