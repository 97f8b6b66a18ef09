"""From hits to what a reader sees: the reader's language, else the original, which is named and glossed.

There is no silent fallback: whoever lacks a translation reads the original and is told its language.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from near.foundation.search import state
from near.foundation.search.asking import Hit
from near.foundation.search.findable import concepts
from near.foundation.search.marks import Piece, excerpt, pieces
from near.foundation.search.models import SearchRecord, SearchText
from near.foundation.search.question import Asked
from near.foundation.search.shelf import shelf
from near.foundation.text import TextState

MOST_GLOSSES = 8
LONGEST_GLOSSED, LONGEST_SUMMARY = 2000, 280


@dataclass(frozen=True)
class Shown:
    """One hit for one reader.

    `language` and `state` are those of the words shown, `original` is the language the record was written in.
    `title_pieces`, `summary_pieces` and `snippet` mark the words found. `glosses` are (words as they stand
    there, the same in the reader's language), only where the words shown are not in the reader's language.
    """

    record: int
    kind: str
    key: str
    title: str
    summary: str
    language: str
    state: str
    original: str
    own: bool
    score: float
    title_pieces: tuple[Piece, ...]
    summary_pieces: tuple[Piece, ...]
    snippet: tuple[Piece, ...]
    topics: tuple[str, ...]
    country: str
    on: dt.date | None
    sample: bool
    glosses: tuple[tuple[str, str], ...]
    extra: Mapping[str, str]

    @property
    def precision(self) -> str:
        """Return how exactly the date is known: `day` unless the record says otherwise."""
        return self.extra.get("precision", "day")

    @property
    def translated(self) -> bool:
        """Tell whether the words shown are a translation."""
        return self.language != self.original

    @property
    def uncertain(self) -> bool:
        """Tell whether nobody who knows the language has gone over the words as they are now."""
        return self.state in (TextState.MACHINE, TextState.DRAFT, TextState.STALE)


def shown(hits: Sequence[Hit], question: Asked, reader: str) -> list[Shown]:
    """Return hits as a reader of `reader` sees them, in the same order. Two queries for any number."""
    chosen = _texts_for(hits, reader)
    found = SearchText.objects.filter(pk__in=chosen.values()).select_related("record")
    texts = {text.record_id: text for text in found.order_by("pk")}
    # A record may go between finding and showing it.
    return [_shown(hit, texts[hit.record], question, reader) for hit in hits if hit.record in texts]


def _texts_for(hits: Sequence[Hit], reader: str) -> dict[int, int]:
    """Return, by record, the text to show: the reader's language, else the original, else what was found."""
    matched = {hit.record: hit.text for hit in hits}
    rows = SearchText.objects.filter(record__in=matched).order_by("pk")
    chosen: dict[int, tuple[int, int]] = {}
    for pk, record, language, original in rows.values_list("pk", "record_id", "language", "record__original"):
        rank = 0 if language == reader else 1 if language == original else 2 if pk == matched[record] else 3
        if record not in chosen or rank < chosen[record][0]:
            chosen[record] = (rank, pk)
    return {record: pk for record, (_rank, pk) in chosen.items()}


def _shown(hit: Hit, text: SearchText, question: Asked, reader: str) -> Shown:
    record, language, tokens = text.record, text.language, frozenset(question.tokens)
    summary = text.summary or opening(text.body)
    snippet = excerpt(text.body, language, tokens) if text.summary else ()
    own = language == reader
    return Shown(
        record=record.pk, kind=record.kind, key=record.key, title=text.title, summary=summary,
        language=language, state=text.state, original=record.original, own=own, score=hit.score,
        title_pieces=pieces(text.title, language, tokens),
        summary_pieces=pieces(summary, language, tokens),
        snippet=snippet,
        topics=tuple(record.topics), country=record.country, on=record.on, sample=record.sample,
        glosses=() if own else _glosses(f"{text.title}\n{summary}\n{text.body}", language, reader),
        extra=record.extra,
    )  # fmt: skip


def _glosses(words: str, language: str, reader: str) -> tuple[tuple[str, str], ...]:
    return tuple(concepts().glosses(words[:LONGEST_GLOSSED], language, reader)[:MOST_GLOSSES])


def opening(body: str) -> str:
    """Return the beginning of a text, whole where it is short."""
    first = " ".join(body.split())
    return first if len(first) <= LONGEST_SUMMARY else f"{first[:LONGEST_SUMMARY].rstrip()} …"


def kinds_of(hits: Iterable[Hit]) -> dict[int, str]:
    """Return the kind of each record found (by primary key). One query."""
    found = SearchRecord.objects.filter(pk__in=[hit.record for hit in hits])
    return dict(found.order_by("pk").values_list("pk", "kind"))


def up_to_date() -> bool:
    """Tell whether this process answers by the index as it is now; else it is just reading it anew."""
    return shelf().version == state.version()
