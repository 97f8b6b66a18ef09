"""near journal: verify the chain of changes, or show the latest."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from near.foundation.journal import JournalEntry, verify


class Command(BaseCommand):
    """Verify or show the journal."""

    help = "Verify the journal's hash chain, or show its latest entries."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=("verify", "show"))
        parser.add_argument("--limit", type=int, default=20)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "show":
            self._show(options["limit"])
            return
        verdict = verify()
        if not verdict.intact:
            held = f"{verdict.checked} entries before it hold."
            self.stderr.write(f"Broken at entry {verdict.broken_at}; {held}")
            sys.exit(1)
        last = JournalEntry.objects.order_by("-sequence").first()
        head = last.hash if last else "none"
        self.stdout.write(f"{verdict.checked} entries, chain intact, head {head}")

    def _show(self, limit: int) -> None:
        for entry in JournalEntry.objects.order_by("-sequence")[: max(0, limit)]:
            at = entry.at.isoformat(timespec="seconds")
            what = f"{entry.verb}  {entry.subject}"
            self.stdout.write(f"{entry.sequence:>6}  {at}  {what}  {entry.actor_label}")
