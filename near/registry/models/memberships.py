"""Memberships, suspensions and mandates: dated spells, each opened and closed by a named act."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from near.foundation.action import Guarded
from near.foundation.journal import Reference
from near.foundation.period import Precision
from near.foundation.text import MultilingualTextField
from near.registry.enums import Category, Office
from near.registry.models.regions import Region, SpellQuerySet, not_reversed


class Decision(Guarded):
    """The act that decided something: which body, when, and where that is on record."""

    key = models.SlugField(_("identifier"), max_length=80, unique=True)
    on = models.DateField(_("date"))
    precision = models.CharField(max_length=5, choices=Precision.choices, default=Precision.DAY)
    body = models.CharField(_("deciding body"), max_length=60)
    document = models.CharField(_("document"), max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["on", "key"]

    def __str__(self) -> str:
        return self.key


class MembershipSpell(Guarded):
    """A spell of one region's membership in one category. The database refuses overlaps."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="memberships")
    category = models.CharField(_("category"), max_length=10, choices=Category.choices)
    since = models.DateField(_("since"))
    since_precision = models.CharField(max_length=5, choices=Precision.choices, default=Precision.DAY)
    until = models.DateField(_("until"), null=True, blank=True)
    until_precision = models.CharField(max_length=5, choices=Precision.choices, blank=True)
    opened_by = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="opened")
    closed_by = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="closed"
    )
    note = MultilingualTextField(_("note"))

    objects: ClassVar = SpellQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["since", "id"]
        constraints = [
            not_reversed("membership_not_reversed"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True, closed_by__isnull=True)
                | models.Q(until__isnull=False, closed_by__isnull=False),
                name="membership_end_names_its_act",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.category} {self.since}"

    def reference(self) -> Reference:
        """Return how the journal names this record."""
        return Reference("membership", str(self.pk), self.region.slug)


class SuspensionSpell(Guarded):
    """A spell during which a member's rights rest. The membership itself goes on."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="suspensions")
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    ground = MultilingualTextField(_("ground"))
    opened_by = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="suspended")
    closed_by = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="restored"
    )

    objects: ClassVar = SpellQuerySet.as_manager()

    class Meta:
        verbose_name = _("suspension of rights")
        verbose_name_plural = _("suspensions of rights")
        ordering = ["since", "id"]
        constraints = [not_reversed("suspension_not_reversed")]

    def __str__(self) -> str:
        return f"{self.region_id} {self.since}"


class Mandate(Guarded):
    """Who speaks for a member, in which office, since when. Addresses are the office's, never private."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="mandates")
    office = models.CharField(_("office"), max_length=10, choices=Office.choices)
    unit = MultilingualTextField(_("division"))
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mandates",
    )
    role_address = models.EmailField(_("address of the office"), blank=True)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    is_sample = models.BooleanField(_("sample"), default=False)

    objects: ClassVar = SpellQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        ordering = ["region", "office", "since"]
        constraints = [not_reversed("mandate_not_reversed")]

    def __str__(self) -> str:
        return f"{self.region_id} {self.office}"
