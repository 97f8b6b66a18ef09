"""The verbs of the people room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from near.foundation.errors import DomainError, NotAllowed, PeriodReversed
from near.foundation.journal import SYSTEM
from near.foundation.period import today
from near.people import actions
from near.people.enums import Post
from near.people.models import Account, SecretariatPost
from near.people.perms import can_appoint, in_secretariat
from tests.foundation.journalled import changes, everything, journalled, verbs
from tests.people.factories import AccountFactory, SecretariatPostFactory
from tests.people.test_settings import GIVEN

pytestmark = pytest.mark.django_db
DAY = dt.date(2024, 9, 25)


def _open_account() -> dict[str, Any]:
    return {"email": "Saran@Example.ORG", "name": "Saran", "language": "mn"}


def _appoint_officer() -> dict[str, Any]:
    return {"account": AccountFactory(), "post": Post.OFFICER, "since": DAY}


def _release_officer() -> dict[str, Any]:
    return {"held": SecretariatPostFactory(), "until": DAY}


def _close_account() -> dict[str, Any]:
    return {"account": AccountFactory(password="a long password")}


CASES: dict[str, Callable[[], dict[str, Any]]] = {
    "open_account": _open_account,
    "appoint_officer": _appoint_officer,
    "release_officer": _release_officer,
    "close_account": _close_account,
}
OF_THE_HEAD = sorted(CASES.keys() - {"open_account"})


def done(verb: str, *, by: Any, **changed: Any) -> Any:
    return getattr(actions, verb)(**CASES[verb]() | changed, by=by)


def test_every_verb_has_a_case() -> None:
    assert set(CASES) | set(GIVEN) == {name for name, x in vars(actions).items() if hasattr(x, "verb")}


@pytest.mark.parametrize("verb", CASES)
def test_the_head_of_the_secretariat_may_and_it_is_on_record(verb: str, officer: Account) -> None:
    with journalled() as entries:
        done(verb, by=officer)
    assert verbs(entries) == [f"people.{verb}"]
    assert entries[0].actor == f"account:{officer.pk}"


@pytest.mark.parametrize("verb", CASES)
def test_an_outsider_may_not_and_nothing_is_written(verb: str, outsider: Account) -> None:
    given = CASES[verb]()
    before = everything("people")
    for by in (outsider, AnonymousUser()):
        with pytest.raises(NotAllowed):
            getattr(actions, verb)(**given, by=by)
    assert everything("people") == before


@pytest.mark.parametrize("verb", OF_THE_HEAD)
def test_an_officer_appoints_and_closes_nobody(verb: str, clerk: Account) -> None:
    given = CASES[verb]()
    before = everything("people")
    with pytest.raises(NotAllowed):
        getattr(actions, verb)(**given, by=clerk)
    assert everything("people") == before


def test_an_account_without_a_password_cannot_sign_in_with_one(clerk: Account) -> None:
    account = done("open_account", by=clerk)
    assert (account.email, account.language, account.time_zone) == ("saran@example.org", "mn", "Asia/Seoul")
    assert not account.has_usable_password()
    assert done("open_account", by=clerk, email="b@example.org", password="a word").check_password("a word")


def test_the_journal_holds_no_address_and_no_password(officer: Account) -> None:
    with journalled() as entries:
        account = done("open_account", by=officer, password="a word")
        actions.close_account(account=account, by=officer)
    assert entries[0].after == {"language": "mn", "is_sample": False}
    assert "example.org" not in str([vars(entry) for entry in entries]).lower()
    assert account.password not in str([vars(entry) for entry in entries])


def test_an_address_in_use_is_refused_in_words(clerk: Account) -> None:
    done("open_account", by=clerk)
    with pytest.raises(DomainError):
        done("open_account", by=clerk)


def test_an_appointment_gives_rights_from_its_day_on(officer: Account) -> None:
    account = AccountFactory()
    held = actions.appoint_officer(account=account, post=Post.HEAD, since=today(), by=officer)
    assert in_secretariat(account)
    assert can_appoint(account)
    with journalled() as entries:
        actions.appoint_officer(account=AccountFactory(name="Dorj"), post=Post.OFFICER, since=DAY, by=account)
    assert (entries[0].actor, entries[0].after["since"]) == (f"account:{account.pk}", "2024-09-25")
    assert str(held) == f"{account.name} head"


def test_a_released_officer_has_no_rights_and_keeps_the_account(officer: Account) -> None:
    held = SecretariatPostFactory()
    with journalled() as entries:
        actions.release_officer(held=held, until=today(), by=officer)
    assert not in_secretariat(held.account)
    assert held.account.is_active
    assert changes(entries[0]) == {"until": (None, today().isoformat())}


def test_a_post_does_not_end_before_it_began(officer: Account) -> None:
    held = SecretariatPostFactory()
    with pytest.raises(PeriodReversed):
        actions.release_officer(held=held, until=held.since, by=officer)
    with pytest.raises(IntegrityError, match="secretariat_post_not_reversed"), transaction.atomic():
        SecretariatPostFactory(until=dt.date(2019, 1, 1))
    assert SecretariatPost.objects.filter(until__isnull=False).count() == 0


def test_a_closed_account_cannot_sign_in_and_stays_on_record(officer: Account) -> None:
    account = SecretariatPostFactory(account__password="a word").account
    actions.close_account(account=account, by=officer)
    account.refresh_from_db()
    assert (account.is_active, account.has_usable_password()) == (False, False)
    assert not in_secretariat(account)


def test_the_operator_at_the_console_makes_the_first_head() -> None:
    account = done("open_account", by=SYSTEM)
    with journalled() as entries:
        actions.appoint_officer(account=account, post=Post.HEAD, since=today(), by=SYSTEM)
    assert (entries[0].actor, can_appoint(account)) == ("system:near", True)


def test_an_account_says_its_name_and_never_enters_django_s_own_back_office() -> None:
    account = AccountFactory(name="Saran")
    assert (str(account), account.get_full_name(), account.is_staff) == ("Saran", "Saran", False)
    assert str(AccountFactory(name="", email="x@example.org")) == "x@example.org"


def test_an_operator_s_account_is_made_at_the_console() -> None:
    account = Account.objects.create_superuser("Root@Example.org", "a word", name="Root")
    assert (account.email, account.is_superuser, account.is_staff) == ("root@example.org", True, False)
