"""The language of a text is told, or it is said that it cannot be; nothing given makes it fail."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.identifying import CASES, measured, read
from near.foundation.identifying import UNDECIDED, identified
from near.foundation.languages import NAME_LANGUAGES

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("環境保護計画", "ja"),
        ("青年交流事業", "ja"),
        ("环境保护规划", "zh"),
        ("山林についての報告", "ja"),
        ("쓰레기 분리배출", "ko"),
        ("Хөдөө аж ахуй", "mn"),
        ("Өзгөчө чакыруу", "ky"),
        ("Жаңы жол", "ky"),
        ("Охрана природы", "ru"),
        ("Bảo vệ môi trường", "vi"),
        ("Protection of nature", "en"),
        ("A visit to Đà Nẵng by the delegation of the association", "en"),
        ("São Paulo and a résumé in the annex", "en"),
        ("See https://example.org/путь for поездка в горы и долины", "ru"),
    ],
)
def test_a_text_is_told_by_script_letters_and_statistics(text: str, language: str) -> None:
    assert identified(text).language == language


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "…!?", "😀🎉", "\u202e\u200f", "\ud800", "12 345", "A", "NEAR", "日", "مرحبا بكم في المؤتمر",
        "https://neargov.org/", "abc где", "한국 Россия 日本",
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_said_to_be_undecided(text: str) -> None:
    assert identified(text) == UNDECIDED


@given(st.text())
def test_anything_gets_an_answer(text: str) -> None:
    guess = identified(text)
    assert guess.language in ("", *NAME_LANGUAGES)
    assert 0 <= guess.certainty <= 1
    assert bool(guess.language) == (guess.certainty > 0)


@pytest.mark.parametrize("part", ["ө", "日", "word ", "😀", "Ẩ", "\u0301", "х "])
def test_a_text_of_any_length_takes_no_longer(part: str) -> None:
    identified("Баштоо")
    begun = time.perf_counter()
    identified(part * 300_000)
    assert time.perf_counter() - begun < 0.5


def test_the_model_is_not_loaded_before_it_is_needed() -> None:
    program = (
        "import sys; from near.foundation.identifying import identified; identified('日本語です');"
        "print('py3langid' in sys.modules)"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 -- our own
    assert done.stdout.strip() == "False"


def test_the_bench_reads_its_cases_and_promises_hold() -> None:
    result = measured(read(CASES, "held-out"))["figures"]
    assert {f"{kind} {code}" for kind in ("long", "short") for code in NAME_LANGUAGES} <= set(result)
    for kind, least in (("long", 0.98), ("short", 0.92)):
        counts = result[kind]
        assert counts["right"] / sum(counts.values()) >= least, counts


def test_the_cases_are_as_many_as_promised_and_none_twice() -> None:
    cases = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    assert len({c["text"] for c in cases}) == len(cases)
    for code in NAME_LANGUAGES:
        kinds = [c["kind"] for c in cases if c["language"] == code]
        assert kinds.count("long") >= 40
        assert kinds.count("short") >= 25
