"""Who sees what waits for translation, who sets deadlines, and who may ask the machine."""

from __future__ import annotations

from near.people.perms import Actor, in_secretariat
from near.registry.perms import can_write_language


def can_see_board(by: Actor) -> bool:
    """The secretariat sees what is missing in every language. Nobody else does."""
    return in_secretariat(by)


def can_set_deadlines(by: Actor) -> bool:
    """The secretariat says what is to be translated by when, and takes it back. Nobody else does."""
    return in_secretariat(by)


def can_ask_machine(by: Actor, language: str) -> bool:
    """Whoever may write a language may have the machine prepare a text in it."""
    return can_write_language(by, language)
