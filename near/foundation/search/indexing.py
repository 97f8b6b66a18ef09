"""Bringing the index in line with what rooms declare: in the background, a few records at a time.

Reading never waits for it. Three steps, each repeatable and interruptible: copy changed records with their
tokens, encode texts that have no vectors yet, count what the index holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np
from django.db import transaction

from near.foundation.search.analysis import tokens
from near.foundation.search.encoders import Encoder, SmallE5, Vectors, unit
from near.foundation.search.findable import Findable, Kind, Wording, concepts, kinds
from near.foundation.search.fulltext import frequencies
from near.foundation.search.means import estimate_means
from near.foundation.search.models import SearchRecord, SearchText, SearchVector
from near.foundation.search.passages import passages
from near.foundation.search.pgvector import has_pgvector, keep_gists
from near.foundation.search.state import remember, version_moved
from near.foundation.search.vectors import packed, unpacked

AT_ONCE = 25  # records of one transaction: writers beside us wait no longer than that takes
MOST_TOPICS = 3
LONGEST_KEPT = 20_000  # characters of a body kept for showing and encoding


def copy_records(only: Iterable[Kind] | None = None) -> int:
    """Copy every declared record that changed, drop those no longer declared; return how many it were."""
    touched = 0
    for kind in kinds().values() if only is None else only:
        touched += _copy(kind)
    if only is None:
        gone = SearchRecord.objects.exclude(kind__in=kinds())
        touched += gone.count()
        gone.delete()
    if touched:
        version_moved()
    return touched


def _copy(kind: Kind) -> int:
    known = dict(SearchRecord.objects.filter(kind=kind.name).order_by("pk").values_list("key", "digest"))
    changed = (f for f in kind.findables() if known.pop(f.key, "") != f.digest())
    touched = 0
    while batch := list(islice(changed, AT_ONCE)):
        # Recognised first: inside the transaction nothing of the termbase is kept from one text to the next.
        known_of = [_recognised(findable) for findable in batch]
        with transaction.atomic():
            for findable, (named, topics) in zip(batch, known_of, strict=True):
                _put(findable, named, topics)
        touched += len(batch)
    for key in known:
        SearchRecord.objects.filter(kind=kind.name, key=key).delete()
    return touched + len(known)


def _recognised(findable: Findable) -> tuple[dict[str, list[str]], list[str]]:
    """Return the concepts each wording names, and the record's topics."""
    named = {code: concepts().concepts_in(_whole(w), code) for code, w in findable.wordings.items()}
    return named, list(findable.topics) or _topics(named.values())


def _put(findable: Findable, named: dict[str, list[str]], topics: list[str]) -> None:
    record, _new = SearchRecord.objects.update_or_create(
        kind=findable.kind,
        key=findable.key,
        defaults={
            "original": findable.original,
            "country": findable.country,
            "topics": topics,
            "on": findable.on,
            "sample": findable.sample,
            "audience": findable.audience,
            "extra": dict(findable.extra),
            "digest": findable.digest(),
        },
    )
    record.texts.exclude(language__in=findable.wordings).delete()
    for code, wording in findable.wordings.items():
        _put_text(record, code, wording, named[code])


def _put_text(record: SearchRecord, code: str, wording: Wording, named: list[str]) -> None:
    words = {
        "title": wording.title[:400], "summary": wording.summary, "body": wording.body[:LONGEST_KEPT],
        "state": wording.state,
        "title_tokens": " ".join(tokens(wording.title, code)),
        "body_tokens": " ".join(tokens(f"{wording.summary}\n{wording.body}", code)),
        "concepts": " ".join(f"c:{slug}" for slug in named),
    }  # fmt: skip
    text = SearchText.objects.filter(record=record, language=code).first()
    if text is None:
        SearchText.objects.create(record=record, language=code, **words)
        return
    said = [(text.title, text.summary, text.body), tuple(words[x] for x in ("title", "summary", "body"))]
    if said[0] != said[1]:
        text.vectors.all().delete()
    for name, value in words.items():
        setattr(text, name, value)
    text.save()


def _whole(wording: Wording) -> str:
    return "\n".join(x for x in (wording.title, wording.summary, wording.body) if x)


def _topics(named: Iterable[list[str]]) -> list[str]:
    counted = Counter(slug for found in named for slug in set(found))
    ordered = [slug for slug, times in counted.most_common() for _time in range(times)]
    return concepts().topics_of(ordered)[:MOST_TOPICS]


def encode_some(encoder: Encoder, most: int) -> int:
    """Encode at most `most` texts that have no vectors of this encoder; return how many were encoded."""
    waiting = SearchText.objects.filter(language__in=encoder.languages).exclude(vectors__encoder=encoder.name)
    batch = list(waiting.order_by("pk")[:most])
    for text in batch:
        rows = list(_vectors(text, encoder))
        with transaction.atomic():
            # A text that went meanwhile takes its vectors along; one that changed is encoded in its turn.
            if _still(text):
                SearchVector.objects.bulk_create(rows, ignore_conflicts=True)
                if encoder.name == SmallE5.name and has_pgvector():
                    keep_gists(
                        {text.pk: (text.language, unpacked([bytes(rows[0].vector)], encoder.width)[0])}
                    )
    if batch:
        version_moved()
    return len(batch)


def _still(text: SearchText) -> bool:
    same = {"title": text.title, "summary": text.summary, "body": text.body}
    return SearchText.objects.filter(pk=text.pk, **same).exists()


def _vectors(text: SearchText, encoder: Encoder) -> Iterator[SearchVector]:
    for part, vector in enumerate(vectors_of(encoder, text.title, f"{text.summary}\n{text.body}".strip())):
        yield SearchVector(text=text, encoder=encoder.name, part=part, vector=packed(vector))


def vectors_of(encoder: Encoder, title: str, rest: str) -> Vectors:
    """Return the vectors of a text: of the whole, of its title, of its passages where there are several.

    The whole is the mean of its passages: measured, that is as good as encoding it again, and saves the time.
    """
    own = f"{title} " if rest and not rest.startswith(title) else ""
    pieces = [f"{own}{piece}" for piece in passages(rest)] or [title]
    said = encoder.passages([*pieces, title] if own else pieces)
    apart = said[: len(pieces)]
    rows = [unit(apart.mean(axis=0, keepdims=True)), said[-1:] if own else apart[:1]]
    return np.concatenate([*rows, apart] if len(pieces) > 1 else rows)


def count_tokens(least: int = 3) -> None:
    """Count how many texts hold each frequent token, and how many texts there are; remember both."""
    number = SearchText.objects.count()
    least = max(least, number // 2000)
    remember("tokens", {"texts": number, "least": least, "frequencies": frequencies(least=least)})


def settle() -> None:
    """Count tokens and estimate means anew, and say that the index moved."""
    count_tokens()
    estimate_means()
    version_moved()
