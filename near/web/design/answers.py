"""Answers of the search as plain data: one shape for the console and the interface for programs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings

from near.foundation.search.asking import Answer, Hit
from near.foundation.search.fulltext import Narrowing
from near.foundation.search.models import SearchText
from near.foundation.search.scoring import Evidence
from near.foundation.search.showing import Shown, shown
from near.registry.queries.authority import meant_by
from near.registry.rules.gazetteer import RESOLVED
from near.web.design.addresses import address_of

_DIGITS = 4
SURE = 0.9  # below, a slip of the pen is assumed: the region is offered, not asserted


def answer_data(
    answer: Answer, query: str, reader: str, *, narrowing: Narrowing, most: int
) -> dict[str, Any]:
    """Return an answer as JSON data: `query`, `language` (the reader's), `meaning`, `hits`, `nearest`.

    At most `most` hits. The region whose name the question is comes first, as on the site.
    """
    hits = _region_first(answer, narrowing)[:most]
    return {
        "query": query,
        "language": reader,
        "meaning": answer.meaning,
        "hits": [hit_data(hit, reader) for hit in shown(hits, answer.question, reader)],
        "nearest": [{"concept": concept, "words": words} for concept, words in answer.nearest],
    }


def _region_first(answer: Answer, narrowing: Narrowing) -> list[Hit]:
    named = _region_named(answer, narrowing)
    if named is None:
        return list(answer.hits)
    return [named, *(hit for hit in answer.hits if hit.record != named.record)]


def _region_named(answer: Answer, narrowing: Narrowing) -> Hit | None:
    """Return the region a question names, as sure as the name authority is; found by the index or not."""
    elsewhere = narrowing.topics or (narrowing.kinds and "region" not in narrowing.kinds)
    if elsewhere or answer.question.empty:
        return None
    asked = answer.question
    meant = meant_by(asked.words, asked.language, next(iter(narrowing.countries), ""))
    if meant.status != RESOLVED or meant.matches[0].score < SURE:
        return None
    texts = SearchText.objects.filter(record__kind="region", record__key=meant.matches[0].place.id)
    text = texts.order_by("pk").first()
    if text is None:
        return None
    found = (hit for hit in answer.hits if hit.record == text.record_id)
    hit = next(found, Hit(text.record_id, text.pk, text.language, 0.0, Evidence(None, None, 0.0, 0.0)))
    return replace(hit, score=meant.matches[0].score)


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
