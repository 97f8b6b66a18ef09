"""The matcher on real sentences: paraphrases of the same matters in six languages, read by the real encoder.

Every subject of our sample questions is once a need in one language and once an offer in another; the texts
alone are to bring them together (no topics, no forms). What the seeded worlds cannot show: whether sentence
vectors of Mongolian needs and Japanese offers really meet.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np

from bench.matching_world import DAY
from near.cooperation.rules.matching import NEED, OFFER, Adjusted, Party, Posted, listed, paired, pooled
from near.foundation.search.encoders import SmallE5, Vectors, loaded, unit
from near.foundation.search.vectors import shipped_means

QUESTIONS = Path(__file__).resolve().parent.parent / "data/samples/knowledge/queries.jsonl"
LANGUAGES = ("en", "ja", "ko", "zh", "ru", "mn")
MEMBERS, SHOWN, FIRST = 60, 10, 5


def subjects() -> dict[str, dict[str, str]]:
    """Return each subject's paraphrase in each of the six languages."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for line in QUESTIONS.read_text("utf-8").splitlines():
        question = json.loads(line)
        if len(question["relevant"]) == 1 and question["lang"] in LANGUAGES:
            found[question["relevant"][0]][question["lang"]] = question["query"]
    return {key: said for key, said in sorted(found.items()) if len(said) == len(LANGUAGES)}


def read(texts: list[tuple[str, str]]) -> list[Vectors]:
    """Return the vectors of (language, text), freed of each language's mean."""
    encoder, means = loaded(SmallE5.name), shipped_means(SmallE5.name)
    if encoder is None:
        raise SystemExit("the encoder of the index cannot be loaded")
    return [unit(encoder.passages([text])[0] - means[language]) for language, text in texts]


def on_texts(seed: int = 1) -> dict[str, Any]:
    """Return recall and the length of lists where only texts are known, per language of the need or offer."""
    drawn, said = np.random.default_rng(seed), subjects()
    pairs = [drawn.choice(LANGUAGES, 2, replace=False).tolist() for _subject in said]
    vectors = read(
        [(code, words[code]) for words, two in zip(said.values(), pairs, strict=True) for code in two]
    )
    postings = []
    for place, two in enumerate(pairs):
        owners = drawn.choice(MEMBERS, 2, replace=False)
        for side, (way, code) in enumerate(zip((NEED, OFFER), two, strict=True)):
            key, vector = f"{way}{place:03d}", vectors[2 * place + side]
            postings.append(Posted(key, f"m{owners[side]}", way, code, vector))
    parties = [Party(f"m{number}") for number in range(MEMBERS)]
    lists = listed(paired(pooled(parties, postings, DAY), Adjusted()), SHOWN)
    return {
        "subjects": len(said),
        **_figures(postings, {p.key: [s.other for s in lists.of(p.key)] for p in postings}),
    }


def _figures(postings: list[Posted], shown: dict[str, list[str]]) -> dict[str, Any]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for posting in postings:
        other = (OFFER if posting.direction == NEED else NEED) + posting.key[-3:]
        found = shown[posting.key]
        places[posting.language].append(found.index(other) if other in found else SHOWN)
    every = [place for each in places.values() for place in each]
    seen = {code: np.mean([place < FIRST for place in places[code]]) for code in LANGUAGES}
    return {
        "recall@1": round(float(np.mean([place < 1 for place in every])), 4),
        "recall@5": round(float(np.mean([place < FIRST for place in every])), 4),
        "recall@5_by_language": {code: round(float(share), 4) for code, share in seen.items()},
        "mean_length": round(float(np.mean([len(found) for found in shown.values()])), 1),
    }
