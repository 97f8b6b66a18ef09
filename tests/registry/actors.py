"""Everybody a permission is asked for: one actor a line of the truth tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser

from near.foundation.journal import SYSTEM, Reference
from near.foundation.period import today
from near.people.enums import Post
from near.people.models import Account
from near.registry.enums import Office
from near.registry.models import Region
from tests.people.factories import AccountFactory, SecretariatPostFactory
from tests.registry.factories import MandateFactory, RegionFactory

DAY = dt.timedelta(days=1)
OFFICES = {office.name.lower(): office for office in Office}


def _posted(**post: Any) -> Callable[[Region], Account]:
    """Make a maker of somebody with a post; `active=False` closes the account."""
    active = post.pop("active", True)

    def make(_region: Region) -> Account:
        return SecretariatPostFactory(account__is_active=active, **post).account

    return make


def _mandated(*, here: bool = True, active: bool = True, **mandate: Any) -> Callable[[Region], Account]:
    """Make a maker of somebody who speaks for the region in question, or for another."""

    def make(region: Region) -> Account:
        of = region if here else RegionFactory()
        return MandateFactory(region=of, account__is_active=active, **mandate).account

    return make


def _makers() -> dict[str, Callable[[Region], Any]]:
    now = today()
    return {
        "anonymous": lambda _region: AnonymousUser(),
        "stranger to the journal": lambda _region: Reference("account", "0", "Nobody"),
        "plain account": lambda _region: AccountFactory(),
        "inactive officer": _posted(active=False),
        "inactive head of the secretariat": _posted(active=False, post=Post.HEAD),
        "officer": _posted(),
        "officer since today": _posted(since=now),
        "officer until tomorrow": _posted(until=now + DAY),
        "former officer, until today": _posted(until=now),
        "former head of the secretariat": _posted(post=Post.HEAD, until=now),
        "future officer": _posted(since=now + DAY),
        "future head of the secretariat": _posted(post=Post.HEAD, since=now + DAY),
        "head of the secretariat": _posted(post=Post.HEAD),
        "superuser": lambda _region: AccountFactory(is_superuser=True),
        "inactive superuser": lambda _region: AccountFactory(is_superuser=True, is_active=False),
        "system": lambda _region: SYSTEM,
        **{f"member's {name}": _mandated(office=office) for name, office in OFFICES.items()},
        **{f"other member's {name}": _mandated(here=False, office=o) for name, o in OFFICES.items()},
        **{f"member's former {name}": _mandated(office=o, until=now) for name, o in OFFICES.items()},
        **{f"member's future {name}": _mandated(office=o, since=now + DAY) for name, o in OFFICES.items()},
        **{f"member's inactive {name}": _mandated(active=False, office=o) for name, o in OFFICES.items()},
    }


ACTORS = tuple(_makers())

# The rows that answer yes, by what they have in common.
OPERATORS = frozenset({"superuser", "system"})
SECRETARIAT = OPERATORS | {
    "officer", "officer since today", "officer until tomorrow", "head of the secretariat",
}  # fmt: skip
LEADERS = frozenset({"member's head", "member's deputy"})
SPEAKERS = LEADERS | {"member's contact", "member's delegate"}


def actor(name: str, region: Region) -> Any:
    """Bring one actor of the tables to life; `region` is the member in question."""
    return _makers()[name](region)
