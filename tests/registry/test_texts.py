"""Words of the register's records, written passage by passage through one verb."""

from __future__ import annotations

from typing import Any

import pytest

from near.foundation.errors import NotAllowed, UnknownRecord
from near.foundation.text import MultilingualText, TextState, digest
from near.foundation.translating import Edit
from near.people.models import Account
from near.registry.actions import write_words
from near.registry.actions.texts import TEXTS
from near.registry.models import Partner
from near.registry.perms import languages_of
from tests.foundation.journalled import changes, journalled
from tests.registry.factories import (
    CountryFactory,
    MandateFactory,
    MembershipSpellFactory,
    PartnerFactory,
    RegionFactory,
)

pytestmark = pytest.mark.django_db
TEXT = MultilingualText.of(en="A network", mn="Сүлжээ", ru="Сеть")


@pytest.fixture
def partner() -> Partner:
    return PartnerFactory(slug="aer", name=TEXT)


def correct(words: str, by: Any, language: str = "mn", field: str = "name", key: str = "aer") -> Any:
    return write_words(kind="partner", key=key, edit=Edit(field, language, {0: words}), by=by)


def member(country: str = "MN") -> Any:
    region = RegionFactory(country=CountryFactory(code=country))
    MembershipSpellFactory(region=region)
    return region


def test_an_official_corrects_the_own_language_and_the_journal_says_who(
    partner: Partner, official: Any
) -> None:
    by = official(member())
    with journalled() as entries:
        correct("Сүлжээ холбоо", by)
    assert Partner.objects.get().name.passages["mn"].by == f"account:{by.pk}"
    (entry,) = entries
    assert (entry.verb, entry.subject, entry.actor) == (
        "registry.write_words", "partner:aer", f"account:{by.pk}",
    )  # fmt: skip
    assert set(changes(entry)) == {"name"}


@pytest.mark.parametrize("language", ["ru", "ja", "en"])
def test_an_official_does_not_write_another_language_or_the_original(
    partner: Partner, official: Any, language: str
) -> None:
    by = official(member())
    with journalled() as entries, pytest.raises(NotAllowed):
        correct("?", by, language)
    assert entries == []


def test_an_original_in_the_officials_own_language_is_not_theirs_to_change(official: Any) -> None:
    PartnerFactory(slug="aer", name=MultilingualText.of(mn="Сүлжээ"))
    with pytest.raises(NotAllowed):
        correct("Өөр", official(member()))


def test_the_secretariat_writes_every_language_and_the_original(partner: Partner, clerk: Account) -> None:
    correct("Ein Netz", clerk, "ky")
    correct("The network", clerk, "en")
    name = Partner.objects.get().name
    assert {c: p.state for c, p in name.passages.items()} == {
        "en": "original", "mn": "stale", "ru": "stale", "ky": "stale",
    }  # fmt: skip


def test_a_machine_writes_through_the_same_verb_and_keeps_to_its_law(
    partner: Partner, clerk: Account
) -> None:
    for language in ("mn", "ja"):
        edit = Edit("name", language, {0: "機械"}, TextState.MACHINE, {0: digest("A network")}, "machine:X")
        write_words(kind="partner", key="aer", edit=edit, by=clerk)
    name = Partner.objects.get().name
    assert (name.passages["mn"].words, name.passages["ja"].state) == ("Сүлжээ", "machine")


@pytest.mark.parametrize("case", [{"field": "slug"}, {"key": "nobody"}])
def test_what_is_not_there_cannot_be_written(partner: Partner, clerk: Account, case: dict[str, str]) -> None:
    with pytest.raises(UnknownRecord):
        correct("?", clerk, **case)


@pytest.mark.parametrize(
    ("country", "languages"),
    [
        ("CN", ("zh",)), ("JP", ("ja",)), ("KR", ("ko",)), ("KP", ("ko",)), ("MN", ("mn",)),
        ("RU", ("ru",)), ("VN", ("vi",)), ("KG", ("ky", "ru")), ("KZ", ()),
    ],
)  # fmt: skip
def test_the_languages_of_an_official_are_those_of_the_members_country(
    official: Any, country: str, languages: tuple[str, ...]
) -> None:
    assert languages_of(official(member(country))) == languages


def test_who_speaks_for_several_members_writes_the_languages_of_all(official: Any) -> None:
    by = official(member("KG"))
    MandateFactory(region=member("RU"), account=by)
    MandateFactory(region=member("JP"), account=by)
    assert languages_of(by) == ("ky", "ru", "ja")


def test_every_kind_lists_its_records_and_only_mandates_that_run() -> None:
    running = MandateFactory(unit=MultilingualText.of(en="Division"))
    MandateFactory(unit=MultilingualText.of(en="Old division"), until=running.since.replace(year=2021))
    assert [e.key for e in TEXTS["mandate"].entries()] == [str(running.pk)]
    assert all(kind.entries() == [] for key, kind in TEXTS.items() if key != "mandate")
