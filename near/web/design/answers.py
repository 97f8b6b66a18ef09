"""Answers of the search as plain data: one shape for the console and the interface for programs."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from near.foundation.search.asking import Answer
from near.foundation.search.showing import Shown, shown
from near.web.design.addresses import address_of

_DIGITS = 4


def answer_data(answer: Answer, query: str, reader: str) -> dict[str, Any]:
    """Return an answer as JSON data: `query`, `language` (the reader's), `meaning`, `hits`, `nearest`."""
    return {
        "query": query,
        "language": reader,
        "meaning": answer.meaning,
        "hits": [hit_data(hit, reader) for hit in shown(answer.hits, answer.question, reader)],
        "nearest": [{"concept": concept, "words": words} for concept, words in answer.nearest],
    }


def hit_data(hit: Shown, reader: str) -> dict[str, Any]:
    """Return one hit; `language` and `state` are those of its title and summary, `url` is absolute."""
    path = address_of(hit.kind, hit.key, reader, hit.extra, shown_in=hit.language)
    return {
        "kind": hit.kind,
        "key": hit.key,
        "title": hit.title,
        "language": hit.language,
        "score": round(hit.score, _DIGITS),
        "summary": hit.summary,
        "url": f"{settings.SITE_URL}{path}" if path else "",
        "state": hit.state,
        "original": hit.original,
        "country": hit.country,
        "date": hit.on.isoformat() if hit.on else None,
        "sample": hit.sample,
    }
