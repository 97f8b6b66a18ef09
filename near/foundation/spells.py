"""The database's own law on spells: one migration operation refuses overlaps on both engines (ADR 0002)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError
from django.db.migrations.operations.base import Operation

from near.foundation.errors import DomainError

_SQLITE = """
CREATE TRIGGER {name}_{event} BEFORE {event} ON {table} FOR EACH ROW
WHEN EXISTS (
  SELECT 1 FROM {table} AS other
  WHERE other.id IS NOT NEW.id AND other.{key} = NEW.{key}
    AND other.since < COALESCE(NEW.until, '9999-12-31')
    AND NEW.since < COALESCE(other.until, '9999-12-31')
)
BEGIN SELECT RAISE(ABORT, '{name}'); END
"""
# Ranges of one integer stand for equality, so that no extension (btree_gist) is needed.
_POSTGRESQL = """
ALTER TABLE {table} ADD CONSTRAINT {name} EXCLUDE USING gist
  (int8range({key}, {key}, '[]') WITH &&, daterange(since, until) WITH &&)
"""


class RefuseOverlaps(Operation):
    """Refuse two spells of one `key` (an integer column) on one day, by the name `name`."""

    reversible = True

    def __init__(self, table: str, key: str, name: str) -> None:
        self.table, self.key, self.name = table, key, name

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Leave the models' state alone: this is the database's matter only."""

    def _sql(self, template: str, event: str = "") -> str:
        return template.format(table=self.table, key=self.key, name=self.name, event=event)

    def database_forwards(self, app_label: str, editor: Any, _from: Any, _to: Any) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(self._sql(_POSTGRESQL))
            return
        for event in ("INSERT", "UPDATE"):
            editor.execute(self._sql(_SQLITE, event))

    def database_backwards(self, app_label: str, editor: Any, _from: Any, _to: Any) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"ALTER TABLE {self.table} DROP CONSTRAINT {self.name}")
            return
        for event in ("INSERT", "UPDATE"):
            editor.execute(f"DROP TRIGGER {self.name}_{event}")

    def describe(self) -> str:
        return f"Refuse overlapping spells in {self.table}"


@contextmanager
def law_as_error(name: str, error: DomainError) -> Iterator[None]:
    """Turn the database's refusal called `name` into `error`; every other fault passes unchanged."""
    try:
        yield
    except DatabaseError as fault:
        if name in str(fault):
            raise error from fault
        raise
