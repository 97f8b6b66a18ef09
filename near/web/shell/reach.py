"""Which sources public pages speak from: followed through templates and imports, never listed by hand."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

# The faces the public sees. What they import, they may say.
_FACES = ("near/web/site", "near/web/design")
_TEMPLATES = "near/web/templates"
# Templates of the back office.
_OF_THE_DESK = ("desk", "wagtailadmin")
# What a table calls its columns shows at the desk alone; verbs never speak on reading pages, and commands
# speak to the console.
_NOT_SHOWN = re.compile(r"(^|\.)(models|actions|migrations|management)(\.|$)")


@cache
def public_sources() -> frozenset[str]:
    """Return the path, below the project's root, of every template and module public pages speak from."""
    return frozenset({*_public_templates(), *(_shown(p) for p in _public_modules())})


def _public_templates() -> Iterator[str]:
    root = settings.BASE_DIR / _TEMPLATES
    for path in root.rglob("*"):
        if path.is_file() and path.relative_to(root).parts[0] not in _OF_THE_DESK:
            yield _shown(path)


def _public_modules() -> set[Path]:
    """Return the modules the public faces reach by imports, tables and verbs left out."""
    waiting = [p for face in _FACES for p in (settings.BASE_DIR / face).rglob("*.py")]
    found: set[Path] = set()
    while waiting:
        path = waiting.pop()
        if path in found or _NOT_SHOWN.search(_dotted(path)):
            continue
        found.add(path)
        waiting += [p for name in _imported(path) if (p := _file_of(name)) is not None]
    return found


def _imported(path: Path) -> Iterator[str]:
    """Yield the dotted names of our own that a module imports: each may be a module or a name in one."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("near."):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("near."))


def _file_of(name: str) -> Path | None:
    """Return the file of a dotted name, or of the module that holds it."""
    place = settings.BASE_DIR.joinpath(*name.split("."))
    for path in (place.with_suffix(".py"), place / "__init__.py", place.parent.with_suffix(".py"),
                 place.parent / "__init__.py"):  # fmt: skip
        if path.is_file():
            return Path(path)
    return None


def _dotted(path: Path) -> str:
    return ".".join(path.relative_to(settings.BASE_DIR).with_suffix("").parts)


def _shown(path: Path) -> str:
    return path.relative_to(settings.BASE_DIR).as_posix()
