"""near roster: who belonged on a day."""

from __future__ import annotations

import csv
import json
import sys
import unicodedata
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from near.foundation.errors import DomainError
from near.foundation.languages import language_of
from near.foundation.period import parse_day, today
from near.registry.queries import roster_on
from near.registry.queries.exports import ROSTER_COLUMNS, roster_data


class Command(BaseCommand):
    """Print the roster of a day."""

    help = "Print who belonged on a day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", default="", help="day as YYYY-MM-DD; today if left out")
        parser.add_argument("--lang", default="en", help="en ja ko zh ru mn")
        parser.add_argument("--format", default="table", choices=("table", "json", "csv"))

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            language = language_of(options["lang"])
            translation.activate(language.django)
            day = parse_day(options["on"]) if options["on"] else today()
        except DomainError as refusal:
            self.stderr.write(str(refusal))
            sys.exit(2)
        data = roster_data(roster_on(day, language.code))
        {"json": self._json, "csv": self._csv, "table": self._table}[options["format"]](data)

    def _json(self, data: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(data, ensure_ascii=False, indent=1))

    def _csv(self, data: dict[str, Any]) -> None:
        writer = csv.DictWriter(self.stdout, ROSTER_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(data["regions"])

    def _table(self, data: dict[str, Any]) -> None:
        for row in data["regions"]:
            name = row["name"] + " " * max(0, 44 - _width(row["name"]))
            place = f"{row['country']}  {row['category']:<10}{row['iso']:<8}"
            self.stdout.write(f"{place}{name}{row['since']}  {row['until'] or ''}".rstrip())
        counts = "  ".join(f"{key} {value}" for key, value in data["counts"].items())
        self.stdout.write(f"{data['on']}  {counts}")


def _width(text: str) -> int:
    """Return how many columns a terminal gives `text`: two for each wide character."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
