"""Reads across the assembly room."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from near.assembly.enums import OrganKind
from near.assembly.queries import (
    account_of_itself,
    assemblies,
    association_name,
    history,
    name_history,
    organs_on,
    record_of_region,
    regions_of_record,
    subcommittee_of,
    subcommittees,
)
from near.foundation.errors import UnknownRecord
from tests.assembly.factories import (
    AssociationNameFactory,
    ChairTermFactory,
    CoordinationFactory,
    OrganEventFactory,
    OrganFactory,
    PassageFactory,
    SessionFactory,
    TimelineItemFactory,
)
from tests.foundation.factories import words
from tests.registry.factories import RegionFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2024, 9, 25)
EVE = dt.date(2024, 9, 24)


def test_the_account_gathers_passages_by_their_keys_in_the_order_of_their_numbers() -> None:
    keys = ("intro", "purpose", "background.1", "background.10", "background.2", "tasks.1", "tasks.note")
    for key in keys:
        PassageFactory(key=f"association.{key}", text=words(key), source="S1" if "t" in key else "S0")
    for key in ("1.title", "1.2", "1.1", "2.title"):
        PassageFactory(key=f"role.{key}", text=words(key), source="")
    account = account_of_itself()
    assert (str(account.intro), str(account.purpose), account.sources) == ("intro", "purpose", "S0;S1")
    assert [str(t) for t in account.background] == ["background.1", "background.2", "background.10"]
    assert [str(t) for t in account.tasks] == ["tasks.1"]
    assert [(str(r.title), [str(t) for t in r.items]) for r in account.roles] == [
        ("1.title", ["1.1", "1.2"]), ("2.title", []),
    ]  # fmt: skip


def test_an_account_of_nothing_is_empty() -> None:
    account = account_of_itself()
    assert not any((account.intro, account.purpose, account.background, account.tasks, account.roles))


def test_the_association_is_called_as_on_that_day_else_in_english_else_near() -> None:
    assert association_name(DAY, "ko") == "NEAR"
    AssociationNameFactory(name="The Association")
    old = AssociationNameFactory(language="ko", name="옛", until=DAY)
    new = AssociationNameFactory(language="ko", name="새", since=DAY)
    assert [association_name(day, "ko") for day in (EVE, DAY)] == ["옛", "새"]
    assert association_name(DAY, "mn") == "The Association"
    assert {n.pk for n in name_history()} >= {old.pk, new.pk}


def test_the_history_runs_either_way() -> None:
    first, last = TimelineItemFactory(on=EVE), TimelineItemFactory(on=DAY)
    assert history() == [first, last]
    assert history(latest_first=True, limit=1) == [last]


def test_organs_and_subcommittees_are_told_apart() -> None:
    organ = OrganFactory(kind=OrganKind.SECRETARIAT)
    ended = OrganFactory(until=DAY)
    assert organs_on(DAY) == [organ]
    assert [(s.organ, s.running) for s in subcommittees(EVE)] == [(ended, True)]
    assert [s.running for s in subcommittees(DAY)] == [False]


def test_a_subcommittee_tells_who_coordinates_and_who_did() -> None:
    organ = OrganFactory(slug="sub-rivers")
    earlier = CoordinationFactory(organ=organ, until=DAY)
    now, always = CoordinationFactory(organ=organ, since=DAY), CoordinationFactory(organ=organ, since=None)
    event = OrganEventFactory(organ=organ)
    found = subcommittee_of("sub-rivers", DAY)
    assert set(found.coordinators) == {now, always}
    assert (found.earlier, found.events) == ([earlier], [event])
    assert regions_of_record([found]) == {c.region_id for c in (earlier, now, always)}


def test_a_subcommittee_nobody_founded_is_refused() -> None:
    OrganFactory(slug="secretariat", kind=OrganKind.SECRETARIAT)
    with pytest.raises(UnknownRecord, match="secretariat"):
        subcommittee_of("secretariat", DAY)


def test_assemblies_come_latest_first_and_only_of_the_organ_asked() -> None:
    organ = OrganFactory(kind=OrganKind.GENERAL_ASSEMBLY)
    first, second = (SessionFactory(organ=organ, number=n) for n in (1, 2))
    other = SessionFactory(organ__kind=OrganKind.WORKING_COMMITTEE)
    assert assemblies() == [second, first]
    assert assemblies(OrganKind.WORKING_COMMITTEE) == [other]


def test_a_region_s_record_holds_what_it_did() -> None:
    region = RegionFactory()
    assert record_of_region(region.pk).empty
    spell, term = CoordinationFactory(region=region), ChairTermFactory(region=region)
    hosted = SessionFactory(host=region)
    record = record_of_region(region.pk)
    assert (record.coordinations, record.chair_terms, record.hosted) == ([spell], [term], [hosted])
    assert not record.empty


@pytest.mark.usefixtures("register")
def test_a_list_takes_the_same_few_queries_whatever_its_length(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(3):
        [c.region.slug for s in subcommittees(DAY) for c in (*s.coordinators, *s.earlier)]
    with django_assert_num_queries(1):
        [s.host.slug for s in assemblies() if s.host]
    with django_assert_num_queries(1):
        account_of_itself()
