"""Truth table of the terminology room."""

from __future__ import annotations

import pytest

from near.terminology import perms
from tests.registry.actors import ACTORS, SECRETARIAT, actor
from tests.registry.factories import RegionFactory

pytestmark = pytest.mark.django_db

TABLES: dict[str, frozenset[str]] = {"can_edit_terms": SECRETARIAT}


@pytest.mark.parametrize("who", ACTORS)
@pytest.mark.parametrize("predicate", TABLES)
def test_the_truth_table_holds(predicate: str, who: str) -> None:
    by = actor(who, RegionFactory())
    assert getattr(perms, predicate)(by) is (who in TABLES[predicate])
