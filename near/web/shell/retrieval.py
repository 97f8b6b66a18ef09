"""Benchmark A: whether the right document is found when it is written in another language than the question.

Works on a folder `LANG/ID.txt` (first line may be a title) with an optional `queries.jsonl`, as in
data/samples/knowledge. Everything is indexed and asked exactly as on the site, in a database of its own.
"""

from __future__ import annotations

import json
import math
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, quantiles
from typing import Any

from django.conf import settings

from near.foundation.languages import NAME_LANGUAGES
from near.foundation.search.asking import Bar, Hit, ranking
from near.foundation.search.encoders import encoders
from near.foundation.search.findable import Findable, Kind, Wording
from near.foundation.search.fulltext import Narrowing
from near.foundation.search.indexing import copy_records, encode_some, settle
from near.foundation.search.models import SearchRecord
from near.foundation.search.question import asked
from near.foundation.search.scoring import Weights

TOP = 10


@dataclass(frozen=True)
class Document:
    """One file: what it is about (`id`), its language, title and text."""

    id: str
    language: str
    title: str
    text: str

    @property
    def key(self) -> str:
        """Return what the record is called in the index."""
        return f"{self.language}/{self.id}"


@dataclass(frozen=True)
class Query:
    """A question, and the ids that answer it; none where nothing does. `pool`: the answers' language."""

    language: str
    text: str
    relevant: frozenset[str]
    part: str = ""
    pool: str = ""
    own: str = ""


class BrokenQuestion(ValueError):
    """A line of queries.jsonl is not what it should be; the argument is its number."""


@dataclass(frozen=True)
class Result:
    """What came of a question: the place of the first right answer (0: none), and what was offered."""

    query: Query
    place: int
    target: str
    answered: bool
    offered: tuple[str, ...]
    seconds: float


def documents(folder: Path) -> list[Document]:
    """Read a corpus. Broken bytes are replaced, so that one bad file does not stop the rest."""
    found = []
    for path in sorted(folder.glob("*/*.txt")):
        if path.parent.name in NAME_LANGUAGES:
            lines = _words(path).strip().split("\n")
            titled = len(lines) > 1 and not lines[1].strip()
            title, text = (lines[0], "\n".join(lines[1:])) if titled else ("", "\n".join(lines))
            found.append(Document(path.stem, path.parent.name, title.strip(), text.strip()))
    return found


def queries(folder: Path, docs: list[Document], part: str) -> list[Query]:
    """Read the questions; without any, each document asks for its sisters, language by language."""
    path = folder / "queries.jsonl"
    if not path.exists():
        languages = sorted({d.language for d in docs})
        return [
            Query(d.language, f"{d.title}\n{d.text}".strip(), frozenset((d.id,)), pool=other, own=d.key)
            for d in docs
            for other in languages
            if other != d.language
        ]
    found = [_query(line, n) for n, line in enumerate(_lines(path), 1) if line.strip()]
    return [q for q in found if part in ("all", q.part or part)]


def _lines(path: Path) -> list[str]:
    return _words(path).split("\n")  # not splitlines: a question may hold U+2028


def _words(path: Path) -> str:
    # Not every database keeps a NUL.
    return path.read_text(encoding="utf-8-sig", errors="replace").replace("\0", " ")


def _query(line: str, number: int) -> Query:
    try:
        row = json.loads(line)
        return Query(
            str(row["lang"]), str(row["query"]), frozenset(map(str, row["relevant"])), row.get("part", "")
        )
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise BrokenQuestion(number) from fault


def index(docs: Iterable[Document]) -> None:
    """Index a corpus: copy, encode, count."""
    found = [
        Findable(
            "document", d.key, {d.language: Wording(d.title or d.text[:80], body=d.text)}, original=d.language
        )
        for d in docs
    ]
    copy_records([Kind("document", "", lambda: found)])
    for encoder in encoders():
        while encode_some(encoder, 100):
            pass
    settle()


def asked_all(found: list[Query], docs: list[Document], weights: Weights, bar: Bar) -> list[Result]:
    """Ask every question."""
    keys = dict(SearchRecord.objects.order_by("pk").values_list("pk", "key"))
    languages = {d.id: d.language for d in docs}
    return [_result(query, keys, languages, weights, bar) for query in found]


def _result(
    query: Query, keys: dict[int, str], languages: dict[str, str], weights: Weights, bar: Bar
) -> Result:
    begun = time.perf_counter()
    question = asked(query.text, query.language, whole=bool(query.own))
    hits = ranking(question, Narrowing(language=query.pool), weights, whole=bool(query.own))
    seconds = time.perf_counter() - begun
    offered = [key for hit in hits if (key := keys[hit.record]) != query.own]
    right = (n for n, key in enumerate(offered, 1) if key.split("/", 1)[1] in query.relevant)
    target = query.pool or next((languages[i] for i in sorted(query.relevant) if i in languages), "")
    return Result(query, next(right, 0), target, bool(bar.over(hits)), tuple(offered[:TOP]), seconds)


