"""Dates, lists and numbers are written as each language writes them."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from near.foundation.text import MultilingualText
from near.registry.queries import Name
from near.web.design.marking import marked
from near.web.design.templatetags.design import colon, listed, moment, number, precise, span_of, term_of

DAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("en", "24 November 2026", "November 2026"),
        ("ja", "2026年11月24日", "2026年11月"),
        ("ko", "2026년 11월 24일", "2026년 11월"),
        ("zh-hans", "2026年11月24日", "2026年11月"),
        ("ru", "24 ноября 2026\u202fг.", "ноябрь 2026\u202fг."),
        ("mn", "2026 оны 11 дүгээр сарын 24", "2026 оны 11 дүгээр сар"),
        ("vi", "24 tháng 11 năm 2026", "tháng 11 năm 2026"),
        ("ky", "2026-жылдын 24-ноябры", "2026-жылдын ноябры"),
    ],
)
def test_a_day_is_written_as_exactly_as_it_is_known(language: str, day: str, month: str) -> None:
    with override(language):
        assert precise(DAY).replace("\xa0", "\u202f") == day
        assert precise(DAY, "month").replace("\xa0", "\u202f") == month


@pytest.mark.parametrize(
    ("language", "year"),
    [("en", "2026"), ("ja", "2026年"), ("ru", "2026 г."), ("mn", "2026 он"), ("ky", "2026-жыл")],
)
def test_a_year_alone_is_called_one_where_the_language_does(language: str, year: str) -> None:
    with override(language):
        assert precise(DAY, "year").replace("\xa0", " ") == year


def test_mongolian_months_take_the_ending_of_their_vowels() -> None:
    with override("mn"):
        endings = [precise(dt.date(2026, m, 1), "month").split()[3] for m in range(1, 13)]
    front, back = "дүгээр", "дугаар"
    assert endings == [front, back, back, front, back, back, back, back, front, back, front, back]


def test_kyrgyz_months_stand_in_the_possessive() -> None:
    with override("ky"):
        months = [precise(dt.date(2026, m, 1), "month").split()[1] for m in range(1, 13)]
    assert " ".join(months) == (
        "январы февралы марты апрели майы июну июлу августу сентябры октябры ноябры декабры"
    )


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "24 November 2026 10:05"),
        ("ja", "2026年11月24日 10:05"),
        ("ko", "2026년 11월 24일 10:05"),
        ("vi", "24 tháng 11 năm 2026 10:05"),
    ],
)
def test_a_moment_is_written_to_the_minute_in_the_secretariats_time(language: str, written: str) -> None:
    with override(language):
        assert moment(dt.datetime(2026, 11, 24, 1, 5, tzinfo=dt.UTC)) == written


def test_words_of_another_language_are_marked_and_the_readers_own_are_not() -> None:
    text = MultilingualText.of(en="Sea & shore", ru="Море")
    with override("en"):
        assert marked(text) == "Sea &amp; shore"
    with override("ky"):
        assert marked(text) == (
            '<span class="other-language" lang="ru" title="Тексттин тили: орусча">Море</span>'
        )
        assert marked(MultilingualText()) == ""
        assert marked("<plain>") == "&lt;plain&gt;"


def test_a_regions_name_is_marked_where_it_is_borrowed() -> None:
    name = Name("муж", "м", "муж", "mn", "checked")
    with override("mn"):
        assert (marked(name), marked(name, "short")) == ("муж", "м")
    with override("zh-hans"):
        assert ' lang="mn"' in marked(name)
        assert marked(Name("x", "x", "x", "", "draft")) == "x"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A, <b>: "),
        ("ja", "A、<b>："),
        ("zh-hans", "A、<b>："),
        ("mn", "A, <b>: "),
        ("vi", "A, <b>: "),
        ("ky", "A, <b>: "),
    ],
)
def test_lists_and_labels_take_the_marks_of_the_language(language: str, text: str) -> None:
    with override(language):
        assert f"{listed(['A', '<b>'])}{colon()}" == text.replace("<b>", "&lt;b&gt;")


def test_a_spell_known_only_by_its_end_says_until() -> None:
    spell = SimpleNamespace(since=None, until=dt.date(2008, 3, 1), precision="day")
    with override("en"):
        assert span_of(spell) == "until 29 February 2008"
    with override("ja"):
        assert span_of(spell) == "2008年2月29日まで"


def test_a_term_includes_the_day_it_was_handed_over() -> None:
    held = SimpleNamespace(since=dt.date(2023, 10, 1), until=dt.date(2026, 1, 1))
    held.since_precision, held.until_precision = "month", "year"
    with override("en"):
        assert term_of(held) == "October 2023 – 2026"
        held.until = None
        assert term_of(held) == "since October 2023"


def test_numbers_are_grouped_as_the_reader_groups_them() -> None:
    with override("ru"):
        assert number(12345).replace("\xa0", " ") == "12 345"
    with override("en"):
        assert [number(999), number(1000), number(-5), number(None)] == ["999", "1,000", "-5", ""]
