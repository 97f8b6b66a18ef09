"""Truth tables of projects: every verb, every part somebody can have, every state."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from near.cooperation.enums import ProjectState, ReportKind, Role, Standing
from near.cooperation.models import Project
from near.cooperation.perms import coordinators
from near.cooperation.perms import projects as perms
from near.cooperation.rules import project_phases as phases
from near.foundation.journal import SYSTEM
from near.foundation.period import today
from near.people.models import Account
from near.registry.models import Region
from tests.cooperation.factories import DAY, MOMENT, ParticipationFactory, ProjectFactory, ReportFactory
from tests.cooperation.partners import Member, member
from tests.people.factories import AccountFactory, SecretariatPostFactory
from tests.registry.factories import MandateFactory, RegionFactory, SuspensionSpellFactory

pytestmark = pytest.mark.django_db
STATES = list(ProjectState.values)
ORGAN = "sub-environment"

# Who is asked for, and what that makes of them: a part of the table, the two offices, or nothing at all.
ROLES = {
    "anonymous": "", "an account": "", "stranger member": phases.STRANGER, "invited": phases.INVITED,
    "partner": phases.PARTNER, "host": phases.PARTNER, "observer": phases.OBSERVER, "lead": phases.LEAD,
    "partner who left": phases.STRANGER, "who declined": phases.STRANGER, "former official of the lead": "",
    "lead whose rights rest": "", "coordinator": phases.COORDINATOR, "secretariat": phases.DESK,
    "system": phases.DESK,
}  # fmt: skip
_PARTS = {
    "invited": (Role.PARTNER, Standing.INVITED), "partner": (Role.PARTNER, Standing.AGREED),
    "host": (Role.HOST, Standing.AGREED), "observer": (Role.OBSERVER, Standing.AGREED),
    "lead": (Role.LEAD, Standing.AGREED), "partner who left": (Role.PARTNER, Standing.LEFT),
    "who declined": (Role.PARTNER, Standing.DECLINED),
    "former official of the lead": (Role.LEAD, Standing.AGREED),
    "lead whose rights rest": (Role.LEAD, Standing.AGREED), "stranger member": None,
}  # fmt: skip


def project(state: str, **fields: Any) -> Project:
    """Return a project in a state, as the database's law wants it."""
    own = {"organ": ORGAN, **fields}
    if state in ("closed", "abandoned"):
        own |= {"closed_on": DAY, "ground": "staff" if state == "abandoned" else ""}
        return ProjectFactory(state=state, **own)
    return ProjectFactory(state=state, **own) if state == "idea" else ProjectFactory(
        under_way=True, state=state, **own
    )  # fmt: skip


@pytest.fixture(autouse=True)
def coordinator() -> Any:
    """Somebody coordinates the subcommittee; the room is told by whoever knows."""
    account = member().official
    kept = coordinators._keeper[0]
    coordinators.declare_coordinators(lambda by: [ORGAN] if by == account else [])
    yield account
    coordinators.declare_coordinators(kept)


def acting(who: str, found: Project, coordinating: Account) -> tuple[Any, Region | None]:
    """Return somebody of the table, and for which member they ask."""
    if who in _PARTS:
        return _member(who, found)
    region = None if who in ("coordinator", "secretariat", "system") else RegionFactory()
    people = {
        "anonymous": AnonymousUser, "an account": AccountFactory, "system": lambda: SYSTEM,
        "coordinator": lambda: coordinating, "secretariat": lambda: SecretariatPostFactory().account,
    }  # fmt: skip
    return people[who](), region


def _member(who: str, found: Project) -> tuple[Account, Region]:
    asking: Member = member()
    if (part := _PARTS[who]) is not None:
        since = None if part[1] in (Standing.INVITED, Standing.DECLINED) else DAY
        ParticipationFactory(project=found, region=asking.region, role=part[0], standing=part[1], since=since)
    if who == "former official of the lead":
        return MandateFactory(region=asking.region, until=today()).account, asking.region
    if who == "lead whose rights rest":
        SuspensionSpellFactory(region=asking.region)
    return asking.official, asking.region


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize("state", STATES)
def test_the_truth_table_of_verbs_holds(who: str, state: str, coordinator: Account) -> None:
    found = project(state)
    by, region = acting(who, found, coordinator)
    for verb, law in phases.VERBS.items():
        wanted = state in law.states and ROLES[who] in law.parts
        assert perms.can_do(by, verb, found, region) is wanted, verb
        assert (verb in perms.open_verbs(by, found, region)) is wanted, verb