def figures(results: list[Result], docs: list[Document]) -> dict[str, Any]:
    """Return every figure of benchmark A but the index's size."""
    answerable = [r for r in results if r.query.relevant]
    pairs = _grouped(answerable, lambda r: f"{r.query.language}>{r.target}")
    by_language = _grouped(answerable, lambda r: r.query.language)
    by_pair = {name: _measures(found) for name, found in pairs.items()}
    return {
        "recall_at_1": {name: m["recall_at_1"] for name, m in by_pair.items()},
        "mrr_at_10": {name: m["mrr_at_10"] for name, m in by_pair.items()},
        "ndcg_at_10": {name: m["ndcg_at_10"] for name, m in by_pair.items()},
        "by_query_language": {name: _measures(found) for name, found in by_language.items()},
        "overall": _measures(answerable),
        "mongolian_gap": _gap(by_pair),
        **_own_language(results, docs),
        "abstention": _abstention(results),
        "latency_ms": _latency([r.seconds for r in results]),
        "queries": len(results),
        "documents": len(docs),
    }


def _grouped(results: list[Result], name: Callable[[Result], str]) -> dict[str, list[Result]]:
    groups: defaultdict[str, list[Result]] = defaultdict(list)
    for result in results:
        groups[name(result)].append(result)
    return dict(sorted(groups.items()))


def _measures(results: list[Result]) -> dict[str, float]:
    """Return recall at one, mean reciprocal rank and nDCG at ten. One document answers each question."""
    if not results:
        return {}
    places = [r.place if r.place <= TOP else 0 for r in results]
    return {
        "recall_at_1": round(mean(p == 1 for p in places), 4),
        "mrr_at_10": round(mean(1 / p if p else 0 for p in places), 4),
        "ndcg_at_10": round(mean(1 / math.log2(p + 1) if p else 0 for p in places), 4),
        "n": len(places),
    }


def _gap(by_pair: dict[str, dict[str, float]]) -> float | None:
    """Return by how much pairs without Mongolian are better than those with it."""
    with_it = [m["recall_at_1"] for name, m in by_pair.items() if "mn" in name.split(">")]
    without = [m["recall_at_1"] for name, m in by_pair.items() if "mn" not in name.split(">")]
    return round(mean(without) - mean(with_it), 4) if with_it and without else None


def _own_language(results: list[Result], docs: list[Document]) -> dict[str, float]:
    """Return the share of the asker's own language in the top ten, and in the index for those askers."""
    shares, expected = [], []
    for r in results:
        if r.offered and not r.query.pool:
            shares.append(mean(key.split("/", 1)[0] == r.query.language for key in r.offered))
            expected.append(mean(d.language == r.query.language for d in docs))
    if not shares:
        return {}
    return {
        "own_language_share": round(mean(shares), 4),
        "own_language_share_of_index": round(mean(expected), 4),
    }


def _abstention(results: list[Result]) -> dict[str, float | None]:
    """Return how often silence was right, and how often a question without an answer met silence."""
    silent = [r for r in results if not r.answered]
    unanswerable = [r for r in results if not r.query.relevant]
    right = [r for r in silent if not r.query.relevant]
    return {
        "precision": round(len(right) / len(silent), 4) if silent else None,
        "recall": round(len(right) / len(unanswerable), 4) if unanswerable else None,
    }


def _latency(seconds: list[float]) -> dict[str, float]:
    cut = quantiles(seconds, n=20) if len(seconds) > 1 else seconds * 19
    return {"p50": round(cut[9] * 1000, 2), "p95": round(cut[18] * 1000, 2)}


def index_megabytes() -> float:
    """Return the size of the database the index stands in."""
    path = Path(str(settings.DATABASES["default"]["NAME"]))
    return round(sum(p.stat().st_size for p in path.parent.glob(f"{path.name}*")) / 1e6, 2)


def pooled(found: list[Query]) -> Iterator[Query]:
    """Yield each document's question once, against the whole corpus: for the own-language share."""
    seen: set[str] = set()
    for query in found:
        if query.own and query.own not in seen:
            seen.add(query.own)
            yield Query(query.language, query.text, query.relevant, own=query.own)


def measured(
    folder: Path, part: str, weights: Weights | None = None, bar: Bar | None = None
) -> dict[str, Any]:
    """Index a corpus and return its figures."""
    docs = documents(folder)
    found = queries(folder, docs, part)
    index(docs)
    chosen, least = weights or Weights(), bar or Bar()
    results = asked_all(found, docs, chosen, least)
    whole = figures(results, docs)
    if parallel := list(pooled(found)):
        whole |= _own_language(asked_all(parallel, docs, chosen, least), docs)
    return whole | {"index_mb": index_megabytes(), "part": part, "encoders": [e.name for e in encoders()]}


__all__ = ["BrokenQuestion", "Hit", "measured"]
