"""What a process keeps of the index to answer quickly: one vector of each text, and how frequent tokens are.

Read again when the index's version moved. While a new shelf is being read the old one answers: a question
never waits.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from near.foundation.search import state
from near.foundation.search.encoders import CHAIN, Vectors, unit
from near.foundation.search.fulltext import Narrowing
from near.foundation.search.means import remembered_means
from near.foundation.search.models import SearchVector
from near.foundation.search.pgvector import NEIGHBOURS, DatabaseGists, has_pgvector
from near.foundation.search.scoring import Frequencies
from near.foundation.search.vectors import shipped_means, unpacked

_NEVER = -2.0  # below every cosine
_AND = "\n"  # between the topics of one record
_BLOCK = 8192  # rows compared at a time: so many bytes become floats while they are in the cache
Labels = NDArray[np.int32]


@dataclass
class Gists:
    """The first vector of every text an encoder has read, in bytes: `(n, width)`, and what each is of."""

    encoder: str
    texts: Labels
    languages: list[str]
    numbers: Labels  # of the language in `languages`
    labels: dict[
        str, tuple[list[str], Labels]
    ]  # kind, country, audience and topics of the record: words, and which each has
    rows: NDArray[np.int8]
    scales: NDArray[np.float32]

    def against(self, question: Vectors) -> NDArray[np.float32]:
        """Return the cosine of a centred question to every centred gist, `(n,)`."""
        found = np.empty(len(self.rows), np.float32)
        for at in range(0, len(self.rows), _BLOCK):
            block = self.rows[at : at + _BLOCK].astype(np.float32)
            found[at : at + _BLOCK] = block @ question
        return found * self.scales

    def __len__(self) -> int:
        return len(self.texts)

    def nearest(self, question: Vectors, narrowing: Narrowing, each: int) -> list[int]:
        """Return the ids of the texts nearest to a question, `each` of every language."""
        scores = self.against(question)
        allowed = self._allowed(narrowing)
        if allowed is not None:
            scores = np.where(allowed, scores, _NEVER)
        found: list[int] = []
        for number in range(len(self.languages)):
            here = np.flatnonzero(self.numbers == number)
            if len(here) > each:
                here = here[np.argpartition(scores[here], -each)[-each:]]
            found += [int(self.texts[i]) for i in here if scores[i] > _NEVER]
        return found

    def crowding(self, texts: Sequence[int]) -> dict[int, float]:
        """Return how near each text is to the ten texts of other languages nearest to it (mean cosine)."""
        places = np.flatnonzero(np.isin(self.texts, np.array(texts, np.int32)))
        found: dict[int, float] = {}
        for place in places:
            cosines = self.against(self.rows[place].astype(np.float32) * self.scales[place])
            others = cosines[self.numbers != self.numbers[place]]
            if len(others):
                found[int(self.texts[place])] = float(np.sort(others)[-NEIGHBOURS:].mean())
        return found

    def _allowed(self, narrowing: Narrowing) -> NDArray[np.bool_] | None:
        """Return which texts may be found, those with labels among the chosen ones; None where all may."""
        masks = []
        for name, chosen in narrowing.labels().items():
            words, numbers = self.labels[name]
            among = [i for i, word in enumerate(words) if not {*chosen}.isdisjoint(word.split(_AND))]
            if chosen and len(among) < len(words):
                masks.append(np.isin(numbers, among))
        return np.logical_and.reduce(masks) if masks else None


_COLUMNS = ("text_id", "text__language", "vector", "text__record__topics")
_LABELS = {
    "kind": "text__record__kind",
    "country": "text__record__country",
    "audience": "text__record__audience",
}


def gists_of(encoder: str, width: int, means: Mapping[str, Vectors]) -> Gists:
    """Read every gist of an encoder, free it of its language's mean, and pack it in bytes."""
    found = SearchVector.objects.filter(encoder=encoder, part=0).order_by("text_id")
    rows = list(found.values_list(*_COLUMNS, *_LABELS.values()))
    texts, codes, packed, topics, *labels = zip(*rows, strict=True) if rows else ((),) * 7
    languages, numbers = numbered(codes)
    raw = unpacked([bytes(p) for p in packed], width)
    for number, code in enumerate(languages):
        raw[numbers == number] -= means.get(code, 0)
    raw = unit(raw)
    scales = np.maximum(np.abs(raw).max(axis=1, initial=0.0), 1e-9) / 127
    return Gists(
        encoder, np.array(texts, np.int32), languages, numbers,
        {n: numbered(c) for n, c in zip(_LABELS, labels, strict=True)}
        | {"language": (languages, numbers), "topics": numbered([_AND.join(named) for named in topics])},
        np.round(raw / scales[:, None]).astype(np.int8), scales.astype(np.float32),
    )  # fmt: skip


