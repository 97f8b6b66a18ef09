"""Loading the association's record: whole or not at all, and only upon the register."""

from __future__ import annotations

import pytest
from django.conf import settings

from near.assembly.actions import load_association
from near.assembly.models import Organ
from near.foundation.journal import SYSTEM, head

pytestmark = pytest.mark.django_db


def test_without_the_register_nothing_is_loaded() -> None:
    with pytest.raises(KeyError):
        load_association(folder=settings.DATA_DIR / "association", by=SYSTEM)
    assert not Organ.objects.exists()
    assert head() == 0
