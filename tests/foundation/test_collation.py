"""Lists stand in the order that readers of each language expect."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from near.foundation.collation import in_order, sort_key
from near.foundation.languages import NAME_LANGUAGES

IN_ORDER = {
    "en": ["2 seas", "10 rivers", "an ice", "Ångström", "anice", "apple", "Echo", "eclair", "éclair", "Øre"],
    "ru": ["Алтай", "Елка", "Ёлка", "Ель", "Еноты", "Жук", "Иркутск", "Йод", "Щит", "Эхо", "Якутия"],
    "mn": ["Есөн", "Ёс", "Жавар", "Орхон", "Отгон", "Өвөр", "Төв", "Ургамал", "Үүл", "Хөвсгөл", "Ялалт"],
    "ky": ["Нарын", "Ңа", "Опол", "Ош", "Өзгөн", "Уч", "Үч", "Фа", "Чүй"],
    "vi": [
        "An Giang", "Anh", "Ăng", "Ân", "Bắc Giang", "Cao Bằng", "Cần Thơ", "Da", "Đà Nẵng", "Đắk Lắk",
        "Hà Nam", "Hải Phòng", "ma", "mà", "mả", "mã", "má", "mạ", "man", "mă", "o", "ô", "ơ", "u", "ư", "y",
    ],
    "zh": ["安徽省", "北京市", "重庆市", "甘肃省", "湖北省", "湖南省", "山西省", "陕西省", "上海市", "ABC"],
    "ja": ["ABC", "かんきょう", "がんきょう", "カンスー", "きやり", "キャリア", "コーヒー", "京都", "東京"],
    "ko": ["가나", "강원", "경기", "서울", "전북", "충북", "한국", "ABC"],
}  # fmt: skip
ODD = [
    "",
    " ",
    "😀",
    "\u200f",
    "\ud800",
    "مرحبا",
    "…",
    "a" * 20_000,
    "漢字とкирилл và Latin 10",
    "①Ⅳ",
    "ー",
    "゛",
]


@pytest.mark.parametrize("language", NAME_LANGUAGES)
def test_words_stand_as_the_language_sorts_them(language: str) -> None:
    mixed = IN_ORDER[language].copy()
    random.Random(8).shuffle(mixed)  # noqa: S311 -- any order but the right one
    assert in_order(mixed, language, str) == IN_ORDER[language]


@pytest.mark.parametrize("language", NAME_LANGUAGES)
def test_anything_can_be_sorted_by_any_reader(language: str) -> None:
    words = [*ODD, *(w for some in IN_ORDER.values() for w in some)]
    assert sorted(in_order(words, language, str)) == sorted(words)


@given(st.lists(st.text(max_size=8), max_size=6), st.sampled_from(NAME_LANGUAGES))
def test_the_order_does_not_depend_on_where_one_begins(words: list[str], language: str) -> None:
    assert in_order(words, language, str) == in_order(words[::-1], language, str)


def test_japanese_names_stand_by_their_reading() -> None:
    read = {
        "京都府": "きょうとふ",
        "富山県": "とやまけん",
        "青森県": "あおもりけん",
        "江原特別自治道": "かんうぉん",
    }
    assert sorted(read, key=lambda x: sort_key(x, "ja", read[x])) == [
        "青森県",
        "江原特別自治道",
        "京都府",
        "富山県",
    ]


def test_a_reading_in_pinyin_goes_before_a_guess() -> None:
    assert sort_key("安", "zh") < sort_key("北", "zh") < sort_key("安", "zh", "zhuang1")
    assert sort_key("六安", "zh", "too many syllables here") == sort_key("六安", "zh")


def test_a_reading_says_which_word_counts_first_and_keeps_its_accents() -> None:
    names = {
        "tỉnh Đồng Nai": "dong nai tinh",
        "tỉnh An Huy": "an huy tinh",
        "thành phố Dong": "dong thanh pho",
    }
    order = sorted(names, key=lambda x: sort_key(x, "vi", names[x]))
    assert order == ["tỉnh An Huy", "thành phố Dong", "tỉnh Đồng Nai"]


def test_words_without_a_language_sort_as_english() -> None:
    assert sort_key("Éa", "") == sort_key("Éa", "en")
