"""Files of the house: reasons of dependencies and exceptions, sources of data, nothing of others."""

from __future__ import annotations

import re
import tomllib

from tests.house.tree import NEAR, ROOT, python_files, shown

LAW = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
_ENTRY = re.compile(r'^\s+"[^"]+",')
FOREIGN = re.compile(
    r"\.min\.(?:js|css)$|\.(?:woff2?|ttf|otf|eot)$|(?:^|/)(?:htmx|jquery|bootstrap)[^/]*\.(?:js|css)$"
)
WRITTEN_HERE = ("near", "config", "data", "docs", "tests", "bench", "bin")


def entries(opening: str) -> list[str]:
    """Return the lines of the first list that opens with `opening` at the start of a line."""
    body = LAW.split(f"\n{opening}\n", 1)[1]
    return [line for line in body.split("\n]", 1)[0].splitlines() if _ENTRY.match(line)]


def test_every_dependency_carries_its_reason() -> None:
    lines = [*entries("dependencies = ["), *entries("build = ["), *entries("dev = [")]
    law = tomllib.loads(LAW)
    groups = law["dependency-groups"]
    assert len(lines) == len(law["project"]["dependencies"]) + len(groups["build"]) + len(groups["dev"])
    assert [line for line in lines if not re.search(r"#\s+\S", line)] == []


def test_every_exception_of_the_linter_carries_its_reason() -> None:
    rules = [line for line in LAW.splitlines() if re.match(r'^  "[A-Z]+\d+",', line)]
    assert rules
    assert [line for line in rules if not re.search(r"#\s+\S", line)] == []


def test_every_exception_in_the_code_carries_its_reason() -> None:
    bare = [
        f"{shown(path)}:{number}"
        for path in python_files("near", "config", "bench", "tests")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"#\s*noqa", line) and not re.search(r"# noqa: [A-Z0-9, ]+ -- \S", line)
    ]
    assert [x for x in bare if not x.startswith("tests/house/test_files.py")] == []


def test_nothing_is_left_out_of_coverage_by_hand() -> None:
    mark = "pragma: " + "no cover"
    assert [shown(p) for p in python_files("near") if mark in p.read_text(encoding="utf-8")] == []


def test_every_set_of_data_names_its_source() -> None:
    folders = [p for p in (ROOT / "data").iterdir() if p.is_dir()]
    assert len(folders) >= 2
    assert [shown(p) for p in folders if not (p / "SOURCE.md").is_file()] == []


def test_nothing_of_others_is_committed() -> None:
    names = (shown(p) for folder in WRITTEN_HERE for p in (ROOT / folder).rglob("*") if p.is_file())
    assert [name for name in names if FOREIGN.search(name)] == []


def test_a_package_of_ours_is_a_package() -> None:
    folders = {p.parent for p in NEAR.rglob("*.py")}
    assert [shown(p) for p in folders if not (p / "__init__.py").is_file()] == []
