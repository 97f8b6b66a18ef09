"""The house rules on delicate names, per language, read once from data/regions/house_rules.json."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.conf import settings

from near.foundation.languages import language_of
from near.foundation.text import MultilingualText


@cache
def house_rules() -> dict[str, Any]:
    """Return the rules of every language as they stand in the file."""
    path = settings.DATA_DIR / "regions" / "house_rules.json"
    rules: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return rules


@cache
def kind_text(kind: str, country: str) -> MultilingualText:
    """Return what a kind of region is called in every language, in the word that fits the country."""
    return MultilingualText.of(**{code: kind_word(code, kind, country) for code in house_rules()})


def kind_word(code: str, kind: str, country: str) -> str:
    """Return the word of exactly this language, or nothing; a country may have a word of its own."""
    rule = house_rules().get(code, {})
    own = rule.get("kinds_in", {}).get(country, {})
    return str(own.get(kind) or rule.get("kinds", {}).get(kind, ""))


@cache
def map_note_text() -> MultilingualText:
    """Return the sentence that stands under every map, in every language."""
    return MultilingualText.of(**{code: str(r["map_note"]) for code, r in house_rules().items()})


def map_note(language: str) -> str:
    """Return the sentence that stands under every map."""
    return map_note_text().words(language_of(language).code)
