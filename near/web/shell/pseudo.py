"""Two languages nobody speaks, for trying the layout and finding words that no translator was ever given.

In the accented one every message is longer by two fifths and stands in brackets: what a page shows without
brackets did not come from a catalogue. The other says each message in the longest words any language has.
Both exist only where NEAR_PSEUDO is set (near.foundation.languages).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from importlib.resources import files
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings

from near.foundation.languages import LONGEST, PSEUDO
from near.web.shell.catalogues import LOCALES, PUBLIC_LOCALES, extracted, read_catalogue

_KEPT = re.compile(r"(%\(\w+\)[a-z]|%[sdif%](?![a-z])|\{\w*\}|<[^<>]+>|&#?\w+;|\n)")
_ACCENTED = str.maketrans("aceghijklnorsuwyzACEGHIJKLNORSUWYZ", "åçéĝĥîĵķļñöŕšüŵýžÅÇÉĜĤÎĴĶĻÑÖŔŠÜŴÝŽ")
_LONGER = 0.4
# Libraries whose words our pages show: their own English catalogues list them.
_LIBRARIES = ("django.conf", "allauth", "wagtail", "wagtail.admin", "wagtail.images", "wagtail.documents",
              "wagtail.users", "wagtail.snippets", "wagtail.locales", "wagtail_localize")  # fmt: skip
Say = Callable[[Message, str], str]


def accented(message: str) -> str:
    """Return a message with accents, longer by two fifths, in brackets; places and markup stay."""
    bare = message.strip()
    if not bare:
        return message
    before, after = message[: message.index(bare)], message[message.index(bare) + len(bare) :]
    said = "".join(p if _KEPT.fullmatch(p) else p.translate(_ACCENTED) for p in _KEPT.split(bare))
    letters = sum(len(p) for p in _KEPT.split(bare) if not _KEPT.fullmatch(p))
    return f"{before}[{said}{_padding(round(letters * _LONGER))}]{after}"


def _padding(length: int) -> str:
    """Return words of five letters and a rest, so that long texts can still be broken into lines."""
    words = ["ëxtrå"] * (length // 6) + ["ø" * (length % 6)]
    return "".join(f" {word}" for word in words if word)


def width(text: str) -> int:
    """Return how wide a text is in columns: characters of East Asia take two."""
    return sum(
        2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text if not unicodedata.combining(c)
    )


def write_pseudo_catalogues() -> None:
    """Write both catalogues into the private folder, where the settings look for them."""
    ways: dict[str, Say] = {
        PSEUDO.django: lambda _message, original: accented(original),
        LONGEST.django: partial(_longest, {x: read_catalogue(x) for x in (*LOCALES, *PUBLIC_LOCALES)}),
    }
    for code, say in ways.items():
        path = Path(settings.VAR_DIR) / "locale" / code / "LC_MESSAGES" / "django.mo"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_mo(file, _catalogue(say))


def _catalogue(say: Say) -> Catalog:
    catalog = Catalog(locale="en", charset="utf-8")
    for message in _messages():
        if message.id and catalog.get(message.id, message.context) is None:
            string = say(message, message.id) if isinstance(message.id, str) else tuple(
                say(message, form) for form in message.id
            )  # fmt: skip
            catalog.add(message.id, string, context=message.context)
    return catalog


def _messages() -> Iterator[Message]:
    yield from extracted()
    for library in _LIBRARIES:
        path = files(library).joinpath("locale", "en", "LC_MESSAGES", "django.po")
        if path.is_file():
            with path.open("rb") as file:
                yield from read_po(file, locale="en")


def _longest(catalogues: dict[str, Catalog], message: Message, original: str) -> str:
    """Return what the most long-winded language says; where none says anything, the original."""
    said = [original]
    for catalog in catalogues.values():
        found = catalog.get(message.id, message.context)
        if found is not None:
            said += [found.string] if isinstance(found.string, str) else list(found.string or ())
    return max(said, key=width)
