"""The console command `near`."""

from __future__ import annotations

import os
import sys

from near.web.shell.start import become_server, greeting_of_a_ready_trial, said_when_serving


def main() -> None:
    """Run a command of the house, or one of Django's. A server starts at once, without Django twice."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if sys.argv[1:] == ["trial"] and (greeting := greeting_of_a_ready_trial()):
        sys.stdout.write(greeting)
        become_server(int(os.environ.get("PORT", "8000")))
    if sys.argv[1:] == ["serve"]:
        sys.stdout.write(said_when_serving())
        become_server(int(os.environ.get("PORT", "8000")))
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- needs the settings first

    execute_from_command_line(["near", *sys.argv[1:]])
