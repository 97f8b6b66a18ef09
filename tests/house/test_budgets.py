"""Budgets of the house: how long a function, a file, a class and a template may be."""

from __future__ import annotations

from itertools import chain
from statistics import median, quantiles

from tests.house.tree import (
    Function,
    classes,
    functions,
    length,
    line_count,
    python_files,
    shown,
    templates,
)

OURS = ("near", "config", "bench")


def too_long(limit: int, *folders: str, within: str = "") -> list[str]:
    """Return the functions over the limit, in the files whose path holds `within`."""
    return [
        f"{place} ({length(node)} lines)"
        for place, node in functions(*folders)
        if length(node) > limit and within in shown(place.path)
    ]


def test_a_function_has_at_most_50_lines() -> None:
    assert too_long(50, *OURS, "tests") == []


def test_most_functions_are_short() -> None:
    lengths = [length(node) for _place, node in functions(*OURS)]
    assert median(lengths) <= 7
    assert quantiles(lengths, n=20)[-1] <= 28


def test_a_verb_has_at_most_45_lines() -> None:
    assert too_long(45, "near", within="/actions") == []


def test_a_view_has_at_most_40_lines() -> None:
    assert too_long(40, "near/web", within="/views") == []


def test_a_file_has_at_most_400_lines_and_a_test_file_500() -> None:
    limits = chain(
        ((path, 400) for path in python_files(*OURS)), ((path, 500) for path in python_files("tests"))
    )
    assert [shown(path) for path, limit in limits if line_count(path) > limit] == []


def test_a_class_has_at_most_12_methods() -> None:
    counted = (
        (place, sum(isinstance(part, Function) for part in node.body))
        for place, node in classes(*OURS, "tests")
    )
    assert [f"{place} ({count} methods)" for place, count in counted if count > 12] == []


def test_a_model_has_at_most_150_lines() -> None:
    found = [
        str(place) for place, node in classes("near") if "/models" in shown(place.path) and length(node) > 150
    ]
    assert found == []


def test_a_template_has_at_most_150_lines() -> None:
    assert [shown(path) for path in templates() if line_count(path) > 150] == []
