"""Words as the index keeps them: forms of one word meet, in six scripts, and nothing a database chokes on."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from near.foundation.search.analysis import (
    LONGEST_ANALYSED,
    LONGEST_TOKEN,
    asked_tokens,
    folded,
    tokens,
)
from near.foundation.search.passages import (
    LONGEST,
    LONGEST_EAST,
    MOST_PASSAGES,
    longest_passage,
    passages,
)
from near.foundation.search.stems import stem, without_particle

LANGUAGES = ("en", "ja", "ko", "zh", "ru", "mn", "vi", "ky")
SIGNS_AMONG_LETTERS = "IoT×AI 6÷2 а҂б а҃б ア・イ × ・ ҉"


@pytest.mark.parametrize(
    ("language", "asked", "written"),
    [
        ("ja", "植林", "砂漠化を防ぐための植林について話し合った。"),
        ("zh", "养老", "我市推行居家养老服务。"),
        ("ko", "쓰레기", "바다의 쓰레기를 줄이는 사업"),
        ("ko", "청소년", "청소년에게 장학금을"),
        ("mn", "хөтөлбөр", "хөтөлбөрийн хэрэгжилт"),
        ("mn", "хөтөлбөрүүд", "хөтөлбөрөөс"),
        ("mn", "малчин", "малчдын орлого"),
        ("mn", "малчид", "малчдын"),
        ("mn", "сургууль", "сургуулийн барилга"),
        ("mn", "сургууль", "сургуульд"),
        ("mn", "сургууль", "сургуулиас"),
        ("mn", "малчин", "малчны"),
        ("mn", "малчин", "малчнаас"),
        ("mn", "орчин", "орчны"),
        ("mn", "аймаг", "аймгийн төв"),
        ("mn", "аймгууд", "аймагт"),
        ("mn", "хот", "хотын"),
        ("mn", "байгаль", "байгалийн нөөц"),
        ("ru", "программа", "о программах сотрудничества"),
        ("ru", "регионы", "регионов"),
        ("ru", "вода", "питьевой водой"),
        ("ky", "мектеп", "мектептердин жана мектепке"),
        ("ky", "токойлор", "токойду"),
        ("ky", "шаар", "шаарлардын"),
        ("en", "programme", "Programmes of afforestation"),
        ("vi", "trồng rừng", "Chương trình TRỒNG RỪNG"),
    ],
)
def test_forms_of_a_word_meet(language: str, asked: str, written: str) -> None:
    assert set(tokens(asked, language)) <= set(tokens(written, language))


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("mn", "малчны", "мал"), ("mn", "малчин", "хөтөлбөр"), ("mn", "ус", "хот"), ("ru", "лес", "вода"),
        ("ky", "суу", "шаар"), ("en", "water", "waste"),
    ],
)  # fmt: skip
def test_different_words_do_not_meet(language: str, one: str, other: str) -> None:
    assert not {*tokens(one, language)} & {*tokens(other, language)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("養老", "养老"), ("広島", "廣島"), ("广岛", "広島"), ("関東", "關東"), ("ＡＢＣ１２３", "abc123"),
        ("ｱｼﾞｱ", "アジア"), ("が", "か\u3099"), ("한글", "\u1112\u1161\u11ab\u1100\u1173\u11af"),
        ("café", "cafe\u0301"), ("ё", "е\u0308"), ("2024年", "２０２４年"), ("007", "7"),
    ],
)  # fmt: skip
def test_variants_of_characters_meet(one: str, other: str) -> None:
    assert tokens(one, "ja") == tokens(other, "ja") != []


def test_each_script_is_cut_by_its_own_rule_whatever_the_language() -> None:
    assert tokens("IoTと5G", "ja") == ["iot", "と", "5", "g"]
    assert tokens("Программа 植林", "xx") == ["программ", "植林"]
    assert tokens("水", "zh") == ["水"]


def test_numbers_lose_their_leading_zeros_but_zero_stays() -> None:
    assert tokens("0 000 05", "en") == ["0", "0", "5"]


def test_signs_among_letters_end_a_word() -> None:
    assert tokens("IoT×AI 6÷2", "en") == ["iot", "ai", "6", "2"]
    assert tokens("アジア・太平洋", "ja") == tokens("アジア 太平洋", "ja")
    assert tokens("× ・ ҂ ÷ ҉", "en") == []


def test_common_words_are_no_words() -> None:
    assert tokens("the water of our region", "en") == tokens("water region", "en")
    assert tokens("вода и лес", "ru") == tokens("вода лес", "ru")


def test_a_question_leaves_out_hiragana_unless_there_is_nothing_else() -> None:
    assert asked_tokens("ごみについて植林", "ja") == ["て植", "植林"]
    assert asked_tokens("ごみについて", "ja") == ["ごみ", "みに", "につ", "つい", "いて"]
    assert asked_tokens("水と水", "ja") == ["水と", "と水"]


def test_a_word_without_end_is_cut_and_still_found() -> None:
    for endless, language in (("a" * 5_000, "en"), ("ж" * 5_000, "mn"), ("7" * 5_000, "en")):
        (token,) = tokens(endless, language)
        assert len(token) <= LONGEST_TOKEN
        assert tokens(endless[:4_000], language) == [token]


def test_only_the_beginning_of_an_endless_text_is_read() -> None:
    assert len(folded("x" * 100_000)) == LONGEST_ANALYSED


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
@example(SIGNS_AMONG_LETTERS, "en")
def test_every_token_is_one_short_word_of_letters_and_digits(text: str, language: str) -> None:
    for token in tokens(text, language):
        assert 0 < len(token.encode()) <= 4 * LONGEST_TOKEN
        assert not re.search(r"""[\s"'\\*^:()|&!<>-]""", token)


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_what_was_asked_is_part_of_what_was_written(text: str, language: str) -> None:
    assert set(asked_tokens(text, language)) <= set(tokens(text, language))