def numbered(words: Sequence[str]) -> tuple[list[str], Labels]:
    """Return the different words in order, and the number of each one's place there."""
    known = sorted(set(words))
    places = {word: number for number, word in enumerate(known)}
    return known, np.array([places[word] for word in words], np.int32)


@dataclass
class Shelf:
    """Everything kept: the first encoder's gists, every encoder's means, frequencies of tokens."""

    version: str
    known: Frequencies
    gists: Gists | DatabaseGists | None
    by_encoder: dict[str, dict[str, Vectors]]

    def means(self, encoder: str) -> dict[str, Vectors]:
        """Return the mean vector of each language's passages."""
        return self.by_encoder.get(encoder, {})

    def mean_of_questions(self, encoder: str, language: str) -> Vectors:
        """Return the mean vector of a language's questions; that of its passages where none was shipped."""
        shipped = shipped_means(encoder)
        found = shipped.get(f"{language}?")
        if found is None:
            found = self.means(encoder).get(language, shipped.get(language))
        return np.zeros(1, np.float32) if found is None else found

    def nearest(
        self, vectors: Mapping[str, Vectors], language: str, narrowing: Narrowing, each: int
    ) -> list[int]:
        """Return the ids of the texts nearest to a question in `language`, `each` of every language."""
        if self.gists is None or self.gists.encoder not in vectors:
            return []
        name = self.gists.encoder
        centred = unit(vectors[name] - self.mean_of_questions(name, language))
        return self.gists.nearest(centred, narrowing, each)

    def crowding(self, texts: Sequence[int]) -> dict[int, float]:
        """Return how near each text is to those of other languages around it."""
        return self.gists.crowding(texts) if self.gists is not None else {}


_kept: list[Shelf] = []
_reading = threading.Lock()


def shelf() -> Shelf:
    """Return what this process keeps of the index. Only the very first question of a process waits for it."""
    now = state.version()
    if connection.in_atomic_block:  # what is written here may yet be taken back, and nobody else sees it
        return read_shelf(now)
    if not _kept:
        with _reading:
            if not _kept:
                _kept.append(read_shelf(now))
    elif _kept[0].version != now and _reading.acquire(blocking=False):
        threading.Thread(target=_read_anew, name="search-shelf", daemon=True).start()
    return _kept[0]


def forget() -> None:
    """Drop what this process keeps: the next question reads it anew."""
    _kept.clear()


def _read_anew() -> None:
    try:
        _kept[:] = [read_shelf(state.version())]
    finally:
        _reading.release()
        connection.close()


def read_shelf(version: str) -> Shelf:
    """Read everything a process keeps."""
    counted = state.remembered("tokens")
    known = Frequencies(counted.get("texts", 0), counted.get("least", 1), counted.get("frequencies", {}))
    means = remembered_means()
    gists: Gists | DatabaseGists | None
    if has_pgvector() and len(DatabaseGists()):
        gists = DatabaseGists()
    else:
        gists = next((g for e in CHAIN if len(g := gists_of(e.name, e.width, means.get(e.name, {})))), None)
    return Shelf(version, known, gists, means)
