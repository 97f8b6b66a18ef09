"""What every verb of the register does besides its own matter: ask, write, put on record."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models

from near.foundation.action import snapshot
from near.foundation.errors import NotAllowed, TooLong
from near.foundation.journal import Reference, append
from near.people.perms import Actor, reference_of
from near.registry.perms import can_keep_register

Record = TypeVar("Record", bound=models.Model)


def require_keeper(by: Actor) -> None:
    """Refuse whoever may not keep the register."""
    if not can_keep_register(by):
        raise NotAllowed


def put(
    record: Record, *, verb: str, by: Actor, subject: Reference | None = None, before: Any = None
) -> Record:
    """Save a record and put the change on record in the same transaction."""
    require_lengths(record)
    record.save()
    subject = subject or as_reference(record)
    append(by=reference_of(by), verb=verb, subject=subject, before=before, after=snapshot(record))
    return record


def take_back(record: models.Model, *, verb: str, by: Actor, subject: Reference) -> None:
    """Delete a record that never came into force; the journal keeps what it said."""
    append(by=reference_of(by), verb=verb, subject=subject, before=snapshot(record))
    record.delete()


def require_lengths(record: models.Model) -> None:
    """Refuse text longer than its column in words, on engines that would cut or crash alike."""
    for field in record._meta.concrete_fields:
        limit = getattr(field, "max_length", None)
        value = getattr(record, field.attname)
        if limit and isinstance(value, str) and len(value) > limit:
            raise TooLong(length=len(value), limit=limit, field=field.name)


def as_reference(record: models.Model, label: str = "") -> Reference:
    """Name a record for the journal by its table and number."""
    return Reference(record._meta.model_name or "", str(record.pk), label or str(record))
