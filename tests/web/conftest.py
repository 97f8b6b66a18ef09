"""What tests of the façade share."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command

from tests.foundation.search.encoders import without_encoders
from tests.terminology.factories import concept


@pytest.fixture
def editors(db: None) -> None:
    """The roots of the editorial pages and the editors' group, as `near init` makes them."""
    call_command("prepare_pages")


@pytest.fixture
def glossary(db: None) -> None:
    """Three concepts, one of them an established title, one with a draft and without Mongolian."""
    concept(
        "general-assembly",
        field="association",
        locked=True,
        en="General Assembly",
        ja="総会",
        ko="총회",
        zh="全体会议",
        ru="Генеральная ассамблея",
        mn="Ерөнхий чуулган",
    )
    concept(
        "trade",
        field="trade",
        en="trade|commerce",
        ja="貿易",
        ko="무역",
        zh="贸易",
        ru="торговля",
        mn="худалдаа",
        vi="thương mại",
    )
    concept("export", field="trade", en="export", ja="輸出", ko="수출", zh="出口", ru="?вывоз")


@pytest.fixture
def tasks_at_once(settings: Any) -> None:
    """What is left to the background process is done in the test itself."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture(autouse=True)
def _no_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test of a page loads a model: searches compare words alone unless a test brings its own encoder."""
    without_encoders(monkeypatch)
