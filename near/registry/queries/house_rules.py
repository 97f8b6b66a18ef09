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
def kind_texts() -> dict[str, MultilingualText]:
    """Return what each kind of region is called, in every language that says it."""
    kinds = {kind: None for rule in house_rules().values() for kind in rule["kinds"]}
    return {
        kind: MultilingualText.of(**{code: r["kinds"].get(kind, "") for code, r in house_rules().items()})
        for kind in kinds
    }


@cache
def map_note_text() -> MultilingualText:
    """Return the sentence that stands under every map, in every language."""
    return MultilingualText.of(**{code: str(r["map_note"]) for code, r in house_rules().items()})


def kind_words(language: str) -> dict[str, str]:
    """Return what each kind of region is called in `language`."""
    return {kind: text.words(language_of(language).code) for kind, text in kind_texts().items()}


def map_note(language: str) -> str:
    """Return the sentence that stands under every map."""
    return map_note_text().words(language_of(language).code)
