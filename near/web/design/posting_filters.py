"""By what a list of needs and offers is narrowed, in the portal and in public alike."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from near.cooperation.enums import Direction, Form
from near.cooperation.queries.topics import labelled, topic_choices
from near.foundation.errors import UnknownRecord
from near.foundation.languages import NAME_LANGUAGES
from near.registry.queries.roster import countries

NAMES = ("direction", "form", "country", "language", "topic")


def filters_of(request: HttpRequest) -> dict[str, str]:
    """Return the filters asked for; `UnknownRecord` for one that is not on its list."""
    chosen = {name: request.GET.get(name, "") for name in NAMES}
    concept = labelled([chosen["topic"]], "en") if chosen["topic"] else []
    known: dict[str, Any] = {
        "direction": Direction.values, "form": Form.values, "country": countries(),
        "language": NAME_LANGUAGES, "topic": [slug for slug, _label in concept],
    }  # fmt: skip
    for name, value in chosen.items():
        if value and value not in known[name]:
            raise UnknownRecord(key=value[:60], field=name)
    return chosen


def choices_of_filters(reader: str) -> dict[str, Any]:
    """Return what can be chosen in the filters, for a reader of a language."""
    return {
        "directions": Direction.choices, "forms": Form.choices, "languages": NAME_LANGUAGES,
        "countries": sorted(countries()), "topics": topic_choices(reader),
    }  # fmt: skip
