"""The editorial pages of the site, written at the desk. All else on the site comes from the register."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField
from wagtail_localize.models import StringTranslation, TranslationSource

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
    # The address is no words: it stays the same in every language, and no machine is asked for it.
    override_translatable_fields: ClassVar[list[Any]] = [SynchronizedField("slug", overridable=False)]
    # Going live at a set time would change the site without an entry in the journal.
    settings_panels: ClassVar[list[Any]] = []
    parent_page_types: ClassVar[list[str]] = ["near_site.EntryIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Say what of this entry a machine wrote."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"machine": written_by_machine([self]).get(self.pk)}

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")

    @property
    def language(self) -> str:
        """Return our code of the language this entry is written in."""
        return language_of(self.locale.language_code).code


@dataclass(frozen=True)
class ByMachine:
    """What of one entry a machine wrote: fields, and the address and language of the original."""

    fields: frozenset[str]
    address: str
    original: str


def written_by_machine(entries: Sequence[Page]) -> dict[int, ByMachine]:
    """Return for each entry (by primary key) that holds a machine's words what they are. Two queries at most.

    A segment is a machine's until somebody has gone over it in the CMS's translation of the page.
    """
    if not entries:
        return {}
    by_place = {(entry.translation_key, entry.locale_id): entry for entry in entries}
    machine = StringTranslation.objects.filter(
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
        context__object_id__in=[key for key, _locale in by_place],
        locale__in={locale for _key, locale in by_place},
        translation_of__segments__context_id=models.F("context_id"),
    )
    fields: dict[int, set[str]] = {}
    for key, locale, path in machine.values_list(
        "context__object_id", "locale_id", "context__path"
    ).order_by():
        if (key, locale) in by_place:
            fields.setdefault(by_place[key, locale].pk, set()).add(path.partition(".")[0])
    if not fields:
        return {}
    sources = {s.object_id: s.locale for s in _sources(by_place[k].translation_key for k in by_place)}
    return {e.pk: _marked(e, fields[e.pk], sources) for e in entries if e.pk in fields}


def _sources(keys: Iterable[Any]) -> Any:
    return TranslationSource.objects.filter(object_id__in=set(keys)).select_related("locale").order_by("pk")


def _marked(entry: Page, fields: set[str], sources: dict[Any, Any]) -> ByMachine:
    locale = sources[entry.translation_key]
    original = entry.get_translation_or_none(locale)
    address = (original.get_url() or "") if original is not None and original.live else ""
    return ByMachine(frozenset(fields), address, language_of(locale.language_code).code)


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
