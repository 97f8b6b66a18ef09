"""Tests on the tests: every table has a factory, every permission its truth table, silence is a fault."""

from __future__ import annotations

from importlib import import_module
from inspect import isfunction
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.template import Context, Origin, Template

from near.foundation.text import MultilingualTextField
from tests.registry.actors import ACTORS

ROOMS = ("people", "registry", "terminology", "assembly", "translation")


def factories() -> dict[str, Any]:
    found = [vars(import_module(f"tests.{room}.factories")).values() for room in ROOMS]
    made = [x for values in found for x in values if hasattr(x, "_meta") and hasattr(x, "create")]
    return {f._meta.model._meta.label: f for f in made if not f._meta.abstract}


def models() -> list[str]:
    return [m._meta.label for room in ROOMS for m in apps.get_app_config(room).get_models()]


@pytest.mark.django_db
@pytest.mark.parametrize("label", models())
def test_every_table_has_a_factory_and_its_records_are_valid_and_named(label: str) -> None:
    record = factories()[label].create()
    texts = [f.name for f in record._meta.concrete_fields if isinstance(f, MultilingualTextField)]
    record.full_clean(exclude=texts)
    assert str(record)


@pytest.mark.django_db
def test_a_text_in_many_languages_passes_the_validation_of_its_field() -> None:
    factories()["assembly.Passage"].create().full_clean()


def predicates(module: Any) -> set[str]:
    own = {n for n, f in vars(module).items() if isfunction(f) and f.__module__ == module.__name__}
    return {name for name in own if name.startswith(("can_", "in_", "is_"))}


def rooms_with_perms() -> list[str]:
    return sorted(path.parent.name for path in (settings.BASE_DIR / "near").glob("*/perms.py"))


def test_there_are_rooms_with_permissions() -> None:
    assert set(ROOMS) <= set(rooms_with_perms())


@pytest.mark.parametrize("room", rooms_with_perms())
def test_every_permission_has_its_truth_table(room: str) -> None:
    tables = import_module(f"tests.{room}.test_perms").TABLES
    assert set(tables) == predicates(import_module(f"near.{room}.perms"))


@pytest.mark.parametrize("room", rooms_with_perms())
def test_every_permission_is_said_in_a_sentence(room: str) -> None:
    module = import_module(f"near.{room}.perms")
    said = {name: getattr(module, name).__doc__ or "" for name in predicates(module)}
    assert [name for name, doc in said.items() if not doc.strip().endswith(".")] == []


def test_every_actor_in_a_table_exists() -> None:
    tables = [import_module(f"tests.{room}.test_perms").TABLES for room in rooms_with_perms()]
    named = {who for table in tables for allowed in table.values() for who in allowed}
    assert named <= set(ACTORS)


TEMPLATE = str(settings.BASE_DIR / "near/web/templates/site/x.html")
FOREIGN = "/elsewhere/x.html"


def rendered(source: str, path: str) -> str:
    return Template(source, origin=Origin(name=path)).render(Context({"known": "word"}))


@pytest.mark.usefixtures("strict_templates")
def test_an_undefined_variable_fails_in_our_templates_and_only_there() -> None:
    assert rendered("{{ known }}{% if unknown %}!{% endif %}", TEMPLATE) == "word"
    assert rendered("{{ unknown }}{{ unknown|default:'none' }}", FOREIGN) == "none"
    with pytest.raises(pytest.fail.Exception, match="unknown"):
        rendered("{{ unknown }}", TEMPLATE)
