"""The index's tables come, go and come again on either engine; the database keeps tokens in step."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from near.foundation.search.fulltext import Narrowing, frequencies, holding
from near.foundation.search.models import SearchRecord, SearchText

BEFORE = ("foundation", "0002_append_only")
TABLES = (
    "foundation_searchrecord",
    "foundation_searchtext",
    "foundation_searchvector",
    "foundation_searchstate",
)


def migrated(*targets: tuple[str, str]) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(list(targets) or executor.loader.graph.leaf_nodes())


def text(key: str = "1", **words: str) -> SearchText:
    record = SearchRecord.objects.create(kind="practice", key=key, digest="")
    return SearchText.objects.create(record=record, language="en", title=key, state="original", **words)


def holders(token: str) -> list[int]:
    return holding([token], Narrowing(), 10)


@pytest.fixture
def _all_the_way_back(transactional_db: None) -> Iterator[None]:
    """Whatever a test leaves out, the next one finds."""
    yield
    migrated()


@pytest.mark.usefixtures("_all_the_way_back")
def test_the_index_can_be_taken_away_and_built_again() -> None:
    text(title_tokens="forest")
    migrated(BEFORE)
    left = connection.introspection.table_names()
    assert not [name for name in left if name.startswith("foundation_search")]
    migrated()
    assert set(TABLES) <= set(connection.introspection.table_names())
    assert holders("forest") == []
    kept = text(title_tokens="forest")
    assert holders("forest") == [kept.pk]


@pytest.mark.usefixtures("_all_the_way_back")
def test_the_full_text_index_alone_can_be_taken_away() -> None:
    migrated(("foundation", "0003_search"))
    assert set(TABLES) <= set(connection.introspection.table_names())
    assert "foundation_search_fts" not in connection.introspection.table_names()
    migrated()
    assert holders("forest") == []


@pytest.mark.django_db
def test_every_column_of_tokens_is_searched() -> None:
    kept = text(title_tokens="forest", body_tokens="sand dune", concepts="c:planting c:tree-nursery")
    for token in ("forest", "sand", "dune", "c:planting", "c:tree-nursery"):
        assert holders(token) == [kept.pk]
    for token in ("for", "planting", "tree", "c:tree", "nothing"):
        assert holders(token) == []


@pytest.mark.django_db
def test_tokens_follow_a_change() -> None:
    kept = text(title_tokens="forest", body_tokens="sand")
    kept.title_tokens, kept.body_tokens = "lake", "sand water"
    kept.save()
    assert [holders(token) for token in ("forest", "lake", "sand", "water")] == [
        [],
        [kept.pk],
        [kept.pk],
        [kept.pk],
    ]
    SearchText.objects.update(title_tokens="river")
    assert [holders(token) for token in ("lake", "river")] == [[], [kept.pk]]
    assert frequencies(least=1) == {"river": 1, "sand": 1, "water": 1}


@pytest.mark.django_db
def test_tokens_go_with_their_text_and_with_its_record() -> None:
    one, other = text("1", title_tokens="forest"), text("2", title_tokens="forest")
    one.delete()
    assert holders("forest") == [other.pk]
    other.record.delete()
    assert holders("forest") == []
    assert frequencies(least=1) == {}


@pytest.mark.django_db
def test_what_holds_more_of_the_tokens_comes_first_and_the_rest_is_cut() -> None:
    texts = [text(f"{n}", body_tokens=" ".join("abcd"[: n + 1])) for n in range(4)]
    assert holding(["b", "c", "d"], Narrowing(), 1) == [texts[3].pk]
    assert len(holding(["a"], Narrowing(), 3)) == 3
