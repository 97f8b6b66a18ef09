"""Concepts of the association's work, and the terms by which each language names them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from near.foundation.action import Guarded
from near.foundation.journal import Reference
from near.terminology.enums import Field, Rank, TermState


class Concept(Guarded):
    """One meaning, whatever it is called. `locked` terms stand for themselves in every translation."""

    slug = models.SlugField(_("identifier"), max_length=80, unique=True)
    field = models.CharField(_("field of work"), max_length=20, choices=Field.choices, db_index=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    locked = models.BooleanField(_("locked in translations"), default=False)

    class Meta:
        verbose_name = _("concept")
        verbose_name_plural = _("concepts")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug

    def reference(self) -> Reference:
        """Return how the journal names this record."""
        return Reference("concept", self.slug, self.slug)


class Term(Guarded):
    """What a concept is called in one language. `key` is what spellings of one term share."""

    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="terms")
    language = models.CharField(_("language"), max_length=2)
    words = models.CharField(_("term"), max_length=200)
    key = models.CharField(max_length=400)
    rank = models.CharField(_("rank"), max_length=9, choices=Rank.choices)
    place = models.PositiveSmallIntegerField(_("order"), default=0)
    state = models.CharField(_("state"), max_length=7, choices=TermState.choices)
    shared = models.BooleanField(_("homonym"), default=False)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["concept", "language", "place", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["concept", "language"], condition=Q(rank=Rank.PREFERRED), name="one_preferred_term"
            ),
            models.UniqueConstraint(fields=["concept", "language", "key"], name="a_term_stands_once"),
            models.UniqueConstraint(
                fields=["language", "key"], condition=Q(shared=False), name="a_term_has_one_concept"
            ),
            models.CheckConstraint(condition=~Q(words="") & ~Q(key=""), name="a_term_has_words"),
        ]

    def __str__(self) -> str:
        return self.words
