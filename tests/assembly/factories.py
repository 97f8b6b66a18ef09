"""Test records of the assembly room."""

from __future__ import annotations

import datetime as dt

import factory

from near.assembly.enums import CharterKind, OrganKind
from near.assembly.models import (
    AssociationName,
    ChairTerm,
    CharterRevision,
    Coordination,
    Discrepancy,
    Organ,
    OrganEvent,
    Passage,
    SecretaryGeneralTerm,
    Session,
    TimelineItem,
)
from tests.foundation.factories import GuardedFactory, words
from tests.registry.factories import RegionFactory


class AssociationNameFactory(GuardedFactory[AssociationName]):
    class Meta:
        model = AssociationName

    language = "en"
    name = "The Association"
    source = "S0"


class PassageFactory(GuardedFactory[Passage]):
    class Meta:
        model = Passage

    key = factory.Sequence(lambda n: f"association.passage-{n}")
    text = words("Near to one another.")
    source = "S0"


class OrganFactory(GuardedFactory[Organ]):
    """A subcommittee that stands since 2010."""

    class Meta:
        model = Organ

    slug = factory.Sequence(lambda n: f"sub-{n}")
    kind = OrganKind.SUBCOMMITTEE
    name = words("Subcommittee on Rivers")
    since = dt.date(2010, 1, 1)
    source = "S0"


class CoordinationFactory(GuardedFactory[Coordination]):
    class Meta:
        model = Coordination

    organ = factory.SubFactory(OrganFactory)
    region = factory.SubFactory(RegionFactory)
    since = dt.date(2010, 1, 1)


class OrganEventFactory(GuardedFactory[OrganEvent]):
    class Meta:
        model = OrganEvent

    organ = factory.SubFactory(OrganFactory)
    on = dt.date(2010, 1, 1)
    kind = "founded"
    source = "S0"


class SessionFactory(GuardedFactory[Session]):
    class Meta:
        model = Session

    slug = factory.Sequence(lambda n: f"ga-{n}")
    organ = factory.SubFactory(OrganFactory, kind=OrganKind.GENERAL_ASSEMBLY)
    number = factory.Sequence(lambda n: n)
    source = "S0"


class ChairTermFactory(GuardedFactory[ChairTerm]):
    class Meta:
        model = ChairTerm

    number = factory.Sequence(lambda n: n)
    region = factory.SubFactory(RegionFactory)
    since = dt.date(2020, 1, 1)
    source = "S0"


class SecretaryGeneralTermFactory(GuardedFactory[SecretaryGeneralTerm]):
    class Meta:
        model = SecretaryGeneralTerm

    number = factory.Sequence(lambda n: n)
    person = "A Person"
    since = dt.date(2020, 1, 1)
    source = "S0"


class CharterRevisionFactory(GuardedFactory[CharterRevision]):
    class Meta:
        model = CharterRevision

    on = factory.Sequence(lambda n: dt.date(1996, 1, 1) + dt.timedelta(days=n))
    kind = CharterKind.REVISED
    source = "S1"


class TimelineItemFactory(GuardedFactory[TimelineItem]):
    class Meta:
        model = TimelineItem

    key = factory.Sequence(lambda n: f"item-{n}")
    on = dt.date(2020, 1, 1)
    text = words("Something happened.")
    source = "S0"


class DiscrepancyFactory(GuardedFactory[Discrepancy]):
    class Meta:
        model = Discrepancy

    key = factory.Sequence(lambda n: f"discrepancy-{n}")
    text = words("Two sources differ.")
    source = "S0;S1"
