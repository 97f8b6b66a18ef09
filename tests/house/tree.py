"""The house as data: its files, its syntax trees, its rooms. What the tests beside this file read."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NEAR = ROOT / "near"
TEMPLATES = NEAR / "web" / "templates"
NOT_ROOMS = {"foundation", "flows", "web"}
ROOMS = sorted(p.name for p in NEAR.iterdir() if (p / "__init__.py").is_file() and p.name not in NOT_ROOMS)

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Place:
    """Where something stands: `path:line name`."""

    path: Path
    line: int
    name: str

    def __str__(self) -> str:
        return f"{shown(self.path)}:{self.line} {self.name}"


def shown(path: Path) -> str:
    """Return a path as the reader knows it."""
    return path.relative_to(ROOT).as_posix()


def is_migration(path: Path) -> bool:
    """Tell whether Django keeps this file."""
    return "migrations" in path.parts


def python_files(*folders: str) -> Iterator[Path]:
    """Yield our own Python files below the folders, without migrations."""
    for folder in folders:
        yield from sorted(p for p in (ROOT / folder).rglob("*.py") if not is_migration(p))


def templates() -> list[Path]:
    """Return every template of the house."""
    return sorted(p for p in TEMPLATES.rglob("*") if p.is_file())


@cache
def tree_of(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(*folders: str) -> Iterator[tuple[Place, Function]]:
    """Yield every function and method below the folders."""
    for path in python_files(*folders):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, Function):
                yield Place(path, node.lineno, node.name), node


def classes(*folders: str) -> Iterator[tuple[Place, ast.ClassDef]]:
    """Yield every class below the folders."""
    for path in python_files(*folders):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ClassDef):
                yield Place(path, node.lineno, node.name), node


def length(node: Function | ast.ClassDef) -> int:
    """Return the lines a definition takes, decorators left out."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def line_count(path: Path) -> int:
    """Return the lines of a file."""
    return len(path.read_text(encoding="utf-8").splitlines())


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Yield (line, dotted name) for everything a file imports."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
