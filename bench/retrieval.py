"""Benchmark A: retrieval across languages, on our domain set and on formal parallel texts.

Usage: python -m bench.retrieval [--corpus DIR] [--part held-out|looked-at|all]. Without a corpus both of ours
are measured. Prints a table of recall@1 per pair for each, then one line of JSON; `near bench retrieval` does
the measuring.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from statistics import mean
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
NEAR = Path(sys.executable).parent / "near"
LANGUAGES = ("en", "ja", "ko", "zh", "ru", "mn", "vi", "ky")
FIVE = LANGUAGES[:5]


def measured(corpus: Path, part: str) -> dict[str, Any]:
    """Return the figures of a corpus, measured in a database of its own."""
    command = [str(NEAR), "bench", "retrieval", "--corpus", str(corpus), "--part", part]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    figures: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return figures


def shown(name: str, figures: dict[str, Any]) -> None:
    """Print recall@1 per pair and what else is promised."""
    pairs = figures["recall_at_1"]
    columns = [c for c in LANGUAGES if any(pair.endswith(f">{c}") for pair in pairs)]
    size = f"{figures['documents']} documents, {figures['queries']} questions"
    print(f"\n{name}: {size}, part {figures['part']}")
    print("  asked in   " + "".join(f"{c:>8}" for c in columns) + "     all    MRR   nDCG")
    for code, row in figures["by_query_language"].items():
        cells = "".join(f"{pairs.get(f'{code}>{c}', float('nan')):8.3f}" for c in columns)
        rest = f"{row['recall_at_1']:8.3f}{row['mrr_at_10']:7.3f}{row['ndcg_at_10']:7.3f}"
        print(f"  {code:10} {cells}{rest}")
    shares = ("own_language_share", "own_language_share_of_index")
    for key in ("overall", "mongolian_gap", *shares, "abstention", "latency_ms", "index_mb", "encoders"):
        print(f"  {key}: {figures.get(key)}")


def by_group(pairs: dict[str, float]) -> dict[str, float]:
    """Return mean recall@1 of the groups of pairs the promise is made for."""
    groups = {
        "five": [v for p, v in pairs.items() if set(p.split(">")) <= set(FIVE)],
        "mn": [v for p, v in pairs.items() if "mn" in p and set(p.split(">")) <= {*FIVE, "mn"}],
        "ky": [v for p, v in pairs.items() if "ky" in p and "vi" not in p],
        "vi": [v for p, v in pairs.items() if "vi" in p and "ky" not in p],
    }
    return {name: round(mean(values), 4) for name, values in groups.items() if values}


def main() -> None:
    """Measure, print, and end with one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--part", default="held-out")
    given = parser.parse_args()
    ours = {"domain": ROOT / "data/samples/knowledge", "formal": ROOT / "bench/corpora/formal"}
    corpora = {given.corpus.name: given.corpus} if given.corpus else ours
    whole = {}
    for name, corpus in corpora.items():
        whole[name] = measured(corpus, given.part)
        shown(name, whole[name])
        if not (corpus / "queries.jsonl").exists():
            whole[name]["groups"] = by_group(whole[name]["recall_at_1"])
            print(f"  groups of pairs: {whole[name]['groups']}")
    print(json.dumps(whole, ensure_ascii=False))


if __name__ == "__main__":
    main()
