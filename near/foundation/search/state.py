"""What the index knows of itself: its version, the journal it has seen, how frequent tokens are."""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction

from near.foundation.search.models import SearchState

_VERSION = "version"


def remember(name: str, value: dict[str, Any]) -> None:
    """Keep one thing the index knows."""
    SearchState.objects.update_or_create(name=name, defaults={"value": value})


def remembered(name: str) -> dict[str, Any]:
    """Return what is kept under a name; empty where nothing is."""
    found = SearchState.objects.filter(name=name).values_list("value", flat=True).first()
    return dict(found or {})


def version_moved() -> None:
    """Say that the index changed: what processes keep of it is read anew."""
    with transaction.atomic():
        row, _new = SearchState.objects.select_for_update().get_or_create(name=_VERSION)
        remember(_VERSION, {"number": row.value.get("number", 0) + 1})


def version() -> str:
    """Return the index's version; asked before every answer, so in the database's own words."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM foundation_searchstate WHERE name = 'version'")
        row = cursor.fetchone()
    return str(row[0]) if row else ""
