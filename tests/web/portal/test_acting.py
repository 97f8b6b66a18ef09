"""For whom a request acts: asked once a request, by mandate or by the desk's help, never without either."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from near.foundation.period import today
from near.registry.models import Region
from near.web.portal.acting import CHOSEN, NoMandate, acting_for, acting_if_any
from tests.people.factories import AccountFactory
from tests.registry.factories import DecisionFactory, MandateFactory, MembershipSpellFactory

pytestmark = pytest.mark.django_db


def request_of(user: Any, chosen: str = "") -> Any:
    request: Any = RequestFactory().get("/en/portal/")
    request.user, request.session = user, SessionStore()
    if chosen:
        request.session[CHOSEN] = chosen
    return request


@pytest.fixture
def region() -> Region:
    found: Region = MembershipSpellFactory().region
    return found


def test_whoever_is_nobody_acts_for_nobody(region: Region) -> None:
    closed = MandateFactory(region=region, account__is_active=False).account
    ended = MandateFactory(region=region, until=today()).account
    left = MembershipSpellFactory(until=dt.date(2010, 1, 1), closed_by=DecisionFactory()).region
    former = MandateFactory(region=left).account
    for user in (AnonymousUser(), AccountFactory(), closed, ended, former):
        assert acting_if_any(request_of(user)) is None
        with pytest.raises(NoMandate):
            acting_for(request_of(user))


def test_a_choice_that_is_not_one_s_own_is_no_choice(region: Region) -> None:
    account = MandateFactory(region=region).account
    acting = acting_for(request_of(account, MembershipSpellFactory().region.slug))
    assert (acting.region, acting.helping, acting.may_help) == (region, False, False)


def test_an_officer_with_a_mandate_of_their_own_does_not_only_help(region: Region, officer: Any) -> None:
    MandateFactory(region=region, account=officer)
    own, other = acting_for(request_of(officer)), MembershipSpellFactory().region
    assert (own.region, own.helping, own.may_help) == (region, False, True)
    helped = acting_for(request_of(officer, other.slug))
    assert (helped.region, helped.helping) == (other, True)
    assert [r for r, _name in helped.others] == [region]
    assert acting_for(request_of(officer, "nowhere")).region == region


def test_it_is_found_once_a_request(region: Region) -> None:
    account = MandateFactory(region=region).account
    request = request_of(account)
    with CaptureQueriesContext(connection) as asked:
        first = acting_for(request)
    assert len(asked) <= 6
    with CaptureQueriesContext(connection) as again:
        assert acting_if_any(request) is first
    assert len(again) == 0
