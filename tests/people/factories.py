"""Test records of the people room."""

from __future__ import annotations

import datetime as dt
from typing import Any

import factory

from near.people.enums import Post, Rhythm
from near.people.models import Account, NoticeSetting, SecretariatPost, SubscriptionKey
from tests.foundation.factories import GuardedFactory


class AccountFactory(factory.django.DjangoModelFactory[Account]):
    """A person with an account and a password nobody knows."""

    class Meta:
        model = Account

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Account:
        return model_class.objects.create_user(*args, **kwargs)


class SecretariatPostFactory(GuardedFactory[SecretariatPost]):
    """A post in the secretariat that runs since 2020."""

    class Meta:
        model = SecretariatPost

    account = factory.SubFactory(AccountFactory)
    post = Post.OFFICER
    since = dt.date(2020, 1, 1)


class NoticeSettingFactory(GuardedFactory[NoticeSetting]):
    """Somebody who wants a mail on Mondays."""

    class Meta:
        model = NoticeSetting

    account = factory.SubFactory(AccountFactory)
    rhythm = Rhythm.WEEKLY


class SubscriptionKeyFactory(GuardedFactory[SubscriptionKey]):
    """A key nobody knows."""

    class Meta:
        model = SubscriptionKey

    account = factory.SubFactory(AccountFactory)
    digest = factory.Sequence(lambda n: f"{n:064x}")
    made_at = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
