"""Kinds of notices and deadlines for tests: what a room would declare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.utils.translation import get_language

from near.foundation import deadlines as collected
from near.foundation import notices as mechanism
from near.foundation.deadlines import Deadline, Keeper
from near.foundation.notices import NoticeKind

ANSWERED = "test.answered"
ENDED = "test.ended"
SENTENCES = {
    "en": "%(member)s has answered “%(title)s”.",
    "ja": "%(member)sから「%(title)s」への回答がありました。",
    "mn": "“%(title)s” саналд хариу ирлээ. Гишүүн: %(member)s.",
}


def answered(told: Mapping[str, Any]) -> str:
    return SENTENCES.get(get_language() or "en", SENTENCES["en"]) % told


def ended(told: Mapping[str, Any]) -> str:
    return f"{told['what']} ends"


KINDS = (
    NoticeKind(ANSWERED, "Answers", answered, address="region", args=("member",)),
    NoticeKind(ENDED, "Ends", ended, address="no_such_page"),
)


@contextmanager
def declared(*kinds: NoticeKind, deadlines: Keeper | None = None) -> Iterator[None]:
    """Let a room's kinds and deadlines be declared for the length of a test; none of another room are."""
    known, keepers = dict(mechanism._kinds), list(collected._keepers)
    mechanism._kinds.clear()
    mechanism.declare_notices(*(kinds or KINDS))
    collected._keepers[:] = [deadlines] if deadlines else []
    try:
        yield
    finally:
        mechanism._kinds.clear()
        mechanism._kinds.update(known)
        collected._keepers[:] = keepers


def keeper_of(*found: Deadline) -> Keeper:
    """Return a keeper of these deadlines; the regions asked for decide, as in a room's query."""
    return lambda regions, _since, _until: [x for x in found if x.region in regions]
