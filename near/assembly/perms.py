"""Who may change the association's account of itself."""

from __future__ import annotations

from near.people.perms import Actor, in_secretariat


def can_edit_association(by: Actor) -> bool:
    """The secretariat keeps the association's texts, organs and history. Nobody else does."""
    return in_secretariat(by)
