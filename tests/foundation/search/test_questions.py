"""A question before it is answered: tidied, its language told, its vectors made; how answers are scored."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from near.foundation.search.encoders import unit
from near.foundation.search.encoding import encode_here
from near.foundation.search.passages import LONGEST as LONGEST_PASSAGE
from near.foundation.search.passages import LONGEST_EAST, passages
from near.foundation.search.question import (
    LONGEST,
    LONGEST_DOCUMENT,
    LONGEST_ENCODED,
    LONGEST_ENCODED_EAST,
    MOST_TOKENS,
    asked,
    language_of_question,
    tidied,
)
from near.foundation.search.scoring import (
    RAREST,
    TITLE,
    Evidence,
    Frequencies,
    Weights,
    covered,
    nearness,
)
from near.foundation.search.vectors import leaned, packed, shipped_means, unpacked
from tests.foundation.search.fakes import Chain

EQUAL = Weights(second=1.0, concepts=0.1, words=0.3, settled=6.0)


@pytest.mark.parametrize(
    ("words", "reader", "language"),
    [
        ("植林とは", "en", "ja"), ("植林", "ja", "ja"), ("植林", "zh", "zh"), ("植林", "ru", "zh"),
        ("쓰레기 문제", "ja", "ko"), ("바다 쓰레기 문제 の 処理", "en", "ko"), ("water", "vi", "vi"),
        ("water", "ja", "en"), ("trồng rừng", "en", "vi"), ("вода", "mn", "mn"), ("вода", "ky", "ky"),
        ("вода", "en", "ru"), ("өвөл", "en", "mn"), ("2024", "ky", "ky"), ("", "ja", "ja"),
        ("🙂", "zh", "zh"),
    ],
)  # fmt: skip
def test_the_script_tells_the_language_and_within_it_the_reader(
    words: str, reader: str, language: str
) -> None:
    assert language_of_question(words, reader) == language


def test_invisible_marks_and_doubled_spaces_go() -> None:
    assert tidied("  a\u202e\u200fb\x00c\ud800d \n\t e\ufeff ") == "a b c d e"
    assert tidied("x" * 100_000) == "x" * LONGEST


@given(st.text(alphabet=st.characters(), max_size=100))
def test_a_tidied_question_is_fit_for_either_database(text: str) -> None:
    assert "\0" not in tidied(text).encode().decode()
    assert tidied(tidied(text)) == tidied(text)


@pytest.mark.usefixtures("no_encoders")
@pytest.mark.parametrize(
    "nothing", ["", "  ", "?!…。、（）", "🙂🙃", "\u202e\u200f", "\ud800", "\0", '"" * ^ : -']
)
def test_a_question_without_letters_is_empty_and_costs_nothing(nothing: str) -> None:
    assert asked(nothing, "ja").empty
    assert not asked(nothing + "水", "ja").empty


def test_a_question_is_encoded_by_every_encoder_that_knows_its_language(chain: Chain) -> None:
    encode_here()
    assert set(asked("植林", "ja").vectors) == {chain.first.name, chain.second.name}
    assert set(asked("хөтөлбөр", "mn").vectors) == {chain.first.name}


def cut(whole: int, piece: int) -> list[int]:
    """Return the different lengths of what `whole` characters without an end of a sentence are cut into."""
    return [piece] + [whole % piece] * bool(whole % piece)


@pytest.mark.parametrize(
    ("letter", "whole", "longest"),
    [
        ("w", False, [LONGEST_ENCODED]), ("森", False, [LONGEST_ENCODED_EAST]),
        ("w", True, cut(LONGEST_DOCUMENT, LONGEST_PASSAGE)),
        ("森", True, cut(LONGEST_DOCUMENT, LONGEST_EAST)),
    ],
)  # fmt: skip
def test_what_is_encoded_of_a_question_is_bounded(
    chain: Chain, monkeypatch: pytest.MonkeyPatch, letter: str, whole: bool, longest: list[int]
) -> None:
    encode_here()
    lengths: list[int] = []
    encode = chain.first.questions
    monkeypatch.setattr(
        chain.first, "questions", lambda texts, code: (lengths.append(len(texts[0])), encode(texts, code))[1]
    )
    asked(letter * 100_000, "zh", whole=whole)
    assert list(dict.fromkeys(lengths)) == longest  # the same piece again is not encoded again


def test_a_document_is_the_mean_of_its_passages(chain: Chain) -> None:
    encode_here()
    document = "Waste is sorted at home. " * 10 + "Herders plant trees. " * 20
    pieces = passages(document.strip())
    assert len(pieces) > 1
    found = asked(document, "en", whole=True).vectors
    for encoder in (chain.first, chain.second):
        said = encoder.questions(pieces, "en")
        assert found[encoder.name] == pytest.approx(unit(said.mean(axis=0)), abs=1e-6)


@pytest.mark.usefixtures("no_encoders")
def test_a_long_question_keeps_its_first_words() -> None:
    assert len(asked(" ".join(f"w{n}x" for n in range(5_000)), "en").tokens) == MOST_TOKENS


@pytest.mark.usefixtures("no_encoders", "with_concepts")
def test_the_concepts_of_a_question_are_named() -> None:
    assert asked("植林とごみ", "ja").concepts == ["forest", "waste"]


def test_a_rare_word_tells_more_than_a_frequent_one_but_not_without_limit() -> None:
    known = Frequencies(10_000, 5, {"region": 9_000, "water": 50})
    assert known.telling("region") < known.telling("water") <= known.telling("slip of the pen") == RAREST
    assert Frequencies().telling("anything") > 0


def test_the_share_of_a_question_in_a_text_counts_titles_more() -> None:
    known = Frequencies()
    assert covered(["a", "b"], (), ("a", "b"), known) == pytest.approx(1.0)
    assert covered(["a", "b"], (), ("a", "c"), known) == pytest.approx(0.5)
    assert covered(["a", "b"], ("a",), (), known) == pytest.approx(TITLE / 2)
    assert covered(["a"], (), ("b",), known) == 0.0
    assert covered([], ("a",), ("a",), known) == 0.0


def test_few_concepts_count_less_than_many() -> None:
    known = Frequencies(1_000, 5, {"a": 10})
    alone = covered(["a"], (), ("a",), known, settled=10.0)
    assert 0 < alone < covered(["a"], (), ("a",), known) == pytest.approx(1.0)


def test_meaning_is_the_mean_of_the_encoders_that_know_the_languages() -> None:
    assert Evidence(0.8, 0.4, 0, 0).meaning(EQUAL) == pytest.approx(0.6)
    assert Evidence(0.8, None, 0, 0).meaning(EQUAL) == pytest.approx(0.8)
    assert Evidence(None, 0.4, 0, 0).meaning(EQUAL) == pytest.approx(0.4)
    assert Evidence(None, None, 0, 0).meaning(EQUAL) == 0.0


def test_every_kind_of_evidence_raises_the_score() -> None:
    scores = [
        Evidence(*given).score(EQUAL, 1)
        for given in (
            (0.1, 0.1, 0, 0),
            (0.5, 0.1, 0, 0),
            (0.5, 0.5, 0, 0),
            (0.5, 0.5, 1, 0),
            (0.5, 0.5, 1, 1),
        )
    ]
    assert scores == sorted(set(scores))


def test_of_many_words_each_tells_less() -> None:
    found = Evidence(None, None, 0, 1.0)
    assert found.score(EQUAL, 1) == found.score(EQUAL, 3) > found.score(EQUAL, 30)


def test_nearness_is_one_number_or_none() -> None:
    assert nearness((0.2, 0.4, 0.6)) == pytest.approx(0.4)
    assert nearness(None) is None


def test_a_vector_is_kept_in_half_the_room_and_comes_back() -> None:
    vector = unit(np.arange(8, dtype=np.float32))
    (back,) = unpacked([packed(vector)], 8)
    assert np.allclose(back, vector, atol=1e-3)
    assert len(packed(vector)) == 16
    assert unpacked([], 8).shape == (0, 8)


def test_a_vector_of_nothing_stays_nothing() -> None:
    assert not unit(np.zeros((2, 4), np.float32)).any()


def test_a_mean_leans_on_the_shipped_one_while_there_are_few_texts() -> None:
    own, shipped = np.ones((1, 2), np.float32), np.zeros(2, np.float32)
    assert leaned(own, None).tolist() == [1, 1]
    assert 0 < leaned(own, shipped)[0] < 0.1
    assert leaned(np.ones((10_000, 2), np.float32), shipped)[0] > 0.9


def test_means_are_shipped_for_each_language_of_each_encoder() -> None:
    shipped_means.cache_clear()
    for name, width, languages in (
        ("e5-small-q4", 384, {"en", "ja", "ko", "zh", "ru", "mn", "vi", "ky"}),
        ("use-m3", 512, {"en", "ja", "ko", "zh", "ru"}),
    ):
        means = shipped_means(name)
        assert languages <= set(means)
        assert all(mean.shape == (width,) and np.isfinite(mean).all() for mean in means.values())


def test_without_shipped_means_the_index_stands_on_its_own(
    no_encoders: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    from near.foundation.search import vectors  # noqa: PLC0415 -- its path is what this test changes

    monkeypatch.setattr(vectors, "_SHIPPED", vectors._SHIPPED.with_name("nowhere.npz"))
    shipped_means.cache_clear()
    assert not no_encoders
    assert shipped_means("e5-small-q4") == {}
