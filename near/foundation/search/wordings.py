"""From texts in many languages to what the index keeps: one wording for each language a title is in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from near.foundation.search.findable import Wording
from near.foundation.text import MultilingualText, TextState

_NOTHING = MultilingualText()
# Of several texts, the least certain says how certain the whole is.
_DOUBT = (TextState.MACHINE, TextState.STALE, TextState.DRAFT, TextState.CHECKED, TextState.ORIGINAL)


def said_in(text: MultilingualText, code: str) -> str:
    """Return the words in exactly this language; empty where there are none."""
    passage = text.passages.get(code)
    return passage.words if passage else ""


def wordings_of(
    title: MultilingualText, summary: MultilingualText = _NOTHING, body: MultilingualText = _NOTHING
) -> dict[str, Wording]:
    """Return a wording for each language of the title, with what summary and body say in that language."""
    texts, original = (title, summary, body), title.original
    return {
        code: Wording(
            passage.words,
            said_in(summary, code),
            said_in(body, code),
            str(TextState.ORIGINAL) if code == original else state_of(texts, code),
        )
        for code, passage in title.passages.items()
        if passage.words
    }


def state_of(texts: Iterable[MultilingualText], code: str) -> str:
    """Return how certain several texts together are in a language: as the least certain of them."""
    states = {str(t.passages[code].state) for t in texts if said_in(t, code)}
    return next((str(state) for state in _DOUBT if state in states), str(TextState.CHECKED))


def joined(texts: Iterable[MultilingualText], code: str, separator: str = "\n") -> str:
    """Return what several texts say in a language, one after the other."""
    return separator.join(words for text in texts if (words := said_in(text, code)))


def first_spoken(preferred: str, wordings: Mapping[str, Wording]) -> str:
    """Return a language as the original where there are words in it, else the first there are words in."""
    return preferred if preferred in wordings else next(iter(wordings), "")
