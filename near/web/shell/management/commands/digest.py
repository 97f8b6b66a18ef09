"""near digest: sends what readers were told and have not read, to those who are due."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from near.flows.digest import due_digests, send_round
from near.foundation.period import today
from near.foundation.rounds import make_rounds
from near.web.outgoing.digests import deliver, mail_of


class Command(BaseCommand):
    """One round of digests, as `near work` does every few minutes."""

    help = "Send the digests of notices that are due. May run as often as one likes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--now", action="store_true", help="also to those whose hour has not come")
        parser.add_argument("--dry-run", action="store_true", help="print the mails, send and mark nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dry_run"]:
            self._print(at_once=options["now"])
            return
        make_rounds(today())
        outcome = send_round(deliver, at_once=options["now"])
        self.stdout.write(
            f"{outcome.sent} mails sent with {outcome.notices} notices, {outcome.failed} failed."
        )
        if outcome.failed:
            sys.exit(1)

    def _print(self, *, at_once: bool) -> None:
        for digest in due_digests(at_once=at_once):
            with translation.override(digest.language.django):
                mail = mail_of(digest)
            self.stdout.write(f"{mail.to[0]} ({digest.language.code}): {mail.subject}\n\n{mail.body}\n")
