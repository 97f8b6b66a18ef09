"""near bench retrieval: benchmark A on anyone's corpus."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from near.foundation.journal import SYSTEM
from near.foundation.search.encoding import encode_here
from near.terminology.actions import load_termbase

INSIDE = "NEAR_BENCH_INSIDE"


class Command(BaseCommand):
    """Measure retrieval in a database made for it; the platform's own is not touched."""

    help = "Measure how well documents are found across languages: near bench retrieval --corpus DIR"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=("retrieval",))
        parser.add_argument("--corpus", type=Path, default=settings.DATA_DIR / "samples" / "knowledge")
        parser.add_argument(
            "--part", default="all", help="the part of queries.jsonl: held-out, looked-at or all"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["corpus"].resolve()
        if not any(folder.glob("*/*.txt")):
            self.stderr.write(f"{folder}: no documents. Expected files LANG/ID.txt.")
            sys.exit(2)
        if os.environ.get(INSIDE):
            self._measure(folder, options["part"])
        else:
            sys.exit(_within_a_database_of_its_own(folder, options["part"]))

    def _measure(self, folder: Path, part: str) -> None:
        from near.web.shell.retrieval import (  # noqa: PLC0415 -- only the inner process needs it
            BrokenQuestion,
            measured,
        )

        call_command("migrate", interactive=False, verbosity=0)
        load_termbase(folder=settings.DATA_DIR / "termbase", by=SYSTEM)
        encode_here()
        try:
            found = measured(folder, part)
        except BrokenQuestion as broken:
            line = f"{folder}/queries.jsonl, line {broken}"
            self.stderr.write(f'{line}: expected {{"lang": "ja", "query": "…", "relevant": ["ID", …]}}.')
            sys.exit(2)
        self.stdout.write(json.dumps(found, ensure_ascii=False))


def _within_a_database_of_its_own(folder: Path, part: str) -> int:
    with tempfile.TemporaryDirectory(prefix="near-bench-") as place:
        own = {"DATABASE_URL": f"sqlite:///{place}/bench.sqlite3", "NEAR_VAR": place, INSIDE: "1"}
        command = [sys.argv[0], "bench", "retrieval", "--corpus", str(folder), "--part", part]
        return subprocess.run([sys.executable, *command], env=os.environ | own, check=False).returncode  # noqa: S603 -- ourselves
