"""The index follows the rooms: copied, encoded, counted, in steps that may end anywhere and go on."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from near.foundation.journal import head
from near.foundation.search import keeping, state
from near.foundation.search.analysis import tokens
from near.foundation.search.encoders import unit
from near.foundation.search.findable import Findable, Wording, concepts, kinds
from near.foundation.search.fulltext import Narrowing, frequencies, holding
from near.foundation.search.indexing import (
    AT_ONCE,
    copy_records,
    count_tokens,
    encode_some,
    settle,
    vectors_of,
)
from near.foundation.search.keeping import step
from near.foundation.search.means import estimate_means, remembered_means
from near.foundation.search.models import SearchRecord, SearchState, SearchText, SearchVector
from near.foundation.search.passages import passages
from near.foundation.search.state import remember, remembered, version
from tests.foundation.search.conftest import Room
from tests.foundation.search.fakes import Chain, kind, record

pytestmark = pytest.mark.django_db
PLANTING = "Planting trees | Afforestation against sand storms."
FULL = Findable(
    "practice", "1",
    {"en": Wording("Planting", "In short.", "At length.", "original"),
     "ja": Wording("植林", "", "長く。", "machine")},
    original="en", country="KR", topics=("water",), on=dt.date(2024, 5, 1), sample=True,
    extra={"place": "Ulsan"},
)  # fmt: skip


def keys() -> list[str]:
    return list(SearchRecord.objects.order_by("key").values_list("key", flat=True))


def vectors_kept(key: str) -> dict[tuple[str, str], int]:
    """Return how many vectors there are of a record, by language and encoder."""
    found: dict[tuple[str, str], int] = {}
    for language, encoder in SearchVector.objects.filter(text__record__key=key).values_list(
        "text__language", "encoder"
    ):
        found[language, encoder] = found.get((language, encoder), 0) + 1
    return found


def encoded(chain: Chain) -> None:
    """Encode whatever waits."""
    for encoder in chain.values():
        while encode_some(encoder, 10):
            pass


def test_a_record_is_copied_with_all_that_was_declared(room: Room) -> None:
    room.records = [FULL]
    assert copy_records() == 1
    kept = SearchRecord.objects.get()
    assert (kept.kind, kept.key, kept.original, kept.country) == ("practice", "1", "en", "KR")
    assert (kept.topics, kept.on, kept.sample, kept.audience) == (
        ["water"],
        dt.date(2024, 5, 1),
        True,
        "public",
    )
    assert (kept.extra, str(kept)) == ({"place": "Ulsan"}, "practice:1")
    english, japanese = kept.texts.order_by("language")
    assert (english.title, english.summary, english.body) == ("Planting", "In short.", "At length.")
    assert (japanese.state, japanese.title_tokens, str(japanese)) == ("machine", "植林", "植林")
    assert english.body_tokens.split() == tokens("In short. At length.", "en")


def test_an_unchanged_record_is_not_touched(room: Room, chain: Chain) -> None:
    room.records = [FULL]
    copy_records()
    encoded(chain)
    before = (version(), list(SearchRecord.objects.values()), list(SearchText.objects.values()))
    vectors = vectors_kept("1")
    with CaptureQueriesContext(connection) as queries:
        assert copy_records() == 0
    assert not [q for q in queries if not q["sql"].startswith("SELECT")]
    assert (version(), list(SearchRecord.objects.values()), list(SearchText.objects.values())) == before
    assert vectors_kept("1") == vectors


@pytest.mark.parametrize(
    "change",
    [
        {"country": "JP"}, {"topics": ("water", "waste")}, {"on": None}, {"sample": False},
        {"original": "ja"},
        {"audience": "members"}, {"extra": {}}, {"wordings": {"en": FULL.wordings["en"]}},
    ],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_any_change_changes_the_digest_and_is_copied(room: Room, change: dict[str, Any]) -> None:
    room.records = [FULL]
    copy_records()
    before = version()
    room.records = [dataclasses.replace(FULL, **change)]
    assert room.records[0].digest() != FULL.digest()
    assert copy_records() == 1
    assert version() != before
    assert SearchRecord.objects.get().digest == room.records[0].digest()


def test_only_changed_words_lose_their_vectors(room: Room, chain: Chain) -> None:
    room.records = [record("1", en=PLANTING, ja="植林 | 長く。")]
    copy_records()
    encoded(chain)
    languages = {("en", e) for e in chain} | {("ja", e) for e in chain}
    assert set(vectors_kept("1")) == languages
    room.records = [record("1", en=PLANTING, ja="植林 | もっと長く。")]
    copy_records()
    assert set(vectors_kept("1")) == {("en", e) for e in chain}
    encoded(chain)
    assert set(vectors_kept("1")) == languages


def test_a_change_beside_the_words_costs_no_encoding(room: Room, chain: Chain) -> None:
    room.records = [FULL]
    copy_records()
    encoded(chain)
    before = vectors_kept("1")
    checked = dataclasses.replace(FULL.wordings["ja"], state="checked")
    room.records = [dataclasses.replace(FULL, country="JP", wordings={**FULL.wordings, "ja": checked})]
    copy_records()
    assert vectors_kept("1") == before
    assert SearchText.objects.get(language="ja").state == "checked"


def test_a_language_that_goes_takes_its_vectors_along(room: Room, chain: Chain) -> None:
    room.records = [record("1", en=PLANTING, ja="植林 | 長く。")]
    copy_records()
    encoded(chain)
    room.records = [record("1", en=PLANTING)]
    copy_records()
    assert {language for language, _encoder in vectors_kept("1")} == {"en"}
    assert holding(["植林"], Narrowing(), 10) == []


def test_a_withdrawn_record_is_gone_with_everything(room: Room, chain: Chain) -> None:
    room.records = [record("1", en=PLANTING), record("2", en="Waste | Sorted.")]
    copy_records()
    encoded(chain)
    room.records.pop(0)
    assert copy_records() == 1
    assert keys() == ["2"]
    assert not vectors_kept("1")
    assert holding(tokens("planting", "en"), Narrowing(), 10) == []


def test_a_kind_no_longer_declared_is_gone(room: Room) -> None:
    room.records = [record("1", en=PLANTING)]
    copy_records([kind(record("x", "call", en="A call"), name="call")])
    copy_records(kinds().values())
    assert keys() == ["1", "x"]
    assert copy_records() == 1
    assert keys() == ["1"]


def test_many_records_are_copied_in_several_transactions(room: Room) -> None:
    room.records = [record(f"{n:03}", en=f"Record {n}") for n in range(AT_ONCE * 2 + 1)]
    assert copy_records() == AT_ONCE * 2 + 1 == SearchText.objects.count()


def test_copying_that_breaks_off_goes_on_where_it_stopped(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.records = [record(f"{n:03}", en=f"Record {n}") for n in range(AT_ONCE + 3)]
    with monkeypatch.context() as patch:
        patch.setattr(Findable, "digest", digest_breaking_at(room.records[-1].key))
        with pytest.raises(ConnectionError):
            copy_records()
    assert len(keys()) == AT_ONCE
    assert copy_records() == 3
    assert len(keys()) == AT_ONCE + 3


def digest_breaking_at(key: str) -> Any:
    """Return a digest that fails at one record."""
    digest = Findable.digest

    def breaking(findable: Findable) -> str:
        if findable.key == key:
            raise ConnectionError
        return digest(findable)

    return breaking


@pytest.mark.usefixtures("with_concepts")
def test_concepts_are_named_and_give_topics_where_the_room_gives_none(room: Room) -> None:
    room.records = [
        record("1", en="Afforestation | And waste.", ja="植林"),
        dataclasses.replace(record("2", en="Waste"), topics=("its own",)),
    ]
    copy_records()
    assert SearchRecord.objects.get(key="1").topics == ["topic-forest", "topic-waste"]
    assert SearchRecord.objects.get(key="2").topics == ["its own"]
    assert SearchText.objects.get(record__key="1", language="en").concepts == "c:forest c:waste"
    assert len(holding(["c:forest"], Narrowing(), 10)) == 2


def test_where_nobody_keeps_concepts_there_are_none() -> None:
    keeper = concepts()
    assert keeper.concepts_in("植林", "ja") == keeper.glosses("植林", "ja", "en") == []
    assert keeper.nearest("植林", "ja", 3) == keeper.topics_of(["forest"]) == []


def test_encoding_goes_on_where_it_was_interrupted(room: Room, chain: Chain) -> None:
    room.records = [record(f"{n}", en=f"Record {n}") for n in range(5)]
    copy_records()
    assert [encode_some(chain.first, 2) for _time in range(4)] == [2, 2, 1, 0]
    assert sorted(chain.first.encoded) == [f"Record {n}" for n in range(5)]
    assert SearchVector.objects.count() == 5 * len(vectors_of(chain.first, "Record 1", ""))
    assert not SearchVector.objects.filter(encoder=chain.second.name).exists()
    assert str(SearchVector.objects.first()).endswith(f"{chain.first.name} 0")


def test_a_text_is_encoded_by_encoders_that_know_its_language(room: Room, chain: Chain) -> None:
    room.records = [record("1", mn="Ойжуулалт")]
    copy_records()
    assert encode_some(chain.second, 10) == 0
    assert encode_some(chain.first, 10) == 1


def test_the_version_moves_only_when_something_was_encoded(room: Room, chain: Chain) -> None:
    room.records = [record("1", en=PLANTING)]
    copy_records()
    versions = [version()]
    for _time in range(3):
        encode_some(chain.first, 10)
        versions.append(version())
    assert versions[0] != versions[1] == versions[2] == versions[3]


@pytest.mark.parametrize("meanwhile", ["changed", "gone"])
def test_what_changes_while_it_is_encoded_keeps_no_vectors_of_old_words(
    room: Room, chain: Chain, monkeypatch: pytest.MonkeyPatch, meanwhile: str
) -> None:
    room.records = [record("1", en=PLANTING)]
    copy_records()
    passages = chain.first.passages

    def slow(texts: Sequence[str]) -> Any:
        room.records = [record("1", en="Waste | Sorted.")] if meanwhile == "changed" else []
        copy_records()
        return passages(texts)

    monkeypatch.setattr(chain.first, "passages", slow)
    encode_some(chain.first, 10)
    assert vectors_kept("1") == {}
    monkeypatch.setattr(chain.first, "passages", passages)
    assert encode_some(chain.first, 10) == (1 if meanwhile == "changed" else 0)
    assert ("Waste" in chain.first.encoded) == (meanwhile == "changed")


LONG = "One sentence. " * 60


def test_a_text_has_a_vector_of_its_whole_and_of_its_title(chain: Chain) -> None:
    rows = vectors_of(chain.first, "Waste", "It is sorted.")
    assert chain.first.encoded == ["Waste It is sorted.", "Waste"]
    assert rows == pytest.approx(chain.first.passages(["Waste It is sorted.", "Waste"]))


@pytest.mark.parametrize(
    ("title", "rest", "read"),
    [("", "Long.", "Long."), ("Long", "Longer than that.", "Longer than that."), ("Title", "", "Title"),
     ("", "", "")],
)  # fmt: skip
def test_what_a_text_says_once_is_read_once(chain: Chain, title: str, rest: str, read: str) -> None:
    whole, named = vectors_of(chain.first, title, rest)
    assert set(chain.first.encoded) == {read}
    assert whole == pytest.approx(named)


@pytest.mark.parametrize("title", ["Waste", "One"])
def test_a_long_text_has_its_passages_too_and_their_mean_stands_for_it(chain: Chain, title: str) -> None:
    own = "" if title == "One" else "Waste "
    pieces = [f"{own}{piece}" for piece in passages(LONG.strip())]
    whole, named, *apart = vectors_of(chain.first, title, LONG.strip())
    said = chain.first.passages(pieces)
    assert len(pieces) > 1
    assert np.array(apart) == pytest.approx(said)
    assert whole == pytest.approx(unit(said.mean(axis=0)), abs=1e-6)
    assert named == pytest.approx(chain.first.passages(["Waste"])[0] if own else said[0])


def test_frequent_words_are_counted_alike_by_both_databases(room: Room) -> None:
    room.records = [record(f"{n}", en=f"Water | Record {n}") for n in range(3)]
    room.records.append(record("9", ja="水 | アジア・太平洋", zh="水"))
    copy_records()
    assert frequencies(least=3) == {"water": 3, "record": 3}
    assert frequencies(least=2) == {"water": 3, "record": 3, "水": 2}
    count_tokens()
    counted = remembered("tokens")
    assert (counted["texts"], counted["frequencies"]) == (5, {"water": 3, "record": 3})


def test_each_language_has_a_mean(room: Room, chain: Chain) -> None:
    room.records = [record("1", en=PLANTING, ky="Токой")]
    copy_records()
    encoded(chain)
    estimate_means()
    means = remembered_means()
    assert set(means) == set(chain)
    assert set(means[chain.first.name]) == chain.first.languages
    assert np.any(means[chain.first.name]["en"])
    assert not np.any(means[chain.first.name]["ja"])


def test_settling_says_that_the_index_moved(room: Room) -> None:
    room.records = [record("1", en=PLANTING)]
    copy_records()
    before = version()
    settle()
    assert version() != before
    assert {"tokens", "means"} <= set(SearchState.objects.values_list("name", flat=True))


def test_an_index_knows_nothing_at_first_and_what_it_was_told_last() -> None:
    assert version() == ""
    assert remembered("anything") == {}
    remember("anything", {"is": 1})
    remember("anything", {"is": 2})
    assert remembered("anything") == {"is": 2}
    assert str(SearchState.objects.get()) == "anything"


def until_done(recipe: str = "1") -> int:
    """Step until nothing is left; return how many steps it took."""
    for number in range(1, 100):
        if not step(recipe):
            return number
    pytest.fail("the steps never end")


def test_the_steps_copy_then_encode_then_settle(room: Room, chain: Chain) -> None:
    room.records = [record(f"{n}", en=f"Record {n}") for n in range(keeping.ENCODED_AT_ONCE + 1)]
    assert step("1")
    assert len(keys()) == len(room.records)
    assert not SearchVector.objects.exists()
    assert step("1")
    assert SearchText.objects.filter(vectors__isnull=False).distinct().count() == keeping.ENCODED_AT_ONCE
    until_done()
    for encoder in chain:
        assert SearchVector.objects.filter(encoder=encoder, part=0).count() == len(room.records)
    assert remembered("tokens")["texts"] == len(room.records)


def test_steps_with_nothing_to_do_change_nothing(room: Room, chain: Chain) -> None:
    room.records = [record("1", en=PLANTING)]
    until_done()
    before, asked = version(), len(chain.first.encoded)
    assert [step("1") for _time in range(3)] == [False] * 3
    assert version() == before
    assert len(chain.first.encoded) == asked


def test_another_recipe_looks_at_everything_and_finds_nothing_changed(room: Room, chain: Chain) -> None:
    room.records = [record("1", en=PLANTING)]
    until_done("1")
    before, asked = version(), len(chain.first.encoded)
    assert step("2")
    assert not step("2")
    assert version() == before
    assert len(chain.first.encoded) == asked


@pytest.mark.usefixtures("no_encoders")
def test_without_encoders_the_steps_end_and_words_are_counted(room: Room) -> None:
    room.records = [record("1", en=PLANTING)]
    assert until_done() == 2
    assert remembered("tokens")["texts"] == 1


def test_a_new_entry_in_the_journal_is_looked_into(
    room: Room, chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    until_done()
    room.records = [record("1", en=PLANTING)]
    assert not step("1")
    assert keys() == []
    monkeypatch.setattr(keeping, "head", lambda: head() + 1)
    until_done()
    assert keys() == ["1"]
    assert len(chain) == 2


def test_what_comes_while_records_are_read_is_copied_by_the_next_step(
    room: Room, chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = iter(range(1, 100))
    latest = [0]

    def copied_while_somebody_writes() -> int:
        found = copy_records()
        if not latest[0]:
            latest[0] = next(numbers)
            room.records = [record("late", en="Late")]
        return found

    monkeypatch.setattr(keeping, "head", lambda: latest[0])
    monkeypatch.setattr(keeping, "copy_records", copied_while_somebody_writes)
    assert step("1")
    assert keys() == []
    until_done()
    assert keys() == ["late"]
    assert len(chain) == 2


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    title=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=500),
    body=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=3_000),
    language=st.sampled_from(("en", "ja", "ko", "zh", "ru", "mn", "vi", "ky")),
)
@example(title="IoT×AI", body="а҂б \" OR NEAR( * ^ : - \\ ' $$ %s {}", language="ja")
@example(title="x" * 5_000, body="ж" * 50_000, language="mn")
def test_any_words_can_be_indexed_and_found(room: Room, title: str, body: str, language: str) -> None:
    room.records = [Findable("practice", "1", {language: Wording(title, body=body)}, language)]
    copy_records()
    for token in {*tokens(title, language)[:3], *tokens(body, language)[:3]}:
        assert holding([token], Narrowing(), 1), token
    assert state.version()
