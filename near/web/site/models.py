"""The editorial pages of the site, written at the desk. All else on the site comes from the register."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from near.foundation.languages import CODES, fallbacks, language_of

_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "image"]


class EntryIndexPage(Page):
    """The root of the entries of one language."""

    template = "site/entry_index.html"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["near_site.EntryPage"]
    settings_panels: ClassVar[list[Any]] = []

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")


class EntryPage(Page):
    """One entry: an announcement, a report, an invitation."""

    template = "site/entry.html"
    on = models.DateField(_("date"))
    summary = models.CharField(_("summary"), max_length=300)
    body = RichTextField(_("text"), features=_FEATURES)

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("on"),
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    # Going live at a set time would change the site without an entry in the journal.
    settings_panels: ClassVar[list[Any]] = []
    parent_page_types: ClassVar[list[str]] = ["near_site.EntryIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")

    @property
    def language(self) -> str:
        """Return our code of the language this entry is written in."""
        return language_of(self.locale.language_code).code


def latest_entries(language: str, *, limit: int) -> list[EntryPage]:
    """Return the latest published entries for a reader of one language.

    The desk writes in the working languages. A reader of another gets each entry in the nearest of them.
    """
    chain = [language] if language in CODES else [c for c in fallbacks(language) if c in CODES]
    locales = [language_of(code).django for code in chain]
    found = EntryPage.objects.live().filter(locale__language_code__in=locales).select_related("locale")
    if len(chain) == 1:
        return list(found.order_by("-on", "-pk")[:limit])
    nearest: dict[Any, EntryPage] = {}
    for entry in sorted(found.order_by("pk"), key=lambda e: chain.index(e.language)):
        nearest.setdefault(entry.translation_key, entry)
    return sorted(nearest.values(), key=lambda e: (e.on, e.pk), reverse=True)[:limit]


def published_entries() -> list[list[tuple[str, str]]]:
    """Return the addresses of every published entry, with its language, grouped by translation."""
    groups: dict[Any, list[tuple[str, str]]] = {}
    for entry in EntryPage.objects.live().select_related("locale").order_by("-on", "pk"):
        tag = language_of(entry.locale.language_code).tag
        groups.setdefault(entry.translation_key, []).append((tag, entry.get_url() or ""))
    return list(groups.values())
