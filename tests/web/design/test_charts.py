"""Charts: drawn by the server, told in words, and without anything a strict page forbids."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from defusedxml import ElementTree

from near.web.design.charts import (
    BOTTOM,
    HEIGHT,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    Bars,
    Told,
    line_chart,
    lorenz_chart,
    pair_bars,
)

WRITTEN = ["0 %", "25 %", "50 %", "75 %", "100 %"]
HOSTILE = '<script>alert("x")</script>'
SVG = "{http://www.w3.org/2000/svg}"


def told(words: str = "What it shows") -> Told:
    return Told("curve", f"骨 {words}", words, words, words)


CHARTS: dict[str, Callable[[str], str]] = {
    "curve": lambda words: lorenz_chart([(0, 0), (0.5, 0.25), (1, 1)], told(words), WRITTEN),
    "line": lambda words: line_chart([("2025", 0.5, words), ("2026", 0.25, words)], told(words), WRITTEN),
    "one year": lambda words: line_chart([("2026", 0.25, words)], told(words), WRITTEN),
    "bars": lambda words: pair_bars([Bars(words, 3, 6, words, words), Bars("", 0, 0, "0", "0")], told(words)),
    "no bars": lambda words: pair_bars([], told(words)),
}  # fmt: skip


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_is_sound_told_in_words_and_carries_no_program(chart: str) -> None:
    drawn = CHARTS[chart](HOSTILE)
    tree = ElementTree.fromstring(drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))
    assert tree.get("role") == "img"
    title, words = tree.get("aria-labelledby").split()
    assert (tree.find(f"{SVG}title").get("id"), tree.find(f"{SVG}desc").get("id")) == (title, words)
    assert tree.find(f"{SVG}desc").text == HOSTILE
    assert "<script" not in drawn
    assert not re.search(r'\s(style|on\w+|href)="', drawn)


def points(drawn: str, name: str) -> list[tuple[float, float]]:
    found = re.search(rf'class="{name}" points="([^"]*)"', drawn)
    assert found
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in found[1].split())]


def test_the_curve_begins_and_ends_in_the_corners_and_lies_below_evenness() -> None:
    curve = points(CHARTS["curve"]("x"), "curve")
    assert curve[0] == (LEFT, HEIGHT - BOTTOM)
    assert curve[-1] == (WIDTH - RIGHT, TOP)
    middle = (curve[0][1] + curve[-1][1]) / 2
    assert curve[1][1] > middle  # downwards is less, in the picture


def test_a_higher_value_stands_higher_and_many_years_are_named_one_in_several() -> None:
    first, second = points(CHARTS["line"]("x"), "curve")
    assert first[1] < second[1]
    drawn = line_chart([(str(2000 + n), 0.1, "0.1") for n in range(24)], told(), WRITTEN)
    assert drawn.count('class="mid"') == 6
    assert drawn.count('class="dot"') == 24


def test_bars_are_as_long_as_what_they_stand_for() -> None:
    drawn = CHARTS["bars"]("x")
    gave, got, *rest = (float(x) for x in re.findall(r'<rect [^>]*width="([\d.]+)"', drawn))
    assert got == pytest.approx(2 * gave, abs=0.2)
    assert rest == [0, 0]
