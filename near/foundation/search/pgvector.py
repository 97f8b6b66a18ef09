"""Gists compared by PostgreSQL itself, where pgvector is there: nothing of them is kept in a process.

The column holds each text's first vector, freed of its language's shipped mean, at length one. Means
estimated on the index count when candidates are scored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from near.foundation.search.encoders import SmallE5, Vectors, unit
from near.foundation.search.fulltext import Narrowing
from near.foundation.search.vectors import shipped_means

NEIGHBOURS = 10
EXTENSION_THERE = "SELECT 1 FROM pg_extension WHERE extname = 'vector'"
# An account that may not install extensions goes on without: whoever runs the server may install it before.
INSTALL = """
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'vector') THEN
    CREATE EXTENSION IF NOT EXISTS vector;
  END IF;
EXCEPTION WHEN insufficient_privilege THEN NULL;
END $$
"""
_COLUMN_THERE = """
SELECT 1 FROM information_schema.columns
WHERE table_name = 'foundation_searchvector' AND column_name = 'gist' AND table_schema = current_schema()
"""
_NEAREST = """
SELECT text_id FROM (
  SELECT v.text_id,
    row_number() OVER (PARTITION BY t.language ORDER BY v.gist <#> %s::vector, v.text_id) AS place
  FROM foundation_searchvector v JOIN foundation_searchtext t ON t.id = v.text_id
  JOIN foundation_searchrecord r ON r.id = t.record_id WHERE v.gist IS NOT NULL AND {narrowed}
) AS ranked WHERE place <= %s
"""
_CROWDING = """
SELECT o.text_id, (
  SELECT avg(near) FROM (
    SELECT -(v.gist <#> o.gist) AS near
    FROM foundation_searchvector v JOIN foundation_searchtext t ON t.id = v.text_id
    WHERE v.gist IS NOT NULL AND t.language <> ot.language ORDER BY near DESC LIMIT %s
  ) AS nearest
)
FROM foundation_searchvector o JOIN foundation_searchtext ot ON ot.id = o.text_id
WHERE o.gist IS NOT NULL AND o.text_id = ANY(%s)
"""


def has_pgvector() -> bool:
    """Tell whether this database compares vectors itself."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute(_COLUMN_THERE)
        return cursor.fetchone() is not None


def keep_gists(gists: Mapping[int, tuple[str, Vectors]]) -> None:
    """Write the gists of texts, by text: their language and their vector as the first encoder made it."""
    means = shipped_means(SmallE5.name)
    rows = [
        (_written(unit(vector - means.get(language, np.zeros(1, np.float32)))), text)
        for text, (language, vector) in gists.items()
    ]
    sql = "UPDATE foundation_searchvector SET gist = %s WHERE text_id = %s AND part = 0 AND encoder = %s"
    with connection.cursor() as cursor:
        cursor.executemany(sql, [(written, text, SmallE5.name) for written, text in rows])


@dataclass(frozen=True)
class DatabaseGists:
    """The gists in the database, asked as those of a process are."""

    encoder: str = SmallE5.name

    def __len__(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM foundation_searchvector WHERE gist IS NOT NULL")
            return int(cursor.fetchone()[0])

    def nearest(self, question: Vectors, narrowing: Narrowing, each: int) -> list[int]:
        """Return the ids of the texts nearest to a question, `each` of every language."""
        condition, values = narrowing.sql()
        with connection.cursor() as cursor:
            cursor.execute(_NEAREST.format(narrowed=condition), [_written(question), *values, each])
            return [row[0] for row in cursor.fetchall()]

    def crowding(self, texts: Sequence[int]) -> dict[int, float]:
        """Return how near each text is to the ten texts of other languages nearest to it (mean cosine)."""
        with connection.cursor() as cursor:
            cursor.execute(_CROWDING, [NEIGHBOURS, list(texts)])
            return {text: float(near) for text, near in cursor.fetchall() if near is not None}


def _written(vector: NDArray[np.floating]) -> str:
    return "[" + ",".join(f"{x:.6f}" for x in vector) + "]"
