"""Names of the house: no drawers for everything, and every room furnished alike."""

from __future__ import annotations

import tomllib

from tests.house.tree import NEAR, ROOMS, ROOT, python_files, shown

FURNITURE = {
    "tasks", "actions", "notices", "search", "perms", "queries", "models", "refusals", "rules", "enums",
    "apps", "migrations",
}  # fmt: skip
DRAWERS = {
    "utils", "util", "helpers", "helper", "common", "core", "misc", "manager", "managers",
    "service", "services",
}  # fmt: skip
LAW = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = {c["id"]: c for c in LAW["tool"]["importlinter"]["contracts"]}


def test_there_is_no_drawer_for_everything() -> None:
    found = [
        shown(path)
        for path in python_files("near", "config", "bench", "tests")
        if DRAWERS & {path.stem, *path.relative_to(ROOT).parts}
    ]
    assert found == []


def test_a_room_holds_only_the_furniture_of_the_house() -> None:
    found = [
        shown(path)
        for room in ROOMS
        for path in (NEAR / room).iterdir()
        if path.stem not in FURNITURE | {"__init__", "__pycache__"}
    ]
    assert found == []


def test_a_piece_of_furniture_stands_once() -> None:
    doubled = [
        shown(path) for room in ROOMS for path in (NEAR / room).glob("*.py") if path.with_suffix("").is_dir()
    ]
    assert doubled == []


def test_every_room_is_under_the_contracts() -> None:
    rooms = {f"near.{room}" for room in ROOMS}
    assert set(CONTRACTS["rooms"]["containers"]) == rooms
    assert rooms < set(CONTRACTS["cms"]["source_modules"])


def test_no_contract_has_an_ignore_list() -> None:
    lists = ("ignore_imports", "exhaustive_ignores", "skip_descendants")
    assert [id_ for id_, contract in CONTRACTS.items() if any(contract.get(x) for x in lists)] == []


def test_the_layered_contracts_are_exhaustive() -> None:
    inside = [c for c in CONTRACTS.values() if c["type"] == "layers" and "containers" in c]
    assert [c["name"] for c in inside if not c.get("exhaustive")] == []
