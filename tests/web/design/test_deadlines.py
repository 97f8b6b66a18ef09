"""Deadlines as a member's own clock shows them, in every language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import translation

from near.web.design.templatetags.deadlines import due, due_words, place_of_zone, when

TOKYO, HOVD = ZoneInfo("Asia/Tokyo"), ZoneInfo("Asia/Hovd")
NOW = dt.datetime(2026, 11, 25, 16, tzinfo=dt.UTC)  # the 25th in Khovd, the 26th in Tokyo


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def test_a_day_lasts_until_midnight_where_the_member_is() -> None:
    day = dt.date(2026, 11, 25)
    assert due(day, HOVD) == (
        '<span class="due"><time datetime="2026-11-25">due 25 November 2026</time></span>'
    )
    assert due(day, TOKYO) == (
        '<span class="due overdue"><time datetime="2026-11-25">due 25 November 2026</time> · overdue</span>'
    )


def test_a_moment_is_the_same_everywhere_and_each_reads_it_from_the_own_clock() -> None:
    moment = NOW + dt.timedelta(minutes=1)
    assert '<time datetime="2026-11-26T01:01+09:00">' in due(moment, TOKYO)
    assert '<time datetime="2026-11-25T23:01+07:00">' in due(moment, HOVD)
    assert "overdue" not in due(moment, TOKYO)
    assert "overdue" in due(NOW - dt.timedelta(minutes=1), HOVD)


@pytest.mark.parametrize(
    ("language", "place", "date"),
    [
        ("en", "Hovd", "25 November 2026"),
        ("ja", "ホブド", "2026年11月25日"),
        ("ko", "호브드", "2026년 11월 25일"),
        ("zh-hans", "科布多", "2026年11月25日"),
        ("ru", "Ховд", "25 ноября 2026"),
        ("mn", "Ховд", "2026 оны 11 дүгээр сарын 25"),
        ("vi", "Hovd", "25 tháng 11 năm 2026"),
        ("ky", "Ховд", "2026-жылдын 25-ноябры"),
    ],
)
def test_place_and_date_stand_in_the_readers_language(language: str, place: str, date: str) -> None:
    with translation.override(language):
        assert place_of_zone(HOVD) == place
        assert date in when(NOW, HOVD)
        assert place in due_words(NOW, HOVD)
        assert date in due_words(NOW.date(), HOVD)
