"""A project from its idea to its public story, and what may go wrong on the way."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from near.cooperation import actions
from near.cooperation.actions.kept import move, require_language
from near.cooperation.enums import ProjectState
from near.cooperation.models import Participation, Project, Report
from near.cooperation.refusals import projects as refusals
from near.foundation.action import writing
from near.foundation.errors import NotAllowed, PeriodReversed, TooLong, UnknownLanguage, UnknownRecord
from near.foundation.journal import JournalEntry
from near.foundation.notices import Notice
from near.foundation.period import today
from near.registry.models import Mandate
from tests.cooperation.factories import AnswerFactory, LoopFactory, LoopLegFactory
from tests.cooperation.partners import Together, in_days, member, together
from tests.people.factories import SecretariatPostFactory

pytestmark = pytest.mark.django_db


def told(account: Any, kind: str) -> int:
    """Return how often somebody was told something of a kind."""
    found = Notice.objects.filter(recipient=f"account:{account.pk}", kind=f"cooperation.{kind}")
    return int(found.count())


def idea(**fields: Any) -> dict[str, Any]:
    """Return what starts a project."""
    return {"title": "Ой", "aim": "Элс зогсоох", "language": "mn"} | fields


def test_a_project_goes_from_an_idea_to_a_public_story() -> None:
    made = together("closed")
    project = made.fresh()
    assert (project.state, project.closed_on, project.next_due) == ("closed", today(), None)
    story = project.reports.get(kind="closing")
    assert story.handed_in_at
    assert story.done.original == "mn"
    due = dict(project.reports.filter(kind__startswith="after").values_list("kind", "due"))
    assert due["after_12"].year == today().year + 1
    assert due["after_36"].year == today().year + 3
    verbs = JournalEntry.objects.filter(subject=f"project:{project.pk}").values_list("verb", flat=True)
    assert {f"cooperation.{v}" for v in ("start_project", "agree_project", "close_project")} <= set(verbs)
    assert told(made.partner.official, "project_invited") == 1
    assert told(made.partner.official, "project_moved") == 3
    assert told(made.lead.official, "project_joined") == 1
    assert told(made.lead.official, "project_agreed") == 1


def test_whoever_starts_a_project_leads_it() -> None:
    ours = member()
    made = actions.start_project(region=ours.region, by=ours.official, **idea(topics=["trade", "trade"]))
    assert made.topics == ["trade"]
    part = made.participations.get()
    assert (part.role, part.standing, part.since) == ("lead", "agreed", today())


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"title": "  "}, refusals.WordsNeeded), ({"aim": "\x00"}, refusals.WordsNeeded),
        ({"title": "x" * 201}, TooLong), ({"plan": "x" * 10_001}, TooLong),
        ({"language": "tlh"}, UnknownLanguage), ({"topics": ["magic"]}, refusals.UnknownChoice),
        ({"forms": ["party"]}, refusals.UnknownChoice),
        ({"since": in_days(5), "until": in_days(2)}, PeriodReversed),
    ],
)  # fmt: skip
def test_a_project_that_makes_no_sense_is_refused(wrong: dict[str, Any], refusal: type) -> None:
    ours = member()
    with pytest.raises(refusal):
        actions.start_project(region=ours.region, by=ours.official, **idea(**wrong))
    assert not Project.objects.exists()


def test_nobody_starts_a_project_for_another_member() -> None:
    with pytest.raises(NotAllowed):
        actions.start_project(region=member().region, by=member().official, **idea())


def test_an_answer_both_agreed_to_becomes_a_project_with_the_other_side_invited() -> None:
    ours, theirs = member(), member()
    answer = AnswerFactory(posting__region=ours.region, region=theirs.region)
    with pytest.raises(refusals.NotAgreedYet):
        actions.start_project(region=ours.region, by=ours.official, answer=answer, **idea())
    answer.state = "agreed"
    stranger = member()
    with pytest.raises(NotAllowed):
        actions.start_project(region=stranger.region, by=stranger.official, answer=answer, **idea())
    made = actions.start_project(region=theirs.region, by=theirs.official, answer=answer, **idea())
    assert made.participations.get(region=ours.region).standing == "invited"
    assert told(ours.official, "project_invited") == 1
    with pytest.raises(refusals.StartedAlready):
        actions.start_project(region=ours.region, by=ours.official, answer=answer, **idea())


def test_a_circle_of_three_becomes_a_project_when_all_have_agreed() -> None:
    three = [member() for _n in range(3)]
    loop = LoopFactory(proposed_by=three[0].region)
    with pytest.raises(refusals.NotAgreedYet):
        actions.start_project(region=three[0].region, by=three[0].official, loop=loop, **idea())
    legs = [LoopLegFactory(loop=loop, giver=one.region) for one in three]
    with pytest.raises(refusals.NotAgreedYet):
        actions.start_project(region=three[0].region, by=three[0].official, loop=loop, **idea())
    _agree(legs)
    made = actions.start_project(region=three[0].region, by=three[0].official, loop=loop, **idea())
    assert made.participations.filter(standing="invited").count() == 2


def _agree(legs: list[Any]) -> None:
    with writing("test"):
        for leg in legs:
            leg.agreed_at = timezone.now()
            leg.save()


def test_an_idea_is_written_anew_until_it_is_agreed() -> None:
    made = together("idea")
    edited = actions.edit_project(version=1, title="Шинэ", aim="Шинэ зорилго", **made.as_lead())
    assert (edited.title.words("mn"), edited.version) == ("Шинэ", 2)
    made.take("agreed")
    with pytest.raises(refusals.NotOpen) as refused:
        actions.edit_project(version=made.version, title="x", aim="y", **made.as_lead())
    assert "agreed" in str(refused.value)


def test_the_second_of_two_officials_is_told_and_loses_nothing() -> None:
    made = together("idea")
    actions.edit_project(version=1, title="Нэг", aim="Нэг", **made.as_lead())
    with pytest.raises(refusals.Changed) as refused:
        actions.edit_project(version=1, title="Хоёр", aim="Хоёр", **made.as_lead())
    assert refused.value.status == 409
    assert made.fresh().title.words("mn") == "Нэг"


def test_an_edit_takes_back_a_yes_half_given() -> None:
    made = together("seeking")
    made.join()
    actions.agree_project(version=made.version, **made.as_lead())
    actions.edit_project(version=made.version, title="Өөр", aim="Өөр", **made.as_partner())
    assert made.project.changes.get().state == "withdrawn"
    actions.agree_project(version=made.version, **made.as_partner())
    assert made.fresh().state == "seeking"


def test_nobody_agrees_twice_alone_or_past_somebody_invited() -> None:
    made = together("seeking")
    with pytest.raises(refusals.PartnersNeeded):
        actions.agree_project(version=made.version, **made.as_lead())
    actions.invite_partner(guest=made.partner.region, **made.as_lead())
    with pytest.raises(refusals.InvitationsOpen):
        actions.agree_project(version=made.version, **made.as_lead())
    actions.join_project(**made.as_partner())
    actions.agree_project(version=made.version, **made.as_lead())
    assert told(made.partner.official, "project_to_agree") == 1
    with pytest.raises(refusals.AnsweredAlready):
        actions.agree_project(version=made.version, **made.as_lead())


def test_an_agreement_that_a_partner_refuses_can_be_sought_again() -> None:
    made = together("seeking")
    made.join()
    actions.agree_project(version=made.version, **made.as_lead())
    change = made.project.changes.get()
    who = {"region": made.partner.region, "by": made.partner.official}
    actions.answer_change(change=change, agrees=False, note="Дараа жил", **who)
    assert (made.fresh().state, told(made.lead.official, "change_declined")) == ("seeking", 1)
    made.take("agreed")


def test_no_project_goes_on_without_an_owner_and_a_day_ahead() -> None:
    made = together("idea")
    with pytest.raises(refusals.StepNeeded):
        actions.seek_partners(version=1, **made.as_lead())
    step = {"step": "Уулзалт", "owner": made.lead.region, "due": in_days(3)}
    with pytest.raises(refusals.StepPast):
        actions.set_next_step(version=1, **(step | {"due": in_days(-1)}), **made.as_lead())
    with pytest.raises(refusals.NotAPartner):
        actions.set_next_step(version=1, **(step | {"owner": made.partner.region}), **made.as_lead())
    actions.set_next_step(version=1, **step, **made.as_lead())
    assert actions.seek_partners(version=2, **made.as_lead()).state == "seeking"
    with pytest.raises(refusals.Changed):
        actions.set_next_step(version=1, **step, **made.as_lead())


def test_a_project_without_a_next_step_is_not_agreed() -> None:
    made = together("idea")
    made.join()
    with pytest.raises(refusals.StepNeeded):
        actions.agree_project(version=made.version, **made.as_lead())


def test_a_project_closes_with_its_story_or_not_at_all() -> None:
    made = together("closing")
    with pytest.raises(refusals.ReportMissing):
        actions.close_project(version=made.version, **made.as_lead())
    made.tell_story()
    with pytest.raises(NotAllowed):
        actions.close_project(version=made.version, **made.as_partner())
    assert actions.close_project(version=made.version, **made.as_lead()).state == "closed"


def test_a_project_is_given_up_with_a_reason_and_tells_why() -> None:
    made = together("running")
    with pytest.raises(refusals.ReasonNeeded):
        actions.abandon_project(version=made.version, ground="boredom", **made.as_lead())
    actions.abandon_project(version=made.version, ground="staff", words="Хүн солигдсон", **made.as_lead())
    project = made.fresh()
    assert (project.state, project.ground, project.since) == ("abandoned", "staff", today())
    assert project.ground_words.words("mn") == "Хүн солигдсон"


def test_what_was_planned_for_a_project_that_never_ran_is_no_time_it_ran() -> None:
    made = together("idea")
    actions.edit_project(version=1, title="a", aim="b", since=in_days(5), until=in_days(9), **made.as_lead())
    clerk = SecretariatPostFactory().account
    gone = actions.abandon_project(project=made.fresh(), version=made.version, ground="money", by=clerk)
    assert (gone.since, gone.until) == (None, None)


def test_a_project_that_is_gone_meanwhile_is_named() -> None:
    made = together("idea")
    ghost = Project(pk=made.project.pk + 1000, state="idea")
    with pytest.raises(UnknownRecord):
        actions.seek_partners(project=ghost, region=made.lead.region, version=1, by=made.lead.official)


def test_a_mandate_that_has_ended_meanwhile_writes_nothing() -> None:
    made = together("running")
    by = made.lead.official
    with writing("test"):
        Mandate.objects.filter(account=by).update(until=today())
    with pytest.raises(NotAllowed):
        actions.begin_closing(version=made.version, **made.as_lead())
    assert made.fresh().state == "running"
    assert Report.objects.count() == 0


def test_a_step_set_before_is_kept_or_set_anew_when_partners_are_sought() -> None:
    made: Together = together("idea")
    step = {"step": "Нэг", "owner": made.lead.region, "due": in_days(3)}
    actions.set_next_step(version=1, **step, **made.as_lead())
    actions.seek_partners(version=2, **(step | {"step": "Хоёр"}), **made.as_lead())
    assert made.fresh().next_step.words("mn") == "Хоёр"
    assert Participation.objects.filter(project=made.project).count() == 1


def test_a_project_takes_no_way_the_table_does_not_know() -> None:
    found = together("idea").fresh()
    with pytest.raises(refusals.NotOpen):
        move(found, ProjectState.CLOSED)
    assert found.state == "idea"


def test_what_is_told_in_a_language_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownLanguage):
        require_language("tlh")
