"""near trial: everything prepared, sample accounts loaded, the server running. What `make run` calls."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from near.web.shell.management.commands.samples import SAMPLES, TRIAL_PASSWORD
from near.web.shell.start import become_server, digest_of_sources, said_when_serving, stamp


class Command(BaseCommand):
    """Prepare what changed since the last run, then serve."""

    help = "Run a trial with sample accounts on this machine."

    def handle(self, *args: Any, **options: Any) -> None:
        digest = digest_of_sources()
        call_command("init", stdout=self.stdout)
        call_command("samples", stdout=self.stdout, quiet=True)
        stamp().write_text(f"{digest}\n{greeting()}", encoding="utf-8")
        self.stdout.write(greeting())
        become_server(settings.PORT)


def greeting() -> str:
    """Return what a trial says of itself: that it is one, its accounts, its addresses."""
    accounts = "".join(f"  {s.email:<28}{TRIAL_PASSWORD}   {s.role}\n" for s in SAMPLES)
    return (
        "\nThis is a trial. Its accounts are samples; the register is the real one.\n"
        f"{accounts}\n  Site  {settings.SITE_URL}/\n  Desk  {settings.SITE_URL}/desk/\n"
        f"{said_when_serving()}"
    )
