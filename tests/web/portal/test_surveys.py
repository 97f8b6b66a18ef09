"""Surveys of subcommittees in the portal: opened by the coordinator, answered once by each member."""

from __future__ import annotations

import pytest
from django.test import Client

from near.assembly.models import Coordination
from near.cooperation import actions
from near.cooperation.models import Survey, SurveyAnswer
from near.flows.subcommittees import can_coordinate, organs_coordinated_by
from near.foundation.action import writing
from near.foundation.period import today
from near.people.models import Account
from near.registry.models import Region
from tests.cooperation.partners import Member, in_days, member, speaks_for, together
from tests.cooperation.test_project_papers import written
from tests.registry.factories import SuspensionSpellFactory
from tests.web.desk.test_desk import signed_in
from tests.web.desk.test_translations import shown
from tests.web.portal.test_projects import did

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register", "strict_templates")]
LIST = "/mn/portal/surveys/"
ORGAN = "sub-environment"


@pytest.fixture
def coordinator() -> Member:
    """An official of the member that coordinates the subcommittee on the environment."""
    held = Coordination.objects.on(today()).get(organ__slug=ORGAN)
    return speaks_for(held.region)


def opened(kind: str, officer: Account) -> Survey:
    """Open a survey as the secretariat does."""
    given = {"organ": ORGAN, "year": today().year + 1, "due": in_days(9), "words": "Dear members"}
    return actions.open_survey(kind=kind, language="en", by=officer, **given)


def test_the_coordinator_is_known_across_rooms(coordinator: Member) -> None:
    assert can_coordinate(coordinator.official, ORGAN)
    assert not can_coordinate(member().official, ORGAN)
    SuspensionSpellFactory(region=coordinator.region)
    assert organs_coordinated_by(coordinator.official) == frozenset()


def test_a_coordinator_opens_a_survey_and_reads_the_answers(coordinator: Member) -> None:
    client, other = signed_in(coordinator.official), member()
    assert f"{LIST}new/" in shown(client, LIST)
    asked = {"organ": ORGAN, "kind": "proposal", "year": 2031, "due": in_days(9), "words": "", "language": ""}
    assert client.post(f"{LIST}new/", asked | {"due": today()}).status_code == 422
    assert client.post(f"{LIST}new/", asked | {"organ": "sub-tourism"}).status_code == 422
    place = did(client, f"{LIST}new/", **asked)
    theirs = signed_in(other.official)
    assert f"{LIST}new/" not in shown(theirs, LIST)
    shown(theirs, f"{LIST}new/", 403)
    did(theirs, place, do="nothing")
    page = shown(client, place)
    assert "close" in page
    did(client, place, close="1")
    assert theirs.post(place, {"do": "nothing"}).status_code == 422
    assert theirs.post(place, {"close": "1"}).status_code == 403


def test_a_member_proposes_and_others_join(officer: Account) -> None:
    lead, other = member(), member()
    proposal = opened("proposal", officer)
    ours, theirs = signed_in(lead.official), signed_in(other.official)
    where = f"{LIST}{proposal.pk}/"
    faulty = ours.post(where, {"do": "propose", "title": "", "aim": ""})
    assert faulty.status_code == 422
    did(ours, where, do="propose", title="Ус", aim="Усны чанарыг хамтран хянана.", language="mn")
    again = ours.post(where, {"do": "nothing"})
    assert again.status_code == 422
    assert "Ус" in shown(ours, where)
    intent = f"{LIST}{opened('intent', officer).pk}/"
    project = SurveyAnswer.objects.get().project
    assert project
    assert "Усны чанарыг" in shown(theirs, intent)
    did(theirs, intent, project=project.pk, intent="joins", words="Бид")
    assert project.participations.get(region=other.region).standing == "invited"
    assert theirs.post(intent, {"project": "x", "intent": "joins"}).status_code == 403
    assert ours.post(intent, {"project": project.pk, "intent": "joins"}).status_code == 422
    shown(signed_in(officer), intent)


def test_the_pages_of_surveys_are_for_members(officer: Account, outsider: Account) -> None:
    survey = opened("proposal", officer)
    for path in (LIST, f"{LIST}{survey.pk}/", f"{LIST}{ORGAN}/2026/"):
        assert Client().get(path)["Location"].startswith("/mn/account/login/")
        shown(signed_in(outsider), path, 403)
        shown(signed_in(officer), path)
    shown(signed_in(officer), f"{LIST}{survey.pk + 99}/", 404)
    shown(signed_in(officer), f"{LIST}sub-nothing/2026/", 404)
    assert signed_in(officer).post(f"{LIST}{survey.pk}/", {"do": "nothing"}).status_code == 403


def test_the_yearly_report_of_a_subcommittee_is_one_page_to_print(officer: Account) -> None:
    made = together("running", lead=speaks_for(Region.objects.get(slug="mn-khentii")))
    with writing("test"):
        made.fresh().organ = ORGAN
        made.project.save()
    where = f"{LIST}{ORGAN}/{today().year}/"
    assert "Эхэлсэн" not in shown(signed_in(officer), where)
    report = written(made)
    place = f"/mn/portal/projects/{made.project.pk}/report/yearly/{today().year}/"
    assert "Эхэлсэн" in shown(signed_in(made.partner.official), place)
    actions.hand_in_report(report=report, version=1, region=made.lead.region, by=made.lead.official)
    assert "Эхэлсэн" in shown(signed_in(member().official), where)
    assert "Эхэлсэн" in shown(signed_in(made.lead.official), place)
