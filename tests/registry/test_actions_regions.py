"""The verbs on regions and their names."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from near.foundation.errors import PeriodReversed, TooLong, UnknownLanguage
from near.people.models import Account
from near.registry import actions, refusals
from near.registry.enums import EventKind, NameKind, NameState, RegionKind
from near.registry.models import Region, RegionCode, RegionName
from tests.foundation.journalled import changes, everything, journalled, verbs
from tests.registry.cases import DAY, case
from tests.registry.factories import RegionCodeFactory, RegionFactory, RegionNameFactory

pytestmark = pytest.mark.django_db


def test_a_region_gets_an_identity_and_a_code_and_is_no_member_yet(clerk: Account) -> None:
    region = actions.register_region(**case("register_region"), latitude=47.9, longitude=106.9, by=clerk)
    assert (region.codes.get().code, region.memberships.count()) == ("MN-999", 0)
    assert (region.latitude, region.longitude) == (47.9, 106.9)


def test_a_region_may_be_registered_without_a_code(clerk: Account) -> None:
    region = actions.register_region(**case("register_region") | {"iso": ""}, by=clerk)
    assert not region.codes.exists()


def test_an_identifier_is_given_once(clerk: Account) -> None:
    given = case("register_region")
    actions.register_region(**given, by=clerk)
    with pytest.raises(refusals.CodeTaken, match="mn-new") as refusal:
        actions.register_region(**given | {"iso": ""}, by=clerk)
    assert refusal.value.field == "slug"


def test_a_code_in_use_is_refused_and_one_given_up_is_free(clerk: Account) -> None:
    RegionCodeFactory(code="MN-999", until=DAY)
    actions.register_region(**case("register_region"), by=clerk)
    with pytest.raises(refusals.CodeTaken, match="MN-999") as refusal:
        actions.register_region(**case("register_region") | {"slug": "mn-newer"}, by=clerk)
    assert refusal.value.field == "iso"
    assert not Region.objects.filter(slug="mn-newer").exists()


def test_a_code_longer_than_its_column_is_refused_in_words(clerk: Account) -> None:
    with pytest.raises(TooLong):
        actions.register_region(**case("register_region") | {"iso": "MN-" + "9" * 20}, by=clerk)


# --- names --------------------------------------------------------------------------------------------


def test_a_name_is_kept_trimmed_with_a_sort_key(clerk: Account) -> None:
    given = case("add_name") | {"language": "en", "name": " New Aimag "}
    record = actions.add_name(**given, since=DAY, by=clerk)
    assert (record.name, record.sort_key, record.state) == ("New Aimag", "new aimag", NameState.CHECKED)
    assert record.since == DAY


def test_a_sort_key_and_a_state_given_are_kept(clerk: Account) -> None:
    record = actions.add_name(**case("add_name"), sort_key="しんけん", state=NameState.DRAFT, by=clerk)
    assert (record.name, record.sort_key, record.state) == ("新県", "しんけん", NameState.DRAFT)


@pytest.mark.parametrize("name", ["", "   "])
def test_an_empty_name_is_refused(name: str, clerk: Account) -> None:
    record = RegionNameFactory()
    with pytest.raises(refusals.EmptyName):
        actions.add_name(**case("add_name") | {"name": name}, by=clerk)
    with pytest.raises(refusals.EmptyName):
        actions.correct_name(**case("correct_name") | {"record": record, "name": name}, by=clerk)


def test_a_reversed_period_of_a_name_is_refused(clerk: Account) -> None:
    with pytest.raises(PeriodReversed):
        actions.add_name(**case("add_name"), since=DAY, until=DAY, by=clerk)


@pytest.mark.parametrize(
    ("kind", "name", "until", "taken"),
    [
        (NameKind.OFFICIAL, "Another", None, True),
        (NameKind.OFFICIAL, "Another", DAY, False),
        (NameKind.OFFICIAL, "Old", DAY, True),
        (NameKind.SHORT, "Another", None, False),
        (NameKind.EXONYM, "Old", None, False),
    ],
)
def test_one_current_name_of_a_kind_in_a_language(
    kind: NameKind, name: str, until: dt.date | None, taken: bool, clerk: Account
) -> None:
    old = RegionNameFactory(name="Old")
    given: dict[str, Any] = {
        "region": old.region, "language": "en", "kind": kind, "name": name, "until": until, "source": "S0",
    }  # fmt: skip
    if taken:
        with pytest.raises(refusals.NameTaken, match=old.region.slug) as refusal:
            actions.add_name(**given, by=clerk)
        assert refusal.value.field == "name"
    else:
        assert actions.add_name(**given, by=clerk).pk
    assert RegionName.objects.count() == 2 - taken


def test_other_spellings_stand_side_by_side_but_not_twice(clerk: Account) -> None:
    old = RegionNameFactory(kind=NameKind.EXONYM, name="Tyva")
    given: dict[str, Any] = {"region": old.region, "language": "en", "kind": NameKind.EXONYM, "source": "S0"}
    actions.add_name(**given, name="Tuva", by=clerk)
    with pytest.raises(refusals.NameTaken):
        actions.add_name(**given, name="Tyva", by=clerk)


def test_a_name_in_a_language_nobody_here_reads_is_refused(clerk: Account) -> None:
    with pytest.raises(UnknownLanguage):
        actions.add_name(**case("add_name") | {"language": "xx"}, by=clerk)


def test_a_correction_changes_the_words_and_says_who_and_from_what(clerk: Account) -> None:
    with journalled() as entries:
        actions.correct_name(**case("correct_name"), by=clerk)
    assert changes(entries[0]) == {
        "name": ("Tuva Repubblic", "Tuva Republic"), "sort_key": ("tuva repubblic", "tuva republic"),
        "source": ("S0", "S9"), "state": ("checked", "draft"),
    }  # fmt: skip


def test_a_correction_without_a_sort_key_makes_one_of_the_trimmed_name(clerk: Account) -> None:
    given = case("correct_name") | {"name": " Tuva ", "sort_key": ""}
    assert actions.correct_name(**given, by=clerk).sort_key == "tuva"


# --- renaming -----------------------------------------------------------------------------------------


def test_a_renamed_region_keeps_its_old_name_with_its_period(clerk: Account) -> None:
    given = case("rename_region")
    event = actions.rename_region(**given, by=clerk)
    names = {(n.kind, n.language): n for n in given["region"].names.all()}
    old, new = names[NameKind.FORMER, "en"], names[NameKind.OFFICIAL, "en"]
    assert (old.name, old.until) == ("Gangwon Province", DAY)
    assert (new.name, new.since, new.source) == ("Gangwon Special Province", DAY, given["decision"].source)
    assert names[NameKind.OFFICIAL, "ja"].name == "江原"
    assert (event.kind, event.on) == (EventKind.STATUS_CHANGED, DAY)
    assert given["region"].kind == RegionKind.SPECIAL_SELF_GOVERNING_PROVINCE


@pytest.mark.parametrize("kind", [None, RegionKind.AIMAG])
def test_a_new_name_alone_is_no_change_of_status(kind: RegionKind | None, clerk: Account) -> None:
    given = case("rename_region") | {"kind": kind, "names": {"en": "New"}}
    with journalled() as entries:
        event = actions.rename_region(**given, by=clerk)
    assert verbs(entries) == ["registry.retire_name", "registry.add_name", "registry.rename_region"]
    assert event.kind == EventKind.RENAMED
    assert changes(entries[0]) == {"kind": ("official", "former"), "until": (None, "2024-09-25")}


def test_names_in_languages_left_out_stay(clerk: Account) -> None:
    given = case("rename_region")
    korean = RegionNameFactory(region=given["region"], language="ko", name="강원도")
    actions.rename_region(**given, by=clerk)
    korean.refresh_from_db()
    assert (korean.kind, korean.until) == (NameKind.OFFICIAL, None)


@pytest.mark.parametrize("names", [{}, {"en": ""}, {"en": "New", "ja": ""}, {"en": "  "}])
def test_a_renaming_without_words_is_refused_whole(names: dict[str, str], clerk: Account) -> None:
    given = case("rename_region") | {"names": names}
    before = everything("registry")
    with pytest.raises(refusals.EmptyName):
        actions.rename_region(**given, by=clerk)
    assert everything("registry") == before


def test_a_renaming_before_the_present_name_began_is_refused(clerk: Account) -> None:
    region = RegionNameFactory(since=DAY).region
    with pytest.raises(PeriodReversed):
        actions.rename_region(**case("rename_region") | {"region": region}, by=clerk)


def test_a_name_in_another_language_can_follow_the_same_day(clerk: Account) -> None:
    given = case("rename_region") | {"kind": None}
    actions.rename_region(**given | {"names": {"en": "New"}}, by=clerk)
    actions.rename_region(**given | {"names": {"ru": "Новый"}}, by=clerk)


def test_codes_are_asked_by_day() -> None:
    old = RegionCodeFactory(code="CN-34", until=DAY)
    new = RegionCodeFactory(region=old.region, code="CN-AH", since=DAY)
    eve = DAY - dt.timedelta(days=1)
    assert [RegionCode.objects.on(day).get() for day in (eve, DAY)] == [old, new]
    assert RegionCode.objects.open().get() == new
    assert RegionFactory().codes.count() == 0
