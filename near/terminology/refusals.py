"""The refusals of the termbase, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from near.foundation.errors import DomainError
from near.terminology.rules.entries import Fault


class TermTaken(DomainError):
    message = _(
        "“%(words)s” (%(language)s) already belongs to the concept “%(other)s”. "
        "Put * before it if both concepts are meant."
    )


class SlugTaken(DomainError):
    message = _("The identifier “%(slug)s” is already in use.")


class FaultyTerm(DomainError):
    """A term that cannot be taken, said as the table's faults are."""

    message = "%(reason)s"


class UnreadableTermbase(DomainError):
    message = _("This file cannot be read as a termbase: %(reason)s")
    status = 400


class RefusedTermbase(DomainError):
    """A set of concepts of which none was taken. `faults` names each fault by line and column."""

    message = _("Nothing was taken. Number of faults: %(count)d. The first: %(first)s")

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(count=len(self.faults), first=_place(self.faults[0]))


_SAID = {
    "bad_slug": _("“%(words)s” is no identifier: small Latin letters, digits and hyphens, a letter first."),
    "twice": _("“%(words)s” stands twice in this file."),
    "unknown_field": _("“%(words)s” is not one of the fields here."),
    "no_field": _("A new concept needs a field."),
    "no_terms": _("A new concept needs at least one term."),
    "too_long": _("“%(words)s…” is too long."),
    "repeated": _("“%(words)s” stands twice among the terms of this concept in this language."),
    "taken": _("“%(words)s” also belongs to: %(others)s. Put * before it if every one of them is meant."),
    "unknown_language": _("“%(words)s” is not one of the languages of the termbase."),
    "missing": _("There is no term in this language."),
    "script": _("“%(words)s” is not written in this language's script."),
    "spaces": _("“%(words)s” has spaces that do not belong there."),
    "banned": _("“%(words)s” holds a name that the termbase leaves to the house rules."),
}


def _place(fault: Fault) -> str:
    where = " · ".join(str(part) for part in (fault.slug, fault.column) if part)
    return f"{where} · {fault_in_words(fault)}"


def fault_in_words(fault: Fault) -> str:
    """Return what a fault says to its reader."""
    message: Any = _SAID[fault.kind]
    return str(message) % {"words": fault.words, "others": fault.others}
