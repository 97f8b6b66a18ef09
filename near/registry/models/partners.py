"""Partners of the association, their agreements, and the institutions that support it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from near.foundation.action import Guarded
from near.foundation.journal import Reference
from near.foundation.period import Precision
from near.foundation.text import MultilingualTextField
from near.registry.enums import AgreementState
from near.registry.models.regions import Region


class Partner(Guarded):
    """A body beyond the association that it works with."""

    slug = models.SlugField(_("identifier"), max_length=60, unique=True)
    abbreviation = models.CharField(_("abbreviation"), max_length=20, blank=True)
    name = MultilingualTextField(_("name"))
    summary = MultilingualTextField(_("what it is"))
    seat = MultilingualTextField(_("seat"))
    founded = models.PositiveSmallIntegerField(_("founded"), null=True, blank=True)
    figures = models.JSONField(_("size"), default=dict, blank=True)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["slug"]

    def __str__(self) -> str:
        return str(self.name) or self.slug

    def reference(self) -> Reference:
        """Return how the journal names this record."""
        return Reference("partner", self.slug, self.slug)


class Agreement(Guarded):
    """What the association and a partner signed."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="agreements")
    parties = MultilingualTextField(_("parties"))
    signed_on = models.DateField(_("signed"))
    precision = models.CharField(max_length=5, choices=Precision.choices, default=Precision.DAY)
    state = models.CharField(_("state"), max_length=12, choices=AgreementState.choices)
    review_on = models.DateField(_("review date"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["signed_on", "id"]

    def __str__(self) -> str:
        return f"{self.partner_id} {self.signed_on}"


class Institution(Guarded):
    """An institution of a member that supports the association's work."""

    slug = models.SlugField(_("identifier"), max_length=60, unique=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="institutions")
    name = MultilingualTextField(_("name"))
    abbreviation = models.CharField(_("abbreviation"), max_length=20, blank=True)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("supporting institution")
        verbose_name_plural = _("supporting institutions")
        ordering = ["slug"]

    def __str__(self) -> str:
        return str(self.name) or self.slug
