"""How search behaves as the index grows: time per question at 2,000, 20,000 and 200,000 records, one core.

Usage: python -m bench.growth [--sizes 2000,20000,200000]. Records are made of our sample texts cut and
shuffled, vectors are drawn at random; the questions are real and encoded each time. Fixed seed. Last line
is JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import tempfile
import time
from pathlib import Path
from statistics import quantiles
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
QUESTIONS, AT_ONCE = 200, 2000


def prepared() -> None:
    """Set up a database of the benchmark's own."""
    folder = tempfile.mkdtemp(prefix="near-bench-")
    os.environ |= {"DATABASE_URL": f"sqlite:///{folder}/growth.sqlite3", "NEAR_VAR": folder}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django  # noqa: PLC0415 -- the settings read what was set above

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- as above

    from near.foundation.search.encoding import encode_here  # noqa: PLC0415 -- as above

    call_command("migrate", interactive=False, verbosity=0)
    encode_here()


def fill(number: int, seed: random.Random) -> None:
    """Add records until there are `number`."""
    import numpy as np  # noqa: PLC0415 -- after the settings

    from near.foundation.search.analysis import tokens  # noqa: PLC0415 -- as above
    from near.foundation.search.encoders import encoders, unit  # noqa: PLC0415 -- as above
    from near.foundation.search.models import SearchRecord, SearchText, SearchVector  # noqa: PLC0415 -- as above
    from near.foundation.search.vectors import packed, shipped_means  # noqa: PLC0415 -- as above

    folder = ROOT / "data/samples/knowledge"
    samples = [(p.parent.name, p.read_text("utf-8").split()) for p in sorted(folder.glob("*/*.txt"))]
    drawn = np.random.default_rng(20261125)
    have = SearchRecord.objects.count()
    while have < number:
        chosen = [seed.choice(samples) for _one in range(min(AT_ONCE, number - have))]
        records = SearchRecord.objects.bulk_create(
            SearchRecord(kind="document", key=str(have + i), original=code, digest="")
            for i, (code, _words) in enumerate(chosen)
        )
        texts = []
        for record, (code, words) in zip(records, chosen, strict=True):
            body = " ".join(seed.sample(words, min(len(words), 60)))
            text = SearchText(record=record, language=code, state="original", title=body[:60], body=body)
            text.title_tokens = " ".join(tokens(text.title, code))
            text.body_tokens = " ".join(tokens(body, code))
            texts.append(text)
        rows = []
        for encoder in encoders():
            means = shipped_means(encoder.name)
            for text in SearchText.objects.bulk_create(texts) if encoder is encoders()[0] else texts:
                if text.language in encoder.languages:
                    around = unit(drawn.standard_normal((3, encoder.width)).astype(np.float32)) * 0.4
                    rows += [
                        SearchVector(text=text, encoder=encoder.name, part=part, vector=packed(vector))
                        for part, vector in enumerate(unit(around + means[text.language]))
                    ]
        SearchVector.objects.bulk_create(rows, batch_size=500)
        have += len(chosen)


def asked(seed: random.Random) -> dict[str, float]:
    """Ask real questions; return milliseconds."""
    from near.foundation.search.asking import ask  # noqa: PLC0415 -- after the settings
    from near.foundation.search.encoding import vectors_of_question  # noqa: PLC0415 -- as above

    lines = (ROOT / "data/samples/knowledge/queries.jsonl").read_text("utf-8").splitlines()
    questions = [json.loads(line) for line in seed.sample(lines, QUESTIONS)]
    ask("warm", "en")
    seconds = []
    for question in questions:
        vectors_of_question.cache_clear()
        begun = time.perf_counter()
        ask(question["query"], question["lang"])
        seconds.append(time.perf_counter() - begun)
    again = []
    for question in questions:
        ask(question["query"], question["lang"])  # its vectors are kept now
        begun = time.perf_counter()
        ask(question["query"], question["lang"])
        again.append(time.perf_counter() - begun)
    cut, kept = quantiles(seconds, n=20), quantiles(again, n=20)
    whole = {"p50": cut[9], "p95": cut[18], "p50_without_encoding": kept[9], "p95_without_encoding": kept[18]}
    return {name: round(value * 1000, 1) for name, value in whole.items()}


def main() -> None:
    """Grow, ask, print; end with one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="2000,20000,200000")
    sizes = [int(size) for size in parser.parse_args().sizes.split(",")]
    os.sched_setaffinity(0, {0})
    prepared()
    from near.foundation.search import shelf  # noqa: PLC0415 -- after the settings
    from near.foundation.search.indexing import settle  # noqa: PLC0415 -- as above

    whole: dict[str, Any] = {}
    seed = random.Random(20261125)  # noqa: S311 -- no secret
    for size in sizes:
        fill(size, seed)
        settle()
        shelf.forget()
        whole[str(size)] = asked(seed) | {"mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}
        print(size, whole[str(size)], flush=True)
    print(json.dumps(whole))


if __name__ == "__main__":
    main()
