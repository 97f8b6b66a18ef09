"""Reads across the register."""

from __future__ import annotations

import datetime as dt

import pytest

from near.foundation.errors import UnknownLanguage, UnknownRecord
from near.foundation.languages import CODES
from near.registry.enums import Category, NameKind, NameState, RegionKind
from near.registry.queries import codes_on, counts_over_time, names_on, profile_of, roster_on
from near.registry.queries.exports import (
    ROSTER_COLUMNS,
    institution_rows,
    iso_day,
    partner_rows,
    roster_data,
)
from near.registry.queries.house_rules import kind_text, kind_word, map_note
from tests.foundation.factories import words
from tests.registry.factories import (
    AgreementFactory,
    CountryFactory,
    DecisionFactory,
    InstitutionFactory,
    MandateFactory,
    MembershipSpellFactory,
    RegionCodeFactory,
    RegionEventFactory,
    RegionFactory,
    RegionNameFactory,
    SuspensionSpellFactory,
)

pytestmark = pytest.mark.django_db
DAY = dt.date(2024, 9, 25)
EVE = dt.date(2024, 9, 24)


# --- names --------------------------------------------------------------------------------------------


def test_a_reader_gets_a_region_s_name_in_the_own_language_or_the_nearest() -> None:
    region = RegionNameFactory(name="Tuva Republic").region
    RegionNameFactory(region=region, language="ru", name="Республика Тыва", state=NameState.DRAFT)
    named = {code: names_on(DAY, code)[region.pk] for code in ("mn", "ru", "ja")}
    assert [n.official for n in named.values()] == ["Республика Тыва", "Республика Тыва", "Tuva Republic"]
    assert (named["mn"].language, named["mn"].state, named["ja"].state) == ("ru", "draft", "checked")


def test_the_short_name_stands_beside_the_official_one_and_each_stands_in_for_the_other() -> None:
    region = RegionNameFactory(kind=NameKind.SHORT, name="Tuva", sort_key="tuva").region
    only_short = names_on(DAY, "en")[region.pk]
    assert (only_short.official, only_short.short) == ("Tuva", "Tuva")
    RegionNameFactory(region=region, name="Tuva Republic", sort_key="tuva republic")
    both = names_on(DAY, "en")[region.pk]
    assert (both.official, both.short, both.sort_key) == ("Tuva Republic", "Tuva", "tuva republic")


def test_the_name_of_a_day_is_the_one_that_stood_that_day() -> None:
    region = RegionNameFactory(kind=NameKind.FORMER, name="Old", until=DAY).region
    RegionNameFactory(region=region, name="New", since=DAY)
    assert [names_on(day, "en")[region.pk].official for day in (EVE, DAY)] == ["Old", "New"]


def test_a_present_name_goes_before_a_former_one_without_dates() -> None:
    region = RegionNameFactory(kind=NameKind.FORMER, name="Old").region
    RegionNameFactory(region=region, name="New")
    assert names_on(DAY, "en")[region.pk].official == "New"


def test_other_spellings_are_never_shown_as_the_name() -> None:
    RegionNameFactory(kind=NameKind.EXONYM)
    assert names_on(DAY, "en") == {}


def test_names_and_codes_can_be_asked_for_some_regions_only() -> None:
    one, other = RegionNameFactory().region, RegionNameFactory().region
    for region in (one, other):
        RegionCodeFactory(region=region, code=f"MN-{region.pk}")
    assert set(names_on(DAY, "en", [one.pk])) == set(codes_on(DAY, [one.pk])) == {one.pk}
    assert set(names_on(DAY, "en")) == set(codes_on(DAY)) == {one.pk, other.pk}


# --- the roster ---------------------------------------------------------------------------------------


def test_a_roster_holds_who_belonged_on_that_day() -> None:
    ended = MembershipSpellFactory(until=DAY, closed_by=DecisionFactory())
    begun = MembershipSpellFactory(since=DAY)
    assert [line.pk for line in roster_on(EVE, "en").lines] == [ended.region_id]
    assert [line.pk for line in roster_on(DAY, "en").lines] == [begun.region_id]


def test_a_suspended_member_belongs_and_is_marked() -> None:
    rest = SuspensionSpellFactory(region=MembershipSpellFactory().region, since=DAY)
    assert [roster_on(day, "en").lines[0].suspended for day in (EVE, DAY)] == [False, True]
    assert rest.region.memberships.on(DAY).exists()


