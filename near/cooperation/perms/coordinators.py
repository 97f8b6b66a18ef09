"""Who coordinates a subcommittee: another room knows it and declares it; this one only asks."""

from __future__ import annotations

from collections.abc import Callable, Collection

from near.people.perms import Actor, in_secretariat

Keeper = Callable[[Actor], Collection[str]]


def _nobody(_by: Actor) -> Collection[str]:
    """Stand in where no room keeps coordinators."""
    return ()


_keeper: list[Keeper] = [_nobody]


def declare_coordinators(keeper: Keeper) -> None:
    """Let whoever knows the subcommittees say which of them somebody coordinates today, by their slugs."""
    _keeper[:] = [keeper]


def organs_coordinated_by(by: Actor) -> frozenset[str]:
    """Return the subcommittees somebody acts for as coordinator today."""
    return frozenset(_keeper[0](by))


def can_run_survey(by: Actor, organ: str) -> bool:
    """Whoever acts today for a member that coordinates this subcommittee; the secretariat can always help."""
    return bool(organ) and (in_secretariat(by) or organ in organs_coordinated_by(by))
