"""The tables of the cooperation room."""

from near.cooperation.models.postings import Answer, Judgement, Loop, LoopLeg, Message, Posting
from near.cooperation.models.projects import (
    Assent,
    Attachment,
    Change,
    Contribution,
    Exchange,
    Milestone,
    Participation,
    Project,
    Report,
    ResolutionTie,
    Result,
    Task,
)
from near.cooperation.models.surveys import Survey, SurveyAnswer

__all__ = [
    "Answer", "Assent", "Attachment", "Change", "Contribution", "Exchange", "Judgement", "Loop", "LoopLeg",
    "Message", "Milestone", "Participation", "Posting", "Project", "Report", "ResolutionTie", "Result",
    "Survey", "SurveyAnswer", "Task",
]  # fmt: skip
