"""What tests of the façade share."""

from __future__ import annotations

import pytest
from django.core.management import call_command


@pytest.fixture
def editors(db: None) -> None:
    """The roots of the editorial pages and the editors' group, as `near init` makes them."""
    call_command("prepare_pages")
