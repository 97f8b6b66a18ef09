"""What a verb is called where people read what was done: rooms name their verbs, the cellar collects.

declare_verbs({"cooperation.put_up_posting": gettext_lazy("A need or an offer was put up")})
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_words: dict[str, Any] = {}


def declare_verbs(words: Mapping[str, Any]) -> None:
    """Let a room say what its verbs are called, as sentences about what happened."""
    _words.update(words)


def words_of_verb(verb: str) -> str:
    """Return what a verb is called to the present reader; empty where no room has named it."""
    return str(_words.get(verb, ""))
