"""Mandates: who gives, ends, hands over and invites; what is written, and what is refused in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from near.foundation.errors import NotAllowed, PeriodReversed, TooLong, UnknownLanguage
from near.foundation.period import today
from near.people.models import Account
from near.people.refusals import BadAddress
from near.registry import actions, perms, refusals
from near.registry.enums import Office
from near.registry.models import Mandate, Region
from tests.foundation.factories import words
from tests.foundation.journalled import changes, everything, journalled, verbs
from tests.people.factories import AccountFactory
from tests.registry.actors import ACTORS, SECRETARIAT, actor
from tests.registry.cases import DAY, SOMEBODY, case
from tests.registry.factories import (
    DecisionFactory,
    MandateFactory,
    MembershipSpellFactory,
    RegionFactory,
)
from tests.registry.test_perms import OF_MANDATES

pytestmark = pytest.mark.django_db
ONE_DAY = dt.timedelta(days=1)


def done(verb: str, *, by: Any, **changed: Any) -> Any:
    """Do a verb as its case says, with some arguments changed."""
    return getattr(actions, verb)(**case(verb) | changed, by=by)


@pytest.mark.parametrize("office", [Office.HEAD, Office.DEPUTY])
def test_a_member_s_leaders_give_and_end_its_mandates(office: Office, official: Any) -> None:
    region, account = RegionFactory(), MandateFactory().account
    leader = official(region, office)
    mandate = actions.give_mandate(
        region=region, office=Office.DELEGATE, since=DAY, account=account, unit=words("Trade"), by=leader
    )
    assert (mandate.account, str(mandate.unit)) == (account, "Trade")
    with journalled() as entries:
        actions.end_mandate(mandate=mandate, until=DAY + dt.timedelta(days=1), by=leader)
    assert changes(entries[0]) == {"until": (None, "2024-09-26")}
    assert entries[0].actor == f"account:{leader.pk}"


@pytest.mark.parametrize("office", [Office.CONTACT, Office.DELEGATE])
def test_contacts_and_delegates_speak_but_do_not_appoint(office: Office, official: Any) -> None:
    region = RegionFactory()
    with pytest.raises(NotAllowed):
        done("give_mandate", by=official(region, office), region=region)


def test_a_leader_of_another_member_gives_no_mandate_here(official: Any) -> None:
    leader = official(RegionFactory(), Office.HEAD)
    with pytest.raises(NotAllowed):
        done("give_mandate", by=leader)
    with pytest.raises(NotAllowed):
        done("end_mandate", by=leader)
    assert Mandate.objects.filter(until__isnull=False).count() == 0


# --- who gives which office, and who ends it ------------------------------------------------------------


@pytest.mark.parametrize("who", ACTORS)
@pytest.mark.parametrize("office", Office)
def test_the_truth_table_of_offices_holds(office: Office, who: str) -> None:
    region = MembershipSpellFactory().region
    by = actor(who, region)
    yes = OF_MANDATES["can_give_office"] - ({"member's deputy"} if office == Office.HEAD else set())
    assert perms.can_give_office(by, region, office) is (who in yes)


def _another_head(region: Region) -> None:
    MandateFactory(region=region, office=Office.HEAD)


def _nobody(_region: Region) -> None:
    """Leave the head alone."""


def _a_head_about_to_leave(region: Region) -> None:
    MandateFactory(region=region, office=Office.HEAD, until=today() + ONE_DAY)


def _a_head_to_come(region: Region) -> None:
    MandateFactory(region=region, office=Office.HEAD, since=today() + ONE_DAY)


def _a_head_with_a_closed_account(region: Region) -> None:
    MandateFactory(region=region, office=Office.HEAD, account__is_active=False)


def _a_head_of_another_member(_region: Region) -> None:
    MandateFactory(office=Office.HEAD)


BESIDE: dict[str, tuple[Callable[[Region], None], bool]] = {
    "another head": (_another_head, True),
    "nobody": (_nobody, False),
    "a head about to leave": (_a_head_about_to_leave, False),
    "a head to come": (_a_head_to_come, False),
    "a head with a closed account": (_a_head_with_a_closed_account, False),
    "a head of another member": (_a_head_of_another_member, False),
}


@pytest.mark.parametrize("who", ACTORS)
@pytest.mark.parametrize("beside", BESIDE)
def test_the_truth_table_of_ending_a_head_s_mandate_holds(beside: str, who: str) -> None:
    furnish, may_go = BESIDE[beside]
    region = MembershipSpellFactory().region
    by = actor(who, region)
    own = Mandate.objects.filter(region=region, office=Office.HEAD).on(today()).first()
    mandate = own if who == "member's head" and own else MandateFactory(region=region, office=Office.HEAD)
    furnish(region)
    yes = who in SECRETARIAT or (who == "member's head" and may_go)
    assert perms.can_end_mandate(by, mandate) is yes


@pytest.mark.parametrize("who", ACTORS)
@pytest.mark.parametrize("office", [Office.DEPUTY, Office.CONTACT, Office.DELEGATE])
def test_the_truth_table_of_ending_other_mandates_holds(office: Office, who: str) -> None:
    region = MembershipSpellFactory().region
    by = actor(who, region)
    mandate = MandateFactory(region=region, office=office)
    assert perms.can_end_mandate(by, mandate) is (who in OF_MANDATES["can_end_mandate"])


def test_a_head_known_by_the_office_s_address_only_may_be_ended(official: Any) -> None:
    region = MembershipSpellFactory().region
    mandate = MandateFactory(region=region, office=Office.HEAD, account=None, role_address="o@o.example")
    assert perms.can_end_mandate(official(region, Office.HEAD), mandate)


@pytest.mark.parametrize("who", ACTORS)
def test_the_truth_table_of_vouching_holds(who: str) -> None:
    region = MembershipSpellFactory().region
    by = actor(who, region)
    former = MembershipSpellFactory(until=dt.date(2010, 1, 1), closed_by=DecisionFactory()).region
    gone = MandateFactory(region=former, office=Office.HEAD).account
    assert perms.can_vouch(by) is (who in OF_MANDATES["can_vouch"])
    assert not perms.can_vouch(gone)


def test_the_last_head_does_not_leave_a_member_without_one(official: Any, clerk: Account) -> None:
    region = MembershipSpellFactory().region
    head = official(region, Office.HEAD)
    mandate = head.mandates.get()
    with pytest.raises(refusals.LastHead) as refusal:
        actions.end_mandate(mandate=mandate, until=today(), by=head)
    assert "successor" in str(refusal.value)
    assert actions.end_mandate(mandate=mandate, until=today(), by=clerk).until == today()


def test_a_deputy_neither_makes_nor_ends_a_head(official: Any) -> None:
    region = MembershipSpellFactory().region
    deputy = official(region, Office.DEPUTY)
    head = MandateFactory(region=region, office=Office.HEAD)
    before = everything("registry", "people")
    for verb, given in (
        ("give_mandate", {"region": region, "office": Office.HEAD, "since": DAY, "account": deputy}),
        ("invite_official", {"region": region, "office": Office.HEAD} | SOMEBODY),
        ("end_mandate", {"mandate": head, "until": today()}),
        ("replace_mandate", {"mandate": head} | SOMEBODY),
    ):
        with pytest.raises(NotAllowed):
            getattr(actions, verb)(**given, by=deputy)
    assert everything("registry", "people") == before


# --- invitations ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("office", [Office.HEAD, Office.DEPUTY])
def test_an_invitation_opens_an_account_and_gives_the_mandate(office: Office, official: Any) -> None:
    region = MembershipSpellFactory().region
    leader = official(region, office)
    with journalled() as entries:
        mandate = done("invite_official", by=leader, region=region, time_zone="Asia/Ulaanbaatar")
    account = mandate.account
    assert (account.email, account.name, account.language) == ("saran@office.example", "Saran", "mn")
    assert (account.time_zone, account.has_usable_password()) == ("Asia/Ulaanbaatar", False)
    assert (mandate.region, mandate.office, mandate.since) == (region, "contact", today())
    assert perms.can_speak_for(account, region)
    assert verbs(entries) == ["people.open_account", "registry.invite_official"]
    assert {e.actor for e in entries} == {f"account:{leader.pk}"}
    assert "office.example" not in str([vars(entry) for entry in entries])


def test_whoever_has_an_account_is_given_the_mandate_simply(official: Any) -> None:
    region, known = MembershipSpellFactory().region, AccountFactory(email="saran@office.example", name="S.")
    head = official(region, Office.HEAD)
    with journalled() as entries:
        mandate = done("invite_official", by=head, region=region, name="")
    known.refresh_from_db()
    assert (mandate.account, known.name, known.language) == (known, "S.", "en")
    assert verbs(entries) == ["registry.invite_official"]


def test_a_mandate_is_held_once_in_one_office(official: Any) -> None:
    region = MembershipSpellFactory().region
    head = official(region, Office.HEAD)
    done("invite_official", by=head, region=region)
    with pytest.raises(refusals.MandateHeld) as refusal:
        done("invite_official", by=head, region=region)
    assert refusal.value.field == "email"
    assert done("invite_official", by=head, region=region, office=Office.DELEGATE).office == "delegate"


@pytest.mark.parametrize(
    ("changed", "refusal", "field"),
    [
        ({"email": "nobody"}, BadAddress, "email"),
        ({"email": ""}, BadAddress, "email"),
        ({"name": "  "}, refusals.EmptyName, "name"),
        ({"name": "x" * 121}, TooLong, "name"),
        ({"language": "xx"}, UnknownLanguage, ""),
    ],
)
def test_an_invitation_with_bad_input_is_refused_whole(
    changed: dict[str, str], refusal: type[Exception], field: str, clerk: Account
) -> None:
    given = case("invite_official")
    before = everything("registry", "people")
    with pytest.raises(refusal) as raised:
        actions.invite_official(**given | changed, by=clerk)
    assert getattr(raised.value, "field", None) == field
    assert everything("registry", "people") == before


def test_a_closed_account_is_not_invited(clerk: Account) -> None:
    AccountFactory(email="saran@office.example", is_active=False)
    with pytest.raises(refusals.AccountClosed):
        done("invite_official", by=clerk)


def test_only_a_member_of_that_day_invites(official: Any) -> None:
    spell = MembershipSpellFactory(until=DAY, closed_by=DecisionFactory())
    head = official(spell.region, Office.HEAD)
    with pytest.raises(NotAllowed):
        done("invite_official", by=official(spell.region, Office.CONTACT), region=spell.region)
    with pytest.raises(refusals.NotAMember):
        done("invite_official", by=head, region=spell.region)


# --- successors -----------------------------------------------------------------------------------------


def test_a_head_hands_the_office_to_a_successor_on_one_day(official: Any) -> None:
    region = MembershipSpellFactory().region
    head = official(region, Office.HEAD, role_address="head@o.example", unit=words("Governor's office"))
    mandate = head.mandates.get()
    following = actions.replace_mandate(mandate=mandate, by=head, **SOMEBODY)
    mandate.refresh_from_db()
    assert mandate.until == following.since == today()
    assert (following.office, following.role_address) == ("head", "head@o.example")
    assert str(following.unit) == "Governor's office"
    assert perms.can_give_mandate(following.account, region)
    assert not perms.can_give_mandate(head, region)


def test_nobody_succeeds_themselves_and_nothing_ends_twice(official: Any, clerk: Account) -> None:
    mandate = MandateFactory(account__email="saran@office.example")
    with pytest.raises(refusals.MandateHeld):
        actions.replace_mandate(mandate=mandate, by=clerk, **SOMEBODY)
    stale = Mandate.objects.get(pk=mandate.pk)
    actions.end_mandate(mandate=mandate, until=DAY, by=clerk)
    with pytest.raises(refusals.AlreadyEnded):
        actions.replace_mandate(mandate=stale, by=clerk, **SOMEBODY | {"email": "b@o.example"})
    assert Account.objects.filter(email="b@o.example").count() == 0


def test_a_successor_does_not_come_before_the_mandate_began(clerk: Account) -> None:
    before = everything("registry", "people")
    mandate = MandateFactory(since=today())
    with pytest.raises(PeriodReversed):
        actions.replace_mandate(mandate=mandate, by=clerk, **SOMEBODY)
    assert Account.objects.filter(email="saran@office.example").count() == 0
    assert len(before["registry.Mandate"]) + 1 == Mandate.objects.count()
