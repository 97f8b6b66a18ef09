"""A journal entry in words: verbs, fields and values as an officer knows them."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _

from near.foundation.languages import LANGUAGES
from near.web.desk.verbs import VERBS

_ROOMS = ("registry", "assembly", "people")
_AUTONYMS = {language.code: language.autonym for language in LANGUAGES}
_LONGEST = 400


@cache
def _fields() -> dict[str, models.Field[Any, Any]]:
    """Return the fields of the rooms' tables by column; of one name, the first stands for all."""
    found: dict[str, models.Field[Any, Any]] = {}
    for room in _ROOMS:
        for model in apps.get_app_config(room).get_models():
            for field in model._meta.concrete_fields:
                found.setdefault(field.attname, field)
    return found


def verb_in_words(verb: str) -> str:
    """Return what a verb is called at the desk; one that the desk does not offer keeps its key."""
    known = VERBS.get(verb.rpartition(".")[2].replace("_", "-"))
    return str(known.label) if known else verb


def field_in_words(column: str) -> str:
    """Return what a column is called in the reader's language."""
    field = _fields().get(column)
    if field is None:
        return column
    if column.endswith("precision"):
        return _("how exactly the date is known")
    if isinstance(field, models.ForeignKey):
        return str(field.related_model._meta.verbose_name)
    return str(field.verbose_name)


def value_in_words(column: str, value: Any) -> str:
    """Return a stored value as a reader knows it: the record behind a number, the words of a text."""
    if value in (None, "", {}, []):
        return "–"
    field = _fields().get(column)
    if isinstance(value, dict):
        return _text(value)
    if isinstance(field, models.ForeignKey):
        table: Any = field.related_model
        record = table.objects.filter(pk=value).first()
        return str(record) if record is not None else str(value)
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return str(value)[:_LONGEST]


def _text(value: dict[str, Any]) -> str:
    """Write a text in many languages as one line a language; any other data as it is."""
    parts = [
        f"{_AUTONYMS.get(code, code)}: {passage['words']}"
        for code, passage in value.items()
        if isinstance(passage, dict) and "words" in passage
    ]
    return "\n".join(parts) if parts else str(value)[:_LONGEST]
