"""Test records of the translation room."""

from __future__ import annotations

import datetime as dt

import factory

from near.translation.models import MachineRun, TranslationRequest
from tests.foundation.factories import GuardedFactory
from tests.people.factories import AccountFactory


class TranslationRequestFactory(GuardedFactory[TranslationRequest]):
    """Everything into Mongolian by a day long gone."""

    class Meta:
        model = TranslationRequest

    languages = factory.LazyFunction(lambda: ["mn"])
    due = dt.date(2026, 1, 31)
    asked_on = dt.date(2026, 1, 1)


class MachineRunFactory(GuardedFactory[MachineRun]):
    class Meta:
        model = MachineRun

    kind = "organ"
    key = "sub-rivers"
    language = "mn"
    asked_by = factory.SubFactory(AccountFactory)
    asked_at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
