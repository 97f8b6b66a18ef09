"""The console command `near`."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run a command of the house, or one of Django's."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- needs the settings first

    execute_from_command_line(["near", *sys.argv[1:]])
