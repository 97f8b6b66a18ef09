"""near serve: the production server on loopback."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from near.web.shell.start import become_server, said_when_serving


class Command(BaseCommand):
    """Serve the platform with granian; this process becomes the server."""

    help = "Serve on 127.0.0.1:$PORT with the production server."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(said_when_serving(), ending="")
        become_server(settings.PORT, options["workers"])
