"""Truth tables of the people room: every actor, every predicate."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from near.foundation.journal import SYSTEM
from near.foundation.period import today
from near.people import perms
from near.people.models import Account
from tests.people.factories import AccountFactory, SecretariatPostFactory
from tests.registry.actors import ACTORS, LEADERS, OPERATORS, SECRETARIAT, actor
from tests.registry.factories import MembershipSpellFactory

pytestmark = pytest.mark.django_db

# Predicate to the actors it says yes to; it says no to all others.
OF_ACTORS: dict[str, frozenset[str]] = {
    "is_system": frozenset({"system"}),
    "in_secretariat": SECRETARIAT,
    "can_open_account": SECRETARIAT | LEADERS,
    "can_appoint": OPERATORS | {"head of the secretariat"},
}
# Asked about another person; about oneself they are walked in test_settings, too.
OF_PERSONS: dict[str, frozenset[str]] = {
    "can_set_notices": SECRETARIAT,
    "is_oneself": frozenset(),
}
TABLES = OF_ACTORS | OF_PERSONS


@pytest.mark.parametrize("who", ACTORS)
@pytest.mark.parametrize("predicate", OF_ACTORS)
def test_the_truth_table_holds(predicate: str, who: str) -> None:
    by = actor(who, MembershipSpellFactory().region)
    assert getattr(perms, predicate)(by) is (who in OF_ACTORS[predicate])


@pytest.mark.parametrize("who", ACTORS)
@pytest.mark.parametrize("predicate", OF_PERSONS)
def test_about_another_person_the_truth_table_holds(predicate: str, who: str) -> None:
    by = actor(who, MembershipSpellFactory().region)
    assert getattr(perms, predicate)(by, AccountFactory()) is (who in OF_PERSONS[predicate])


def test_a_room_is_asked_once_however_often_it_names_who_vouches(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Account] = []
    monkeypatch.setattr(perms, "_vouchers", [])

    def voucher(account: Account) -> bool:
        asked.append(account)
        return False

    perms.declare_vouching(voucher)
    perms.declare_vouching(voucher)
    account = AccountFactory()
    assert not perms.can_open_account(account)
    assert asked == [account]


def test_a_post_begins_and_ends_at_midnight_in_the_secretariat_s_time_zone() -> None:
    held = SecretariatPostFactory(since=dt.date(2024, 9, 25), until=dt.date(2024, 9, 26))
    for moment, holds in (
        ("2024-09-24T14:59:59+00:00", False),
        ("2024-09-24T15:00:00+00:00", True),
        ("2024-09-25T14:59:59+00:00", True),
        ("2024-09-25T15:00:00+00:00", False),
    ):
        with time_machine.travel(moment, tick=False):
            assert perms.in_secretariat(held.account) is holds, moment


def test_rights_follow_the_post_and_not_the_account() -> None:
    held = SecretariatPostFactory(until=today())
    SecretariatPostFactory(account=held.account, since=today())
    assert perms.in_secretariat(held.account)


def test_the_journal_names_a_person_by_number_and_whoever_has_none_as_the_platform() -> None:
    account = AccountFactory(name="Saran")
    assert str(perms.reference_of(account)) == f"account:{account.pk}"
    assert perms.reference_of(account).label == "Saran"
    assert perms.reference_of(SYSTEM) == SYSTEM