@given(st.text(alphabet="абвгдөүэийаоуьнчд", min_size=1, max_size=30), st.sampled_from(LANGUAGES))
def test_a_stem_is_the_beginning_of_a_word_and_never_nothing(word: str, language: str) -> None:
    found = stem(word, language)
    assert found
    assert found[0] == word[0]


def test_a_language_without_a_rule_keeps_its_words() -> None:
    assert stem("rừng", "vi") == "rừng"


def test_a_short_word_keeps_its_ending() -> None:
    assert [without_particle(word) for word in ("물은", "학교는", "도로")] == ["물은", "학교", "도로"]
    assert [stem(word, "mn") for word in ("ус", "усны", "ойд")] == ["ус", "ус", "ойд"]


def test_the_hidden_letter_before_an_ending_goes() -> None:
    assert stem("суугийн", "mn") == stem("суу", "mn")


def test_short_sentences_share_a_passage_and_long_ones_are_cut() -> None:
    assert passages("One. Two! Three?\nFour") == ["One. Two! Three? Four"]
    long = passages("x" * (LONGEST * 2 + 5))
    assert [len(piece) for piece in long] == [LONGEST, LONGEST, 5]


def test_texts_in_characters_have_shorter_passages() -> None:
    japanese = "森を守る。" * 100
    assert longest_passage(japanese) == LONGEST_EAST < longest_passage("forest") == LONGEST
    assert all(len(piece) <= LONGEST_EAST for piece in passages(japanese))


def test_a_text_of_nothing_has_no_passages_and_an_endless_one_has_twelve() -> None:
    assert passages("") == passages(" \n\n ") == []
    assert len(passages("A sentence of some words. " * 5_000)) == MOST_PASSAGES


@given(st.text(max_size=3_000))
def test_passages_keep_to_their_limit_and_lose_nothing(text: str) -> None:
    found = passages(text)
    assert all(0 < len(piece) <= longest_passage(text) for piece in found)
    if len(found) < MOST_PASSAGES:
        assert "".join("".join(found).split()) == "".join(text.split())
    assert all(unicodedata.normalize("NFC", piece) for piece in found)
