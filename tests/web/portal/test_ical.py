"""Calendars as other programs read them: RFC 5545 to the octet."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from near.web.portal import ical

NOW = dt.datetime(2026, 11, 25, 3, tzinfo=dt.UTC)


def properties(body: bytes) -> list[tuple[str, str]]:
    """Read a calendar as RFC 5545 says: lines of at most 75 octets, unfolded, names and values."""
    assert body.endswith(b"\r\n")
    lines = body.split(b"\r\n")[:-1]
    assert b"\n" not in b"".join(lines)
    assert max(len(line) for line in lines) <= 75
    assert all(line.decode() for line in lines)  # no letter is cut in two
    unfolded = body.decode().replace("\r\n ", "").split("\r\n")[:-1]
    return [(name, value) for name, _colon, value in (line.partition(":") for line in unfolded)]


def plain(value: str) -> str:
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)


@pytest.mark.parametrize("letter", ["a", "ж", "字", "👩‍🌾"])
@pytest.mark.parametrize("length", [0, 30, 60, 70, 75, 76, 200])
def test_lines_are_folded_wherever_they_end(letter: str, length: int) -> None:
    words = letter * length + "\\;,\x00\x07 end"
    entry = ical.Entry("u", NOW, words, "M")
    body = ical.calendar([entry], title="T", language="en", stamp=NOW)
    [summary] = [plain(v) for n, v in properties(body) if n == "SUMMARY;LANGUAGE=en"]
    assert summary == letter * length + "\\;, end"
