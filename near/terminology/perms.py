"""Who may change the termbase."""

from __future__ import annotations

from near.people.perms import Actor, in_secretariat


def can_edit_terms(by: Actor) -> bool:
    """The secretariat keeps the termbase. Everybody may read it."""
    return in_secretariat(by)
