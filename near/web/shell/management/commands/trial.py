"""near trial: everything prepared, sample accounts loaded, the server running. What `make run` calls."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from near.web.shell.management.commands.samples import SAMPLES, TRIAL_PASSWORD


class Command(BaseCommand):
    """Prepare what changed since the last run, then serve."""

    help = "Run a trial with sample accounts on this machine."

    def handle(self, *args: Any, **options: Any) -> None:
        stamp, digest = settings.VAR_DIR / "trial.stamp", digest_of_sources()
        if not stamp.exists() or stamp.read_text() != digest:
            call_command("init", stdout=self.stdout)
            call_command("samples", stdout=self.stdout, quiet=True)
            stamp.write_text(digest)
        self.stdout.write("\nThis is a trial. Its accounts are samples; the register is the real one.\n")
        for sample in SAMPLES:
            self.stdout.write(f"  {sample.email:<28}{TRIAL_PASSWORD}   {sample.role}")
        self.stdout.write(f"\n  Site  {settings.SITE_URL}/\n  Desk  {settings.SITE_URL}/desk/\n")
        call_command("serve", stdout=self.stdout)


def digest_of_sources() -> str:
    """Return a digest of every file a prepared trial depends on, by path, size and time."""
    roots = [settings.DATA_DIR, settings.BASE_DIR / "near", settings.BASE_DIR / "requirements.lock"]
    files = sorted(p for root in roots for p in _files(root))
    seal = hashlib.sha256(str(settings.DATABASES["default"]["NAME"]).encode())
    for path in files:
        status = path.stat()
        seal.update(f"{path}:{status.st_size}:{status.st_mtime_ns}\n".encode())
    return seal.hexdigest()


def _files(root: Path) -> list[Path]:
    if root.is_file():
        return [root]
    skipped = {".mo", ".pyc"}
    return [p for p in root.rglob("*") if p.is_file() and p.suffix not in skipped]
