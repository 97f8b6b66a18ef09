"""The journal: what was changed, by whom, from what to what; append-only and chained by hashes (ADR 0008)."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

GENESIS = "0" * 64
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Reference:
    """A thing named from afar: type and id, no foreign key. `label` is for the reader."""

    type: str
    id: str
    label: str = ""

    def __str__(self) -> str:
        return f"{self.type}:{self.id}"


SYSTEM = Reference("system", "near", "NEAR platform")


class JournalEntry(models.Model):
    """One change. No foreign keys, so that history never blocks the living."""

    sequence = models.PositiveBigIntegerField(_("number"), primary_key=True)
    at = models.DateTimeField(_("time"))
    actor = models.CharField(_("actor"), max_length=80)
    actor_label = models.CharField(_("actor's name"), max_length=200)
    verb = models.CharField(_("action"), max_length=80)
    subject = models.CharField(_("subject"), max_length=120, db_index=True)
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["-sequence"]
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal")

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb} {self.subject}"

    def computed_hash(self) -> str:
        """Return the hash this entry must carry: over its content and its predecessor's hash."""
        content = [
            self.sequence, self.at.astimezone(dt.UTC).isoformat(), self.actor, self.actor_label,
            self.verb, self.subject, self.before, self.after, self.previous_hash,
        ]  # fmt: skip
        canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()


def append(
    *, by: Reference, verb: str, subject: Reference,
    before: Mapping[str, Any] | None = None, after: Mapping[str, Any] | None = None,
) -> JournalEntry:  # fmt: skip
    """Add one entry at the end of the chain, inside the caller's transaction."""
    _lock()
    last = JournalEntry.objects.order_by("-sequence").only("sequence", "hash").first()
    entry = JournalEntry(
        sequence=last.sequence + 1 if last else 1,
        at=timezone.now(),
        actor=str(by),
        actor_label=by.label,
        verb=verb,
        subject=str(subject),
        before=dict(before or {}),
        after=dict(after or {}),
        previous_hash=last.hash if last else GENESIS,
    )
    entry.hash = entry.computed_hash()
    entry.save(force_insert=True)
    return entry


def _lock() -> None:
    """Let writers queue on PostgreSQL until commit; SQLite has one writer at a time by itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(7826366)")


def head() -> int:
    """Return the number of the latest entry (0 where there is none): the version of all records."""
    # Asked by every page: the words alone, without the time it takes to build them.
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(sequence) FROM foundation_journalentry")
        return int(cursor.fetchone()[0] or 0)


def kept_until_change(function: Callable[P, T]) -> Callable[P, T]:
    """Keep a reading's results in this process until the journal moves: exact, since nothing else writes.

    Arguments must be hashable. Inside a transaction nothing is kept, since it may yet be taken back.
    """
    kept: dict[Any, T] = {}
    version: list[int] = [-1]

    @wraps(function)
    def reading(*args: P.args, **kwargs: P.kwargs) -> T:
        if connection.in_atomic_block:
            return function(*args, **kwargs)
        # Asked before the records are: what is kept may be newer than its number, never older.
        if (now := head()) != version[0] or len(kept) > _MOST_KEPT:
            kept.clear()
            version[0] = now
        key = (args, tuple(kwargs.items()))
        if key not in kept:
            kept[key] = function(*args, **kwargs)
        return kept[key]

    return reading


_MOST_KEPT = 500


@dataclass(frozen=True)
class Verdict:
    """The outcome of a check of the chain: how many entries hold, and where it breaks."""

    checked: int
    broken_at: int | None = None

    @property
    def intact(self) -> bool:
        """Tell whether every entry holds."""
        return self.broken_at is None


def verify() -> Verdict:
    """Walk the chain from the first entry; stop at the first whose number, link or hash is wrong."""
    previous, number = GENESIS, 0
    for entry in JournalEntry.objects.order_by("sequence").iterator(chunk_size=500):
        number += 1
        sound = entry.sequence == number and entry.previous_hash == previous
        if not sound or entry.hash != entry.computed_hash():
            return Verdict(number - 1, broken_at=entry.sequence)
        previous = entry.hash
    return Verdict(number)
