"""near resolve: which region a name means, in any of the languages."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError
from django.utils.translation import gettext as _

from near.foundation.errors import DomainError
from near.registry.queries.authority import gazetteer
from near.registry.queries.resolving import (
    Question,
    answered,
    question,
    question_from,
)
from near.registry.refusals import UnreadableLine, UnreadableQuestion
from near.registry.rules import Gazetteer

REFUSED = 2

_LONGEST_LINE = 1_000_000  # bytes; a longer line is no question


class Command(BaseCommand):
    """Print one JSON object for each name, in the order asked."""

    help = "Say which region each name means: resolved, ambiguous (with every reading) or unknown."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("names", nargs="*", metavar="NAME")
        parser.add_argument(
            "--lang", default="", help="en ja ko zh ru mn vi ky: the language the names are in"
        )
        parser.add_argument(
            "--country", default="", help="CN JP KR KP MN RU VN KG: the country of the regions"
        )
        parser.add_argument(
            "--jsonl", action="store_true", help="read objects with name, lang, country from standard input"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            refused = self._answer_all(options)
        except DomainError as refusal:
            self.stderr.write(str(refusal))
            refused = True
        except BrokenPipeError:  # who reads has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return
        except DatabaseError:
            self.stderr.write(_("The database is not ready. Run “near init” first."))
            refused = True
        if refused:
            sys.exit(REFUSED)

    def _answer_all(self, options: dict[str, Any]) -> bool:
        """Answer the names, then the lines; return whether a line could not be read."""
        context = question("", options["lang"], options["country"])
        if not options["names"] and not options["jsonl"]:
            raise UnreadableQuestion(field="name")
        authority = gazetteer()
        for given in options["names"]:
            name = os.fsencode(given).decode("utf-8", "replace")
            self._say(answered(replace(context, name=name), authority))
        return bool(options["jsonl"]) and self._answer_lines(sys.stdin.buffer, context, authority)

    def _answer_lines(self, stream: BinaryIO, context: Question, authority: Gazetteer) -> bool:
        """Answer each line as it comes; name bad ones on the error stream. Return whether one was bad."""
        refused = False
        for number, line in _lines(stream):
            try:
                self._say(answered(_question_in(line, context), authority))
            except DomainError as refusal:
                refused = True
                fault = {"line": number, "field": refusal.field or "name", "error": str(refusal)}
                self.stderr.write(json.dumps(fault, ensure_ascii=False))
        return refused

    def _say(self, answer: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(answer, ensure_ascii=False))


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield each line that holds something with its number; of an endless one only the beginning."""
    number = 0
    while line := stream.readline(_LONGEST_LINE):
        number += 1
        whole = line
        while whole and not whole.endswith(b"\n") and len(whole) == _LONGEST_LINE:
            whole = stream.readline(_LONGEST_LINE)
        if line.strip():
            yield number, line


def _question_in(line: bytes, context: Question) -> Question:
    """Return the question of a line; what the line leaves open comes from the command's options."""
    try:
        data = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise UnreadableLine(field="line") from None
    asked = question_from(data)
    return replace(
        asked, language=asked.language or context.language, country=asked.country or context.country
    )
