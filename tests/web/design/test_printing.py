"""Documents in every script: what is handed over is printed as it stands, with letters for every word."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from near.foundation.text import MultilingualText
from near.registry.queries import Name
from near.web.design.printing import (
    FOLDER,
    LONGEST,
    TooLongToPrint,
    font_folders,
    fonts,
    print_document,
    said,
)

DAY = dt.date(2026, 11, 25)


def statement(**more: Any) -> dict[str, Any]:
    part = {"title": "Part", "empty": "Nothing", "lines": []}
    return {
        "title": "Statement", "member": said("Khentii", "en"), "association": "NEAR", "sample": "",
        "balance": "", "got": part, "gave": part, "foot": "", **more,
    }  # fmt: skip


def words_in(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def test_the_same_data_make_the_same_document() -> None:
    assert print_document("statement", statement(), "en", day=DAY) == print_document(
        "statement", statement(), "en", day=DAY
    )
    assert print_document("statement", statement(), "ja").startswith(b"%PDF-")


@pytest.mark.parametrize(
    "words",
    ['#panic("x")', "*bold* _slanted_ `raw`", "$x^2$", "@near <label>", "= Heading", '#read("/etc/passwd")',
     "<script>alert(1)</script>", "\\u{41} \\", '"], "title": ["', "[a] {b} (c)"],
)  # fmt: skip
def test_what_would_mean_something_to_a_program_is_printed_as_it_stands(words: str) -> None:
    pdf = print_document("statement", statement(member=said(words, "en"), balance=words), "en")
    assert words_in(pdf).count("".join(words.split())) == 2


def test_only_the_letters_of_the_wheels_are_used_and_put_into_the_document() -> None:
    pdf = print_document("statement", statement(balance="骨 көө 한국 ằ"), "zh")
    families = {"Noto Sans", "Noto Sans JP", "Noto Sans KR", "Noto Sans SC", "Noto Sans TC"}
    assert set(fonts().families()) == families
    assert len(pdf) < 100_000


def test_a_unified_character_takes_the_form_of_its_language() -> None:
    """骨 and 直 are drawn otherwise in Chinese and in Japanese: other fonts are put into the document."""
    used = {}
    for language in ("ja", "zh", "ko"):
        page = PdfReader(io.BytesIO(print_document("statement", statement(balance="骨直"), language))).pages[
            0
        ]
        names = (font.get_object()["/BaseFont"] for font in page["/Resources"]["/Font"].values())
        used[language] = {name.split("+")[1] for name in names}
    for language, mark in (("ja", "JP"), ("zh", "SC"), ("ko", "KR")):
        assert any(mark in name for name in used[language]), used


def test_too_much_is_refused_in_words() -> None:
    with pytest.raises(TooLongToPrint) as refusal:
        print_document("statement", statement(balance="x" * LONGEST), "en")
    assert "too long to be printed" in str(refusal.value)


def test_words_come_with_their_language() -> None:
    text = MultilingualText.of(mn="Ой", ja="森")
    assert said(text, "ja") == {"words": "森", "lang": "ja"}
    assert said(text, "ky")["words"]
    assert said(MultilingualText(), "ja") == {"words": "", "lang": "ja"}
    assert said(Name("Хэнтий аймаг", "Хэнтий", "", "mn", "checked"), "ja") == {
        "words": "Хэнтий аймаг", "lang": "mn",
    }  # fmt: skip
    assert said(Name("x", "x", "", "", "draft"), "ja")["lang"] == "ja"


def test_every_letter_of_the_catalogues_can_be_printed(settings: Any) -> None:
    held: set[int] = set()
    for folder in font_folders():
        for path in sorted(folder.rglob("*.ttf")):
            with TTFont(path, lazy=True) as font:
                held |= font.getBestCmap().keys()
    spoken = {
        letter
        for path in Path(settings.BASE_DIR).glob("near/web/locale/*/LC_MESSAGES/django.po")
        for letter in path.read_text(encoding="utf-8")
        if letter.isalpha()
    }
    assert not {letter for letter in spoken if ord(letter) not in held}


def test_templates_read_data_and_never_take_them_for_a_program() -> None:
    for path in FOLDER.glob("*.typ"):
        text = path.read_text(encoding="utf-8")
        assert "eval(" not in text
        assert "@preview" not in text
