"""The two surveys by which a subcommittee gathers individual projects (near.md, 2.3)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from near.cooperation.enums import Intent, SurveyKind
from near.cooperation.models.postings import region_of, writer
from near.cooperation.models.projects import Project, ProjectRecord
from near.foundation.text import MultilingualTextField


class Survey(ProjectRecord):
    """One survey of a subcommittee (`organ` its slug) for a year, open until the end of the day `due`."""

    kind = models.CharField(_("kind"), max_length=10, choices=SurveyKind.choices)
    organ = models.CharField(_("subcommittee"), max_length=60)
    year = models.PositiveSmallIntegerField(_("year"))
    words = MultilingualTextField(_("cover letter"))
    opened_on = models.DateField(_("opened on"))
    due = models.DateField(_("by when"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    is_sample = models.BooleanField(_("sample"), default=False)

    class Meta(ProjectRecord.Meta):
        abstract = False
        verbose_name = _("survey on projects")
        verbose_name_plural = _("surveys on projects")
        ordering = ["-year", "organ", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "organ", "year"], name="one_survey_of_a_kind_and_year"),
            models.CheckConstraint(
                condition=Q(due__gt=models.F("opened_on")), name="survey_due_after_opening"
            ),
        ]


class SurveyAnswer(ProjectRecord):
    """What a member answered, once as an institution: on a project, or that it proposes nothing."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="answers")
    region = region_of(_("member"), "+")
    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, null=True, blank=True, related_name="survey_answers"
    )
    intent = models.CharField(_("answer"), max_length=10, choices=Intent.choices)
    words = MultilingualTextField(_("remark"))
    written_by = writer()
    at = models.DateTimeField(_("time"))

    class Meta(ProjectRecord.Meta):
        abstract = False
        verbose_name = _("answer to a survey")
        verbose_name_plural = _("answers to surveys")
        ordering = ["survey", "at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "region", "project"], name="one_answer_on_a_project"),
            models.UniqueConstraint(
                fields=["survey", "region"], condition=Q(project__isnull=True), name="one_answer_of_nothing"
            ),
        ]
