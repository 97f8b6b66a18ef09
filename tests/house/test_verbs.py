"""Verbs and records: one way to write, by name, under its own name; a factory for every guarded record."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest
from django.apps import apps

from near.foundation.action import Guarded
from tests.house.tree import NEAR, ROOMS, ROOT

ACTING = [r for r in ROOMS if (NEAR / r / "actions.py").is_file() or (NEAR / r / "actions").is_dir()]
RECORDS = sorted(
    (m for m in apps.get_models() if issubclass(m, Guarded) and m.__module__.startswith("near.")),
    key=lambda m: m._meta.label,
)


def modules_of(room: str) -> Iterator[ModuleType]:
    """Yield the modules that hold a room's verbs."""
    top = importlib.import_module(f"near.{room}.actions")
    yield top
    for found in pkgutil.iter_modules(getattr(top, "__path__", ())):
        yield importlib.import_module(f"{top.__name__}.{found.name}")


def verbs_of(room: str) -> dict[str, Callable[..., Any]]:
    """Return the verbs a room offers: what `actions` lists, or all it defines."""
    top = importlib.import_module(f"near.{room}.actions")
    own = [n for n, x in vars(top).items() if inspect.isfunction(x) and x.__module__ == top.__name__]
    names = getattr(top, "__all__", None) or [n for n in own if not n.startswith("_")]
    return {name: getattr(top, name) for name in names}


def marked_in(room: str) -> dict[str, Callable[..., Any]]:
    """Return everything a room marks as a verb, wherever it stands in `actions`."""
    things = (item for module in modules_of(room) for item in vars(module).items())
    here = f"near.{room}."
    return {n: x for n, x in things if hasattr(x, "verb") and x.__module__.startswith(here)}


@pytest.mark.parametrize("room", ACTING)
def test_what_a_room_offers_is_a_verb_under_its_own_name(room: str) -> None:
    named = {name: getattr(verb, "verb", None) for name, verb in verbs_of(room).items()}
    assert named == {name: f"{room}.{name}" for name in named}


@pytest.mark.parametrize("room", ACTING)
def test_every_verb_of_a_room_is_offered(room: str) -> None:
    assert set(marked_in(room)) == set(verbs_of(room))


@pytest.mark.parametrize("room", ACTING)
def test_a_verb_is_told_everything_by_name_and_by_whom(room: str) -> None:
    for name, verb in verbs_of(room).items():
        parts = inspect.signature(verb).parameters
        assert {p.kind for p in parts.values()} == {inspect.Parameter.KEYWORD_ONLY}, name
        assert "by" in parts, name


@pytest.mark.parametrize("record", RECORDS, ids=lambda m: m._meta.label)
def test_a_guarded_record_has_a_factory(record: type[Guarded]) -> None:
    room = record._meta.app_label
    assert (ROOT / "tests" / room / "factories.py").is_file(), f"tests/{room}/factories.py is missing"
    module = importlib.import_module(f"tests.{room}.factories")
    made = {x._meta.model for x in vars(module).values() if inspect.isclass(x) and hasattr(x, "_meta")}
    assert record in made
