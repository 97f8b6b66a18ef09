"""Test records of the register."""

from __future__ import annotations

import datetime as dt

import factory

from near.registry.enums import (
    AgreementState,
    Category,
    EventKind,
    NameKind,
    NameState,
    Office,
    RegionKind,
)
from near.registry.models import (
    Agreement,
    Country,
    Decision,
    Institution,
    Mandate,
    MembershipSpell,
    Partner,
    Region,
    RegionCode,
    RegionEvent,
    RegionName,
    SuspensionSpell,
)
from tests.foundation.factories import GuardedFactory, words
from tests.people.factories import AccountFactory


class CountryFactory(GuardedFactory[Country]):
    class Meta:
        model = Country
        django_get_or_create = ("code",)

    code = "MN"
    official_name = words("Mongolia")
    short_name = words("Mongolia")
    sort_key = words("mongolia")


class RegionFactory(GuardedFactory[Region]):
    class Meta:
        model = Region

    slug = factory.Sequence(lambda n: f"mn-region-{n}")
    country = factory.SubFactory(CountryFactory)
    kind = RegionKind.AIMAG


class RegionCodeFactory(GuardedFactory[RegionCode]):
    class Meta:
        model = RegionCode

    region = factory.SubFactory(RegionFactory)
    code = factory.Sequence(lambda n: f"MN-{n}")


class RegionNameFactory(GuardedFactory[RegionName]):
    class Meta:
        model = RegionName

    region = factory.SubFactory(RegionFactory)
    language = "en"
    kind = NameKind.OFFICIAL
    name = factory.Sequence(lambda n: f"Region {n}")
    sort_key = factory.LazyAttribute(lambda record: record.name.lower())
    source = "S0"
    state = NameState.CHECKED


class DecisionFactory(GuardedFactory[Decision]):
    class Meta:
        model = Decision

    key = factory.Sequence(lambda n: f"decision-{n}")
    on = dt.date(2020, 1, 1)
    body = "general_assembly"
    source = "S1"


class RegionEventFactory(GuardedFactory[RegionEvent]):
    class Meta:
        model = RegionEvent

    key = factory.Sequence(lambda n: f"event-{n}")
    region = factory.SubFactory(RegionFactory)
    kind = EventKind.RENAMED
    on = dt.date(2020, 1, 1)
    source = "S1"


class MembershipSpellFactory(GuardedFactory[MembershipSpell]):
    """A full membership that runs since 2000; give `until` and `closed_by` together."""

    class Meta:
        model = MembershipSpell

    region = factory.SubFactory(RegionFactory)
    category = Category.FULL
    since = dt.date(2000, 1, 1)
    opened_by = factory.SubFactory(DecisionFactory)


class SuspensionSpellFactory(GuardedFactory[SuspensionSpell]):
    class Meta:
        model = SuspensionSpell

    region = factory.SubFactory(RegionFactory)
    since = dt.date(2020, 1, 1)
    ground = words("At its own wish.")
    opened_by = factory.SubFactory(DecisionFactory)


class MandateFactory(GuardedFactory[Mandate]):
    class Meta:
        model = Mandate

    region = factory.SubFactory(RegionFactory)
    account = factory.SubFactory(AccountFactory)
    office = Office.CONTACT
    since = dt.date(2020, 1, 1)


class PartnerFactory(GuardedFactory[Partner]):
    class Meta:
        model = Partner

    slug = factory.Sequence(lambda n: f"partner-{n}")
    name = words("A network of regions")
    source = "S0"


class AgreementFactory(GuardedFactory[Agreement]):
    class Meta:
        model = Agreement

    partner = factory.SubFactory(PartnerFactory)
    parties = words("The association and the network")
    signed_on = dt.date(2020, 1, 1)
    state = AgreementState.IN_FORCE
    source = "S0"


class InstitutionFactory(GuardedFactory[Institution]):
    class Meta:
        model = Institution

    slug = factory.Sequence(lambda n: f"institution-{n}")
    region = factory.SubFactory(RegionFactory)
    name = words("An institute of economics")
    source = "S0"
