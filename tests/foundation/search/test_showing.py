"""What a reader sees of a hit: the own language, else the original, named and glossed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from near.foundation.errors import DomainError
from near.foundation.search.asking import ask
from near.foundation.search.findable import Findable, NoConcepts, Wording, declare_concepts
from near.foundation.search.marks import excerpt, pieces
from near.foundation.search.models import SearchRecord
from near.foundation.search.narrowing import narrowing_of, number_read, question_read
from near.foundation.search.showing import Shown, kinds_of, opening, shown, up_to_date
from near.foundation.search.wordings import first_spoken, joined, state_of, wordings_of
from near.foundation.text import MultilingualText, Passage
from tests.foundation.search.encoders import indexed, only_findable, with_letter_encoder, without_encoders

PLANTED = "市民が海岸に松を植えた。" * 20 + "毎年の植林の日。"
FOREST = Findable(
    "practice", "forest",
    {
        "ja": Wording("海岸林の再生", "住民と植林を進めた。", PLANTED),
        "en": Wording("Bringing back coastal woods", "Residents plant forest.", "", "machine"),
    },
    original="ja", country="JP", on=dt.date(2020, 5, 1), sample=True, extra={"precision": "year"},
)  # fmt: skip
HERDERS = Findable(
    "practice", "herders", {"mn": Wording("Малчдын сургалт", "", "Сургалт явуулав.")}, original="mn"
)


class Glossary(NoConcepts):
    """Knows one concept."""

    def glosses(self, text: str, language: str, reader: str) -> list[tuple[str, str]]:
        return [("植林", {"mn": "ойжуулалт"}.get(reader, "afforestation"))] if "植林" in text else []


@pytest.fixture
def index(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two practices in an index without any model."""
    without_encoders(monkeypatch)
    only_findable(monkeypatch, FOREST, HERDERS)
    monkeypatch.setattr("near.foundation.search.findable._concepts", [NoConcepts()])
    declare_concepts(Glossary())
    indexed()


def seen(words: str, reader: str) -> list[Shown]:
    answer = ask(words, reader)
    return shown(answer.hits, answer.question, reader)


@pytest.mark.usefixtures("index")
def test_a_reader_gets_the_own_language_where_there_is_one() -> None:
    hit = seen("植林", "en")[0]
    assert (hit.title, hit.language, hit.own) == ("Bringing back coastal woods", "en", True)
    assert (hit.translated, hit.uncertain, hit.original, hit.glosses) == (True, True, "ja", ())


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize("reader", ["mn", "ky", "vi", "ko"])
def test_without_a_translation_the_original_is_shown_and_never_a_third_language(reader: str) -> None:
    hit = seen("植林", reader)[0]
    assert (hit.title, hit.language, hit.own, hit.translated) == ("海岸林の再生", "ja", False, False)
    assert hit.glosses == (("植林", "ойжуулалт" if reader == "mn" else "afforestation"),)


@pytest.mark.usefixtures("index")
def test_the_words_found_are_marked_and_shown_with_what_is_around_them() -> None:
    hit = seen("植林", "ja")[0]
    assert ("植林", True) in hit.summary_pieces
    assert ("植林", True) in hit.snippet
    assert hit.snippet[0] == ("… ", False)
    assert sum(len(text) for text, _found in hit.snippet) < 160


@pytest.mark.usefixtures("index")
def test_a_record_without_a_summary_is_shown_by_its_beginning() -> None:
    hit = seen("сургалт", "mn")[0]
    assert hit.summary == "Сургалт явуулав."
    assert hit.snippet == ()
    assert (hit.precision, hit.on, hit.state) == ("day", None, "original")


@pytest.mark.usefixtures("index")
def test_the_record_comes_along() -> None:
    hit = seen("植林", "ja")[0]
    assert (hit.kind, hit.key, hit.country, hit.on, hit.sample) == (
        "practice", "forest", "JP", dt.date(2020, 5, 1), True,
    )  # fmt: skip
    assert hit.precision == "year"


@pytest.mark.usefixtures("index")
def test_a_record_that_went_meanwhile_is_left_out() -> None:
    answer = ask("植林", "ja")
    SearchRecord.objects.all().delete()
    assert shown(answer.hits, answer.question, "ja") == []


@pytest.mark.usefixtures("index")
def test_showing_costs_two_queries_however_many_there_are() -> None:
    answer = ask("植林 сургалт", "mn")
    assert len(answer.hits) == 2
    for hits in (answer.hits, answer.hits[:1]):
        with CaptureQueriesContext(connection) as made:
            shown(hits, answer.question, "ja")
        assert len(made) == 2
    assert set(kinds_of(answer.hits).values()) == {"practice"}


@pytest.mark.usefixtures("index")
def test_an_index_that_moved_is_read_anew() -> None:
    assert up_to_date()


