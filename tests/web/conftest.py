"""What tests of the façade share."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from tests.foundation.search.encoders import without_encoders


@pytest.fixture
def editors(db: None) -> None:
    """The roots of the editorial pages and the editors' group, as `near init` makes them."""
    call_command("prepare_pages")


@pytest.fixture(autouse=True)
def _no_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test of a page loads a model: searches compare words alone unless a test brings its own encoder."""
    without_encoders(monkeypatch)
