"""Reports, surveys, reminders and words: what is asked for, answered in time, and read in every language."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from near.cooperation import actions
from near.cooperation.actions.texts_projects import PROJECT_TEXTS
from near.cooperation.enums import ReportKind
from near.cooperation.models import Report, Survey, SurveyAnswer
from near.cooperation.notices.project_matters import project_deadlines, project_matters
from near.cooperation.perms import coordinators
from near.cooperation.queries import projects as queries
from near.cooperation.queries.surveys import proposed_in, yearly_reports
from near.cooperation.refusals import projects as refusals
from near.cooperation.search.projects import projects as findables
from near.foundation.action import writing
from near.foundation.errors import NotAllowed, PeriodReversed, UnknownRecord
from near.foundation.journal import SYSTEM
from near.foundation.notices import Notice, spoken
from near.foundation.period import today
from near.foundation.translating import Edit
from tests.cooperation.factories import (
    ContributionFactory,
    ExchangeFactory,
    MilestoneFactory,
    ProjectFactory,
    ResolutionTieFactory,
    ResultFactory,
    TaskFactory,
)
from tests.cooperation.partners import Together, in_days, member, together
from tests.cooperation.test_project_loop import idea, told
from tests.people.factories import SecretariatPostFactory

pytestmark = pytest.mark.django_db
ORGAN = "sub-environment"
YEAR = today().year


def written(made: Together, **fields: Any) -> Report:
    """Write a yearly report as the lead does."""
    words = {"kind": "yearly", "year": YEAR, "language": "mn", "version": 0, "done": "Эхэлсэн"} | fields
    return actions.write_report(**words, **made.as_lead())


def test_a_yearly_report_is_a_draft_until_it_is_handed_in() -> None:
    made = together("running")
    report = written(made)
    assert (report.version, report.handed_in_at, report.due.month) == (1, None, 12)
    with pytest.raises(refusals.Changed):
        written(made, done="Өөр")
    report = written(made, version=1, done="Үргэлжилсэн", language="ja")
    assert (report.language, report.done.words("mn")) == ("mn", "Үргэлжилсэн")
    who = {"region": made.lead.region, "by": made.lead.official}
    with pytest.raises(refusals.Changed):
        actions.hand_in_report(report=report, version=1, **who)
    assert actions.hand_in_report(report=report, version=2, **who).handed_in_at
    with pytest.raises(refusals.ReportHandedIn):
        actions.hand_in_report(report=report, version=3, **who)
    with pytest.raises(refusals.ReportHandedIn):
        written(made, version=3)


@pytest.mark.parametrize("wrong", [{"kind": "diary"}, {"year": 1999}, {"year": YEAR + 1}])
def test_a_report_nobody_asked_for_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(refusals.UnknownChoice):
        written(together("running"), **wrong)


def test_a_closing_report_exists_only_where_it_was_asked_for() -> None:
    made = together("closing")
    with pytest.raises(refusals.UnknownChoice):
        written(made, kind=ReportKind.CLOSING, year=YEAR - 1)


def test_a_report_that_is_gone_or_says_too_little_is_not_handed_in() -> None:
    made = together("running")
    who = {"region": made.lead.region, "by": made.lead.official}
    report = written(made, done="", changed="")
    with pytest.raises(refusals.WordsNeeded):
        actions.hand_in_report(report=report, version=1, **who)
    report.pk += 1000
    with pytest.raises(refusals.ReportMissing):
        actions.hand_in_report(report=report, version=1, **who)


def test_partners_say_later_whether_they_still_work_together() -> None:
    made = together("closed")
    later = made.project.reports.get(kind="after_12")
    who = {"region": made.partner.region, "by": made.partner.official}
    words = {"kind": "after_12", "year": later.year, "language": "mn", "project": made.project, **who}
    silent = actions.write_report(version=1, **words)
    with pytest.raises(refusals.StillOpenQuestion):
        actions.hand_in_report(report=silent, version=2, **who)
    said = actions.write_report(version=2, still_cooperating=True, **words)
    assert actions.hand_in_report(report=said, version=3, **who).still_cooperating is True


@pytest.fixture
def survey() -> Survey:
    """A proposal survey that is open for nine days."""
    return asked_by_secretariat("proposal")


def asked_by_secretariat(kind: str, **fields: Any) -> Survey:
    """Open a survey as an officer does."""
    given = {"organ": ORGAN, "year": YEAR + 1, "due": in_days(9), "words": "Dear members", "language": "en"}
    return actions.open_survey(kind=kind, by=SecretariatPostFactory().account, **(given | fields))


def test_a_coordinator_opens_a_survey_and_every_member_is_told_once() -> None:
    ours, other = member(), member()
    ask = {
        "kind": "proposal",
        "organ": ORGAN,
        "year": YEAR,
        "words": "",
        "language": "mn",
        "by": ours.official,
    }
    with pytest.raises(NotAllowed):
        actions.open_survey(due=in_days(9), **ask)
    kept = coordinators._keeper[0]
    coordinators.declare_coordinators(lambda by: [ORGAN] if by == ours.official else [])
    try:
        opened = actions.open_survey(due=in_days(9), **ask)
        with pytest.raises(refusals.SurveyExists):
            actions.open_survey(due=in_days(9), **ask)
        with pytest.raises(PeriodReversed):
            actions.open_survey(due=today(), **ask)
        with pytest.raises(refusals.UnknownChoice):
            actions.open_survey(due=in_days(9), **(ask | {"kind": "poll"}))
        assert told(other.official, "survey_opened") == 1
        assert actions.close_survey(survey=opened, by=ours.official).closed_on == today()
        with pytest.raises(NotAllowed):
            actions.close_survey(survey=opened, by=other.official)
    finally:
        coordinators.declare_coordinators(kept)


def test_a_member_proposes_projects_or_nothing(survey: Survey) -> None:
    ours, other = member(), member()
    who = {"survey": survey, "region": ours.region, "by": ours.official}
    assert actions.propose_nothing(**who).intent == "nothing"
    project = actions.propose_project(**who, **idea())
    assert (project.state, project.organ) == ("idea", ORGAN)
    assert [a.intent for a in SurveyAnswer.objects.filter(region=ours.region)] == ["proposes"]
    with pytest.raises(refusals.ProposedAlready):
        actions.propose_nothing(**who)
    with pytest.raises(NotAllowed):
        actions.propose_nothing(survey=survey, region=ours.region, by=other.official)
    with pytest.raises(NotAllowed):
        actions.answer_intent(project=project, intent="joins", **who)


def test_a_survey_that_is_over_takes_no_answers(survey: Survey) -> None:
    ours = member()
    with writing("test"):
        Survey.objects.filter(pk=survey.pk).update(opened_on=in_days(-9), due=in_days(-1))
    with pytest.raises(refusals.SurveyOver):
        actions.propose_nothing(survey=survey, region=ours.region, by=ours.official)


def test_who_will_take_part_in_what_was_proposed_is_invited_at_once(survey: Survey) -> None:
    lead, joins, asks, refuses = (member() for _n in range(4))
    project = actions.propose_project(survey=survey, region=lead.region, by=lead.official, **idea())
    intent = asked_by_secretariat("intent")

    def answer(who: Any, said: str, **more: Any) -> SurveyAnswer:
        given = {"survey": intent, "project": project, "intent": said} | more
        return actions.answer_intent(region=who.region, by=who.official, **given)

    answer(joins, "not")
    answer(joins, "joins", words="Бид оролцоно")
    answer(joins, "joins")
    answer(asks, "interested")
    answer(refuses, "not")
    assert project.participations.get(region=joins.region).standing == "invited"
    # Whoever answers is not told of its own answer.
    assert (told(joins.official, "project_invited"), told(lead.official, "project_asked")) == (0, 1)
    assert SurveyAnswer.objects.filter(survey=intent).count() == 3
    with pytest.raises(refusals.OwnProject):
        answer(lead, "joins")
    with pytest.raises(refusals.UnknownChoice):
        answer(asks, "maybe")
    with pytest.raises(refusals.NotInSurvey):
        answer(asks, "joins", project=ProjectFactory())
    [line] = proposed_in(intent, asks.region.pk)
    assert (line.lead, line.own and line.own.intent) == (lead.region.pk, "interested")
    assert {k: len(v) for k, v in line.answers.items()} == {"joins": 1, "interested": 1, "not": 1}


def test_the_yearly_report_of_a_subcommittee_gathers_its_projects() -> None:
    made = together("running")
    with writing("test"):
        made.fresh().organ = ORGAN
        made.project.save()
    [line] = yearly_reports(ORGAN, YEAR)
    assert (line.lead, line.report) == (made.lead.region.pk, None)
    report = written(made)
    actions.hand_in_report(report=report, version=1, region=made.lead.region, by=made.lead.official)
    assert yearly_reports(ORGAN, YEAR)[0].report == report
    assert yearly_reports(ORGAN, YEAR - 1) == []


def test_what_falls_due_is_told_once_however_often_the_round_is_made(survey: Survey) -> None:
    made = together("closing")
    late = together("running")
    day = in_days(25)
    with writing("test"):
        late.fresh().next_due = in_days(-1)
        late.project.save()
    with pytest.raises(NotAllowed):
        actions.remind_of_projects(day=today(), by=SecretariatPostFactory().account)
    for _round in range(2):
        actions.remind_of_projects(day=today(), by=SYSTEM)
    assert told(late.lead.official, "step_overdue") == told(late.partner.official, "step_overdue") == 1
    assert told(made.lead.official, "survey_due") == 0
    with writing("test"):
        Survey.objects.filter(pk=survey.pk).update(due=in_days(5))
    silent, spoke = member(), member()
    actions.propose_nothing(survey=survey, region=spoke.region, by=spoke.official)
    actions.remind_of_projects(day=today(), by=SYSTEM)
    assert (told(silent.official, "survey_due"), told(spoke.official, "survey_due")) == (1, 0)
    actions.remind_of_projects(day=in_days(15), by=SYSTEM)
    assert told(made.lead.official, "step_due") == 1
    actions.remind_of_projects(day=in_days(85), by=SYSTEM)
    assert told(made.lead.official, "report_due") == 1
    made.take("closed")
    actions.remind_of_projects(day=in_days(350), by=SYSTEM)
    assert told(made.lead.official, "follow_up_due") == 1
    assert day > today()


def test_every_notice_about_projects_is_a_whole_sentence(survey: Survey) -> None:
    made = together("closed")
    assert made.project.closed_on
    for one in spoken(Notice.objects.all()):
        assert "%" not in one.sentence
        assert one.address in ("portal_project", "portal_survey")
        assert one.args


def test_every_kind_of_notice_can_be_said() -> None:
    from near.cooperation.notices import KINDS  # noqa: PLC0415 -- only here

    details = {"member": "M", "title": "T", "step": "S", "state": "closed", "year": "2026"}
    assert all(kind.said(details) for kind in KINDS if kind.key.startswith("cooperation."))


def test_what_waits_for_whom_is_derived() -> None:
    made = together("seeking")
    actions.invite_partner(guest=made.partner.region, **made.as_lead())
    both = [made.lead.region.pk, made.partner.region.pk]
    found = [(m.region, str(m.kind), m.waits_for) for m in project_matters(both, "en", today())]
    assert (both[1], "Invitations to projects", "us") in found
    assert (both[0], "Invitations to projects", "them") in found
    actions.join_project(**made.as_partner())
    actions.agree_project(version=made.version, **made.as_lead())
    TaskFactory(project=made.project, region=made.partner.region)
    asked_by_secretariat("proposal")
    found = [(m.region, str(m.kind), m.waits_for) for m in project_matters(both, "en", today())]
    assert (both[0], "Waits for the partners' yes", "them") in found
    assert (both[1], "Waits for the partners' yes", "us") in found
    assert (both[0], "Next steps", "us") in found
    assert (both[1], "Tasks in projects", "us") in found
    assert (both[1], "Surveys of subcommittees", "us") in found


def test_reports_wait_and_fall_due() -> None:
    made = together("closing")
    own = [made.lead.region.pk]
    asked_by_secretariat("proposal")
    TaskFactory(project=made.project, region=made.lead.region, due=in_days(3))
    kinds = {str(m.kind) for m in project_matters(own, "en", today())}
    assert "Reports on projects" in kinds
    due = list(project_deadlines(own, today(), in_days(100)))
    assert {d.uid.split("-")[0] for d in due} == {"step", "task", "report", "survey"}
    assert all(d.said() for d in due)
    made.take("closed")
    later = {str(m.kind) for m in project_matters(own, "en", in_days(360))}
    assert "Are you still working together?" in later


def test_matters_cost_the_same_for_many_members_as_for_one() -> None:
    made = together("seeking")
    many = [made.lead.region.pk, *(member().region.pk for _n in range(8))]

    def cost(regions: list[int]) -> int:
        with CaptureQueriesContext(connection) as asked:
            list(project_matters(regions, "en", today()))
            list(project_deadlines(regions, today(), in_days(60)))
        return len(asked)

    assert cost(many) == cost(many[:1]) <= 18


def test_public_projects_are_found_with_their_story() -> None:
    made = together("closed")
    together("idea")
    [found] = findables()
    assert (found.key, found.original, found.country) == (str(made.project.pk), "mn", "MN")
    assert "Ус хүрээгүй." in found.wordings["mn"].body
    assert found.extra["state"] == "closed"


def test_a_story_is_translated_as_every_other_text() -> None:
    made = together("closed")
    story, clerk = made.project.reports.get(kind="closing"), SecretariatPostFactory().account
    edit = Edit("learnt", "ja", {0: "水が足りなかった。"})
    actions.write_project_words(kind="report", key=str(story.pk), edit=edit, by=clerk)
    story.refresh_from_db()
    assert story.learnt.words("ja") == "水が足りなかった。"
    with pytest.raises(NotAllowed):
        actions.write_project_words(kind="report", key=str(story.pk), edit=edit, by=member().official)


def test_an_idea_is_not_on_the_board_of_translations() -> None:
    made = together("idea")
    edit, clerk = Edit("title", "ja", {0: "森"}), SecretariatPostFactory().account
    with pytest.raises(UnknownRecord):
        actions.write_project_words(kind="project", key=str(made.project.pk), edit=edit, by=clerk)
    assert PROJECT_TEXTS["project"].entries() == []


def test_a_list_is_narrowed_by_each_of_its_marks() -> None:
    made = together("running")
    with writing("test"):
        made.fresh().organ, made.project.topics = ORGAN, ["trade", "energy"]
        made.project.save()
    together("seeking")
    every = queries.narrowed(type(made.project).objects.all(), queries.Wanted())
    assert every.count() == 2
    for mark in (
        {"state": "running"}, {"organ": ORGAN}, {"topic": "trade"}, {"state": "running", "country": "MN"},
    ):  # fmt: skip
        found = queries.narrowed(type(made.project).objects.all(), queries.Wanted(**mark))  # type: ignore[arg-type]
        assert [p.pk for p in found] == [made.project.pk], mark
    for mark in ({"topic": "trad"}, {"country": "JP"}, {"year": 1999}):
        assert not queries.narrowed(every, queries.Wanted(**mark)).exists(), mark  # type: ignore[arg-type]
    assert queries.narrowed(every, queries.Wanted(year=YEAR)).count() == 2
    assert queries.years_of_projects() == [YEAR]


def test_a_project_with_much_in_it_asks_the_database_as_often_as_one_with_little() -> None:
    made = together("running")

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            found = queries.contents_of(made.project)
            assert found.regions
            queries.public_part(found, made.project)
            queries.recorded_in(made.project, None)
            queries.lines_of([made.project])
        return len(asked)

    few = cost()
    for _n in range(3):
        ExchangeFactory(project=made.project)
        for factory in (ContributionFactory, MilestoneFactory, ResultFactory, TaskFactory):
            factory(project=made.project)
    assert cost() == few


def test_what_became_of_a_resolution_leads_to_the_story() -> None:
    made, hidden = together("closed"), together("idea")
    for one in (made, hidden):
        ResolutionTieFactory(project=one.project, target_id="ga-15")
    [outcome] = queries.outcomes_of("session")["ga-15"]
    assert outcome.project == made.project
    assert outcome.story.words("mn") == "Мод тарьсан."
    running = together("running")
    ResolutionTieFactory(project=running.project, target_id="ga-14")
    assert not queries.outcomes_of("session")["ga-14"][0].story


def test_the_overdue_and_the_own_are_listed() -> None:
    made = together("running")
    assert list(queries.overdue_steps(in_days(30))) == [made.project]
    assert list(queries.overdue_steps(today())) == []
    assert list(queries.own_projects(made.partner.region.pk)) == [made.project]
    assert list(queries.projects_of_member(made.partner.region.pk)) == [made.project]
    recorded = queries.recorded_in(made.project, YEAR)
    assert recorded.milestones == []
