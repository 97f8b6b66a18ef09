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
# What a member may write in its own language: the languages of the aimag in question are Mongolian only.
OF_LANGUAGES: dict[str, frozenset[str]] = {
    "can_write_language": SECRETARIAT | SPEAKERS,
    "can_write_text": SECRETARIAT | SPEAKERS,
}
# Asked with an office or a mandate: their tables are walked in test_mandates.
OF_MANDATES: dict[str, frozenset[str]] = {
    "can_give_office": SECRETARIAT | LEADERS,
    "can_end_mandate": SECRETARIAT | LEADERS,
    "can_vouch": LEADERS,
}
TABLES = OF_ACTORS | OF_REGIONS | OF_LANGUAGES | OF_MANDATES


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


@pytest.mark.parametrize("who", ACTORS)
@pytest.mark.parametrize("state", STATES)
def test_the_truth_table_of_languages_holds(state: str, who: str) -> None:
    by = actor(who, STATES[state]())
    own = who in OF_LANGUAGES["can_write_language"] and (state == "member" or who in SECRETARIAT)
    assert perms.can_write_language(by, "mn") is own
    assert perms.can_write_text(by, "mn", "en") is own
    for language in ("ja", "ru", "en"):
        assert perms.can_write_language(by, language) is (who in SECRETARIAT)
    assert perms.can_write_text(by, "mn", "mn") is (who in SECRETARIAT)
