"""How often the language of a text is recognised.

Reads bench/cases/identify.jsonl, or anyone's file of the same format: one JSON object a line with `text`,
`language`, `kind` (long or short) and `part` (looked-at or held-out).
Usage: python -m bench.identifying [--cases FILE] [--part held-out|looked-at|all] [--wrong]
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from near.foundation.identifying import identified

CASES = Path(__file__).parent / "cases" / "identify.jsonl"


def read(path: Path, part: str) -> list[dict[str, str]]:
    """Return the cases of one part."""
    lines = path.read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines if line.strip()]
    return [c for c in cases if part in ("all", c.get("part", "all"))]


def measured(cases: list[dict[str, str]]) -> dict[str, Any]:
    """Return right, wrong and undecided per kind and language, the wrong ones, and the time a text takes."""
    told: defaultdict[str, Counter[str]] = defaultdict(Counter)
    wrong = []
    identified("Баштоо")  # the model is read once, not once a text
    begun = time.perf_counter()
    for case in cases:
        found = identified(case["text"]).language
        verdict = "right" if found == case["language"] else "wrong" if found else "undecided"
        for key in (case["kind"], f"{case['kind']} {case['language']}"):
            told[key][verdict] += 1
        if verdict != "right":
            wrong.append({**case, "found": found})
    spent = (time.perf_counter() - begun) / max(1, len(cases)) * 1000
    return {"figures": {k: dict(v) for k, v in sorted(told.items())}, "wrong": wrong, "ms_per_text": spent}


def main() -> None:
    """Measure, and print one line a kind and language, then the shares."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cases", type=Path, default=CASES)
    asked.add_argument("--part", choices=("held-out", "looked-at", "all"), default="held-out")
    asked.add_argument("--wrong", action="store_true", help="also print what was not recognised")
    options = asked.parse_args()
    result = measured(read(options.cases, options.part))
    for key, counts in result["figures"].items():
        right, total = counts.get("right", 0), sum(counts.values())
        print(f"{key:<10} {right:>4} of {total:<4} {right / total:.3f}   {counts}")
    print(f"{result['ms_per_text']:.2f} ms a text")
    if options.wrong:
        for case in result["wrong"]:
            print(json.dumps(case, ensure_ascii=False))


if __name__ == "__main__":
    main()
