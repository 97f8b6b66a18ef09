"""Vectors compared by the database, where it can; each process compares them itself where it cannot."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from near.foundation.search.asking import alike, ask
from near.foundation.search.encoders import Vectors, unit
from near.foundation.search.encoding import encode_here
from near.foundation.search.findable import Findable, Wording
from near.foundation.search.fulltext import Narrowing
from near.foundation.search.indexing import copy_records, encode_some, settle
from near.foundation.search.models import SearchRecord, SearchText, SearchVector
from near.foundation.search.pgvector import DatabaseGists, has_pgvector, keep_gists
from near.foundation.search.shelf import Gists, gists_of, shelf
from tests.foundation.search.conftest import Room
from tests.foundation.search.fakes import Chain, record

pytestmark = pytest.mark.django_db
RECORDS = [
    record("planting", en="Afforestation", ja="植林", mn="Ойжуулалт"),
    record("nursery", en="Tree planting", ru="Лесовосстановление"),
    record("waste", en="Waste", ja="ごみ", ru="Мусор"),
    Findable("call", "care", {"zh": Wording("养老"), "ko": Wording("노인 돌봄")}, "zh", "KR", ("health",)),
    Findable("practice", "closed", {"en": Wording("Afforestation")}, "en", "JP", audience="members"),
]  # fmt: skip


@pytest.fixture
def library(chain: Chain, room: Room) -> Room:
    """A few records, indexed and encoded."""
    encode_here()
    calls = Room("call")
    calls.records = [r for r in RECORDS if r.kind == "call"]
    room.records = [r for r in RECORDS if r.kind == "practice"]
    encoded(chain)
    return room


@pytest.fixture
def compared(library: Room) -> DatabaseGists:
    """The library, in a database that compares vectors itself."""
    if not has_pgvector():
        pytest.skip("This database does not compare vectors.")
    assert library.records
    return DatabaseGists()


@pytest.fixture
def plain(db: None) -> Iterator[None]:
    """A database without the column, until the test's transaction is taken back."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE foundation_searchvector DROP COLUMN IF EXISTS gist")
    yield
    assert not has_pgvector()


def encoded(chain: Chain) -> None:
    copy_records()
    for encoder in chain.values():
        encode_some(encoder, 1_000)
    settle()


def texts() -> dict[tuple[str, str], int]:
    """Return the texts' ids by the key of their record and their language."""
    return {
        (key, code): pk for key, code, pk in SearchText.objects.values_list("record__key", "language", "pk")
    }


def named(ids: list[int]) -> set[tuple[str, str]]:
    known = {pk: said for said, pk in texts().items()}
    return {known[pk] for pk in ids}


def question(chain: Chain, words: str) -> Vectors:
    return unit(chain.first.questions([words], "ja")[0])


def in_memory(chain: Chain) -> Gists:
    """Return what a process would compare itself, freed of the same means (which are nothing here)."""
    return gists_of(chain.first.name, chain.first.width, {})


@pytest.mark.usefixtures("plain")
def test_a_database_without_the_column_leaves_comparing_to_the_processes(library: Room) -> None:
    assert isinstance(shelf().gists, Gists)
    keys = dict(SearchRecord.objects.values_list("pk", "key"))
    hits = ask("植林", "ja").hits
    assert {keys[hit.record] for hit in hits[:2]} == {"planting", "nursery"}
    assert keys[alike("植林", "ja", narrowing=Narrowing(language="mn"))[0].record] == "planting"
    assert library.records


def test_where_the_database_compares_a_process_keeps_nothing(compared: DatabaseGists) -> None:
    kept = shelf()
    assert kept.gists == compared
    keys = dict(SearchRecord.objects.values_list("pk", "key"))
    assert {keys[hit.record] for hit in ask("植林", "ja").hits[:2]} == {"planting", "nursery"}
    assert keys[alike("植林", "ja", narrowing=Narrowing(language="mn"))[0].record] == "planting"


@pytest.mark.usefixtures("chain", "room")
def test_a_database_that_compares_but_holds_no_gist_is_not_asked() -> None:
    assert shelf().gists is None


def test_every_text_of_the_first_encoder_has_its_gist(compared: DatabaseGists, chain: Chain) -> None:
    assert len(compared) == len(texts()) == 11
    assert SearchVector.objects.filter(encoder=chain.second.name).exists()  # it has none: its width differs


