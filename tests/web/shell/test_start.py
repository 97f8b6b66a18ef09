"""A trial that is ready starts at once; one whose sources changed is prepared again."""

from __future__ import annotations

from pathlib import Path

import pytest

from near.web.shell.management.commands.trial import greeting
from near.web.shell.start import digest_of_sources, greeting_of_a_ready_trial, stamp


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEAR_VAR", str(tmp_path))


def test_a_trial_never_prepared_is_not_ready() -> None:
    assert greeting_of_a_ready_trial() == ""


def test_a_prepared_trial_greets_with_its_sample_accounts() -> None:
    stamp().write_text(f"{digest_of_sources()}\n{greeting()}", encoding="utf-8")
    assert "secretariat@sample.near" in greeting_of_a_ready_trial()


def test_another_database_is_prepared_first(monkeypatch: pytest.MonkeyPatch) -> None:
    stamp().write_text(f"{digest_of_sources()}\n{greeting()}", encoding="utf-8")
    monkeypatch.setenv("DATABASE_URL", "sqlite:////tmp/another.sqlite3")
    assert greeting_of_a_ready_trial() == ""
