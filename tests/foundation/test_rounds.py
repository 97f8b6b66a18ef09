"""Rounds: what rooms do by themselves, each whatever the others meet."""

from __future__ import annotations

import datetime as dt

import pytest

from near.foundation import rounds

DAY = dt.date(2026, 11, 25)


def test_a_room_makes_its_round_once_though_it_was_declared_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[dt.date] = []
    monkeypatch.setattr(rounds, "_rounds", [])
    round_of_room = made.append
    rounds.declare_round(round_of_room)
    rounds.declare_round(round_of_room)
    assert rounds.make_rounds(DAY) == 0
    assert made == [DAY]


def test_one_rooms_fault_stops_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    made: list[dt.date] = []

    def broken(_day: dt.date) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(rounds, "_rounds", [broken, made.append])
    assert rounds.make_rounds(DAY) == 1
    assert made == [DAY]
    assert "could not be made" in caplog.text
