"""Test records of the cooperation room."""

from __future__ import annotations

import datetime as dt

import factory

from near.cooperation.enums import (
    AnswerState,
    Direction,
    Intent,
    Means,
    PostingState,
    ProjectState,
    Reason,
    ReportKind,
    Role,
    Standing,
    SurveyKind,
)
from near.cooperation.models import (
    Answer,
    Assent,
    Attachment,
    Change,
    Contribution,
    Exchange,
    Judgement,
    Loop,
    LoopLeg,
    Message,
    Milestone,
    Participation,
    Posting,
    Project,
    Report,
    ResolutionTie,
    Result,
    Survey,
    SurveyAnswer,
    Task,
)
from near.foundation.text import MultilingualText, Passage, TextState
from tests.foundation.factories import GuardedFactory
from tests.registry.factories import RegionFactory

MOMENT = dt.datetime(2026, 3, 2, 3, 0, tzinfo=dt.UTC)
DAY = dt.date(2026, 3, 2)


def said(words: str, language: str = "mn") -> factory.LazyFunction:
    """Return a field that holds words in their original language."""
    return factory.LazyFunction(
        lambda: MultilingualText({language: Passage(words, state=TextState.ORIGINAL)})
    )


class PostingFactory(GuardedFactory[Posting]):
    """A draft of a need."""

    class Meta:
        model = Posting

    class Params:
        public = factory.Trait(
            state=PostingState.PUBLIC, submitted_at=MOMENT, published_at=MOMENT, confirmed_on=DAY
        )

    region = factory.SubFactory(RegionFactory)
    direction = Direction.NEED
    language = "mn"
    title = said("Ойжуулалтын туршлага")
    what = said("Ойжуулалтын туршлага судлах хүсэлтэй байна.")
    with_whom = said("Ойтой аймаг, муж улстай, 2027 он хүртэл.")


class AnswerFactory(GuardedFactory[Answer]):
    class Meta:
        model = Answer

    posting = factory.SubFactory(PostingFactory, public=True)
    region = factory.SubFactory(RegionFactory)
    language = "ja"
    words = said("植林の経験をお伝えできます。", "ja")
    state = AnswerState.OPEN
    answered_at = MOMENT


class MessageFactory(GuardedFactory[Message]):
    class Meta:
        model = Message

    answer = factory.SubFactory(AnswerFactory)
    region = factory.SelfAttribute("answer.region")
    language = "ja"
    words = said("ご連絡をお待ちしております。", "ja")
    at = MOMENT


class JudgementFactory(GuardedFactory[Judgement]):
    class Meta:
        model = Judgement

    own = factory.SubFactory(PostingFactory, public=True)
    other = factory.SubFactory(PostingFactory, public=True, direction=Direction.OFFER)
    region = factory.SelfAttribute("own.region")
    reason = Reason.TOPIC
    at = MOMENT


class LoopFactory(GuardedFactory[Loop]):
    class Meta:
        model = Loop

    proposed_by = factory.SubFactory(RegionFactory)
    proposed_at = MOMENT


class LoopLegFactory(GuardedFactory[LoopLeg]):
    class Meta:
        model = LoopLeg

    loop = factory.SubFactory(LoopFactory)
    offer = factory.SubFactory(PostingFactory, public=True, direction=Direction.OFFER)
    need = factory.SubFactory(PostingFactory, public=True)
    giver = factory.SelfAttribute("offer.region")


class ProjectFactory(GuardedFactory[Project]):
    """An idea; `under_way` gives it the next step every running project owes."""

    class Meta:
        model = Project

    class Params:
        under_way = factory.Trait(
            state=ProjectState.RUNNING,
            since=DAY,
            next_step=said("Эхний уулзалт"),
            next_region=factory.SubFactory(RegionFactory),
            next_due=dt.date(2026, 6, 1),
        )

    title = said("Ойн хамтарсан төсөл")
    aim = said("Элсжилтийг сааруулах")
    language = "mn"
    proposed_on = DAY


