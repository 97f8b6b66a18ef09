"""Truth tables of the translation room."""

from __future__ import annotations

import pytest

from near.translation import perms
from tests.registry.actors import ACTORS, SECRETARIAT, SPEAKERS, actor
from tests.registry.factories import MembershipSpellFactory

pytestmark = pytest.mark.django_db

TABLES: dict[str, frozenset[str]] = {
    "can_see_board": SECRETARIAT,
    "can_set_deadlines": SECRETARIAT,
    "can_ask_machine": SECRETARIAT | SPEAKERS,
}


@pytest.mark.parametrize("who", ACTORS)
@pytest.mark.parametrize("predicate", ["can_see_board", "can_set_deadlines"])
def test_the_truth_table_holds(predicate: str, who: str) -> None:
    by = actor(who, MembershipSpellFactory().region)
    assert getattr(perms, predicate)(by) is (who in TABLES[predicate])


@pytest.mark.parametrize("who", ACTORS)
def test_the_machine_is_asked_by_those_who_may_write_the_language(who: str) -> None:
    by = actor(who, MembershipSpellFactory().region)
    assert perms.can_ask_machine(by, "mn") is (who in TABLES["can_ask_machine"])
    assert perms.can_ask_machine(by, "ja") is (who in SECRETARIAT)
