"""What is asked to be translated, by when, and what was asked of the machine."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from near.foundation.action import Guarded
from near.foundation.journal import Reference


class TranslationRequest(Guarded):
    """Texts to be translated into some languages by a day: open until all are checked, or it is withdrawn."""

    kind = models.CharField(_("kind of record"), max_length=40, blank=True)
    records = models.JSONField(_("records"), default=list, blank=True)
    languages = models.JSONField(_("languages"), default=list)
    due = models.DateField(_("due day"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    asked_on = models.DateField(_("asked on"))
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)

    class Meta:
        verbose_name = _("translation request")
        verbose_name_plural = _("translation requests")
        ordering = ["due", "id"]

    def __str__(self) -> str:
        return self.note or f"{self.kind or '*'} → {', '.join(self.languages)}"

    def reference(self) -> Reference:
        """Return how the journal names this record."""
        return Reference("translationrequest", str(self.pk), str(self))


class MachineRun(Guarded):
    """One text handed to the machine: who asked, and what came of it, passage by passage."""

    kind = models.CharField(_("kind of record"), max_length=40)
    key = models.CharField(_("identifier"), max_length=120)
    language = models.CharField(_("language"), max_length=8)
    asked_by = models.ForeignKey(
        "people.Account", on_delete=models.PROTECT, verbose_name=_("account"), related_name="+"
    )
    asked_at = models.DateTimeField(_("asked on"))
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    placed = models.PositiveSmallIntegerField(_("passages translated"), default=0)
    refusals = models.JSONField(_("refusals"), default=list, blank=True)

    class Meta:
        verbose_name = _("machine translation of a text")
        verbose_name_plural = _("machine translations of texts")
        ordering = ["-id"]
        indexes = [models.Index(fields=["kind", "key", "language"], name="machine_run_of_text")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key} → {self.language}"

    def reference(self) -> Reference:
        """Return how the journal names this record."""
        return Reference("machinerun", str(self.pk), str(self))
