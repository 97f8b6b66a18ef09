"""How test records of guarded models are made: past their verbs, inside an open gate."""

from __future__ import annotations

from typing import Any, TypeVar

import factory
from django.db import models

from near.foundation.action import writing
from near.foundation.text import MultilingualText

Record = TypeVar("Record", bound=models.Model)


class GuardedFactory(factory.django.DjangoModelFactory[Record]):
    """Makes guarded records without a verb and without a journal entry."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Record:
        with writing("test"):
            return super()._create(model_class, *args, **kwargs)


def words(text: str) -> MultilingualText:
    """Return checked English words."""
    return MultilingualText.of(en=text)
