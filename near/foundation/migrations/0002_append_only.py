"""The journal only grows: the database itself refuses to change or delete an entry."""

from typing import Any, ClassVar

from django.db import migrations

_SQLITE = """
CREATE TRIGGER journal_append_only_{event} BEFORE {event} ON foundation_journalentry
BEGIN SELECT RAISE(ABORT, 'journal_append_only'); END
"""
# SQLite replaces a row by a deletion that fires no trigger: an entry that stands is refused at the door.
_SQLITE_REPLACE = """
CREATE TRIGGER journal_append_only_INSERT BEFORE INSERT ON foundation_journalentry
WHEN EXISTS (SELECT 1 FROM foundation_journalentry WHERE sequence = NEW.sequence OR hash = NEW.hash)
BEGIN SELECT RAISE(ABORT, 'journal_append_only'); END
"""
_POSTGRESQL = """
CREATE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'journal_append_only'; END $$;
CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE
ON foundation_journalentry FOR EACH STATEMENT EXECUTE FUNCTION journal_append_only();
"""


def close(apps: Any, editor: Any) -> None:
    """Install the refusal."""
    if editor.connection.vendor == "postgresql":
        editor.execute(_POSTGRESQL)
        return
    for event in ("UPDATE", "DELETE"):
        editor.execute(_SQLITE.format(event=event))
    editor.execute(_SQLITE_REPLACE)


def reopen(apps: Any, editor: Any) -> None:
    """Take the refusal away again."""
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP TRIGGER journal_append_only ON foundation_journalentry")
        editor.execute("DROP FUNCTION journal_append_only")
        return
    for event in ("UPDATE", "DELETE", "INSERT"):
        editor.execute(f"DROP TRIGGER journal_append_only_{event}")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("foundation", "0001_initial")]

    operations: ClassVar = [migrations.RunPython(close, reopen)]
