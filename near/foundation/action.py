"""Verbs, the one write path: keyword-only, atomic and journalled; guarded models refuse all else."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from django.db import models, transaction

from near.foundation.errors import OutsideAction
from near.foundation.text import MultilingualText

if TYPE_CHECKING:
    from collections.abc import Iterator

P = ParamSpec("P")
R = TypeVar("R")

_open_verb: ContextVar[str] = ContextVar("open_verb", default="")


@contextmanager
def writing(verb: str) -> Iterator[None]:
    """Open the gate of guarded models for the length of one verb. Says which verb, not who acts."""
    token = _open_verb.set(verb)
    try:
        yield
    finally:
        _open_verb.reset(token)


def action(verb: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a function as the verb `room.verb_noun`: one transaction, and the gate open inside it."""

    def mark(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            with transaction.atomic(), writing(verb):
                return function(*args, **kwargs)

        run.verb = verb  # type: ignore[attr-defined]
        return run

    return mark


class GuardedQuerySet(models.QuerySet[Any]):
    """A queryset whose bulk writes also need an open verb."""

    def update(self, **kwargs: Any) -> int:
        _require_verb()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        _require_verb()
        return super().delete()

    def bulk_create(self, *args: Any, **kwargs: Any) -> list[Any]:
        _require_verb()
        return super().bulk_create(*args, **kwargs)


class Guarded(models.Model):
    """A record that carries rights: it refuses to be saved or deleted outside its verb."""

    objects = GuardedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        _require_verb()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        _require_verb()
        return super().delete(*args, **kwargs)


def _require_verb() -> None:
    if not _open_verb.get():
        raise OutsideAction


def snapshot(record: models.Model) -> dict[str, Any]:
    """Return a record's own fields as plain JSON data, for the journal's before and after."""
    return {f.attname: _plain(getattr(record, f.attname)) for f in record._meta.concrete_fields}


def _plain(value: Any) -> Any:
    if isinstance(value, MultilingualText):
        return value.as_json()
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return str(value)
