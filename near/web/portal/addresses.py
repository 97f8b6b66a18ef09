"""Where a notice or a deadline leads: the page a room named for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import NoReverseMatch, reverse


def address_of(name: str, args: Sequence[Any]) -> str:
    """Return the path of a named page in the language that is active; empty where it is not there."""
    try:
        return reverse(name, args=args) if name else ""
    except NoReverseMatch:
        return ""