def test_meaning_crosses_languages(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = with_letter_encoder(monkeypatch)
    planting = Findable("practice", "planting", {"ja": Wording("植林")}, original="ja")
    only_findable(monkeypatch, HERDERS, planting)
    indexed(encoder)
    answer = ask("лес", "ru")
    assert answer.meaning
    assert SearchRecord.objects.get(pk=answer.hits[0].record).key == "planting"


@pytest.mark.parametrize(
    ("text", "language", "asked", "found"),
    [
        ("砂浜と植林の記録", "ja", {"植林"}, ["植林"]),
        ("养老服务与養老院", "zh", {"养老"}, ["养老", "養老"]),
        ("쓰레기를 줄인다", "ko", {"쓰레", "레기"}, ["쓰레기"]),
        ("물 절약", "ko", {"물"}, ["물"]),
        ("Forests and a forest", "en", {"forest"}, ["Forests", "forest"]),
        ("Лесные пожары", "ru", set(), []),
        ("林", "ja", {"林"}, ["林"]),
    ],
)  # fmt: skip
def test_words_are_marked_as_each_script_asks(
    text: str, language: str, asked: set[str], found: list[str]
) -> None:
    cut = pieces(text, language, asked)
    assert [piece for piece, marked in cut if marked] == found
    assert "".join(piece for piece, _marked in cut) == text


def test_an_excerpt_is_cut_between_words_where_most_are_found() -> None:
    text = (
        "One forest here. "
        + "Nothing to see in this long sentence. " * 12
        + "A forest, a forest and a forest."
    )
    cut = excerpt(text, "en", {"forest"})
    assert sum(marked for _text, marked in cut) == 3
    assert cut[0][0] == "… "
    assert not cut[1][0].startswith("othing")
    assert excerpt(text, "en", {"sea"}) == ()
    assert excerpt(text, "en", {"one"})[-1][0].endswith(" …")


def test_the_beginning_of_a_long_text_is_cut() -> None:
    assert opening("a b " * 200).endswith(" …")
    assert opening(" a \n b ") == "a b"


@pytest.mark.parametrize(
    ("passages", "original"),
    [
        ({"ja": Passage("海", state="original"), "en": Passage("Sea")}, "ja"),
        ({"ja": Passage("海"), "en": Passage("Sea")}, "en"),
        ({"ja": Passage("海")}, "ja"),
        ({"ja": Passage("", state="original"), "ko": Passage("바다")}, "ko"),
        ({}, ""),
    ],
)
def test_the_original_is_the_one_marked_so_else_english_else_the_first(
    passages: dict[str, Passage], original: str
) -> None:
    assert MultilingualText(passages).original == original


def test_a_wording_is_as_certain_as_its_least_certain_text() -> None:
    title = MultilingualText.of(en="Sea", ja="海", ko="바다")
    summary = MultilingualText({"en": Passage("Blue."), "ja": Passage("青い。", state="machine")})
    found = wordings_of(title, summary)
    assert {code: (w.summary, w.state) for code, w in found.items()} == {
        "en": ("Blue.", "original"), "ja": ("青い。", "machine"), "ko": ("", "checked"),
    }  # fmt: skip
    assert state_of([MultilingualText()], "ja") == "checked"
    assert joined([title, summary], "ja") == "海\n青い。"
    assert (first_spoken("ja", found), first_spoken("ru", found), first_spoken("ru", {})) == ("ja", "en", "")


@pytest.mark.parametrize(
    "wrong",
    [{"kinds_asked": ["nothing"]}, {"language": "xx"}, {"country": "J"}, {"topic": '%"'}],
)
def test_an_unknown_choice_is_refused_in_words(wrong: dict[str, str]) -> None:
    with pytest.raises(DomainError) as refusal:
        narrowing_of(**wrong)  # type: ignore[arg-type]
    assert refusal.value.status == 400
    assert refusal.value.field


@pytest.mark.usefixtures("room")
def test_choices_are_read_in_any_case() -> None:
    found = narrowing_of(kinds_asked=["practice", ""], language="zh-Hans", country="jp", topic="law")
    assert (found.kinds, found.language) == (("practice",), "zh")
    assert (found.countries, found.topics) == (("JP",), ("law",))


@pytest.mark.parametrize("value", ["0", "101", "ten", "-1", "", "1.5", "９"])
def test_a_number_is_read_strictly(value: str) -> None:
    with pytest.raises(DomainError):
        number_read(value)
    assert number_read("100") == 100


def test_a_question_may_have_ten_thousand_characters_and_no_more() -> None:
    assert question_read("x" * 10_000)
    with pytest.raises(DomainError) as refusal:
        question_read("x" * 10_001)
    assert refusal.value.status == 400
