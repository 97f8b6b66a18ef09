"""On PostgreSQL with pgvector the database compares vectors itself; elsewhere each process does."""

from typing import Any, ClassVar

from django.db import migrations

from near.foundation.search.pgvector import EXTENSION_THERE, INSTALL

_WIDTH = 384  # numbers of the first encoder's vectors


def widen(apps: Any, editor: Any) -> None:
    """Add the column where pgvector is installed, or may be installed by this account."""
    if editor.connection.vendor != "postgresql":
        return
    with editor.connection.cursor() as cursor:
        cursor.execute(INSTALL)
        cursor.execute(EXTENSION_THERE)
        if cursor.fetchone():
            cursor.execute(f"ALTER TABLE foundation_searchvector ADD COLUMN gist vector({_WIDTH})")


def narrow(apps: Any, editor: Any) -> None:
    """Take the column away again; the extension stays, others may use it."""
    if editor.connection.vendor == "postgresql":
        editor.execute("ALTER TABLE foundation_searchvector DROP COLUMN IF EXISTS gist")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("foundation", "0004_search_fulltext")]

    operations: ClassVar = [migrations.RunPython(widen, narrow)]
