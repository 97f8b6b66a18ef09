"""Charts as SVG, drawn by the server: words in every script, no program in the page, colours by class.

Each has a title and a description for those who do not see it; the table behind it stands on the same page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, HEIGHT = 420, 300
LEFT, RIGHT, TOP, BOTTOM = 48, 16, 32, 40
_ACROSS, _DOWN = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
_MOST_LABELS = 6  # more years than this are named one in several
_ROW, _HALF = 46, 15  # height of a pair of bars and of one bar
_DIGITS = 1
Point = tuple[float, float]


@dataclass(frozen=True)
class Told:
    """What a chart is called, what it shows in one sentence, and its two axes. `key`: unique on the page."""

    key: str
    title: str
    words: str
    across: str = ""
    up: str = ""


@dataclass(frozen=True)
class Bars:
    """One pair of bars: its label, two values, and both as they are written."""

    label: str
    gave: float
    got: float
    gave_words: str
    got_words: str


def lorenz_chart(curve: Sequence[Point], told: Told, written: Sequence[str]) -> SafeString:
    """Draw a Lorenz curve below the line of evenness. `written`: 0, 25, 50, 75 and 100 per cent in words."""
    points = [(_x(x), _y(y)) for x, y in curve]
    corner = (_x(1), _y(0))
    return _svg(
        told, HEIGHT,
        _grid(written), _below(list(zip(_TICKS, written, strict=True))),
        format_html('<line class="even" x1="{}" y1="{}" x2="{}" y2="{}"/>', *_pair(0, 0), *_pair(1, 1)),
        format_html('<polygon class="area" points="{}"/>', _path([*points, corner])),
        format_html('<polyline class="curve" points="{}"/>', _path(points)),
        _axes(told),
    )  # fmt: skip


def line_chart(values: Sequence[tuple[str, float, str]], told: Told, written: Sequence[str]) -> SafeString:
    """Draw values between 0 and 1 over time: (label, value, value in words). `written` as for the curve."""
    last = max(len(values) - 1, 1)
    points = [(_x(place / last), _y(value)) for place, (_label, value, _w) in enumerate(values)]
    every = -(-len(values) // _MOST_LABELS)
    labels = [(p / last, label) for p, (label, _v, _w) in enumerate(values) if p % every == 0]
    dots = format_html_join(
        "", '<circle class="dot" cx="{}" cy="{}" r="4"><title>{}</title></circle>',
        ((x, y, f"{label}: {words}") for (x, y), (label, _v, words) in zip(points, values, strict=True)),
    )  # fmt: skip
    line = format_html('<polyline class="curve" points="{}"/>', _path(points))
    return _svg(told, HEIGHT, _grid(written), _below(labels), line, dots, _axes(told))


def pair_bars(rows: Sequence[Bars], told: Told) -> SafeString:
    """Draw small bars of what was given above what was got, a pair a row; equal lengths mean equal values."""
    most = max((value for row in rows for value in (row.gave, row.got)), default=0) or 1
    drawn = (_bars(row, place * _ROW, most) for place, row in enumerate(rows))
    return _svg(told, max(len(rows), 1) * _ROW + 6, *drawn)


def _bars(row: Bars, top: int, most: float) -> SafeString:
    space = WIDTH - LEFT - 40
    label = (
        format_html('<text class="label" x="0" y="{}">{}</text>', top + 11, row.label) if row.label else ""
    )
    bars = format_html_join(
        "",
        '<rect class="{}" x="0" y="{}" width="{}" height="10" rx="2"/><text x="{}" y="{}">{}</text>',
        (
            (
                name,
                y,
                round(space * value / most, _DIGITS),
                round(space * value / most + 6, _DIGITS),
                y + 9,
                words,
            )
            for name, y, value, words in (
                ("gave", top + _HALF + 1, row.gave, row.gave_words),
                ("got", top + 2 * _HALF - 2, row.got, row.got_words),
            )
        ),
    )
    return format_html("{}{}", label, bars)


def _svg(told: Told, height: int, *parts: SafeString) -> SafeString:
    return format_html(
        '<svg class="chart" role="img" viewBox="0 0 {} {}" aria-labelledby="{}-title {}-words">'
        '<title id="{}-title">{}</title><desc id="{}-words">{}</desc>{}</svg>',
        WIDTH, height, told.key, told.key, told.key, told.title, told.key, told.words,
        format_html_join("", "{}", ((part,) for part in parts)),
    )  # fmt: skip


def _grid(written: Sequence[str]) -> SafeString:
    """Draw the level lines with their values; the lowest is the axis."""
    return format_html_join(
        "",
        '<line class="level" x1="{}" y1="{}" x2="{}" y2="{}"/><text class="end" x="{}" y="{}">{}</text>',
        (
            (LEFT, _y(tick), WIDTH - RIGHT, _y(tick), LEFT - 6, round(_y(tick) + 4, _DIGITS), words)
            for tick, words in zip(_TICKS, written, strict=True)
        ),
    )


def _below(labels: Iterable[tuple[float, str]]) -> SafeString:
    return format_html_join(
        "", '<text class="mid" x="{}" y="{}">{}</text>',
        ((_x(place), HEIGHT - BOTTOM + 16, words) for place, words in labels),
    )  # fmt: skip


def _axes(told: Told) -> SafeString:
    """Name the axes: the one across below it, the one upwards above its head, lying down to be read."""
    return format_html(
        '<text class="axis mid" x="{}" y="{}">{}</text><text class="axis" x="{}" y="{}">{}</text>',
        LEFT + _ACROSS / 2, HEIGHT - 6, told.across, LEFT, TOP - 16, told.up,
    )  # fmt: skip


def _x(share: float) -> float:
    return round(LEFT + _ACROSS * share, _DIGITS)


def _y(share: float) -> float:
    return round(TOP + _DOWN * (1 - share), _DIGITS)


def _pair(x: float, y: float) -> Point:
    return _x(x), _y(y)


def _path(points: Iterable[Point]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)