class ParticipationFactory(GuardedFactory[Participation]):
    class Meta:
        model = Participation

    project = factory.SubFactory(ProjectFactory)
    region = factory.SubFactory(RegionFactory)
    role = Role.PARTNER
    standing = Standing.AGREED
    since = DAY


class ContributionFactory(GuardedFactory[Contribution]):
    class Meta:
        model = Contribution

    project = factory.SubFactory(ProjectFactory)
    region = factory.SubFactory(RegionFactory)
    means = Means.VENUE
    words = said("Сургалтын танхим")


class ExchangeFactory(GuardedFactory[Exchange]):
    class Meta:
        model = Exchange

    project = factory.SubFactory(ProjectFactory)
    form = "expert"
    sender = factory.SubFactory(RegionFactory)
    host = factory.SubFactory(RegionFactory)
    since = DAY


class TaskFactory(GuardedFactory[Task]):
    class Meta:
        model = Task

    project = factory.SubFactory(ProjectFactory)
    region = factory.SubFactory(RegionFactory)
    words = said("Хөтөлбөр боловсруулах")
    due = dt.date(2026, 5, 1)


class MilestoneFactory(GuardedFactory[Milestone]):
    class Meta:
        model = Milestone

    project = factory.SubFactory(ProjectFactory)
    words = said("Суулгац тарьсан байна")
    due = dt.date(2026, 5, 1)


class ResultFactory(GuardedFactory[Result]):
    class Meta:
        model = Result

    project = factory.SubFactory(ProjectFactory)
    words = said("Тарьсан суулгац")
    value = 1200
    unit = "ширхэг"
    on = DAY


class AttachmentFactory(GuardedFactory[Attachment]):
    class Meta:
        model = Attachment

    project = factory.SubFactory(ProjectFactory)
    region = factory.SubFactory(RegionFactory)
    title = "Хөтөлбөр"
    language = "mn"
    file = "projects/2026/programme.pdf"
    media_type = "application/pdf"
    size = 1000
    sha256 = "0" * 64
    added_at = MOMENT


class ChangeFactory(GuardedFactory[Change]):
    class Meta:
        model = Change

    project = factory.SubFactory(ProjectFactory)
    region = factory.SubFactory(RegionFactory)
    before = factory.LazyFunction(lambda: {"until": "2026-12-01"})
    after = factory.LazyFunction(lambda: {"until": "2027-12-01"})
    proposed_at = MOMENT


class AssentFactory(GuardedFactory[Assent]):
    class Meta:
        model = Assent

    change = factory.SubFactory(ChangeFactory)
    region = factory.SubFactory(RegionFactory)
    agrees = True
    at = MOMENT


class ReportFactory(GuardedFactory[Report]):
    class Meta:
        model = Report

    project = factory.SubFactory(ProjectFactory)
    region = factory.SubFactory(RegionFactory)
    kind = ReportKind.YEARLY
    year = 2026
    language = "mn"
    due = dt.date(2026, 12, 1)


class ResolutionTieFactory(GuardedFactory[ResolutionTie]):
    class Meta:
        model = ResolutionTie

    project = factory.SubFactory(ProjectFactory)
    target_type = "session"
    target_id = "ga-15"


class SurveyFactory(GuardedFactory[Survey]):
    class Meta:
        model = Survey

    kind = SurveyKind.PROPOSAL
    organ = "sub-environment"
    year = factory.Sequence(lambda n: 2000 + n)
    opened_on = DAY
    due = dt.date(2026, 5, 1)


class SurveyAnswerFactory(GuardedFactory[SurveyAnswer]):
    class Meta:
        model = SurveyAnswer

    survey = factory.SubFactory(SurveyFactory)
    region = factory.SubFactory(RegionFactory)
    intent = Intent.NOTHING
    at = MOMENT
