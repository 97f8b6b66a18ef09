"""What a process keeps of the index: read anew in the background, while the old answers."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from near.foundation.search import shelf as shelves
from near.foundation.search.encoding import encode_here
from near.foundation.search.indexing import copy_records
from near.foundation.search.shelf import Shelf, shelf
from tests.foundation.search.conftest import Room
from tests.foundation.search.fakes import Chain, record

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def living(chain: Chain, room: Room) -> Iterator[Room]:
    """An index outside any transaction, so that other threads see it."""
    encode_here()
    assert len(chain) == 2
    room.records = [record("1", en="Afforestation")]
    copy_records()
    yield room
    joined()


def joined() -> None:
    """Wait until no thread reads a shelf."""
    for thread in threading.enumerate():
        if thread.name == "search-shelf":
            thread.join(10)


def move(room: Room) -> None:
    """Let the index move by a record."""
    room.records.append(record(f"{len(room.records) + 1}", en="Another"))
    copy_records()


def test_a_shelf_is_kept_while_the_index_stands_still(living: Room) -> None:
    first = shelf()
    assert shelf() is first
    move(living)
    shelf()
    joined()
    assert shelf() is not first


def test_many_first_questions_read_one_shelf(living: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    read, found, counted = shelves.read_shelf, list[Shelf](), list[str]()
    both = threading.Barrier(2, timeout=10)

    def counting(version: str) -> Shelf:
        counted.append(version)
        return read(version)

    def first_question() -> None:
        both.wait()
        found.append(shelf())
        connection.close()

    monkeypatch.setattr(shelves, "read_shelf", counting)
    with shelves._reading:  # both find nothing kept, and both wait
        threads = [threading.Thread(target=first_question) for _time in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(0.2)
    for thread in threads:
        thread.join(10)
    assert len(counted) == 1
    assert found[0] is found[1]
    assert living.records


def test_the_old_shelf_answers_while_the_new_one_is_read(
    living: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = shelf()
    read, may_read, reading = shelves.read_shelf, threading.Event(), threading.Event()
    closed: list[str] = []
    engine: type[BaseDatabaseWrapper] = type(connections["default"])
    close = engine.close

    def waiting(version: str) -> Shelf:
        reading.set()
        assert may_read.wait(10)
        return read(version)

    def noted(wrapper: BaseDatabaseWrapper) -> None:
        closed.append(threading.current_thread().name)
        close(wrapper)

    monkeypatch.setattr(shelves, "read_shelf", waiting)
    monkeypatch.setattr(engine, "close", noted)
    move(living)
    assert shelf() is old
    assert reading.wait(10)
    assert [shelf() is old for _time in range(3)] == [True] * 3  # nobody starts a second reader
    assert sum(thread.name == "search-shelf" for thread in threading.enumerate()) == 1
    may_read.set()
    joined()
    assert shelf().version != old.version
    assert "search-shelf" in closed


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_reader_that_fails_leaves_the_old_shelf_and_the_next_one_tries_again(
    living: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = shelf()
    with monkeypatch.context() as patch:
        patch.setattr(shelves, "read_shelf", lambda _version: 1 / 0)
        move(living)
        assert shelf() is old
        joined()
        assert shelf() is old
        joined()
    shelf()
    joined()
    assert shelf() is not old
