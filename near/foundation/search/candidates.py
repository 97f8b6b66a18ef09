"""Which texts may answer a question, found by words, by concepts, by meaning, and what scores them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from near.foundation.search.encoders import Vectors, unit
from near.foundation.search.fulltext import Narrowing, allowed, holding
from near.foundation.search.models import SearchText, SearchVector
from near.foundation.search.question import Asked
from near.foundation.search.shelf import Shelf

BY_WORDS, BY_CONCEPTS, BY_MEANING = 80, 80, 24  # texts taken by each way; by meaning of every language


@dataclass(frozen=True)
class Candidate:
    """A text that may answer: tokens, concepts, and how near its gist, title and nearest passage are."""

    text: int
    record: int
    language: str
    title: frozenset[str]
    body: frozenset[str]
    concepts: frozenset[str]
    near: Mapping[str, tuple[float, float, float]]


def candidates(question: Asked, narrowing: Narrowing, kept: Shelf) -> list[Candidate]:
    """Return the texts that may answer a question."""
    telling = sorted(question.tokens, key=lambda t: -kept.known.telling(t))
    ids = dict.fromkeys(holding(telling, narrowing, BY_WORDS))
    ids |= dict.fromkeys(holding([f"c:{c}" for c in question.concepts], narrowing, BY_CONCEPTS))
    ids |= dict.fromkeys(kept.nearest(question.vectors, question.language, narrowing, BY_MEANING))
    # What a process keeps may be older than a record's closing: the database has the last word.
    return _read(allowed(list(ids), narrowing), question, kept)


def _read(ids: Sequence[int], question: Asked, kept: Shelf) -> list[Candidate]:
    columns = ("pk", "record_id", "language", "title_tokens", "body_tokens", "concepts")
    rows = SearchText.objects.filter(pk__in=ids).order_by("pk").values_list(*columns)
    languages = {row[0]: row[2] for row in rows}
    near = _nearness(languages, question, kept)
    return [
        Candidate(
            pk, record, language, frozenset(title.split()), frozenset(body.split()),
            frozenset(named.split()), near.get(pk, {}),
        )
        for pk, record, language, title, body, named in rows
    ]  # fmt: skip


def _nearness(
    languages: Mapping[int, str], question: Asked, kept: Shelf
) -> dict[int, dict[str, tuple[float, float, float]]]:
    """Return, by text and encoder, how near gist, title and nearest passage are to the question (cosine)."""
    found: defaultdict[int, dict[str, tuple[float, float, float]]] = defaultdict(dict)
    asked_for = SearchVector.objects.filter(text__in=list(languages), encoder__in=list(question.vectors))
    ordered = asked_for.order_by("encoder", "text_id", "part").values_list("encoder", "text_id", "vector")
    rows = [(name, pk, bytes(packed)) for name, pk, packed in ordered]
    for encoder, vector in question.vectors.items():
        own = [(pk, packed) for name, pk, packed in rows if name == encoder]
        if not own:
            continue
        centred = unit(vector - kept.mean_of_questions(encoder, question.language))
        for pk, cosines in _cosines(own, languages, centred, kept.means(encoder)).items():
            found[pk][encoder] = (cosines[0], cosines[1], max(cosines[2:], default=cosines[0]))
    return found


def _cosines(
    rows: Sequence[tuple[int, bytes]],
    languages: Mapping[int, str],
    question: Vectors,
    means: Mapping[str, Vectors],
) -> dict[int, list[float]]:
    raw = np.frombuffer(b"".join(packed for _pk, packed in rows), np.float16).astype(np.float32)
    raw = raw.reshape(len(rows), -1)
    nothing = np.zeros(raw.shape[1], np.float32)
    raw -= np.array([means.get(languages[pk], nothing) for pk, _packed in rows])
    cosines: defaultdict[int, list[float]] = defaultdict(list)
    for (pk, _packed), cosine in zip(rows, unit(raw) @ question, strict=True):
        cosines[pk].append(float(cosine))
    return cosines
