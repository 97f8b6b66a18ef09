"""Regions: who they are, whatever they are called."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from near.foundation.action import Guarded, GuardedQuerySet
from near.foundation.journal import Reference
from near.foundation.languages import NAME_LANGUAGES
from near.foundation.period import Precision, spell_on
from near.foundation.text import MultilingualTextField
from near.registry.enums import EventKind, NameKind, NameState, RegionKind

LANGUAGE_CHOICES = [(code, code) for code in NAME_LANGUAGES]


def not_reversed(name: str) -> models.CheckConstraint:
    """Return the database's law that a spell's end comes after its beginning."""
    open_or_after = Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gt=F("since"))
    return models.CheckConstraint(condition=open_or_after, name=name)


class SpellQuerySet(GuardedQuerySet):
    """Spells, asked by day."""

    def on(self, day: dt.date) -> SpellQuerySet:
        """Keep those whose spell covers `day`."""
        return self.filter(spell_on(day))

    def open(self) -> SpellQuerySet:
        """Keep those that have no end."""
        return self.filter(until__isnull=True)


class Country(Guarded):
    """A country, called in each language as the house rule says (data/regions/house_rules.json)."""

    code = models.CharField(_("code"), max_length=2, primary_key=True)
    official_name = MultilingualTextField(_("official name"))
    short_name = MultilingualTextField(_("short name"))
    sort_key = MultilingualTextField(_("sort key"))

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["code"]

    def __str__(self) -> str:
        return str(self.short_name) or self.code


class Region(Guarded):
    """A regional government's territory under one lasting identity. `slug` is its public id."""

    slug = models.SlugField(_("identifier"), max_length=60, unique=True)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="regions")
    kind = models.CharField(_("kind"), max_length=40, choices=RegionKind.choices)
    wikidata = models.CharField("Wikidata", max_length=16, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    outline = models.JSONField(_("outline"), default=list, blank=True)

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug

    def reference(self) -> Reference:
        """Return how the journal names this record."""
        return Reference("region", self.slug, self.slug)


class RegionCode(Guarded):
    """A code of a region in some scheme (ISO 3166-2), with its validity."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="codes")
    scheme = models.CharField(_("scheme"), max_length=20, default="iso3166-2")
    code = models.CharField(_("code"), max_length=16)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    objects: ClassVar = SpellQuerySet.as_manager()

    class Meta:
        verbose_name = _("region code")
        verbose_name_plural = _("region codes")
        ordering = ["region", "scheme", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "code"], condition=Q(until__isnull=True), name="code_in_use_once"
            ),
            not_reversed("region_code_not_reversed"),
        ]

    def __str__(self) -> str:
        return self.code


class RegionName(Guarded):
    """One name of a region in one language, with its period, source and sort key."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="names")
    language = models.CharField(_("language"), max_length=8, choices=LANGUAGE_CHOICES)
    kind = models.CharField(_("kind"), max_length=10, choices=NameKind.choices)
    name = models.CharField(_("name"), max_length=120)
    sort_key = models.CharField(_("sort key"), max_length=160)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)
    state = models.CharField(_("state"), max_length=8, choices=NameState.choices)

    objects: ClassVar = SpellQuerySet.as_manager()

    class Meta:
        verbose_name = _("region name")
        verbose_name_plural = _("region names")
        ordering = ["region", "language", "kind", "sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "language", "kind"],
                condition=Q(until__isnull=True, kind__in=["official", "short"]),
                name="one_current_name_of_a_kind",
            ),
            not_reversed("region_name_not_reversed"),
        ]

    def __str__(self) -> str:
        return self.name


class RegionEvent(Guarded):
    """A dated change of the region itself: renaming, merger, new status."""

    key = models.SlugField(_("identifier"), max_length=80, unique=True)
    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(_("kind"), max_length=16, choices=EventKind.choices)
    into = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True, related_name="absorbed")
    on = models.DateField(_("date"))
    precision = models.CharField(max_length=5, choices=Precision.choices, default=Precision.DAY)
    note = MultilingualTextField(_("note"))
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("event of a region")
        verbose_name_plural = _("events of regions")
        ordering = ["on", "key"]

    def __str__(self) -> str:
        return self.key