@pytest.mark.parametrize("verb", phases.VERBS)
def test_the_secretariat_helps_a_member_with_what_its_part_opens_and_no_more(verb: str) -> None:
    law = phases.VERBS[verb]
    clerk = SecretariatPostFactory().account
    for part, (role, standing) in {
        "lead": (Role.LEAD, Standing.AGREED), "invited": (Role.PARTNER, Standing.INVITED),
    }.items():  # fmt: skip
        found, helped = project(min(law.states)), member()
        ParticipationFactory(project=found, region=helped.region, role=role, standing=standing)
        own = part in law.parts or phases.DESK in law.parts
        assert perms.can_do(clerk, verb, found, helped.region) is own, part


SEES_INSIDE = {"invited", "partner", "host", "observer", "lead", "lead whose rights rest", "coordinator",
               "secretariat", "system"}  # fmt: skip


@pytest.mark.parametrize("begun", [True, False])
@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize("state", STATES)
def test_who_sees_a_project_and_its_inside(
    who: str, state: str, begun: bool, coordinator: Account
) -> None:  # fmt: skip
    found = project(state, since=DAY if begun else None)
    by, _region = acting(who, found, coordinator)
    inside = who in SEES_INSIDE
    public = state in ("seeking", "agreed", "running", "closing", "closed") or (
        state == "abandoned" and begun
    )
    assert perms.can_see_inside(by, found) is inside
    assert perms.can_see_project(by, found) is (inside or public)
    assert perms.visible_to(by).filter(pk=found.pk).exists() is (inside or public)
    assert perms.public_projects().filter(pk=found.pk).exists() is public


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize("kind", [ReportKind.YEARLY, ReportKind.CLOSING, ReportKind.AFTER_12])
@pytest.mark.parametrize(("handed_in", "closed"), [(False, False), (True, False), (True, True)])
def test_who_reads_a_report(
    who: str, kind: str, handed_in: bool, closed: bool, coordinator: Account
) -> None:  # fmt: skip
    found = project("closed" if closed else "closing")
    report = ReportFactory(project=found, kind=kind, handed_in_at=MOMENT if handed_in else None)
    by, _region = acting(who, found, coordinator)
    wanted = who in SEES_INSIDE
    if handed_in and kind == ReportKind.YEARLY:
        wanted = who not in ("anonymous", "an account", "former official of the lead")
    elif handed_in and closed:
        wanted = True
    assert perms.can_see_report(by, report) is wanted


READERS = {"stranger member", "partner who left", "who declined"} | SEES_INSIDE


@pytest.mark.parametrize("who", ROLES)
def test_who_reads_what_is_reported_to_subcommittees(who: str, coordinator: Account) -> None:
    by, _region = acting(who, project("running"), coordinator)
    assert perms.can_see_yearly_reports(by) is (who in READERS)


@pytest.mark.parametrize("who", ROLES)
def test_who_runs_a_survey(who: str, coordinator: Account) -> None:
    by, _region = acting(who, project("running"), coordinator)
    assert coordinators.can_run_survey(by, ORGAN) is (who in ("coordinator", "secretariat", "system"))
    assert coordinators.can_run_survey(by, "sub-other") is (who in ("secretariat", "system"))
    assert not coordinators.can_run_survey(by, "")


@pytest.mark.parametrize("who", ROLES)
def test_who_starts_a_project_for_a_member(who: str, coordinator: Account) -> None:
    by, region = acting(who, project("running"), coordinator)
    own = {"stranger member", "invited", "partner", "host", "observer", "lead", "partner who left",
           "who declined"}  # fmt: skip
    if region is None:
        region = member().region
    assert perms.can_start_project(by, region) is (who in own or who in ("secretariat", "system"))


def test_where_nobody_declares_coordinators_there_are_none(coordinator: Account) -> None:
    coordinators.declare_coordinators(coordinators._nobody)
    assert coordinators.organs_coordinated_by(coordinator) == frozenset()


def test_an_official_whose_account_is_closed_is_inside_of_nothing(coordinator: Account) -> None:
    found = project("idea")
    by, _region = acting("lead", found, coordinator)
    by.is_active = False
    assert not perms.can_see_inside(by, found)
