"""The association itself: names, organs, sessions, chairs, Charter, history."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from near.assembly.enums import CharterKind, OrganKind
from near.foundation.action import Guarded, GuardedQuerySet
from near.foundation.journal import Reference
from near.foundation.period import Precision, spell_on
from near.foundation.text import MultilingualTextField
from near.registry.models import Region


def precision_field() -> models.CharField[str, str]:
    """Return the field that says how exactly a date is known."""
    return models.CharField(max_length=5, choices=Precision.choices, default=Precision.DAY)


class SpellQuerySet(GuardedQuerySet):
    """Spells, asked by day."""

    def on(self, day: dt.date) -> SpellQuerySet:
        """Keep those whose spell covers `day`."""
        return self.filter(spell_on(day))


class AssociationName(Guarded):
    """What the association is called in one language, and since when."""

    language = models.CharField(_("language"), max_length=8)
    name = models.CharField(_("name"), max_length=200)
    short = models.CharField(_("short name"), max_length=40, blank=True)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)

    objects: ClassVar = SpellQuerySet.as_manager()

    class Meta:
        verbose_name = _("name of the association")
        verbose_name_plural = _("names of the association")
        ordering = ["language", "since"]

    def __str__(self) -> str:
        return self.name


class Passage(Guarded):
    """A passage of the association's own account of itself, found by its key."""

    key = models.CharField(_("identifier"), max_length=120, unique=True)
    text = MultilingualTextField(_("text"))
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key

    def reference(self) -> Reference:
        """Return how the journal names this record."""
        return Reference("passage", self.key, self.key)


class Organ(Guarded):
    """An organ or subcommittee, living or ended."""

    slug = models.SlugField(_("identifier"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganKind.choices)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    name = MultilingualTextField(_("name"))
    summary = MultilingualTextField(_("field of work"))
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    precision = precision_field()
    source = models.CharField(_("source"), max_length=200)

    objects: ClassVar = SpellQuerySet.as_manager()

    class Meta:
        verbose_name = _("organ")
        verbose_name_plural = _("organs")
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return str(self.name) or self.slug

    def reference(self) -> Reference:
        """Return how the journal names this record."""
        return Reference("organ", self.slug, self.slug)


class Coordination(Guarded):
    """A spell during which a member coordinates a subcommittee. Several may do so jointly."""

    organ = models.ForeignKey(Organ, on_delete=models.CASCADE, related_name="coordinations")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="coordinations")
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    precision = precision_field()

    objects: ClassVar = SpellQuerySet.as_manager()

    class Meta:
        verbose_name = _("coordination")
        verbose_name_plural = _("coordinations")
        ordering = ["organ", "since", "id"]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.region_id}"


class OrganEvent(Guarded):
    """Something that happened to an organ: founded, renamed, merged, ended."""

    organ = models.ForeignKey(Organ, on_delete=models.CASCADE, related_name="events")
    on = models.DateField(_("date"))
    precision = precision_field()
    kind = models.CharField(_("kind"), max_length=24)
    note = MultilingualTextField(_("note"))
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("event of an organ")
        verbose_name_plural = _("events of organs")
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.kind} {self.on}"


class Session(Guarded):
    """A meeting of an organ."""

    slug = models.SlugField(_("identifier"), max_length=60, unique=True)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField(_("number"))
    since = models.DateField(_("first day"), null=True, blank=True)
    until = models.DateField(_("day after the last"), null=True, blank=True)
    precision = precision_field()
    host = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True, related_name="hosted")
    place = MultilingualTextField(_("place"))
    outcome = MultilingualTextField(_("outcome"))
    online = models.BooleanField(_("online"), default=False)
    figures = models.JSONField(_("figures"), default=dict, blank=True)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["organ", "number"]

    def __str__(self) -> str:
        return self.slug


class ChairTerm(Guarded):
    """A term during which a member's government holds the chair."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="chair_terms")
    since = models.DateField(_("since"))
    since_precision = precision_field()
    until = models.DateField(_("until"), null=True, blank=True)
    until_precision = precision_field()
    note = MultilingualTextField(_("note"))
    source = models.CharField(_("source"), max_length=200)

    objects: ClassVar = SpellQuerySet.as_manager()

    class Meta:
        verbose_name = _("chair term")
        verbose_name_plural = _("chair terms")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}"


class SecretaryGeneralTerm(Guarded):
    """A Secretary-General's term."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    person = models.CharField(_("name"), max_length=120)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    precision = precision_field()
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("term of a Secretary-General")
        verbose_name_plural = _("terms of Secretaries-General")
        ordering = ["number"]

    def __str__(self) -> str:
        return self.person


class CharterRevision(Guarded):
    """The Charter's adoption or a revision of it."""

    on = models.DateField(_("date"), unique=True)
    kind = models.CharField(_("kind"), max_length=8, choices=CharterKind.choices)
    summary = MultilingualTextField(_("what changed"))
    session = models.CharField(_("session"), max_length=60, blank=True)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("revision of the Charter")
        verbose_name_plural = _("revisions of the Charter")
        ordering = ["on"]

    def __str__(self) -> str:
        return str(self.on)


class TimelineItem(Guarded):
    """An entry of the association's history."""

    key = models.CharField(_("identifier"), max_length=120, unique=True)
    on = models.DateField(_("date"))
    precision = precision_field()
    kind = models.CharField(_("kind"), max_length=24, blank=True)
    text = MultilingualTextField(_("text"))
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("entry of the history")
        verbose_name_plural = _("history")
        ordering = ["on", "key"]

    def __str__(self) -> str:
        return self.key


class Discrepancy(Guarded):
    """A point on which the public sources contradict each other, said openly."""

    key = models.CharField(_("identifier"), max_length=120, unique=True)
    text = MultilingualTextField(_("text"))
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("discrepancy in the record")
        verbose_name_plural = _("discrepancies in the record")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key
