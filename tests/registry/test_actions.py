"""The verbs of the register: who may, what is written, what is put on record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from near.foundation.errors import NotAllowed, PeriodReversed, TooLong
from near.foundation.journal import verify
from near.people.models import Account
from near.registry import actions, refusals
from near.registry.enums import AgreementState, Category, EventKind, Office
from near.registry.models import (
    Agreement,
    Decision,
    Institution,
    MembershipSpell,
    Partner,
)
from tests.foundation.factories import words
from tests.foundation.journalled import changes, everything, journalled, verbs
from tests.registry.cases import CASES, DAY, case
from tests.registry.factories import (
    DecisionFactory,
    InstitutionFactory,
    MandateFactory,
    MembershipSpellFactory,
    PartnerFactory,
    RegionCodeFactory,
    RegionFactory,
    SuspensionSpellFactory,
)

pytestmark = pytest.mark.django_db
OF_MANDATES = {"give_mandate", "end_mandate", "invite_official", "replace_mandate"}


def done(verb: str, *, by: Any, **changed: Any) -> Any:
    """Do a verb as its case says, with some arguments changed."""
    return getattr(actions, verb)(**case(verb) | changed, by=by)


def test_every_verb_has_a_case() -> None:
    assert set(CASES) == set(actions.__all__) - {"load_register"}


@pytest.mark.parametrize("verb", CASES)
def test_an_officer_may_and_it_is_on_record_under_the_officer_s_name(verb: str, clerk: Account) -> None:
    given = case(verb)
    with journalled() as entries:
        getattr(actions, verb)(**given, by=clerk)
    assert verbs(entries) == [v if "." in v else f"registry.{v}" for v in CASES[verb][1]]
    assert {(e.actor, e.actor_label) for e in entries} == {(f"account:{clerk.pk}", clerk.name)}
    assert verify().intact


@pytest.mark.parametrize("verb", CASES)
def test_an_outsider_may_not_and_nothing_is_written(verb: str, outsider: Account) -> None:
    given = case(verb)
    before = everything("registry")
    for by in (outsider, AnonymousUser()):
        with pytest.raises(NotAllowed):
            getattr(actions, verb)(**given, by=by)
    assert everything("registry") == before


@pytest.mark.parametrize("verb", sorted(CASES.keys() - OF_MANDATES))
def test_a_member_s_head_does_not_keep_the_register(verb: str, official: Callable[..., Account]) -> None:
    given = case(verb)
    with pytest.raises(NotAllowed):
        getattr(actions, verb)(**given, by=official(RegionFactory(), Office.HEAD))


# --- decisions and memberships ------------------------------------------------------------------------


def test_a_decision_is_recorded_once(clerk: Account) -> None:
    assert done("record_decision", by=clerk).on == DAY
    with pytest.raises(refusals.CodeTaken, match="ga-15") as refusal:
        done("record_decision", by=clerk)
    assert refusal.value.field == "key"
    assert Decision.objects.count() == 1


@pytest.mark.parametrize(
    ("verb", "table"), [("record_decision", "decision"), ("edit_institution", "institution")]
)
def test_a_new_record_is_named_in_the_journal_by_its_number(verb: str, table: str, clerk: Account) -> None:
    with journalled() as entries:
        record = done(verb, by=clerk)
    assert entries[0].subject == f"{table}:{record.pk}"


def test_a_text_longer_than_its_column_is_refused_in_words(clerk: Account) -> None:
    with pytest.raises(TooLong, match=r"201.*200") as refusal:
        done("record_decision", by=clerk, source="x" * 201)
    assert refusal.value.field == "source"


def test_an_admission_opens_a_spell_under_its_decision(clerk: Account) -> None:
    given = case("admit_region")
    with journalled() as entries:
        spell = actions.admit_region(**given, by=clerk)
    assert (spell.since, spell.until, spell.opened_by) == (DAY, None, given["decision"])
    assert str(spell.reference()) == f"membership:{spell.pk}"
    assert entries[0].subject == f"region:{given['region'].slug}"
    assert entries[0].before == {}
    assert entries[0].after["since"] == "2024-09-25"


def test_a_second_membership_at_the_same_time_is_refused_and_not_on_record(clerk: Account) -> None:
    spell = MembershipSpellFactory()
    with journalled() as entries, pytest.raises(refusals.MembershipOverlap) as refusal:
        done("admit_region", by=clerk, region=spell.region, category=Category.OBSERVER)
    assert (str(refusal.value), refusal.value.field) == (
        f"{spell.region.slug} already has a membership in this period. End that one first.", "since",
    )  # fmt: skip
    assert entries == []
    assert MembershipSpell.objects.count() == 1


def test_an_observer_that_becomes_a_full_member_ends_one_spell_and_opens_the_next(clerk: Account) -> None:
    spell, act = MembershipSpellFactory(category=Category.OBSERVER), DecisionFactory()
    actions.end_membership(spell=spell, until=DAY, decision=act, by=clerk)
    actions.admit_region(region=spell.region, category=Category.FULL, since=DAY, decision=act, by=clerk)
    assert [m.category for m in spell.region.memberships.order_by("since")] == ["observer", "full"]


def test_a_membership_that_ends_takes_a_running_suspension_with_it(clerk: Account) -> None:
    given = case("end_membership")
    rest = given["spell"].region.suspensions.get()
    with journalled() as entries:
        spell = actions.end_membership(**given, by=clerk)
    rest.refresh_from_db()
    assert (rest.until, rest.closed_by, spell.closed_by) == (DAY, given["decision"], given["decision"])
    assert changes(entries[1]) == {
        "until": (None, "2024-09-25"), "until_precision": ("", "day"),
        "closed_by_id": (None, given["decision"].pk),
    }  # fmt: skip


def test_a_suspension_still_to_come_does_not_outlive_the_membership(clerk: Account) -> None:
    rest = SuspensionSpellFactory(region=MembershipSpellFactory().region, since=DAY)
    spell = rest.region.memberships.get()
    actions.end_membership(spell=spell, until=DAY, decision=DecisionFactory(), by=clerk)
    assert not rest.region.suspensions.filter(until__isnull=True).exists()


def test_what_has_ended_does_not_end_again(clerk: Account) -> None:
    act, ended = DecisionFactory(), {"until": DAY, "closed_by": DecisionFactory()}
    later = {"until": DAY + dt.timedelta(days=1), "by": clerk}
    spell, rest = MembershipSpellFactory(**ended), SuspensionSpellFactory(**ended)
    with pytest.raises(refusals.AlreadyEnded, match="2024-09-25"):
        actions.end_membership(spell=spell, decision=act, **later)
    with pytest.raises(refusals.AlreadyEnded, match="2024-09-25"):
        actions.restore_rights(suspension=rest, decision=act, **later)
    with pytest.raises(refusals.AlreadyEnded, match="2024-09-25"):
        actions.end_mandate(mandate=MandateFactory(until=DAY), **later)


@pytest.mark.parametrize("verb", ["end_membership", "restore_rights", "end_mandate"])
def test_nothing_ends_before_it_began(verb: str, clerk: Account) -> None:
    given = case(verb) | {"until": dt.date(1999, 1, 1)}
    before = everything("registry")
    with pytest.raises(PeriodReversed):
        getattr(actions, verb)(**given, by=clerk)
    assert everything("registry") == before


def test_only_a_member_of_that_day_can_be_suspended(clerk: Account) -> None:
    given = case("suspend_rights") | {"since": dt.date(1999, 12, 31)}
    with pytest.raises(refusals.NotAMember, match="1999-12-31") as refusal:
        actions.suspend_rights(**given, by=clerk)
    assert refusal.value.field == "since"
    given["since"] = dt.date(2000, 1, 1)
    assert actions.suspend_rights(**given, by=clerk).until is None


def test_rights_rest_once_at_a_time_and_can_rest_again(clerk: Account) -> None:
    given = case("suspend_rights")
    rest = actions.suspend_rights(**given, by=clerk)
    with pytest.raises(refusals.SuspensionOverlap, match=given["region"].slug):
        actions.suspend_rights(**given, by=clerk)
    back = DAY + dt.timedelta(days=30)
    actions.restore_rights(suspension=rest, until=back, decision=given["decision"], by=clerk)
    assert actions.suspend_rights(**given | {"since": back}, by=clerk).since == back


# --- mergers ------------------------------------------------------------------------------------------


def test_a_merger_ends_membership_and_code_and_leaves_the_identity(clerk: Account) -> None:
    given = case("merge_region")
    region = given["region"]
    event = actions.merge_region(**given, note=words("By referendum."), by=clerk)
    assert (event.kind, event.into, event.on) == (EventKind.MERGED, given["into"], DAY)
    assert (event.key, str(event.note)) == (f"{region.slug}-merged-2024", "By referendum.")
    assert region.memberships.get().until == region.codes.get().until == DAY
    region.refresh_from_db()


def test_a_region_cannot_merge_into_itself(clerk: Account) -> None:
    region = RegionFactory()
    with pytest.raises(refusals.IntoItself):
        done("merge_region", by=clerk, region=region, into=region)


def test_a_merger_before_the_admission_is_refused_whole(clerk: Account) -> None:
    given = case("merge_region") | {"on": dt.date(1999, 1, 1)}
    before = everything("registry")
    with pytest.raises(PeriodReversed):
        actions.merge_region(**given, by=clerk)
    assert everything("registry") == before


def test_a_region_merges_once(clerk: Account) -> None:
    given = case("merge_region")
    actions.merge_region(**given, by=clerk)
    with pytest.raises(refusals.CodeTaken):
        actions.merge_region(**given, by=clerk)


def test_a_merger_before_the_code_began_is_refused_in_words(clerk: Account) -> None:
    region = RegionCodeFactory(since=DAY).region
    with pytest.raises(PeriodReversed):
        done("merge_region", by=clerk, region=region)


# --- partners -----------------------------------------------------------------------------------------


def test_a_partner_is_entered_once_and_then_changed(clerk: Account) -> None:
    done("edit_partner", by=clerk, figures={"regions": 134}, founded=1985)
    with journalled() as entries:
        partner = done("edit_partner", by=clerk, abbreviation="AER", founded=1985)
    assert changes(entries[0]) == {"abbreviation": ("", "AER")}
    assert (partner.figures, Partner.objects.count()) == ({"regions": 134}, 1)


def test_an_agreement_is_in_force_from_its_signing_and_can_change(clerk: Account) -> None:
    agreement = done("sign_agreement", by=clerk, partner=PartnerFactory(slug="iclei"))
    assert agreement.state == AgreementState.IN_FORCE
    with journalled() as entries:
        actions.change_agreement(
            agreement=agreement, state=AgreementState.ENDED, review_on=None, source="S5", by=clerk
        )
    assert changes(entries[0]) == {"state": ("in_force", "ended"), "source": ("S0", "S5")}
    assert entries[0].subject == "partner:iclei"
    assert Agreement.objects.get().state == AgreementState.ENDED


def test_an_institution_is_entered_once_and_then_changed(clerk: Account) -> None:
    old = InstitutionFactory(slug="erina")
    with journalled() as entries:
        changed = done("edit_institution", by=clerk, region=old.region, abbreviation="ERINA")
    assert changed.pk == old.pk
    assert entries[0].subject == f"institution:{old.pk}"
    assert set(changes(entries[0])) == {"abbreviation", "name"}
    assert Institution.objects.count() == 1


def test_every_refusal_of_the_register_fills_its_sentence() -> None:
    details = {"region": "mn-khentii", "day": DAY, "key": "ga-15"}
    details |= {
        "code": "XX",
        "known": "CN, JP",
        "name": "산시성",
        "reading": "Shanxi",
        "readings": "Shanxi; Shaanxi",
        "office": "delegate",
    }
    own = [x for x in vars(refusals).values() if getattr(x, "__module__", "") == refusals.__name__]
    assert len(own) == 16
    for refusal in own:
        assert "%" not in str(refusal(**details))
