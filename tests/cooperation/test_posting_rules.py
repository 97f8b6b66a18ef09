"""The rules of postings: which verbs are open when, titles from sentences, the reply clock."""

from __future__ import annotations

import datetime as dt

import pytest

from near.cooperation.enums import AnswerState, PostingState
from near.cooperation.rules import posting_phases as phases

DAY = dt.date(2026, 6, 1)


def test_every_state_of_the_table_is_a_state_of_a_posting() -> None:
    known = {*PostingState.values, phases.EXPIRED}
    assert all(law.states <= known for law in phases.VERBS.values())
    assert all(law.states <= set(AnswerState.values) for law in phases.ANSWER_VERBS.values())


def test_nothing_is_open_once_a_posting_is_withdrawn_or_fulfilled() -> None:
    everybody = frozenset({phases.OWNER, phases.OTHER, phases.DESK})
    assert phases.open_to(everybody, phases.WITHDRAWN) == []
    assert phases.open_to(everybody, phases.FULFILLED) == []


def test_only_the_desk_publishes_and_only_what_was_handed_in() -> None:
    for state in (*PostingState.values, phases.EXPIRED):
        desk = "publish_posting" in phases.open_to(frozenset({phases.DESK}), state)
        assert desk == (state == phases.SUBMITTED)
        assert "publish_posting" not in phases.open_to(frozenset({phases.OWNER}), state)


def test_an_expired_posting_is_not_answered_and_can_be_confirmed() -> None:
    assert "answer_posting" not in phases.open_to(frozenset({phases.OTHER}), phases.EXPIRED)
    assert "confirm_posting" in phases.open_to(frozenset({phases.OWNER}), phases.EXPIRED)


@pytest.mark.parametrize(
    ("state", "expires", "standing"),
    [
        ("public", DAY, "expired"),
        ("public", DAY + dt.timedelta(days=1), "public"),
        ("public", None, "public"),
        ("fulfilled", DAY, "fulfilled"),
    ],
)
def test_a_posting_expires_on_its_day(state: str, expires: dt.date | None, standing: str) -> None:
    assert phases.standing(state, expires, DAY) == standing


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Ойжуулалтын туршлага хэрэгтэй. Бид цөлжилттэй тэмцдэг.", "Ойжуулалтын туршлага хэрэгтэй"),
        ("植林の経験が必要です。黄砂に悩んでいます。", "植林の経験が必要です"),
        ("Does anybody know how? We do not.", "Does anybody know how"),
        ("\n\n  Budget 1.5 million, and staff\nmore", "Budget 1.5 million, and staff"),
        ("", ""),
        ("。", ""),
    ],
)
def test_the_title_is_the_first_sentence(words: str, title: str) -> None:
    assert phases.title_of(words) == title


def test_a_long_title_is_cut_at_a_word_where_there_are_words() -> None:
    cut = phases.title_of("word " * 60)
    assert len(cut) <= 120
    assert cut.endswith("word…")
    assert phases.title_of("字" * 200) == "字" * 119 + "…"


@pytest.mark.parametrize(
    ("days", "median"), [([], None), ([1.0, 2.0], None), ([1, 9, 2], 2.0), ([1, 2, 3, 4], 2.5)]
)
def test_the_clock_says_nothing_below_three_cases(days: list[float], median: float | None) -> None:
    assert phases.clock(days) == median
