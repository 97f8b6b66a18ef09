"""What stands in a project: partners, contributions, tasks, results, people, changes, documents."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from near.cooperation import actions
from near.cooperation.models import Attachment, Participation, ResolutionTie
from near.cooperation.refusals import projects as refusals
from near.foundation.action import writing
from near.foundation.errors import BadDate, NotAllowed, PeriodReversed, TooLong, UnknownRecord
from near.foundation.journal import JournalEntry, Reference
from near.foundation.notices import Notice
from near.foundation.period import today
from near.people.models import Account
from tests.cooperation.partners import Together, in_days, member, together
from tests.cooperation.test_project_loop import told
from tests.people.factories import SecretariatPostFactory
from tests.registry.factories import RegionFactory

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n%%EOF"


@pytest.fixture
def made() -> Together:
    """A project of two that runs."""
    return together("running")


def lead(made: Together) -> dict[str, Any]:
    """Return who acts when the lead does, where the project is known already."""
    return {"region": made.lead.region, "by": made.lead.official}


def partner(made: Together) -> dict[str, Any]:
    """Return who acts when the partner does."""
    return {"region": made.partner.region, "by": made.partner.official}


def test_partners_come_and_go_by_their_own_word(made: Together) -> None:
    third = member()
    who = {"project": made.fresh(), "region": third.region, "by": third.official}
    actions.ask_to_join(**who)
    assert told(made.lead.official, "project_asked") == 1
    actions.invite_partner(guest=third.region, role="adviser", note="Ирээрэй", **made.as_lead())
    with pytest.raises(refusals.AlreadyIn):
        actions.invite_partner(guest=third.region, **made.as_lead())
    actions.decline_project(note="Одоо биш", **who)
    assert told(made.lead.official, "project_declined") == 1
    actions.invite_partner(guest=third.region, **made.as_lead())
    actions.decline_project(**who)
    actions.invite_partner(guest=third.region, **made.as_lead())
    actions.join_project(**who)
    left = actions.leave_project(**who)
    assert (left.standing, left.since, left.until) == ("left", None, today())
    assert told(made.partner.official, "project_left") == 1


def test_who_took_part_for_some_time_keeps_its_time(made: Together) -> None:
    part = made.project.participations.get(region=made.partner.region)
    with writing("test"):
        Participation.objects.filter(pk=part.pk).update(since=in_days(-9))
    left = actions.leave_project(**made.as_partner())
    assert (left.since, left.until) == (in_days(-9), today())


def test_only_members_are_invited_and_never_as_lead(made: Together) -> None:
    with pytest.raises(refusals.NotAMemberNow):
        actions.invite_partner(guest=RegionFactory(), **made.as_lead())
    with pytest.raises(refusals.UnknownChoice):
        actions.invite_partner(guest=member().region, role="lead", **made.as_lead())


def test_an_invitation_is_taken_back_while_nobody_has_answered(made: Together) -> None:
    third = member()
    with pytest.raises(refusals.NotAPartner):
        actions.withdraw_invitation(guest=third.region, **made.as_lead())
    actions.invite_partner(guest=third.region, **made.as_lead())
    actions.withdraw_invitation(guest=third.region, **made.as_lead())
    assert not Participation.objects.filter(region=third.region).exists()


def test_the_lead_is_handed_over_before_its_holder_leaves(made: Together) -> None:
    with pytest.raises(refusals.LeadStays):
        actions.leave_project(**made.as_lead())
    with pytest.raises(NotAllowed):
        actions.leave_project(project=made.project, region=made.lead.region, by=member().official)
    with pytest.raises(refusals.NotAPartner):
        actions.hand_over_lead(guest=member().region, **made.as_lead())
    watcher = member()
    actions.invite_partner(guest=watcher.region, role="observer", **made.as_lead())
    actions.join_project(project=made.fresh(), region=watcher.region, by=watcher.official)
    with pytest.raises(refusals.NotAPartner):
        actions.hand_over_lead(guest=watcher.region, **made.as_lead())
    actions.hand_over_lead(guest=made.partner.region, **made.as_lead())
    actions.leave_project(**made.as_lead())
    assert made.project.participations.get(role="lead").region == made.partner.region


def test_what_a_partner_puts_in_is_on_record(made: Together) -> None:
    money = {"means": "money", "words": "Зардал", "amount": Decimal(5000)}
    for currency in ("", "dollar", "12$"):
        with pytest.raises(refusals.SumNeedsCurrency):
            actions.add_contribution(currency=currency, **money, **made.as_lead())
    given = actions.add_contribution(currency=" usd ", **money, **made.as_lead())
    assert (given.currency, given.region) == ("USD", made.lead.region)
    hall = {"means": "venue", "words": "Танхим", "currency": "USD"}
    assert actions.add_contribution(giver=made.partner.region, **hall, **made.as_lead()).currency == ""
    with pytest.raises(refusals.UnknownChoice):
        actions.add_contribution(means="gold", words="x", **made.as_lead())
    with pytest.raises(refusals.NotAPartner):
        actions.add_contribution(giver=member().region, **hall, **made.as_lead())
    with pytest.raises(refusals.WordsNeeded):
        actions.add_contribution(means="venue", words=" ", **made.as_lead())


def test_tasks_and_milestones_are_done_on_days_that_have_come(made: Together) -> None:
    task = actions.add_task(words="Төлөвлөх", owner=made.partner.region, due=in_days(4), **made.as_lead())
    with pytest.raises(refusals.NotPresent):
        actions.finish_task(task=task, on=in_days(1), **partner(made))
    assert actions.finish_task(task=task, **partner(made)).done_on == today()
    stone = actions.add_milestone(words="Тарьсан", due=in_days(40), **made.as_lead())
    with pytest.raises(refusals.WordsNeeded):
        actions.reach_milestone(milestone=stone, evidence="", **lead(made))
    reached = actions.reach_milestone(milestone=stone, evidence="Зураг", on=in_days(-1), **lead(made))
    assert reached.reached_on == in_days(-1)


def test_results_and_people_name_what_shows_them(made: Together) -> None:
    result = {"words": "Суулгац", "on": today(), "value": Decimal("1200.5"), "unit": "ширхэг"}
    with pytest.raises(refusals.WordsNeeded):
        actions.record_result(evidence=" ", **result, **made.as_lead())
    assert actions.record_result(evidence="Тайлан", **result, **made.as_lead()).unit == "ширхэг"
    people = {"form": "expert", "sender": made.lead.region, "persons": 3, "since": in_days(-5)}
    with pytest.raises(refusals.SameRegion):
        actions.record_exchange(host=made.lead.region, **people, **made.as_lead())
    with pytest.raises(PeriodReversed):
        actions.record_exchange(host=made.partner.region, until=in_days(-9), **people, **made.as_lead())
    with pytest.raises(refusals.UnknownChoice):
        actions.record_exchange(host=made.partner.region, **(people | {"form": "x"}), **made.as_lead())
    went = actions.record_exchange(host=made.partner.region, until=today(), **people, **made.as_lead())
    assert went.persons == 3


def test_what_was_entered_by_mistake_is_removed_and_stays_in_the_journal(made: Together) -> None:
    stone = actions.add_milestone(words="Алдаа", due=in_days(40), **made.as_lead())
    for kind, key in (("milestone", stone.pk + 1), ("project", made.project.pk)):
        with pytest.raises(UnknownRecord):
            actions.remove_content(kind=kind, key=key, **made.as_lead())
    actions.remove_content(kind="milestone", key=stone.pk, **made.as_lead())
    entry = JournalEntry.objects.first()
    assert entry
    assert entry.before["words"]["mn"]["words"] == "Алдаа"
    assert not made.project.milestones.exists()


def test_a_change_holds_when_every_partner_has_said_yes(made: Together) -> None:
    with writing("test"):
        text = made.fresh().aim
        made.project.aim = type(text).from_json(text.as_json() | {"en": {"words": "Stop the sand"}})
        made.project.save()
    after = {"aim": "Хоёр дахь зорилго", "until": in_days(90).isoformat(), "title": "Ойн хамтарсан төсөл"}
    change = actions.propose_change(version=made.version, after=after, why="Хугацаа", **made.as_lead())
    assert set(change.after) == {"aim", "until"}
    assert told(made.partner.official, "change_proposed") == 1
    with pytest.raises(refusals.ChangeOpen):
        actions.propose_change(version=made.version, after={"plan": "x"}, why="", **made.as_partner())
    with pytest.raises(refusals.AnsweredAlready):
        actions.answer_change(change=change, agrees=True, **lead(made))
    version = made.version
    actions.answer_change(change=change, agrees=True, **partner(made))
    project = made.fresh()
    assert (project.until, project.version) == (in_days(90), version + 1)
    assert project.aim.passages["en"].state == "stale"
    assert told(made.lead.official, "change_agreed") == 1
    with pytest.raises(refusals.ChangeDecided):
        actions.answer_change(change=change, agrees=True, **partner(made))


@pytest.mark.parametrize(
    ("after", "refusal"),
    [
        ({"state": "closed"}, refusals.UnknownChoice), ({"title": "x" * 201}, TooLong),
        ({"plan": "x" * 10_001}, TooLong), ({"aim": ""}, refusals.WordsNeeded),
        ({"until": "tomorrow"}, BadDate), ({"until": "1999-01-01"}, PeriodReversed),
        ({"title": "Ойн хамтарсан төсөл", "since": ""}, None), ({}, refusals.NothingChanged),
    ],
)  # fmt: skip
def test_a_change_that_makes_no_sense_is_refused(made: Together, after: Any, refusal: Any) -> None:
    if refusal is None:
        assert actions.propose_change(version=made.version, after=after, why="", **made.as_lead()).after == {
            "since": ""
        }
        return
    with pytest.raises(refusal):
        actions.propose_change(version=made.version, after=after, why="", **made.as_lead())


def test_a_change_is_proposed_to_what_its_writer_saw(made: Together) -> None:
    with pytest.raises(refusals.Changed):
        actions.propose_change(version=1, after={"plan": "x"}, why="", **made.as_lead())


def test_a_change_to_words_that_no_longer_stand_comes_to_nothing(made: Together) -> None:
    change = actions.propose_change(version=made.version, after={"plan": "Шинэ"}, why="", **made.as_lead())
    with writing("test"):
        made.fresh().plan = type(made.project.plan)()
        made.project.save()
    with pytest.raises(refusals.Unsettled):
        actions.answer_change(change=change, agrees=True, **partner(made))
    with pytest.raises(NotAllowed):
        actions.withdraw_change(change=change, **partner(made))
    assert actions.withdraw_change(change=change, **lead(made)).state == "withdrawn"


def test_who_stays_decides_when_a_partner_leaves(made: Together) -> None:
    change = actions.propose_change(version=made.version, after={"plan": "Шинэ"}, why="", **made.as_lead())
    actions.leave_project(**made.as_partner())
    change.refresh_from_db()
    assert (change.state, made.fresh().plan.words("mn")) == ("agreed", "Шинэ")
    alone = actions.propose_change(
        version=made.version, after={"plan": "Ганцаараа"}, why="", **made.as_lead()
    )
    alone.refresh_from_db()
    assert alone.state == "agreed"


def test_one_that_stays_alone_has_not_agreed_with_anybody() -> None:
    made = together("seeking")
    made.join()
    actions.agree_project(version=made.version, **made.as_lead())
    actions.leave_project(**made.as_partner())
    assert made.fresh().state == "seeking"


def test_a_document_is_kept_under_a_name_of_our_own(made: Together) -> None:
    paper = {"title": "Хөтөлбөр", "language": "mn"}
    with pytest.raises(refusals.WrongFile) as refused:
        actions.attach_document(content=b"MZ program", name="plan.pdf", **paper, **made.as_lead())
    assert "a program" in str(refused.value)
    with pytest.raises(refusals.WordsNeeded):
        actions.attach_document(content=PDF, title=" ", language="mn", **made.as_lead())
    kept = actions.attach_document(content=PDF, name="../../etc/passwd", **paper, **made.as_lead())
    assert kept.file.name.endswith(".pdf")
    assert "passwd" not in kept.file.name
    assert (kept.media_type, kept.size) == ("application/pdf", len(PDF))
    with pytest.raises(NotAllowed):
        actions.withdraw_document(attachment=kept, **partner(made))
    assert actions.withdraw_document(attachment=kept, **lead(made)).withdrawn_at
    again = actions.attach_document(content=PDF, **paper, **made.as_lead())
    clerk: Account = SecretariatPostFactory().account
    assert actions.withdraw_document(attachment=again, by=clerk).withdrawn_at
    assert Attachment.objects.count() == 2


def test_a_project_is_tied_once_to_what_was_resolved(made: Together) -> None:
    ga = Reference("session", "ga-15")
    for wrong in (Reference("region", "mn-khentii"), Reference("session", "")):
        with pytest.raises(refusals.UnknownChoice):
            actions.tie_resolution(target=wrong, **made.as_lead())
    tie = actions.tie_resolution(target=ga, words="Ойжуулах", **made.as_lead())
    with pytest.raises(refusals.AlreadyTied):
        actions.tie_resolution(target=ga, **made.as_lead())
    with pytest.raises(NotAllowed):
        actions.untie_resolution(tie=tie, **partner(made))
    actions.untie_resolution(tie=tie, **lead(made))
    assert not ResolutionTie.objects.exists()


def test_what_partners_are_told_names_the_project(made: Together) -> None:
    notice = Notice.objects.filter(kind="cooperation.project_invited").get()
    assert notice.details["project"] == made.project.pk
    assert notice.region == made.partner.region.slug
    assert isinstance(notice.at, dt.datetime)
