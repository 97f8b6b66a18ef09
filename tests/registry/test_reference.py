"""The register as it ships: numbers and names that public sources state, derived here from dated facts."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from near.foundation.errors import NotAllowed
from near.foundation.journal import SYSTEM, JournalEntry, head
from near.foundation.languages import CODES
from near.foundation.reference_data import digest_of
from near.foundation.text import TextState
from near.people.models import Account
from near.registry.actions import admit_region, load_register
from near.registry.actions.reference import read_texts, text_of
from near.registry.enums import Category, NameKind
from near.registry.models import (
    Agreement,
    Country,
    Institution,
    MembershipSpell,
    Partner,
    Region,
    RegionCode,
    RegionEvent,
    RegionName,
)
from near.registry.queries import Roster, counts_over_time, roster_on
from near.registry.refusals import MembershipOverlap
from tests.foundation.journalled import everything
from tests.registry.factories import DecisionFactory
from tests.registry.introduction import JAPANESE_NAMES, OTHERS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]
DAY = dt.date(2026, 11, 24)
# Full members on these days, as the association's own pages of the time say.
TOTALS = {
    dt.date(2008, 9, 30): 69,
    dt.date(2010, 12, 31): 70,
    dt.date(2012, 12, 31): 71,
    dt.date(2014, 12, 31): 73,
    dt.date(2016, 12, 31): 77,
    dt.date(2018, 12, 31): 78,
    dt.date(2021, 12, 31): 79,
    dt.date(2023, 12, 31): 81,
    dt.date(2024, 12, 31): 82,
    DAY: 82,
}
COUNTRIES = {"CN": 14, "JP": 11, "KR": 16, "KP": 2, "MN": 22, "RU": 17}


def folders() -> dict[str, Path]:
    return {"regions": settings.DATA_DIR / "regions", "association": settings.DATA_DIR / "association"}


def slugs(roster: Roster, category: str) -> set[str]:
    return {line.id for line in roster.of(category)}


def test_the_totals_of_the_years_come_out() -> None:
    assert {day: roster_on(day, "en").counts["full"] for day in TOTALS} == TOTALS
    assert {day: counts["full"] for day, counts in counts_over_time(list(TOTALS))} == TOTALS


def test_the_members_of_each_country_come_out() -> None:
    roster = roster_on(DAY, "en")
    assert {country.code: len(lines) for country, lines in roster.by_country("full")} == COUNTRIES
    assert roster.counts == {"full": 82, "observer": 4, "special": 1, "associate": 2, "countries": 6}


def test_observers_special_and_associate_members_are_these() -> None:
    roster = roster_on(DAY, "en")
    assert slugs(roster, "observer") == {"cn-tianjin", "jp-yamaguchi", "jp-miyagi", "ru-novosibirsk"}
    assert slugs(roster, "special") == {"kr-pohang"}
    assert slugs(roster, "associate") == {"vn-ho-chi-minh-city", "kg-chuy"}


@pytest.mark.parametrize("country", JAPANESE_NAMES)
def test_the_members_are_called_in_japanese_as_the_association_s_introduction_does(country: str) -> None:
    named = {line.name.official for line in roster_on(DAY, "ja").of("full", country)}
    assert named == set(JAPANESE_NAMES[country].split())
    assert len(named) == COUNTRIES[country]


@pytest.mark.parametrize("category", OTHERS)
def test_the_others_are_called_in_japanese_as_the_introduction_does(category: str) -> None:
    assert {line.name.official for line in roster_on(DAY, "ja").of(category)} == OTHERS[category]


@pytest.mark.parametrize("language", CODES)
def test_every_present_member_has_a_name_of_its_own_in_every_language(language: str) -> None:
    lines = roster_on(DAY, language).lines
    assert len(lines) == 89
    assert [x.id for x in lines if x.name.language != language or not x.name.sort_key.strip()] == []
    current = RegionName.objects.on(DAY).filter(language=language, kind=NameKind.OFFICIAL)
    sourced = set(current.exclude(source="").exclude(sort_key="").values_list("region__slug", flat=True))
    assert {x.id for x in lines} - sourced == set()


def test_five_partners_have_their_agreements() -> None:
    signed = dict(Agreement.objects.values_list("partner__slug", "signed_on"))
    assert Partner.objects.count() == len(signed) == 5
    assert sorted(day.year for day in signed.values()) == [2012, 2013, 2014, 2016, 2017]


def test_twelve_institutions_of_eight_members_support_the_association() -> None:
    assert Institution.objects.count() == 12
    assert Institution.objects.values("region").distinct().count() == 8


def test_every_region_has_a_country_that_is_named_in_every_language() -> None:
    for country in Country.objects.all():
        for text in (country.official_name, country.short_name, country.sort_key):
            assert set(CODES) <= set(text), country.code


def test_every_membership_rests_on_a_dated_and_sourced_decision() -> None:
    spells = MembershipSpell.objects.select_related("opened_by", "closed_by")
    assert [s for s in spells if not s.opened_by.source] == []
    assert [s for s in spells if s.closed_by and not s.closed_by.source] == []


def test_no_code_belongs_to_two_regions_on_one_day() -> None:
    for day in TOTALS:
        codes = RegionCode.objects.on(day).values_list("scheme", "code")
        assert [code for code, times in Counter(codes).items() if times > 1] == []


def test_a_region_that_merged_is_no_member_after_that_day() -> None:
    merged = RegionEvent.objects.exclude(into=None)
    assert merged.exists()
    for event in merged:
        assert not event.region.memberships.on(event.on).exists()
        assert event.into.memberships.on(event.on).exists()


def test_the_database_s_law_holds_for_the_loaded_record_too(clerk: Account) -> None:
    khentii, act = Region.objects.get(slug="mn-khentii"), DecisionFactory()
    with pytest.raises(MembershipOverlap, match="mn-khentii"):
        admit_region(region=khentii, category=Category.OBSERVER, since=DAY, decision=act, by=clerk)


def test_loading_again_does_nothing() -> None:
    before = everything("registry")
    assert load_register(**folders(), by=SYSTEM) is False
    assert everything("registry") == before


def test_the_loading_is_on_record_with_a_digest_of_what_was_loaded() -> None:
    entry = JournalEntry.objects.get(verb="registry.load_register")
    assert (entry.actor, entry.subject) == ("system:near", "register:reference-data")
    assert entry.after == {
        "regions": digest_of(folders()["regions"]), "association": digest_of(folders()["association"]),
        "region": Region.objects.count(), "regionname": RegionName.objects.count(),
        "membershipspell": MembershipSpell.objects.count(),
    }  # fmt: skip


def test_an_outsider_loads_nothing(outsider: Account) -> None:
    at = head()
    with pytest.raises(NotAllowed):
        load_register(**folders(), by=outsider)
    assert head() == at


def test_a_digest_changes_with_a_file_s_name_and_content(tmp_path: Path) -> None:
    seen = {digest_of(tmp_path)}
    file = tmp_path / "a.csv"
    for content in ("", "x"):
        file.write_text(content)
        seen.add(digest_of(tmp_path))
    file.rename(tmp_path / "b.csv")
    seen.add(digest_of(tmp_path))
    assert len(seen) == 4


def test_texts_are_gathered_from_the_languages_there_are(tmp_path: Path) -> None:
    (tmp_path / "en.json").write_text('{"sea": "Sea", "land": "Land"}', encoding="utf-8")
    (tmp_path / "ja.json").write_text('{"sea": "海", "land": ""}', encoding="utf-8")
    texts = read_texts(tmp_path)
    states = {code: p.state for code, p in text_of(texts, "sea").passages.items()}
    assert states == {"en": TextState.ORIGINAL, "ja": TextState.CHECKED}
    assert list(text_of(texts, "land")) == ["en"]
    assert not text_of(texts, "-")
