"""Where each kind of record stands on the site: a page of its own, or a place on the page that lists it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation

from near.foundation.languages import language_of

OF_LANGUAGE = "address."  # records with an address in each language carry it under this and the language


@dataclass(frozen=True)
class Place:
    """A page by the name of its address; `page` tells whether the record has one of its own."""

    url_name: str
    page: bool = False


PLACES: dict[str, Place] = {
    "region": Place("region", page=True),
    "partner": Place("partners"),
    "institution": Place("partners"),
    "organ": Place("organs"),
    "subcommittee": Place("subcommittee", page=True),
    "session": Place("history"),
    "passage": Place("about"),
    "charter": Place("charter"),
    "history": Place("history"),
    "posting": Place("posting", page=True),
    "project": Place("project", page=True),
}


def address_of(kind: str, key: str, reader: str, extra: Mapping[str, str], *, shown_in: str = "") -> str:
    """Return the path to a record for a reader; empty where it stands nowhere on the site.

    A page that is in one language only is asked for in the language shown.
    """
    for code in (reader, shown_in):
        if address := extra.get(f"{OF_LANGUAGE}{code}"):
            return address
    place = PLACES.get(kind)
    if place is None:
        return ""
    with translation.override(language_of(reader).django):
        if place.page:
            return reverse(place.url_name, args=[key])
        return f"{reverse(place.url_name)}#{anchor_of(kind, key)}"


def anchor_of(kind: str, key: str) -> str:
    """Return the identifier a record carries on the page that lists it."""
    return f"on-{key}" if kind == "charter" else key
