"""What the assembly room makes findable: organs, meetings, the account, the Charter, the history."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from near.assembly.enums import CharterKind, OrganKind
from near.assembly.search import KINDS, charter_revisions, history, organs, passages, sessions, subcommittees
from near.foundation.search.findable import kinds
from near.foundation.text import MultilingualText
from tests.assembly.factories import (
    CharterRevisionFactory,
    OrganEventFactory,
    OrganFactory,
    PassageFactory,
    SessionFactory,
    TimelineItemFactory,
)
from tests.registry.factories import RegionFactory

pytestmark = pytest.mark.django_db
BOTH = MultilingualText.of(en="General Assembly", ja="総会")


def test_subcommittees_are_findable_also_when_they_have_ended_other_organs_are_not() -> None:
    ended = OrganFactory(slug="sub-old", until=dt.date(2015, 1, 1))
    OrganEventFactory(organ=ended, note=MultilingualText.of(en="Merged."))
    OrganFactory(slug="general-assembly", kind=OrganKind.GENERAL_ASSEMBLY, name=BOTH)
    OrganFactory(slug="gone", kind=OrganKind.AUDITORS, until=dt.date(2015, 1, 1))
    assert [found.key for found in organs()] == ["general-assembly"]
    (found,) = subcommittees()
    assert (found.key, found.on) == ("sub-old", dt.date(2010, 1, 1))
    assert found.wordings["en"].body == "Merged."


def test_a_meeting_is_called_by_organ_number_and_place_in_each_language() -> None:
    organ = OrganFactory(kind=OrganKind.GENERAL_ASSEMBLY, name=BOTH)
    SessionFactory(
        slug="ga-14", organ=organ, number=14, since=dt.date(2023, 10, 1), host=RegionFactory(),
        place=MultilingualText.of(en="Ulsan"), outcome=MultilingualText.of(ja="憲章を改正。"),
    )  # fmt: skip
    (found,) = sessions()
    assert found.wordings["en"].title == "General Assembly No. 14 · Ulsan"
    assert (found.wordings["ja"].title, found.wordings["ja"].summary) == ("第14回総会", "憲章を改正。")
    assert set(found.wordings) == {"en", "ja"}
    assert (found.country, found.on) == ("MN", dt.date(2023, 10, 1))


def test_a_meeting_without_a_host_belongs_to_no_country() -> None:
    SessionFactory(organ=OrganFactory(kind=OrganKind.GENERAL_ASSEMBLY, name=BOTH))
    assert next(sessions()).country == ""


def test_the_account_is_findable_by_its_parts_in_order() -> None:
    for key, words in (
        ("association.tasks.10", "Ten."), ("association.tasks.2", "Two."), ("role.1.title", "Helper"),
        ("role.1.1", "Helps."), ("role.2.title", "Nothing under it"), ("role.3.1", "No title"),
    ):  # fmt: skip
        PassageFactory(key=key, text=MultilingualText.of(en=words, ja=words))
    found = {record.key: record for record in passages()}
    assert set(found) == {"tasks", "role-1"}
    assert found["tasks"].wordings["en"].summary == "Two.\nTen."
    assert (found["role-1"].wordings["en"].title, found["role-1"].wordings["en"].summary) == (
        "Helper", "Helps.",
    )  # fmt: skip
    assert found["tasks"].wordings["ja"].title == "憲章に定める事業"


def test_a_revision_of_the_charter_is_findable_by_its_day() -> None:
    CharterRevisionFactory(
        on=dt.date(2018, 10, 29), kind=CharterKind.REVISED, summary=MultilingualText.of(en="Meetings.")
    )
    (found,) = charter_revisions()
    assert (found.key, found.on, found.original) == ("2018-10-29", dt.date(2018, 10, 29), "en")
    assert (found.wordings["en"].title, found.wordings["en"].summary) == (
        "Charter · revised · 2018",
        "Meetings.",
    )


def test_an_entry_of_the_history_says_how_exactly_its_day_is_known() -> None:
    TimelineItemFactory(key="founding", precision="year")
    (found,) = history()
    assert (found.key, found.extra["precision"]) == ("founding", "year")


@pytest.mark.usefixtures("register")
def test_the_whole_record_is_declared_in_at_most_two_queries_a_kind() -> None:
    for kind in KINDS:
        assert kinds()[kind.name] is kind
        with CaptureQueriesContext(connection) as made:
            records = list(kind.findables())
        assert len(made) <= 2, kind.name
        assert records, kind.name
        assert all({"en", "ja", "ko", "zh", "ru", "mn"} <= set(r.wordings) for r in records), kind.name
        assert all(r.original in r.wordings for r in records), kind.name
