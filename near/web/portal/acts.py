"""What a member's officials did of late, out of the journal, for whoever takes over."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from near.foundation.journal import JournalEntry
from near.foundation.translating import kinds
from near.foundation.verb_words import words_of_verb
from near.registry.enums import Office
from near.registry.models import Mandate, Region

DAYS = 90
MOST = 60


@dataclass(frozen=True)
class Act:
    """One thing that was done: when, by whom, what in words, and what it was about (may be empty)."""

    at: dt.datetime
    by: str
    what: str
    about: Any


def acts_of(region: Region) -> list[Act]:
    """Return what was done for a member in the last `DAYS` days, latest first, `MOST` at most.

    That is what its officials did while they held their mandates, and what anybody did to the member itself.
    Who speaks for another member too is left out where it is about anything else: that is for other eyes. One
    query, two for the mandates, and one for each kind of text.
    """
    since = timezone.now() - dt.timedelta(days=DAYS)
    wanted = Q(subject=str(region.reference())) | _by_officials(region, since)
    found = JournalEntry.objects.filter(wanted, at__gte=since).order_by("-sequence")[:MOST]
    entries = [entry for entry in found if words_of_verb(entry.verb)]
    titles = _titles(entry.subject for entry in entries)
    return [
        Act(e.at, _who(e), words_of_verb(e.verb), titles.get(e.subject) or _office_in(e)) for e in entries
    ]  # fmt: skip


def _who(entry: JournalEntry) -> str:
    return _("the platform itself") if entry.actor.startswith("system:") else entry.actor_label


def _office_in(entry: JournalEntry) -> str:
    """Return the office an entry about a mandate is about."""
    office = entry.after.get("office", "")
    return str(Office(office).label) if office in Office.values else ""


def _by_officials(region: Region, since: dt.datetime) -> Q:
    """Return what entries of the member's own officials have in common."""
    recent = Q(until=None) | Q(until__gt=since.date())
    held = list(Mandate.objects.filter(recent, region=region, account__isnull=False))
    elsewhere = Mandate.objects.filter(recent, account__in=[m.account_id for m in held])
    shared = set(elsewhere.exclude(region=region).values_list("account_id", flat=True))
    found = Q()
    for mandate in (m for m in held if m.account_id not in shared):
        spell = Q(at__date__gte=mandate.since)
        if mandate.until:
            spell &= Q(at__date__lt=mandate.until)
        found |= Q(actor=f"account:{mandate.account_id}") & spell
    return found or Q(pk__in=[])


def _titles(subjects: Iterable[str]) -> dict[str, Any]:
    """Return what texts are called by their subject in the journal. One query a kind."""
    keys: dict[str, set[str]] = defaultdict(set)
    for subject in subjects:
        name, _colon, key = subject.partition(":")
        keys[name].add(key)
    found: dict[str, Any] = {}
    for kind in (k for k in kinds() if keys.get(k.key)):
        wanted = {k for k in keys[kind.key] if kind.by != "pk" or k.isdecimal()}
        for record in kind.rows().filter(**{f"{kind.by}__in": wanted}):
            first = next(iter(kind.fields))
            found[f"{kind.key}:{getattr(record, kind.by)}"] = getattr(record, first)
    return found
