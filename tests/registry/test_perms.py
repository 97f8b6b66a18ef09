"""Truth tables of the register: every actor, every predicate, every state of the member in question."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from near.registry import perms
from near.registry.models import Region
from tests.registry.actors import ACTORS, LEADERS, SECRETARIAT, SPEAKERS, actor
from tests.registry.factories import (
    DecisionFactory,
    MembershipSpellFactory,
    RegionFactory,
    SuspensionSpellFactory,
)

pytestmark = pytest.mark.django_db

# Predicates about an actor alone, and those about an actor and a region: who is told yes.
OF_ACTORS: dict[str, frozenset[str]] = {
    "can_keep_register": SECRETARIAT,
    "can_read_journal": SECRETARIAT,
    "can_see_drafts": SECRETARIAT,
}
OF_REGIONS: dict[str, frozenset[str]] = {
    "can_speak_for": SPEAKERS,
    "can_give_mandate": SECRETARIAT | LEADERS,
}
TABLES = OF_ACTORS | OF_REGIONS


def _member() -> Region:
    return MembershipSpellFactory().region


def _suspended() -> Region:
    return SuspensionSpellFactory(region=_member()).region


def _former_member() -> Region:
    ended = MembershipSpellFactory(until=dt.date(2010, 1, 1), closed_by=DecisionFactory())
    return ended.region


# Speaking for a region rests on the mandate alone; the membership's state neither gives nor takes it.
STATES: dict[str, Callable[[], Region]] = {
    "never admitted": RegionFactory,
    "member": _member,
    "suspended": _suspended,
    "former member": _former_member,
}


@pytest.mark.parametrize("who", ACTORS)
@pytest.mark.parametrize("predicate", OF_ACTORS)
def test_the_truth_table_of_actors_holds(predicate: str, who: str) -> None:
    by = actor(who, RegionFactory())
    assert getattr(perms, predicate)(by) is (who in OF_ACTORS[predicate])


@pytest.mark.parametrize("who", ACTORS)
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("predicate", OF_REGIONS)
def test_the_truth_table_of_actors_and_regions_holds(predicate: str, state: str, who: str) -> None:
    region = STATES[state]()
    by = actor(who, region)
    assert getattr(perms, predicate)(by, region) is (who in OF_REGIONS[predicate])