def test_the_nearest_of_each_language_are_found(compared: DatabaseGists, chain: Chain) -> None:
    asked = question(chain, "植林")
    assert named(compared.nearest(asked, Narrowing(), 1)) >= {
        ("planting", "ja"), ("planting", "mn"), ("nursery", "ru"), ("care", "zh"), ("care", "ko"),
    }  # fmt: skip
    assert len(compared.nearest(asked, Narrowing(), 1)) == 6  # one of each language
    english = compared.nearest(asked, Narrowing(language="en"), 2)
    assert named(english) == {("planting", "en"), ("nursery", "en")}


@pytest.mark.parametrize(
    "narrowing",
    [
        Narrowing(), Narrowing(language="en"), Narrowing(kinds=("call",)), Narrowing(countries=("KR", "JP")),
        Narrowing(topics=("health",)), Narrowing(topics=("heal",)), Narrowing(audiences=("members",)),
        Narrowing(audiences=("public", "members")), Narrowing(kinds=("nothing",)), Narrowing(language="ky"),
        Narrowing(kinds=("call",), language="ko"), Narrowing(kinds=("practice",), topics=("health",)),
    ],
)  # fmt: skip
def test_narrowing_holds_as_it_does_in_a_process(
    compared: DatabaseGists, chain: Chain, narrowing: Narrowing
) -> None:
    asked = question(chain, "植林")
    here, there = in_memory(chain), compared.nearest(asked, narrowing, 100)
    assert len(there) == len(set(there))
    assert set(there) == set(here.nearest(asked, narrowing, 100))
    assert (("closed", "en") in named(there)) == ("members" in narrowing.audiences and not narrowing.kinds)


def test_crowding_is_what_a_process_would_compute(compared: DatabaseGists, chain: Chain) -> None:
    wanted = sorted(texts().values())
    there, here = compared.crowding(wanted), in_memory(chain).crowding(wanted)
    assert there == pytest.approx(here, abs=0.02)  # a process keeps bytes, the database floats
    assert set(there) == set(wanted)
    some = wanted[:2]
    assert set(compared.crowding(some)) == set(some)
    assert compared.crowding([]) == {}


def test_a_text_of_the_only_language_is_not_crowded(chain: Chain, room: Room) -> None:
    if not has_pgvector():
        pytest.skip("This database does not compare vectors.")
    room.records = [record("1", en="Waste"), record("2", en="Waste again")]
    encoded(chain)
    assert DatabaseGists().crowding(list(texts().values())) == {}


def test_a_text_without_a_gist_is_found_by_its_words_alone(compared: DatabaseGists, chain: Chain) -> None:
    pk = texts()["planting", "mn"]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE foundation_searchvector SET gist = NULL WHERE text_id = %s", [pk])
    asked = question(chain, "植林")
    assert len(compared) == 10
    assert pk not in compared.nearest(asked, Narrowing(), 100)
    assert compared.crowding([pk]) == {}
    assert pk in [hit.text for hit in ask("Ойжуулалт", "mn", narrowing=Narrowing(language="mn")).hits]


def test_a_gist_is_freed_of_its_languages_shipped_mean_at_length_one(
    compared: DatabaseGists, chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    pk, mean = texts()["waste", "ja"], question(chain, "森")
    vector = 3 * question(chain, "ごみ")
    monkeypatch.setattr("near.foundation.search.pgvector.shipped_means", lambda _name: {"ja": mean})
    keep_gists({pk: ("ja", vector)})
    assert kept_gist(pk) == pytest.approx(unit(vector - mean), abs=1e-5)
    keep_gists({pk: ("xx", vector)})
    assert kept_gist(pk) == pytest.approx(unit(vector), abs=1e-5)
    assert len(compared) == 11


def kept_gist(pk: int) -> Vectors:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT gist::text FROM foundation_searchvector WHERE text_id = %s AND gist IS NOT NULL", [pk]
        )
        ((written,),) = cursor.fetchall()
    return np.array(written.strip("[]").split(","), np.float32)


def test_a_changed_text_has_no_gist_until_it_is_encoded_again(
    library: Room, compared: DatabaseGists, chain: Chain
) -> None:
    library.records = [record("waste", en="Herders"), *(r for r in library.records if r.key != "waste")]
    copy_records()
    assert len(compared) == 8  # of the three texts two are gone, and one waits
    encoded(chain)
    assert len(compared) == 9
    herders = compared.nearest(question(chain, "牧民"), Narrowing(language="en"), 1)
    assert named(herders) == {("waste", "en")}


def test_the_number_of_queries_does_not_grow_where_the_database_compares(
    library: Room,
    compared: DatabaseGists,
    chain: Chain,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    library.records += [record(f"more {n}", ja=f"植林 {n}", en=f"Afforestation {n}") for n in range(50)]
    encoded(chain)
    assert len(compared) == 111
    with django_assert_max_num_queries(14):
        alike("植林 afforestation", "ja", limit=100)
