"""What records mean, as the index has read them: for rooms that compare their own records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from near.foundation.search.encoders import CHAIN, Vectors, unit
from near.foundation.search.means import remembered_means
from near.foundation.search.models import SearchText, SearchVector
from near.foundation.search.vectors import shipped_means, unpacked

_CONCEPT = "c:"


@dataclass(frozen=True, eq=False)
class Meaning:
    """A record as the index has read it: in which language, its vector, and the concepts its text names.

    `vector` has length one and is freed of its language's mean, so that unrelated texts lie near 0 whatever
    their languages; None where the text is not encoded yet.
    """

    language: str
    vector: Vectors | None
    concepts: frozenset[str]


def meanings_of(kind: str) -> Mapping[str, Meaning]:
    """Return what the index knows of every record of a kind, by its key. Three queries, whatever the number.

    A record is read in its original language; where the index has it only in others, in the first by code.
    """
    encoder = CHAIN[0]  # the one that knows every language
    found = SearchText.objects.filter(record__kind=kind).order_by("record_id", "language")
    rows = found.values_list("pk", "record__key", "record__original", "language", "concepts")
    chosen: dict[str, tuple[int, str, str]] = {}
    for pk, key, original, language, concepts in rows:
        if key not in chosen or language == original:
            chosen[key] = (pk, language, concepts)
    vectors = dict(
        SearchVector.objects.filter(text__record__kind=kind, encoder=encoder.name, part=0)
        .order_by("pk")
        .values_list("text_id", "vector")
    )
    means = {**shipped_means(encoder.name), **remembered_means().get(encoder.name, {})}
    return {
        key: Meaning(language, _centred(vectors.get(pk), means.get(language)), _named(concepts))
        for key, (pk, language, concepts) in chosen.items()
    }


def _centred(packed: bytes | memoryview[int] | None, mean: Vectors | None) -> Vectors | None:
    if packed is None:
        return None
    (vector,) = unpacked([bytes(packed)], CHAIN[0].width)
    return unit(vector - (np.float32(0) if mean is None else mean))


def _named(concepts: str) -> frozenset[str]:
    return frozenset(word.removeprefix(_CONCEPT) for word in concepts.split())
