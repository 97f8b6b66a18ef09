"""Benchmark B: which region a written name means.

Reads bench/cases/names*.jsonl, or files of the same format: one JSON object a line with `name`, optional
`lang` and `country`, and `expect` (ids or ISO codes; [] must be rejected). `kind` and `part` are reported.
Usage: python -m bench.names [--cases FILE] [--part held-out|looked-at|all] [--wrong N]
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

CASES = sorted((Path(__file__).resolve().parent / "cases").glob("names*.jsonl"))
Case = dict[str, Any]


def prepared() -> Any:
    """Return the gazetteer of a database made for the benchmark, with nothing but the reference data."""
    import tempfile  # noqa: PLC0415 -- before the settings are read

    folder = tempfile.mkdtemp(prefix="near-bench-")
    os.environ |= {"DATABASE_URL": f"sqlite:///{folder}/names.sqlite3", "NEAR_VAR": folder}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django  # noqa: PLC0415 -- as above

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- needs the settings

    from near.registry.queries.authority import gazetteer  # noqa: PLC0415 -- as above

    with Path(os.devnull).open("w") as silence:
        call_command("init", stdout=silence)
    return gazetteer()


def read(file: Path) -> list[Case]:
    """Return the cases of a file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def outcome(case: Case, answer: Any) -> str:
    """Return how an answer fits: right, asked (the right one among several), missed, wrong, rejected."""
    expected = set(case["expect"])
    found = [{m.place.id, m.place.iso} & expected for m in answer.matches]
    if not expected:
        return (
            "rejected" if answer.status == "unknown" else "wrong" if answer.status == "resolved" else "asked"
        )
    if len(expected) > 1:
        return "right" if answer.status == "ambiguous" and set().union(*found) == expected else "missed"
    if answer.status == "unknown":
        return "missed"
    if answer.status == "ambiguous":
        return "asked" if any(found) else "missed"
    return "right" if found[0] else "wrong"


def measured(cases: list[Case], gazetteer: Any) -> dict[str, Any]:
    """Resolve every case; return the shares per kind and language, and names per second."""
    begun = time.perf_counter()
    answers = [gazetteer.resolve(c["name"], c.get("lang", ""), c.get("country", "")) for c in cases]
    seconds = time.perf_counter() - begun
    outcomes = [outcome(c, a) for c, a in zip(cases, answers, strict=True)]
    groups: dict[str, list[str]] = defaultdict(list)
    for case, result in zip(cases, outcomes, strict=True):
        sort = "negative" if not case["expect"] else "ambiguous" if len(case["expect"]) > 1 else _sort(case)
        groups[sort].append(result)
        groups[f"{sort} {case.get('lang') or '–'}"].append(result)
        groups[f"kind {case.get('kind', '–')}"].append(result)
    shares = {
        g: {r: round(rs.count(r) / len(rs), 4) for r in sorted(set(rs))} | {"n": len(rs)}
        for g, rs in sorted(groups.items())
    }
    return {
        "groups": shares,
        "names_per_second": round(len(cases) / seconds),
        "outcomes": outcomes,
        "answers": answers,
    }


def _sort(case: Case) -> str:
    return "exact" if case.get("kind", "exact") == "exact" else "noisy"


def promised(groups: dict[str, Any]) -> dict[str, float]:
    """Return the figures the promise is made in."""
    sure = [groups[g] for g in ("exact", "noisy", "negative", "ambiguous") if g in groups]
    total = sum(g["n"] for g in sure)
    return {
        "exact": groups.get("exact", {}).get("right", 0),
        "noisy": groups.get("noisy", {}).get("right", 0),
        "wrong_and_confident": round(sum(g.get("wrong", 0) * g["n"] for g in sure) / total, 5),
        "ambiguity_recall": groups.get("ambiguous", {}).get("right", 1),
        "negative_rejection": groups.get("negative", {}).get("rejected", 1),
    }


def main() -> None:
    """Measure, print per kind and language, then one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, nargs="+", default=CASES)
    parser.add_argument("--part", default="held-out")
    parser.add_argument("--wrong", type=int, default=0, help="print so many cases that went wrong")
    given = parser.parse_args()
    cases = [case for file in given.cases for case in read(file)]
    cases = [c for c in cases if given.part in ("all", c.get("part", given.part))]
    figures = measured(cases, prepared())
    print(f"{len(cases)} cases of {', '.join(file.name for file in given.cases)}, part {given.part}")
    for group, shares in figures["groups"].items():
        line = "  ".join(f"{r} {s:.4f}" for r, s in shares.items() if r != "n")
        print(f"  {group:24}{shares['n']:>6}  {line}")
    for case, result, answer in zip(cases, figures["outcomes"], figures["answers"], strict=True):
        if given.wrong and result not in ("right", "rejected"):
            print(
                result,
                case["name"],
                case.get("lang"),
                case.get("kind"),
                case["expect"],
                "->",
                [m.place.id for m in answer.matches],
            )
            given.wrong -= 1
    summary = promised(figures["groups"]) | {"names_per_second": figures["names_per_second"]}
    print(json.dumps(summary))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
