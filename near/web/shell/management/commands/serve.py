"""near serve: the production server on loopback."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    """Serve the platform with granian; this process becomes the server."""

    help = "Serve on 127.0.0.1:$PORT with the production server."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Serving {settings.SITE_URL}  (stop with Ctrl-C)")
        self.stdout.flush()
        command = [
            str(Path(sys.executable).parent / "granian"), "--interface", "wsgi",
            "--host", "127.0.0.1", "--port", str(settings.PORT),
            "--workers", str(options["workers"]), "--blocking-threads", "1",
            "--backpressure", "64", "--log-level", "warning", "config.wsgi:application",
        ]  # fmt: skip
        os.chdir(settings.BASE_DIR)
        os.execv(command[0], command)  # noqa: S606 -- our own server, fixed arguments
