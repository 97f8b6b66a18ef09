"""The index of tokens: FTS5 on SQLite, a tsvector with GIN on PostgreSQL, both kept by the database itself."""

from typing import Any, ClassVar

from django.db import migrations

_COLUMNS = "title_tokens, body_tokens, concepts"
_GONE = """INSERT INTO foundation_search_fts(foundation_search_fts, rowid, title_tokens, body_tokens, concepts)
  VALUES ('delete', old.id, old.title_tokens, old.body_tokens, old.concepts);"""
_COME = """INSERT INTO foundation_search_fts(rowid, title_tokens, body_tokens, concepts)
  VALUES (new.id, new.title_tokens, new.body_tokens, new.concepts);"""
_SQLITE = (
    f"""CREATE VIRTUAL TABLE foundation_search_fts USING fts5({_COLUMNS}, content='foundation_searchtext',
        content_rowid='id', detail='column', tokenize="unicode61 remove_diacritics 0 tokenchars ':-_'")""",
    f"CREATE TRIGGER foundation_search_ai AFTER INSERT ON foundation_searchtext BEGIN {_COME} END",
    f"CREATE TRIGGER foundation_search_ad AFTER DELETE ON foundation_searchtext BEGIN {_GONE} END",
    f"CREATE TRIGGER foundation_search_au AFTER UPDATE ON foundation_searchtext BEGIN {_GONE} {_COME} END",
    "CREATE VIRTUAL TABLE foundation_search_terms USING fts5vocab(foundation_search_fts, 'row')",
)
_SQLITE_GONE = (
    *(f"DROP TRIGGER foundation_search_{event}" for event in ("ai", "ad", "au")),
    "DROP TABLE foundation_search_terms",
    "DROP TABLE foundation_search_fts",
)
_POSTGRESQL = """
ALTER TABLE foundation_searchtext ADD COLUMN tsv tsvector GENERATED ALWAYS AS (
  array_to_tsvector(array_remove(string_to_array(title_tokens || ' ' || body_tokens || ' ' || concepts, ' '), ''))
) STORED;
CREATE INDEX foundation_searchtext_tsv ON foundation_searchtext USING gin (tsv);
"""
_POSTGRESQL_GONE = "ALTER TABLE foundation_searchtext DROP COLUMN tsv"


def build(apps: Any, editor: Any) -> None:
    """Install the index."""
    for statement in (_POSTGRESQL,) if editor.connection.vendor == "postgresql" else _SQLITE:
        editor.execute(statement)


def raze(apps: Any, editor: Any) -> None:
    """Take the index away again."""
    for statement in (_POSTGRESQL_GONE,) if editor.connection.vendor == "postgresql" else _SQLITE_GONE:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("foundation", "0003_search")]

    operations: ClassVar = [migrations.RunPython(build, raze)]
