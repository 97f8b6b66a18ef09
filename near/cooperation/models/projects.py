"""Projects: who takes part with what, what was agreed, what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from near.cooperation.enums import ChangeState, Ground, Means, ProjectState, ReportKind, Role, Standing
from near.cooperation.models.postings import LANGUAGE_CHOICES, Answer, Loop, region_of, writer
from near.foundation.action import Guarded
from near.foundation.journal import Reference
from near.foundation.text import MultilingualTextField
from near.registry.models import Region
from near.registry.models.regions import not_reversed

# While a project is in one of these states, somebody owes it a next step by a day.
UNDER_WAY = (ProjectState.SEEKING, ProjectState.AGREED, ProjectState.RUNNING, ProjectState.CLOSING)


class Project(Guarded):
    """Something two or more governments do together. `organ`: the slug of its subcommittee."""

    title = MultilingualTextField(_("title"))
    aim = MultilingualTextField(_("what it is to change"))
    plan = MultilingualTextField(_("what is to be done"))
    language = models.CharField(_("language"), max_length=8, choices=LANGUAGE_CHOICES)
    state = models.CharField(
        pgettext_lazy("project", "state"),
        max_length=10,
        choices=ProjectState.choices,
        default=ProjectState.IDEA,
    )
    organ = models.CharField(_("subcommittee"), max_length=60, blank=True)
    topics = models.JSONField(_("topics"), default=list, blank=True)
    forms = models.JSONField(_("forms of cooperation"), default=list, blank=True)
    proposed_on = models.DateField(_("proposed"))
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    ground = models.CharField(_("reason for giving up"), max_length=10, choices=Ground.choices, blank=True)
    ground_words = MultilingualTextField(_("reason in words"))
    next_step = MultilingualTextField(_("next step"))
    next_region = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who does it"),
    )
    next_due = models.DateField(_("by when"), null=True, blank=True)
    answer = models.OneToOneField(
        Answer, on_delete=models.PROTECT, null=True, blank=True, related_name="project"
    )
    loop = models.OneToOneField(Loop, on_delete=models.PROTECT, null=True, blank=True, related_name="project")
    source = models.CharField(_("source"), max_length=200, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    is_sample = models.BooleanField(_("sample"), default=False)

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["-proposed_on", "-id"]
        constraints = [
            not_reversed("project_not_reversed"),
            models.CheckConstraint(
                condition=Q(next_region__isnull=True, next_due__isnull=True)
                | Q(next_region__isnull=False, next_due__isnull=False),
                name="project_step_has_owner_and_day",
            ),
            # What was imported from before the platform has no next step to take.
            models.CheckConstraint(
                condition=~Q(state__in=UNDER_WAY) | Q(next_due__isnull=False) | ~Q(source=""),
                name="project_under_way_has_a_next_step",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProjectState.CLOSED) | Q(closed_on__isnull=False),
                name="project_closed_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProjectState.ABANDONED) | (~Q(ground="") & Q(closed_on__isnull=False)),
                name="project_given_up_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title) or f"{self.pk}"

    def reference(self) -> Reference:
        """Return how the journal names this record."""
        return Reference("project", str(self.pk), str(self)[:120])


class Participation(Guarded):
    """A government's part in a project."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="participations")
    region = region_of(_("member"), "participations")
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    standing = models.CharField(
        pgettext_lazy("participation", "standing"), max_length=10, choices=Standing.choices,
        default=Standing.INVITED,
    )  # fmt: skip
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    note = MultilingualTextField(_("note"))

    class Meta:
        verbose_name = _("part in a project")
        verbose_name_plural = _("parts in projects")
        ordering = ["project", "id"]
        constraints = [
            models.UniqueConstraint(fields=["project", "region"], name="one_part_in_a_project"),
            models.UniqueConstraint(
                fields=["project"], condition=Q(role=Role.LEAD, standing=Standing.AGREED), name="one_lead"
            ),
            not_reversed("participation_not_reversed"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.region_id} {self.role}"


class ProjectRecord(Guarded):
    """What belongs to a project and is named in the journal by its table and number."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.model_name} {self.pk}"

    def reference(self) -> Reference:
        """Return how the journal names this record."""
        return Reference(self._meta.model_name or "", str(self.pk), str(self))


class Contribution(ProjectRecord):
    """What a government puts into a project. Money has an amount and its ISO 4217 currency."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="contributions")
    region = region_of(_("member"), "contributions")
    means = models.CharField(_("kind"), max_length=10, choices=Means.choices)
    words = MultilingualTextField(_("what it is"))
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    persons = models.PositiveIntegerField(_("persons"), null=True, blank=True)
    on = models.DateField(_("date"), null=True, blank=True)

    class Meta(ProjectRecord.Meta):
        abstract = False
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ["project", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | (Q(amount__gte=0) & ~Q(currency="")),
                name="contribution_amount_has_a_currency",
            )
        ]


