"""near terms: check the termbase, write it out, or find its concepts in a text."""

from __future__ import annotations

import csv
import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from near.assembly.queries import association_name
from near.foundation.errors import DomainError
from near.foundation.period import today
from near.terminology.enums import Field
from near.terminology.queries import entries, lexicon, table_rows
from near.terminology.refusals import fault_in_words
from near.terminology.rules import COLUMNS
from near.terminology.rules.quality import quality_faults
from near.terminology.rules.tbx import write_tbx


class Command(BaseCommand):
    """Check, export or ask the termbase."""

    help = "Check the termbase, write it out as CSV or TBX, or find its concepts in a text."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        what.add_parser("check", help="report faults; status 1 where there are some")
        export = what.add_parser("export", help="write every concept")
        export.add_argument("--format", choices=("csv", "tbx"), default="csv")
        find = what.add_parser("find", help="one JSON object a line for each concept a text names")
        find.add_argument("--lang", default="en", help="en ja ko zh ru mn vi ky")
        find.add_argument("text", nargs="+")

    def handle(self, *args: Any, **options: Any) -> None:
        {"check": self._check, "export": self._export, "find": self._find}[options["what"]](options)

    def _check(self, options: dict[str, Any]) -> None:
        known = entries()
        faults = quality_faults(known, Field.values)
        for fault in faults:
            self.stdout.write(f"{fault.slug}  {fault.column}  {fault_in_words(fault)}")
        terms = sum(len(named) for entry in known for named in entry.terms.values())
        drafts = sum(term.draft for entry in known for named in entry.terms.values() for term in named)
        self.stdout.write(f"{len(known)} concepts, {terms} terms, {drafts} drafts, {len(faults)} faults")
        if faults or not known:
            sys.exit(1)

    def _export(self, options: dict[str, Any]) -> None:
        if options["format"] == "tbx":
            source = f"{association_name(today(), 'en')}, {today().isoformat()}"
            self.stdout.write(write_tbx(entries(), title="NEAR termbase", source=source), ending="")
            return
        writer = csv.DictWriter(self.stdout, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(table_rows())

    def _find(self, options: dict[str, Any]) -> None:
        text = " ".join(options["text"])
        try:
            found = lexicon().found(text, options["lang"])
        except DomainError as refusal:
            self.stderr.write(str(refusal))
            sys.exit(2)
        known = lexicon()
        for finding in found:
            line = {
                "concept": finding.concept, "field": known.fields[finding.concept], "start": finding.start,
                "end": finding.end, "words": finding.words, "terms": known.terms_of(finding.concept),
            }  # fmt: skip
            self.stdout.write(json.dumps(line, ensure_ascii=False))
