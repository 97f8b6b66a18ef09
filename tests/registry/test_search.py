"""What the register makes findable: every name in every language, nothing invented, in few queries."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from near.foundation.search.findable import kinds
from near.foundation.text import MultilingualText
from near.registry.enums import NameKind
from near.registry.models import RegionName
from near.registry.search.findables import institutions, partners, regions
from tests.registry.factories import (
    AgreementFactory,
    InstitutionFactory,
    PartnerFactory,
    RegionCodeFactory,
    RegionFactory,
    RegionNameFactory,
)

pytestmark = pytest.mark.django_db


def test_a_region_is_findable_under_every_name_it_has_and_had() -> None:
    region = RegionFactory(slug="mn-khentii")
    RegionCodeFactory(region=region, code="MN-039")
    for code, kind, name in (
        ("mn", NameKind.OFFICIAL, "Хэнтий аймаг"), ("mn", NameKind.SHORT, "Хэнтий"),
        ("en", NameKind.EXONYM, "Hentiy"), ("en", NameKind.OFFICIAL, "Khentii Aimag"),
    ):  # fmt: skip
        RegionNameFactory(region=region, language=code, kind=kind, name=name)
    RegionNameFactory(
        region=region, language="en", kind=NameKind.OFFICIAL, name="Khan Khentii", until=dt.date(1990, 1, 1)
    )
    (found,) = regions()
    assert (found.kind, found.key, found.country, found.original) == ("region", "mn-khentii", "MN", "mn")
    assert set(found.wordings) == {"mn", "en"}
    assert (found.wordings["mn"].title, found.wordings["mn"].state) == ("Хэнтий аймаг", "original")
    assert found.wordings["en"].title == "Khentii Aimag"
    assert found.wordings["en"].summary == "Aimag (province) · Mongolia"
    assert set(found.wordings["en"].body.split(" · ")) == {"Hentiy", "Khan Khentii", "MN-039"}


def test_a_region_without_a_name_is_not_findable() -> None:
    RegionFactory()
    assert list(regions()) == []


def test_a_partner_is_findable_with_what_it_is() -> None:
    partner = PartnerFactory(
        slug="aer", abbreviation="AER", name=MultilingualText.of(en="Assembly", ja="会議"),
        summary=MultilingualText.of(en="An assembly."), seat=MultilingualText.of(en="Strasbourg"),
    )  # fmt: skip
    AgreementFactory(partner=partner, signed_on=dt.date(2012, 10, 12))
    (found,) = partners()
    assert (found.key, found.on, found.original) == ("aer", dt.date(2012, 10, 12), "en")
    assert (found.wordings["en"].summary, found.wordings["en"].body) == ("An assembly.", "AER · Strasbourg")
    assert (found.wordings["ja"].title, found.wordings["ja"].body) == ("会議", "AER")


def test_a_supporting_institution_is_findable_under_its_member() -> None:
    region = RegionFactory()
    RegionNameFactory(region=region, name="Khentii Aimag")
    InstitutionFactory(slug="eri", region=region, abbreviation="ERI")
    (found,) = institutions()
    assert (found.key, found.country) == ("eri", "MN")
    assert (found.wordings["en"].summary, found.wordings["en"].body) == ("Khentii Aimag", "ERI")


@pytest.mark.usefixtures("register")
def test_the_whole_register_is_declared_in_few_queries() -> None:
    counted = {}
    for name, limit in (("region", 3), ("partner", 2), ("institution", 2)):
        with CaptureQueriesContext(connection) as made:
            counted[name] = len({found.key for found in kinds()[name].findables()})
        assert len(made) <= limit, name
    assert counted == {"region": 90, "partner": 5, "institution": 12}
    every = {name for found in regions() for w in found.wordings.values() for name in _words(w)}
    assert set(RegionName.objects.values_list("name", flat=True)) <= every


def _words(wording: object) -> list[str]:
    return [wording.title, *wording.body.split(" · ")]  # type: ignore[attr-defined]