class Exchange(ProjectRecord):
    """People of one government with another: who sent, who received, how many, in which form."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="exchanges")
    form = models.CharField(_("form"), max_length=10)
    sender = region_of(_("sent by"), "sendings")
    host = region_of(_("received by"), "receptions")
    persons = models.PositiveIntegerField(_("persons"), default=1)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    words = MultilingualTextField(_("what for"))

    class Meta(ProjectRecord.Meta):
        abstract = False
        verbose_name = _("exchange of people")
        verbose_name_plural = _("exchanges of people")
        ordering = ["project", "since", "id"]
        constraints = [not_reversed("exchange_not_reversed")]


class Task(ProjectRecord):
    """Something a partner is to do by a day. None is without an owner and a date."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="tasks")
    region = region_of(_("who does it"), "tasks")
    words = MultilingualTextField(_("task"))
    due = models.DateField(_("by when"))
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta(ProjectRecord.Meta):
        abstract = False
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["project", "due", "id"]


class Milestone(ProjectRecord):
    """A point a project is to reach, and what shows that it did."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="milestones")
    words = MultilingualTextField(_("milestone"))
    due = models.DateField(_("by when"))
    reached_on = models.DateField(_("reached on"), null=True, blank=True)
    evidence = MultilingualTextField(_("evidence"))
    evidence_url = models.URLField(_("address of the evidence"), blank=True)

    class Meta(ProjectRecord.Meta):
        abstract = False
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["project", "due", "id"]


class Result(ProjectRecord):
    """What changed, by a measure, on a day, and what shows it."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="results")
    words = MultilingualTextField(_("result"))
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=3, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    on = models.DateField(_("date"))
    evidence = MultilingualTextField(_("evidence"))
    evidence_url = models.URLField(_("address of the evidence"), blank=True)

    class Meta(ProjectRecord.Meta):
        abstract = False
        verbose_name = _("result")
        verbose_name_plural = _("results")
        ordering = ["project", "on", "id"]


class Attachment(ProjectRecord):
    """A document of a project. Its kind is what its content says, not its name."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="attachments")
    region = region_of(_("member"), "+")
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(_("language"), max_length=8, choices=LANGUAGE_CHOICES)
    file = models.FileField(_("file"), upload_to="projects/%Y/")
    media_type = models.CharField(_("kind of file"), max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    is_public = models.BooleanField(_("public"), default=False)
    written_by = writer()
    added_at = models.DateTimeField(_("added"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta(ProjectRecord.Meta):
        abstract = False
        verbose_name = _("document of a project")
        verbose_name_plural = _("documents of projects")
        ordering = ["project", "added_at", "id"]


class Change(ProjectRecord):
    """A change to what was agreed, `before` and `after` by field as plain data; all partners say yes."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="changes")
    region = region_of(_("proposed by"), "+")
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)
    why = MultilingualTextField(_("why"))
    state = models.CharField(
        pgettext_lazy("change", "state"),
        max_length=10,
        choices=ChangeState.choices,
        default=ChangeState.PROPOSED,
    )
    written_by = writer()
    proposed_at = models.DateTimeField(_("proposed"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta(ProjectRecord.Meta):
        abstract = False
        verbose_name = _("change of a project")
        verbose_name_plural = _("changes of projects")
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project"], condition=Q(state=ChangeState.PROPOSED), name="one_change_at_a_time"
            )
        ]


class Assent(ProjectRecord):
    """What one partner says to a change."""

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="assents")
    region = region_of(_("member"), "+")
    agrees = models.BooleanField(_("agrees"))
    note = models.CharField(_("note"), max_length=500, blank=True)
    at = models.DateTimeField(_("time"))

    class Meta(ProjectRecord.Meta):
        abstract = False
        verbose_name = _("answer to a change")
        verbose_name_plural = _("answers to changes")
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["change", "region"], name="one_assent_of_a_partner")]


class Report(ProjectRecord):
    """One page on a project in the reporter's language. The closing report is the public story."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="reports")
    kind = models.CharField(_("kind"), max_length=10, choices=ReportKind.choices)
    year = models.PositiveSmallIntegerField(_("year"))
    region = region_of(_("member"), "+")
    language = models.CharField(_("language"), max_length=8, choices=LANGUAGE_CHOICES)
    done = MultilingualTextField(_("What was done"))
    changed = MultilingualTextField(_("What changed"))
    learnt = MultilingualTextField(_("What did not work, and what others should know"))
    still_cooperating = models.BooleanField(_("still working together"), null=True, blank=True)
    due = models.DateField(_("by when"))
    handed_in_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    written_by = writer()

    class Meta(ProjectRecord.Meta):
        abstract = False
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["project", "due", "id"]
        constraints = [
            models.UniqueConstraint(fields=["project", "kind", "year"], name="one_report_of_a_kind_and_year")
        ]


class ResolutionTie(ProjectRecord):
    """A resolution or declaration a project carries out, named from afar: its type and id in another room."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="ties")
    target_type = models.CharField(max_length=40)
    target_id = models.CharField(max_length=120)
    words = MultilingualTextField(_("what was resolved"))
    url = models.URLField(_("address of the document"), blank=True)

    class Meta(ProjectRecord.Meta):
        abstract = False
        verbose_name = _("tie to a resolution")
        verbose_name_plural = _("ties to resolutions")
        ordering = ["project", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "target_type", "target_id"], name="one_tie_to_a_resolution"
            )
        ]
