"""near search: one question, records in every language."""

from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from near.foundation.errors import DomainError
from near.foundation.languages import language_of
from near.foundation.search.asking import MOST_HITS, ask
from near.foundation.search.encoding import encode_here
from near.foundation.search.findable import kinds
from near.foundation.search.models import SearchRecord
from near.foundation.search.narrowing import narrowing_of, number_read, question_read
from near.web.design.answers import answer_data


class Command(BaseCommand):
    """Print what is found for a reader of one language."""

    help = "Search everything public, in every language: near search --lang mn QUESTION"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("query", nargs="+", help="the question, in any language")
        parser.add_argument("--lang", default="en", help="the reader's language: en ja ko zh ru mn")
        parser.add_argument("--limit", default="10", help=f"how many at most, 1 to {MOST_HITS}")
        parser.add_argument("--kind", action="append", default=[], help="only this kind; may be repeated")
        parser.add_argument("--json", action="store_true", help="one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            language = language_of(options["lang"])
            translation.activate(language.django)
            data = _found(" ".join(options["query"]), language.code, options["kind"], str(options["limit"]))
        except DomainError as refusal:
            self.stderr.write(str(refusal))
            sys.exit(2)
        if options["json"]:
            self.stdout.write(json.dumps(data, ensure_ascii=False, indent=1))
        else:
            self._table(data)
        if not data["hits"] and not SearchRecord.objects.exists():
            self.stderr.write(_("The index is still empty: the background process fills it."))

    def _table(self, data: dict[str, Any]) -> None:
        labels = {name: str(kind.label) for name, kind in kinds().items()}
        for number, hit in enumerate(data["hits"], 1):
            kind = labels.get(hit["kind"], hit["kind"])
            self.stdout.write(f"{number:>3}  {hit['score']:.2f}  [{hit['language']}] {kind}: {hit['title']}")
            self.stdout.write(f"     {hit['url']}")
        if not data["hits"]:
            self.stdout.write(_("Nothing was found."))
        for near_by in data["nearest"]:
            self.stdout.write(f"  ~ {near_by['words']}")
        if not data["meaning"]:
            self.stdout.write(_("Only words were compared just now, not what they mean."))


def _found(query: str, reader: str, chosen: list[str], limit: str) -> dict[str, Any]:
    words = _readable(question_read(query))
    narrowing = narrowing_of(kinds_asked=chosen)
    most = number_read(limit)
    encode_here()
    answer = ask(words, reader, narrowing=narrowing, limit=MOST_HITS)
    return answer_data(answer, words, reader, narrowing=narrowing, most=most)


def _readable(query: str) -> str:
    """Return a question that can be written out: broken bytes of the console become replacement marks."""
    return query.encode("utf-8", "replace").decode("utf-8", "replace")
