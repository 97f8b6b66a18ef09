"""The house rules on delicate names, per language, read once from data/regions/house_rules.json."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.conf import settings

from near.foundation.languages import language_of


@cache
def house_rules() -> dict[str, Any]:
    """Return the rules of every language as they stand in the file."""
    path = settings.DATA_DIR / "regions" / "house_rules.json"
    rules: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return rules


def kind_words(language: str) -> dict[str, str]:
    """Return what each kind of region is called in `language`."""
    words: dict[str, str] = house_rules()[language_of(language).code]["kinds"]
    return words


def map_note(language: str) -> str:
    """Return the sentence that stands under every map."""
    return str(house_rules()[language_of(language).code]["map_note"])
