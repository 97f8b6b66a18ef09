"""Writing in the house: everything public says what it is; one clock; no signals."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from near.foundation.errors import DomainError
from tests.house.tree import ROOT, imported, python_files, shown, tree_of

CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today")}
KEEPERS_OF_TIME = ("near/foundation/period.py",)
# Names by which a framework calls a class that need not inherit them.
CALLED_BY_DJANGO = {"process_request", "process_view", "process_exception", "process_template_response"}


def module_of(path: Path) -> ModuleType:
    """Import the module that stands in a file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return importlib.import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))


def public_of(module: ModuleType) -> Iterator[tuple[str, Any]]:
    """Yield the public functions and classes a module itself defines."""
    for name, thing in vars(module).items():
        own = getattr(thing, "__module__", "") == module.__name__
        if own and not name.startswith("_") and (inspect.isfunction(thing) or inspect.isclass(thing)):
            yield name, thing


def methods_of(kind: type) -> Iterator[tuple[str, Any]]:
    """Yield the public methods and properties that a class adds to what its bases promise."""
    inherited = {name for base in kind.__mro__[1:] for name in vars(base)}
    for name, thing in vars(kind).items():
        inner = thing.fget if isinstance(thing, property) else getattr(thing, "__func__", thing)
        ours = inspect.isfunction(inner) and inner.__module__ == kind.__module__
        if (
            ours
            and not name.startswith("_")
            and name not in inherited | CALLED_BY_DJANGO
            and "<lambda>" not in inner.__qualname__
        ):
            yield name, inner


def speaks_for_itself(thing: Any) -> bool:
    """Tell whether a thing carries prose: a docstring of its own, or a refusal's sentence."""
    if inspect.isclass(thing) and issubclass(thing, DomainError) and "message" in vars(thing):
        return True
    doc = vars(thing).get("__doc__") if inspect.isclass(thing) else thing.__doc__
    # A dataclass without a docstring is given its signature.
    return bool(doc) and not (inspect.isclass(thing) and doc.startswith(f"{thing.__name__}("))


def test_everything_public_says_what_it_is() -> None:
    silent = []
    for path in (p for p in python_files("near") if p.name != "apps.py"):
        for name, thing in public_of(module_of(path)):
            silent += [] if speaks_for_itself(thing) else [f"{shown(path)} {name}"]
            if inspect.isclass(thing):
                parts = methods_of(thing)
                silent += [f"{shown(path)} {name}.{n}" for n, x in parts if not speaks_for_itself(x)]
    assert silent == []


def test_a_file_opens_by_saying_what_it_holds() -> None:
    silent = [
        shown(path)
        for path in python_files("near", "config", "bench", "tests")
        if path.name != "apps.py" and tree_of(path).body and not ast.get_docstring(tree_of(path))
    ]
    assert silent == []


def test_there_is_one_clock() -> None:
    found = [
        f"{shown(path)}:{node.lineno}"
        for path in python_files("near", "config")
        if shown(path) not in KEEPERS_OF_TIME
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute) and _reads_the_clock(node)
    ]
    assert found == []


def _reads_the_clock(node: ast.Attribute) -> bool:
    owner = getattr(node.value, "attr", getattr(node.value, "id", ""))
    return (owner, node.attr) in CLOCKS or node.attr == "localdate"


def test_our_own_flow_has_no_signals() -> None:
    found = [
        f"{shown(path)}:{line} {name}"
        for path in python_files("near", "config")
        for line, name in imported(path)
        if "signals" in name.split(".") or name.startswith("django.dispatch")
    ]
    assert found == []
