"""The background process works until nothing is left or nobody needs it, and outlives what fails."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django_tasks_db.models import DBTaskResult

from near.foundation.search import encoding, findable
from near.foundation.search.encoding import Service, address
from near.foundation.search.findable import NoConcepts
from near.foundation.search.models import SearchRecord, SearchVector
from near.foundation.search.state import remembered
from near.web.shell import start
from near.web.shell.management.commands import work
from tests.foundation.search.fakes import Chain, forgotten, full_chain, kind, record, without_encoders


@pytest.fixture(autouse=True)
def chain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Chain]:
    """Encoders that cost nothing, one room, a worker that does not wait."""
    forgotten()
    found = full_chain(without_encoders(monkeypatch, tmp_path))
    monkeypatch.setattr(findable, "_kinds", {"practice": kind(record("1", en="Forest", ja="植林"))})
    monkeypatch.setattr(findable, "_concepts", [NoConcepts()])
    monkeypatch.setattr(work, "digest_of_sources", lambda: "recipe")
    monkeypatch.setattr(work, "close_old_connections", lambda: None)  # a test's transaction stays open
    yield found
    forgotten()


@pytest.fixture
def paused(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Note the pauses instead of making them; the third is interrupted as by Ctrl-C."""
    pauses: list[float] = []

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) > 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(work.time, "sleep", sleep)
    return pauses


@pytest.mark.django_db
def test_working_once_brings_the_index_in_line_and_ends(chain: Chain) -> None:
    call_command("work", once=True)
    assert SearchRecord.objects.get().key == "1"
    assert SearchVector.objects.filter(part=0).count() == 2 * len(chain)
    assert remembered("tokens")["texts"] == 2


@pytest.mark.django_db
def test_working_once_leaves_the_address_to_who_stays() -> None:
    other = Service()
    call_command("work", once=True)
    assert address().exists()
    other.server_close()
    address().unlink()


@pytest.mark.django_db
def test_the_process_listens_until_it_is_interrupted_and_cleans_up(
    paused: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    listened: list[bool] = []
    round_of_work = work._one_round
    monkeypatch.setattr(
        work, "_one_round", lambda recipe: (listened.append(address().exists()), round_of_work(recipe))[1]
    )
    call_command("work")
    assert all(listened)
    assert len(listened) > len(paused) == 3
    assert encoding._here.is_set()
    assert not address().exists()
    assert SearchRecord.objects.exists()


@pytest.mark.django_db
def test_the_process_ends_with_the_one_that_started_it(monkeypatch: pytest.MonkeyPatch) -> None:
    rounds: list[str] = []
    parents = iter([7, 7, 1])
    monkeypatch.setattr(os, "getppid", lambda: next(parents))
    monkeypatch.setattr(work, "_one_round", lambda recipe: not rounds.append(recipe))
    call_command("work", parent=7)
    assert rounds == ["recipe", "recipe"]


@pytest.mark.django_db
def test_without_an_address_the_process_works_all_the_same(
    settings: Any, tmp_path: Path, paused: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    settings.VAR_DIR = tmp_path / ("deep" * 40)
    with caplog.at_level(logging.WARNING):
        call_command("work")
    assert len(paused) == 3
    assert SearchRecord.objects.exists()
    assert "cannot be encoded for other processes" in caplog.text


@pytest.mark.django_db
def test_a_database_that_cannot_be_asked_is_asked_again(
    paused: list[float], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    step, answers = work.step, iter([DatabaseError("locked")])

    def failing_once(recipe: str) -> bool:
        for fault in answers:
            raise fault
        return step(recipe)

    monkeypatch.setattr(work, "step", failing_once)
    with caplog.at_level(logging.WARNING):
        call_command("work")
    assert "background work waits" in caplog.text
    assert len(paused) == 3
    assert SearchRecord.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("waiting", [True, False])
def test_tasks_are_run_where_some_wait(monkeypatch: pytest.MonkeyPatch, waiting: bool) -> None:
    ran: list[dict[str, Any]] = []

    class Worker:
        def __init__(self, **said: Any) -> None:
            ran.append(said)

        def run(self) -> None:
            ran.append({"ran": True})

    class Ready:
        def exists(self) -> bool:
            return waiting

    monkeypatch.setattr(work, "Worker", Worker)
    monkeypatch.setattr(type(DBTaskResult.objects), "ready", lambda _manager: Ready())
    work.run_due_tasks()
    assert bool(ran) == waiting
    if waiting:
        assert ran[0]["batch"]
        assert ran[1] == {"ran": True}


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Note what is started instead of starting it."""
    commands: list[list[str]] = []
    monkeypatch.setattr(start.subprocess, "Popen", lambda command, **_options: commands.append(command))
    monkeypatch.setattr(start.os, "execv", lambda _path, command: commands.append(command))
    monkeypatch.setattr(start.os, "chdir", lambda _place: None)
    return commands


def test_background_work_starts_beside_the_server_and_ends_with_it(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEAR_WORK", raising=False)
    start.become_server(8106, workers=1)
    background, server = started
    assert background[0].endswith("near")
    assert background[1:] == ["work", "--with", str(os.getpid())]
    assert server[0].endswith("granian")
    assert server[server.index("--host") + 1] == "127.0.0.1"
    assert server[server.index("--port") + 1] == "8106"


def test_background_work_can_be_left_to_others(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEAR_WORK", "0")
    start.become_server(8106)
    assert len(started) == 1
    assert started[0][0].endswith("granian")
