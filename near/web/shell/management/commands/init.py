"""near init: migrate, load the reference data once, prepare catalogues and static files. Repeatable."""

from __future__ import annotations

import compileall
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from near.assembly.actions import load_association
from near.foundation.journal import SYSTEM
from near.foundation.languages import PSEUDO, READERS
from near.registry.actions import load_register
from near.terminology.actions import load_termbase
from near.web.shell.catalogues import compile_catalogues
from near.web.shell.pseudo import write_pseudo_catalogues


class Command(BaseCommand):
    """Prepare the database and the files; safe to run again at any time."""

    help = "Prepare the platform: database, reference data, catalogues, static files."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        regions, association = settings.DATA_DIR / "regions", settings.DATA_DIR / "association"
        loaded = [
            load_register(regions=regions, association=association, by=SYSTEM),
            load_association(folder=association, by=SYSTEM),
            load_termbase(folder=settings.DATA_DIR / "termbase", by=SYSTEM),
        ]
        # Before the pages, whose titles are written in each language.
        compiled = compile_catalogues()
        call_command("prepare_pages")
        if PSEUDO in READERS:
            write_pseudo_catalogues()
        for ours in ("near", "config"):  # where Python may not keep them by itself, every start would compile
            compileall.compile_dir(settings.BASE_DIR / ours, quiet=2)
        call_command("collectstatic", interactive=False, verbosity=0)
        done = "loaded" if any(loaded) else "already there"
        self.stdout.write(f"Database ready; reference data {done}; {compiled} catalogues compiled.")
