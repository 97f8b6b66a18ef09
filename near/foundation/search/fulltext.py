"""Asking the database's full-text index: which texts hold some of these tokens, the most telling first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

MOST_ASKED = 12  # tokens put to the database; the rest of a long question still counts in scoring


@dataclass(frozen=True)
class Narrowing:
    """What a reader filters by; empty means all. `audiences` says what may be found at all."""

    kinds: tuple[str, ...] = ()
    language: str = ""
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ("public",)

    def labels(self) -> dict[str, tuple[str, ...]]:
        """Return what a text or its record must be labelled with; nothing chosen means anything will do."""
        language = (self.language,) if self.language else ()
        return {
            "kind": self.kinds,
            "country": self.countries,
            "audience": self.audiences,
            "language": language,
            "topics": self.topics,
        }

    def sql(self) -> tuple[str, list[Any]]:
        """Return a condition on tables t (texts) and r (records), with its parameters."""
        parts, values = [f"r.audience IN ({_places(self.audiences)})"], list(self.audiences)
        for column, chosen in (("r.kind", self.kinds), ("r.country", self.countries)):
            if chosen:
                parts.append(f"{column} IN ({_places(chosen)})")
                values += chosen
        if self.language:
            parts.append("t.language = %s")
            values.append(self.language)
        if self.topics:
            parts.append("(" + " OR ".join(["CAST(r.topics AS text) LIKE %s"] * len(self.topics)) + ")")
            values += [f'%"{topic}"%' for topic in self.topics]
        return " AND ".join(parts), values


def _places(values: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(values))


_SQLITE = """
SELECT t.id FROM foundation_search_fts f JOIN foundation_searchtext t ON t.id = f.rowid
JOIN foundation_searchrecord r ON r.id = t.record_id
WHERE foundation_search_fts MATCH %s AND {narrowed}
ORDER BY bm25(foundation_search_fts, 4.0, 1.0, 2.0) LIMIT %s
"""
_POSTGRESQL = """
SELECT t.id FROM foundation_searchtext t JOIN foundation_searchrecord r ON r.id = t.record_id
WHERE t.tsv @@ %s::tsquery AND {narrowed} ORDER BY ts_rank(t.tsv, %s::tsquery) DESC, t.id LIMIT %s
"""

_ALLOWED = """
SELECT t.id FROM foundation_searchtext t JOIN foundation_searchrecord r ON r.id = t.record_id
WHERE t.id IN ({ids}) AND {narrowed} ORDER BY t.id
"""


def holding(tokens: Sequence[str], narrowing: Narrowing, limit: int) -> list[int]:
    """Return the ids of at most `limit` texts that hold some of the tokens; the rarest tokens come first."""
    if not tokens:
        return []
    asked = list(tokens)[:MOST_ASKED]
    condition, values = narrowing.sql()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            words = " | ".join("'" + t.replace("'", "''").replace("\\", "\\\\") + "'" for t in asked)
            cursor.execute(_POSTGRESQL.format(narrowed=condition), [words, *values, words, limit])
        else:
            words = " OR ".join('"' + t.replace('"', '""') + '"' for t in asked)
            cursor.execute(_SQLITE.format(narrowed=condition), [words, *values, limit])
        return [row[0] for row in cursor.fetchall()]


def allowed(ids: Sequence[int], narrowing: Narrowing) -> list[int]:
    """Return those of the texts that may be found now: what was found may have been closed meanwhile."""
    if not ids:
        return []
    condition, values = narrowing.sql()
    with connection.cursor() as cursor:
        cursor.execute(_ALLOWED.format(ids=_places(ids), narrowed=condition), [*ids, *values])
        return [row[0] for row in cursor.fetchall()]


def frequencies(*, least: int) -> dict[str, int]:
    """Return how many texts hold each token that `least` of them or more hold. Walks the whole index."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT word, ndoc FROM ts_stat('SELECT tsv FROM foundation_searchtext') WHERE ndoc >= %s",
                [least],
            )
        else:
            cursor.execute("SELECT term, doc FROM foundation_search_terms WHERE doc >= %s", [least])
        return dict(cursor.fetchall())
