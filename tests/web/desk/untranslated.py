"""Which words a page shows in English because no catalogue has them in the reader's language."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.utils import translation
from django.utils.translation import trans_real

_LETTERS = re.compile(r"[A-Za-z]{2,}")
_PLACE = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
# What stands in a page but is not for reading: scripts (their data is), styles and drawings.
_UNSEEN = re.compile(r"<(script(?![^>]*json)|style|svg)\b.*?</\1>", re.DOTALL)
_SAID = re.compile(r'>([^<>]+)<|\b(?:title|aria-label|placeholder|alt|value|data-[\w-]+)="([^"]+)"')
# Where the singular, the plural and the context of a call stand among its arguments.
_CALLS = {
    "gettext": ((0,), None),
    "pgettext": ((1,), 0),
    "ngettext": ((0, 1), None),
    "npgettext": ((1, 2), 0),
}
Message = tuple[str, str, str]  # (context, singular, plural or nothing)


class Untranslated:
    """Notes every message that a language answers with the message itself."""

    def __init__(self) -> None:
        self.found: set[Message] = set()

    def shown_in(self, page: str) -> set[Message]:
        """Return the noted messages that a page shows."""
        said = " ".join(a or b for a, b in _SAID.findall(_UNSEEN.sub(" ", page)))
        text = re.sub(r"\s+", " ", html.unescape(html.unescape(said)))
        return {m for m in self.found if any(_pattern(form).search(text) for form in m[1:] if form)}


def _pattern(message: str) -> re.Pattern[str]:
    words = re.sub(r"\s+", " ", html.unescape(message)).strip().replace("%%", "%")
    return re.compile(r"(?<!\w)" + ".{0,80}?".join(map(re.escape, _PLACE.split(words))) + r"(?!\w)")


@contextmanager
def noted() -> Iterator[Untranslated]:
    """Listen to every call of gettext within, whoever makes it."""
    notes = Untranslated()
    with pytest.MonkeyPatch.context() as patch:
        for name, (forms, context) in _CALLS.items():
            patch.setattr(
                translation._trans, name, _listening(getattr(trans_real, name), forms, context, notes)
            )
        yield notes


def _listening(
    inner: Callable[..., str], forms: tuple[int, ...], context: int | None, notes: Untranslated
) -> Callable[..., str]:
    def call(*args: Any) -> str:
        answer = inner(*args)
        asked = [str(args[place]) for place in forms]
        if str(answer) in asked and _LETTERS.search(_PLACE.sub("", str(answer))):
            of = str(args[context]) if context is not None else ""
            notes.found.add((of, asked[0], asked[-1] if len(asked) > 1 else ""))
        return answer

    return call
