"""One question, every language: what is found by meaning, by concepts, by words, and what never is."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from near.foundation.search import vectors
from near.foundation.search.asking import MOST_HITS, Answer, Bar, Hit, alike, ask
from near.foundation.search.candidates import candidates
from near.foundation.search.encoders import unit
from near.foundation.search.encoding import encode_here
from near.foundation.search.findable import PUBLIC, Findable, Wording
from near.foundation.search.fulltext import Narrowing, holding
from near.foundation.search.indexing import copy_records, encode_some, settle
from near.foundation.search.models import SearchRecord
from near.foundation.search.question import asked
from near.foundation.search.scoring import Evidence
from near.foundation.search.shelf import Shelf, gists_of, numbered, shelf
from near.foundation.search.vectors import shipped_means
from tests.foundation.search.conftest import Room
from tests.foundation.search.fakes import Chain, record

pytestmark = pytest.mark.django_db
FOREST = ("ja", "en", "mn", "ko", "ru")
RECORDS = [
    record("ja", ja="砂漠の植林 | 砂を止める。"), record("en", en="Afforestation | Against sand."),
    record("mn", mn="Ойжуулалт | Элсийг зогсоох."), record("ko", ko="나무 심기 | 모래를 막는다."),
    record("ru", ru="Лесовосстановление | Против песка."), record("zh", zh="垃圾分类 | 减少废物。"),
    record("vi", vi="Giáo dục | Trường học."), record("ky", ky="Мектептер | Окуучулар."),
    record("care", zh="居家养老 | 为老年人。"),
]  # fmt: skip


@pytest.fixture
def library(room: Room, chain: Chain) -> Room:
    """A few records in eight languages, indexed and encoded."""
    encode_here()
    room.records = list(RECORDS)
    indexed(chain)
    return room


def indexed(chain: Chain) -> None:
    """Bring the index in line, vectors and all."""
    copy_records()
    for encoder in chain.values():
        encode_some(encoder, 1_000)
    settle()


def found(answer: Answer) -> list[str]:
    """Return the keys of the records an answer names, in its order."""
    keys = dict(SearchRecord.objects.values_list("pk", "key"))
    return [keys[hit.record] for hit in answer.hits]


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("question", "reader"),
    [("植林", "ja"), ("tree planting", "en"), ("ойжуулалт", "mn"), ("나무 심기", "ko"), ("造林", "zh")],
)
def test_a_question_finds_records_of_its_meaning_in_every_language(question: str, reader: str) -> None:
    answer = ask(question, reader, limit=len(RECORDS))
    assert set(found(answer)[: len(FOREST)]) == set(FOREST)
    assert answer.meaning


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("question", "reader", "key"),
    [
        ("植林", "ja", "ja"), ("养老", "zh", "care"), ("養老", "ja", "care"), ("모래", "ko", "ko"),
        ("трубы против песков", "ru", "ru"), ("мектеп", "ky", "ky"), ("TRƯỜNG HỌC", "vi", "vi"),
        ("элсний", "mn", "mn"),
    ],
)  # fmt: skip
def test_the_own_words_of_a_record_find_it_first(question: str, reader: str, key: str) -> None:
    assert found(ask(question, reader))[0] == key


@pytest.mark.usefixtures("no_encoders")
def test_a_new_record_is_found_by_its_words_before_it_has_vectors(room: Room) -> None:
    room.records = list(RECORDS)
    copy_records()
    answer = ask("植林", "ja")
    assert found(answer) == ["ja"]
    assert not answer.meaning


def test_a_new_record_among_encoded_ones_is_found_at_once(library: Room, chain: Chain) -> None:
    library.records.append(record("new", ja="藻場の再生 | 海を守る。"))
    copy_records()
    assert found(ask("藻場", "ja"))[0] == "new"
    assert "藻場の再生" not in chain.first.encoded


@pytest.mark.usefixtures("no_encoders", "with_concepts")
def test_without_encoders_concepts_lead_from_one_language_to_another(room: Room) -> None:
    room.records = list(RECORDS)
    copy_records()
    answer = ask("植林", "ja", limit=len(RECORDS))
    assert set(found(answer)) == set(FOREST)
    assert found(answer)[0] == "ja"
    assert answer.question.concepts == ["forest"]


def test_without_the_first_encoder_the_second_finds_its_languages(room: Room, chain: Chain) -> None:
    encode_here()
    del chain[chain.first.name]
    room.records = list(RECORDS)
    indexed(chain)
    answer = ask("植林", "ja", limit=len(RECORDS))
    assert set(found(answer)[:4]) == {"ja", "en", "ko", "ru"}
    assert answer.hits[0].evidence.first is None
    assert answer.meaning


def test_a_changed_record_is_no_longer_found_by_what_it_said(library: Room, chain: Chain) -> None:
    library.records = [record("ja", ja="垃圾 | 減らす。") if r.key == "ja" else r for r in RECORDS]
    copy_records()
    assert "ja" not in found(ask("砂漠", "ja", narrowing=Narrowing(language="ja")))
    indexed(chain)
    assert "ja" in found(ask("waste", "en"))[:2]


@pytest.mark.usefixtures("library")
def test_a_withdrawn_record_is_found_by_nothing(library: Room) -> None:
    library.records = [r for r in RECORDS if r.key != "ja"]
    copy_records()
    assert "ja" not in found(ask("砂漠の植林", "ja", limit=100))


VARIED = [
    Findable("practice", "a", {"en": Wording("Afforestation")}, "en", "KR", ("forest", "water")),
    Findable("practice", "b", {"ja": Wording("植林")}, "ja", "JP", ("forest",)),
    Findable("call", "c", {"en": Wording("Tree planting"), "ja": Wording("植林")}, "en", "JP", ("water",)),
    Findable("call", "d", {"ja": Wording("植林")}, "ja", "KR", ("forest",), audience="members"),
]


@pytest.fixture
def varied(chain: Chain) -> None:
    """Records of the same meaning that differ in all one can narrow by."""
    encode_here()
    rooms = Room("practice"), Room("call")
    for room, name in zip(rooms, ("practice", "call"), strict=True):
        room.records = [r for r in VARIED if r.kind == name]
    indexed(chain)


@pytest.mark.usefixtures("varied")
@pytest.mark.parametrize("question", ["植林", "tree planting", "나무 심기"])
@pytest.mark.parametrize(
    ("narrowing", "keys"),
    [
        (Narrowing(), "abc"), (Narrowing(kinds=("call",)), "c"),
        (Narrowing(kinds=("call", "practice")), "abc"), (Narrowing(language="ja"), "bc"),
        (Narrowing(language="ky"), ""), (Narrowing(countries=("JP",)), "bc"),
        (Narrowing(topics=("forest",)), "ab"), (Narrowing(topics=("water", "forest")), "abc"),
        (Narrowing(topics=("for",)), ""), (Narrowing(topics=("forest",), countries=("KR",)), "a"),
        (Narrowing(audiences=(PUBLIC, "members")), "abcd"), (Narrowing(audiences=("members",)), "d"),
        (Narrowing(audiences=("somebody else",)), ""), (Narrowing(kinds=("nothing",)), ""),
    ],
)  # fmt: skip
def test_narrowing_holds_whichever_way_a_record_is_found(
    question: str, narrowing: Narrowing, keys: str
) -> None:
    assert set(found(ask(question, "ja", narrowing=narrowing))) <= set(keys)
    if question == "植林":
        assert set(found(ask(question, "ja", narrowing=narrowing))) == set(keys)
    assert {hit.record for hit in alike(question, "ja", narrowing=narrowing)} <= set(
        SearchRecord.objects.filter(key__in=list(keys)).values_list("pk", flat=True)
    )


def test_what_was_closed_is_not_found_while_the_old_shelf_still_answers(
    library: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = shelf()
    monkeypatch.setattr("near.foundation.search.asking.shelf", lambda: old)
    assert "en" in found(ask("植林", "ja"))
    library.records = [dataclasses.replace(r, audience="members") for r in library.records]
    copy_records()
    assert found(ask("植林", "ja")) == []
    assert alike("砂漠の植林", "ja") == []


@pytest.mark.usefixtures("library")
def test_a_record_in_several_languages_is_named_once_by_its_best_text(library: Room, chain: Chain) -> None:
    library.records.append(record("both", ja="介護の研修", en="Care of the elderly", ru="Уход за пожилыми"))
    indexed(chain)
    answer = ask("介護の研修", "ja", narrowing=Narrowing())
    assert found(answer).count("both") == 1
    assert found(answer)[0] == "both"
    assert answer.hits[0].language == "ja"


@pytest.mark.usefixtures("library")
def test_the_best_come_first_and_no_more_than_wanted() -> None:
    scores = [hit.score for hit in ask("植林", "ja", limit=100).hits]
    assert scores == sorted(scores, reverse=True)
    assert len(ask("植林", "ja", limit=2).hits) == 2
    assert ask("植林", "ja", limit=0).hits == []


def test_there_are_never_more_hits_than_a_reader_looks_through(room: Room, chain: Chain) -> None:
    encode_here()
    room.records = [record(f"{n}", en=f"Afforestation {n}", ja=f"植林 {n}") for n in range(MOST_HITS + 20)]
    indexed(chain)
    assert len(ask("植林 afforestation", "en", limit=10_000).hits) <= MOST_HITS


def test_the_bar_keeps_what_is_near_enough_or_holds_the_words() -> None:
    near, worded, neither = (
        Hit(number, number, "en", score, Evidence(score, None, 0.0, words))
        for number, (score, words) in enumerate([(0.6, 0.0), (0.1, 1.0), (0.1, 0.1)])
    )
    assert Bar(score=0.5, words=0.75).over([near, worded, neither]) == [near, worded]
    assert Bar(score=0.5, words=0.75).over([]) == []


@pytest.mark.usefixtures("with_concepts", "no_encoders")
def test_where_nothing_is_found_near_concepts_are_named() -> None:
    answer = ask("zebra crossing", "en")
    assert answer.hits == []
    assert [name for name, _words in answer.nearest] == ["forest", "waste", "care", "herder"]


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("nothing", ["", " ", "?!…。", "🙂", "\u202e\u200f", "\ud800", "\0", '" * ^ : - ( )'])
def test_a_question_of_nothing_finds_nothing_and_asks_nobody(
    nothing: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert ask(nothing, "en").hits == []
        assert alike(nothing, "en") == []


def test_the_number_of_queries_does_not_grow(
    library: Room, chain: Chain, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    ask("植林", "ja")
    library.records += [record(f"more {n}", ja=f"植林 {n}", en=f"Afforestation {n}") for n in range(50)]
    indexed(chain)
    with django_assert_max_num_queries(12):
        ask("植林 afforestation", "ja", limit=100)


WEIRD = [
    '" OR NEAR( * ^ : -', "a AND b OR NOT c", 'title_tokens: "x"', "'; DROP TABLE x; --", "\\", "\\'",
    "'' & | ! <->", "%s %(a)s {0} {}", "$$ a $$", "c:forest", "IoT×AI", "а҂б ÷ ҉", "ア・イ ・",
    "\u202eאב\u200f植林", "🙂植林🙃", "植\ud800林", "a\0b", "x" * 10_000, "植" * 10_000, "ж" * 100_000,
    "7" * 5_000, "wort " * 20_000, "-" * 100_000, "\u3099\u309a", "İıſß", "𝟘①Ⅷ", "ﷺ" * 2_000,
]  # fmt: skip


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("text", WEIRD, ids=range(len(WEIRD)))
def test_no_question_breaks_the_search(text: str) -> None:
    for reader in ("ja", "mn", "xx"):
        assert isinstance(ask(text, reader), Answer)
    assert "ja" in found(ask(f"植林 {text}"[:9_000], "ja"))
    alike(text, "en")


@pytest.mark.usefixtures("library")
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(st.characters(), max_size=120)
    | st.text(alphabet="\"'*^:-()\\&|!<>%${} ORANDNET×÷・҂aя植", max_size=60),
    reader=st.sampled_from(("en", "ja", "ko", "zh", "ru", "mn", "vi", "ky")),
)
@example(text="IoT×AI", reader="ja")
def test_any_text_can_be_asked(text: str, reader: str) -> None:
    assert isinstance(ask(text, reader), Answer)


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    "token", ['"', '""', "'", "\\", 'a"', "a\\", "*", "^", ":*", "NEAR", "a:*", "%", "%s", "é"]
)
def test_no_token_breaks_the_full_text_index(token: str) -> None:
    assert holding([token], Narrowing(topics=("%", "'", '"')), 5) == []
    assert holding([], Narrowing(), 5) == []


@pytest.mark.usefixtures("library")
def test_a_whole_text_finds_its_like_in_another_language() -> None:
    keys = dict(SearchRecord.objects.values_list("pk", "key"))
    hits = alike("砂漠の植林\n砂を止める。", "ja", narrowing=Narrowing(language="en"), limit=3)
    assert keys[hits[0].record] == "en"
    assert len(alike("砂漠の植林", "ja", limit=2)) == 2


def test_what_is_near_to_everything_counts_less_of_whole_texts(chain: Chain, room: Room) -> None:
    encode_here()
    room.records = [
        record("near one", en="Afforestation"), record("crowded", en="Waste"),
        *(record(f"{n}", ru=f"Мусор {n}") for n in range(12)),
    ]  # fmt: skip
    indexed(chain)
    texts = dict(SearchRecord.objects.values_list("key", "texts__pk"))
    crowded = shelf().crowding([texts["near one"], texts["crowded"]])
    assert crowded[texts["near one"]] < crowded[texts["crowded"]]


@pytest.mark.usefixtures("no_encoders")
def test_an_empty_index_answers_with_nothing() -> None:
    assert ask("植林", "ja").hits == []
    kept = shelf()
    assert kept.gists is None
    assert kept.crowding([1, 2]) == {}
    assert kept.nearest({}, "ja", Narrowing(), 5) == []


def test_an_empty_index_with_encoders_answers_with_nothing(chain: Chain) -> None:
    encode_here()
    assert len(chain) == 2
    assert ask("植林", "ja").hits == []


def test_questions_are_freed_of_their_languages_mean_or_of_nothing(chain: Chain) -> None:
    name, width = chain.first.name, chain.first.width
    one = unit(chain.first.questions(["植林"], "ja")[0])
    kept = Shelf("1", shelf().known, None, {name: {"xx": one}})
    assert kept.mean_of_questions(name, "xx") == pytest.approx(one)
    assert kept.mean_of_questions(name, "en").shape == (width,)
    assert not kept.mean_of_questions(name, "yy").any()


@pytest.mark.usefixtures("no_encoders")
def test_a_language_whose_questions_have_a_shipped_mean_is_freed_of_that() -> None:
    shipped_means.cache_clear()
    asked_mean, passage_mean = np.ones(384, np.float32), np.zeros(384, np.float32)
    np.savez(vectors._SHIPPED, **{"e5-small-q4/ja?": asked_mean, "e5-small-q4/ja": passage_mean})
    kept = Shelf("1", shelf().known, None, {"e5-small-q4": {"ja": passage_mean}})
    assert kept.mean_of_questions("e5-small-q4", "ja").tolist() == asked_mean.tolist()


@pytest.mark.usefixtures("library")
def test_gists_are_compared_in_bytes_nearly_as_well_as_in_floats(chain: Chain) -> None:
    gists = gists_of(chain.first.name, chain.first.width, {})
    question = unit(chain.first.questions(["植林"], "ja")[0])
    cosines = dict(zip(gists.texts, gists.against(question), strict=True))
    assert len(gists) == len(RECORDS) == len(cosines)
    best = max(cosines, key=lambda text: cosines[text])
    assert gists.nearest(question, Narrowing(kinds=("practice",)), 1).count(int(best)) == 1
    assert len(gists.nearest(question, Narrowing(), 1)) == len(set(gists.languages))
    assert gists.nearest(question, Narrowing(kinds=("call",)), 5) == []
    assert gists.nearest(question, Narrowing(audiences=("members",)), 5) == []
    alone = gists_of(chain.first.name, chain.first.width, {"en": question})
    assert float(max(alone.against(question))) <= 1.01


def test_a_text_alone_in_its_index_is_not_crowded(chain: Chain, room: Room) -> None:
    room.records = [record("1", en="Afforestation")]
    indexed(chain)
    gists = gists_of(chain.first.name, chain.first.width, {})
    assert gists.crowding([int(gists.texts[0])]) == {}
    assert len(gists_of("nobody", 4, {})) == 0


def test_words_are_numbered_in_order() -> None:
    known, places = numbered(["b", "a", "b"])
    assert (known, places.tolist()) == (["a", "b"], [1, 0, 1])


@pytest.mark.usefixtures("library")
def test_candidates_without_vectors_of_an_encoder_are_judged_by_the_other(chain: Chain) -> None:
    question = asked("植林", "ja")
    near = {c.language: set(c.near) for c in candidates(question, Narrowing(), shelf())}
    assert near["ja"] == {chain.first.name, chain.second.name}
    assert near["mn"] == {chain.first.name}
    mongolian = candidates(asked("ойжуулалт", "mn"), Narrowing(), shelf())
    assert all(chain.second.name not in c.near for c in mongolian)
