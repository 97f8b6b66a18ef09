"""The journal only grows, every change is in it, and a tampered entry is found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from near.foundation.action import action, snapshot, writing
from near.foundation.errors import DomainError, NotAllowed, OutsideAction
from near.foundation.journal import (
    GENESIS,
    SYSTEM,
    JournalEntry,
    Reference,
    Verdict,
    append,
    head,
    kept_until_change,
    verify,
)
from near.foundation.text import MultilingualText
from near.registry.models import Region
from tests.foundation.engine import journal_unlocked
from tests.registry.factories import CountryFactory, RegionFactory

pytestmark = pytest.mark.django_db
SUBJECT = Reference("test", "1", "A thing")


def written(count: int) -> list[JournalEntry]:
    return [append(by=SYSTEM, verb="test.change", subject=SUBJECT, after={"n": n}) for n in range(count)]


def executed(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_an_entry_carries_actor_verb_subject_and_both_states() -> None:
    account = Reference("account", "7", "Saran")
    entry = append(by=account, verb="test.change", subject=SUBJECT, before={"n": 1}, after={"n": 2})
    entry.refresh_from_db()
    assert (entry.actor, entry.actor_label, entry.verb) == ("account:7", "Saran", "test.change")
    assert (entry.subject, entry.before, entry.after) == ("test:1", {"n": 1}, {"n": 2})
    assert str(entry) == "1 test.change test:1"


def test_entries_are_numbered_without_gaps_and_chained() -> None:
    assert (head(), verify()) == (0, Verdict(0))
    first, second, third = written(3)
    assert [e.sequence for e in (first, second, third)] == [1, 2, 3]
    assert [first.previous_hash, second.previous_hash] == [GENESIS, first.hash]
    assert head() == 3
    assert verify() == Verdict(3)
    assert verify().intact


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE foundation_journalentry SET verb = 'x' WHERE sequence = 1",
        "UPDATE foundation_journalentry SET sequence = 9 WHERE sequence = 2",
        "DELETE FROM foundation_journalentry WHERE sequence = 2",
        "DELETE FROM foundation_journalentry",
    ],
)
def test_the_database_refuses_to_change_or_delete_an_entry(sql: str) -> None:
    written(2)
    with pytest.raises(DatabaseError, match="journal_append_only"):
        executed(sql)
    assert verify() == Verdict(2)


def test_the_database_refuses_to_empty_the_journal() -> None:
    written(1)
    if connection.vendor == "postgresql":
        with pytest.raises(DatabaseError, match="journal_append_only"):
            executed("TRUNCATE foundation_journalentry")
    assert head() == 1


REPLACED = "SELECT sequence, at, actor, actor_label, 'x', subject, before, after, previous_hash, 'x'"
REPLACE = {
    "sqlite": f"INSERT OR REPLACE INTO foundation_journalentry {REPLACED} FROM foundation_journalentry",
    "postgresql": (
        f"INSERT INTO foundation_journalentry {REPLACED} FROM foundation_journalentry "
        "ON CONFLICT (sequence) DO UPDATE SET verb = excluded.verb"
    ),
}


def test_the_database_refuses_to_replace_an_entry() -> None:
    written(1)
    with pytest.raises(DatabaseError, match="journal_append_only"):
        executed(REPLACE[connection.vendor])


def test_models_are_no_way_around_it() -> None:
    entry = written(1)[0]
    for attempt in (
        entry.save,
        entry.delete,
        JournalEntry.objects.all().delete,
        lambda: JournalEntry.objects.update(verb="x"),
        lambda: JournalEntry.objects.bulk_update([entry], ["verb"]),
    ):
        with pytest.raises(DatabaseError, match="journal_append_only"), transaction.atomic():
            attempt()
    assert verify() == Verdict(1)


TAMPERINGS = {
    "another actor": {"actor": "account:1"},
    "another name of the actor": {"actor_label": "Nobody"},
    "another verb": {"verb": "test.nothing"},
    "another subject": {"subject": "test:2"},
    "another past": {"before": {"n": 7}},
    "another present": {"after": {"n": 7}},
    "another time": {"at": dt.datetime(2000, 1, 1, tzinfo=dt.UTC)},
    "another hash": {"hash": "f" * 64},
    "another predecessor": {"previous_hash": "f" * 64},
}


@pytest.mark.parametrize("change", TAMPERINGS.values(), ids=TAMPERINGS)
def test_a_tampered_entry_is_found(change: dict[str, Any]) -> None:
    written(3)
    with journal_unlocked():
        JournalEntry.objects.filter(sequence=2).update(**change)
    assert verify() == Verdict(1, broken_at=2)
    assert not verify().intact


def test_a_tampered_entry_with_a_new_hash_breaks_the_chain_at_the_next() -> None:
    written(3)
    forged = JournalEntry.objects.get(sequence=2)
    forged.after = {"n": 7}
    with journal_unlocked():
        JournalEntry.objects.filter(sequence=2).update(after=forged.after, hash=forged.computed_hash())
    assert verify() == Verdict(2, broken_at=3)


def test_a_missing_entry_is_found() -> None:
    written(3)
    with journal_unlocked():
        JournalEntry.objects.filter(sequence=2).delete()
    assert verify() == Verdict(1, broken_at=3)


def test_a_time_zone_of_the_reader_does_not_break_the_chain(settings: Any) -> None:
    written(2)
    settings.TIME_ZONE = "Asia/Ulaanbaatar"
    assert verify().intact


# --- verbs and guarded records ------------------------------------------------------------------------


@action("test.found")
def found(*, slug: str, after: Exception | None = None) -> Region:
    """A verb for this test: it writes a record and an entry, then fails where told to."""
    region = Region(slug=slug, country=CountryFactory(), kind="aimag")
    region.save()
    append(by=SYSTEM, verb="test.found", subject=region.reference(), after=snapshot(region))
    if after:
        raise after
    return region


def test_a_verb_says_its_name_and_writes_record_and_entry() -> None:
    region = found(slug="mn-new")
    assert found.verb == "test.found"
    entry = JournalEntry.objects.get()
    assert (entry.verb, entry.subject, entry.after["id"]) == ("test.found", "region:mn-new", region.pk)


@pytest.mark.parametrize("fault", [NotAllowed(), ValueError("a bug")])
def test_a_verb_that_fails_leaves_neither_record_nor_entry(fault: Exception) -> None:
    with pytest.raises(type(fault)):
        found(slug="mn-new", after=fault)
    assert not Region.objects.exists()
    assert head() == 0


def test_the_gate_is_shut_again_after_a_verb_also_when_it_failed() -> None:
    region = found(slug="mn-new")
    with pytest.raises(NotAllowed):
        found(slug="mn-other", after=NotAllowed())
    with pytest.raises(OutsideAction):
        region.save()


SIDE_DOORS = {
    "save": lambda region: region.save(),
    "save a copy": lambda region: Region(slug="x", country=region.country, kind="aimag").save(),
    "delete": lambda region: region.delete(),
    "create": lambda region: Region.objects.create(slug="x", country=region.country, kind="aimag"),
    "get or create": lambda region: Region.objects.get_or_create(slug="x", country=region.country),
    "update or create": lambda region: Region.objects.update_or_create(pk=region.pk, defaults={"slug": "x"}),
    "update": lambda region: Region.objects.filter(pk=region.pk).update(slug="x"),
    "bulk update": lambda region: Region.objects.bulk_update([region], ["slug"]),
    "bulk create": lambda region: Region.objects.bulk_create([Region(slug="x", country=region.country)]),
    "delete many": lambda _region: Region.objects.all().delete(),
    "by a relation": lambda region: region.country.regions.update(slug="x"),
    "by a relation, create": lambda region: region.country.regions.create(slug="x", kind="aimag"),
}


@pytest.mark.parametrize("attempt", SIDE_DOORS.values(), ids=SIDE_DOORS)
def test_a_guarded_record_is_written_by_its_verbs_only(attempt: Any) -> None:
    region = RegionFactory(slug="mn-old")
    with pytest.raises(OutsideAction), transaction.atomic():
        attempt(region)
    assert list(Region.objects.values_list("slug", flat=True)) == ["mn-old"]


def test_inside_a_verb_many_records_change_at_once() -> None:
    RegionFactory(), RegionFactory()
    with writing("test.change"):
        assert Region.objects.update(wikidata="Q1") == 2
        assert Region.objects.all().delete() == (2, {"registry.Region": 2})


def test_a_snapshot_is_plain_data() -> None:
    country = CountryFactory(short_name=MultilingualText.of(en="Mongolia"))
    region = RegionFactory(country=country, latitude=47.5, outline=[[1, 2]])
    assert snapshot(country)["short_name"] == {"en": {"words": "Mongolia", "state": "checked"}}
    assert snapshot(region) | {"id": 0, "slug": ""} == {
        "id": 0, "slug": "", "country_id": "MN", "kind": "aimag", "wikidata": "", "latitude": 47.5,
        "longitude": None, "outline": [[1, 2]],
    }  # fmt: skip


def test_a_snapshot_writes_moments_as_text() -> None:
    assert (
        snapshot(JournalEntry(at=dt.datetime(2024, 1, 1, tzinfo=dt.UTC)))["at"] == "2024-01-01 00:00:00+00:00"
    )


def test_a_refusal_speaks_with_and_without_details() -> None:
    assert str(DomainError()) == "This is not possible."
    assert (NotAllowed().status, OutsideAction().status, DomainError(field="on").field) == (403, 500, "on")


@contextmanager
def outside_a_transaction() -> Iterator[None]:
    """Let the code believe that what it reads stands for good (a test itself runs in a transaction)."""
    connection.in_atomic_block = False
    try:
        yield
    finally:
        connection.in_atomic_block = True


def test_what_is_kept_is_read_again_as_soon_as_the_journal_moves() -> None:
    asked: list[str] = []

    @kept_until_change
    def reading(word: str) -> int:
        asked.append(word)
        return len(asked)

    with outside_a_transaction():
        assert [reading("a"), reading("a"), reading("b")] == [1, 1, 2]
    written(1)
    with outside_a_transaction():
        assert [reading("a"), reading("b"), reading("b")] == [3, 4, 4]


def test_inside_a_transaction_nothing_is_kept_since_it_may_be_taken_back() -> None:
    asked: list[int] = []

    @kept_until_change
    def reading() -> int:
        asked.append(1)
        return len(asked)

    assert [reading(), reading()] == [1, 2]
    with outside_a_transaction():
        assert reading() == 3
