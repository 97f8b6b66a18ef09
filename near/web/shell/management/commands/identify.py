"""near identify: which language texts are written in, one JSON object a line."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from near.foundation.identifying import identified


class Command(BaseCommand):
    """Say of each text which language it is written in."""

    help = "Say which language each TEXT is written in; an empty language means that it cannot be told."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("texts", nargs="+", metavar="TEXT")

    def handle(self, *args: Any, **options: Any) -> None:
        for text in options["texts"]:
            guess = identified(text)
            line = {"text": text[:200], "language": guess.language, "certainty": guess.certainty}
            # A text of broken bytes must not stop the others.
            said = json.dumps(line, ensure_ascii=False).encode("utf-8", errors="replace").decode("utf-8")
            self.stdout.write(said)