def test_a_roster_is_in_order_of_category_country_and_name() -> None:
    order = [
        ("cn-b", "CN", Category.FULL, "B"), ("kr-a", "KR", Category.FULL, "A"),
        ("kr-b", "KR", Category.FULL, "B"), ("xx-a", "XX", Category.FULL, "A"),
        ("cn-a", "CN", Category.OBSERVER, "A"),
    ]  # fmt: skip
    for slug, country, category, name in reversed(order):
        region = RegionFactory(slug=slug, country=CountryFactory(code=country))
        MembershipSpellFactory(region=region, category=category)
        RegionNameFactory(region=region, name=name)
    roster = roster_on(DAY, "en")
    assert [line.id for line in roster.lines] == [slug for slug, *_rest in order]
    assert [country.code for country, _lines in roster.by_country("full")] == ["CN", "KR", "XX"]
    assert roster.counts == {"full": 4, "observer": 1, "special": 0, "associate": 0, "countries": 3}


def test_a_region_without_a_name_is_shown_by_its_identifier() -> None:
    spell = MembershipSpellFactory()
    line = roster_on(DAY, "en").lines[0]
    assert (line.name.official, line.name.state, line.iso) == (spell.region.slug, "draft", "")


@pytest.mark.usefixtures("register")
def test_a_roster_takes_five_queries_and_the_counts_one(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(5):
        roster_on(DAY, "ja")
    with django_assert_num_queries(1):
        counts_over_time([EVE, DAY])


def test_a_roster_in_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownLanguage):
        roster_on(DAY, "xx")


# --- profile and exports ------------------------------------------------------------------------------


def test_a_profile_holds_all_that_is_on_record_of_a_region() -> None:
    spell = MembershipSpellFactory(until=DAY, closed_by=DecisionFactory())
    region = spell.region
    again = MembershipSpellFactory(region=region, since=DAY)
    code, name = RegionCodeFactory(region=region), RegionNameFactory(region=region)
    own, absorbed = RegionEventFactory(region=region), RegionEventFactory(into=region, on=DAY)
    institution, mandate = InstitutionFactory(region=region), MandateFactory(region=region)
    rest = SuspensionSpellFactory(region=region, since=DAY)
    MandateFactory(region=region, until=DAY)
    profile = profile_of(region.slug, DAY, "zh-Hans")
    assert (profile.iso, profile.name.official) == (code.code, name.name)
    assert [(s.record, s.running) for s in profile.spells] == [(spell, False), (again, True)]
    assert (profile.events, profile.names) == ([own, absorbed], [name])
    assert (profile.suspensions, profile.institutions) == ([rest], [institution])
    assert profile.offices == [mandate]


def test_a_profile_of_a_region_without_names_and_codes_stands() -> None:
    profile = profile_of(RegionFactory(slug="mn-bare").slug, DAY, "en")
    assert (profile.name.official, profile.iso, profile.spells) == ("mn-bare", "", [])


def test_a_profile_of_nobody_is_refused_with_what_was_asked() -> None:
    with pytest.raises(UnknownRecord, match="mn-nowhere"):
        profile_of("mn-nowhere", DAY, "en")


def test_a_roster_as_data_has_the_promised_columns() -> None:
    spell = MembershipSpellFactory(until=DAY, closed_by=DecisionFactory())
    data = roster_data(roster_on(EVE, "en"))
    assert (data["on"], data["counts"]["full"]) == ("2024-09-24", 1)
    assert data["regions"] == [
        {
            "id": spell.region.slug, "iso": "", "country": "MN", "category": "full",
            "name": spell.region.slug, "since": "2000-01-01", "until": "2024-09-25",
        }
    ]  # fmt: skip
    assert tuple(data["regions"][0]) == ROSTER_COLUMNS
    assert iso_day(None) is None


def test_partners_and_institutions_as_data() -> None:
    agreement = AgreementFactory(partner__summary=words("Regions of Europe"), review_on=DAY)
    row = partner_rows("ja")[0]
    assert (row["id"], row["what"]) == (agreement.partner.slug, "Regions of Europe")
    assert (row["signed"], row["review"], row["state"]) == ("2020-01-01", "2024-09-25", "in_force")
    institution = InstitutionFactory()
    assert institution_rows("en") == [
        {
            "id": institution.slug, "region": institution.region.slug,
            "name": "An institute of economics", "source": "S0",
        }
    ]  # fmt: skip


@pytest.mark.parametrize("language", CODES)
def test_the_house_rules_name_every_kind_of_region_and_the_map_s_sentence(language: str) -> None:
    assert all(kind_text(kind, "CN").words(language) for kind in RegionKind.values)
    assert map_note(language)


@pytest.mark.parametrize(
    ("language", "country", "word"),
    [
        ("ja", "KR", "道"), ("ja", "KP", "道"), ("ja", "CN", "省"),
        ("ko", "KR", "도"), ("ko", "KP", "도"), ("ko", "CN", "성"),
        ("zh", "KR", "道"), ("zh", "KP", "道"), ("zh", "CN", "省"), ("en", "KR", "Province"),
    ],
)  # fmt: skip
def test_a_province_is_called_as_its_country_calls_its_own(language: str, country: str, word: str) -> None:
    assert kind_word(language, "province", country) == word
