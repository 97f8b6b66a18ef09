"""near messages: bring the catalogues in line with the strings, or check that none is missing."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from near.web.shell.catalogues import compile_catalogues, faults, update_catalogues


class Command(BaseCommand):
    """Update or check the message catalogues."""

    help = "Update the message catalogues; with --check only report what is missing or broken."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["check"]:
            update_catalogues()
        compile_catalogues()
        found = faults()
        for fault in found:
            self.stdout.write(str(fault))
        self.stdout.write(f"{len(found)} strings to mend.")
        if found and options["check"]:
            sys.exit(1)
