"""What is findable of the editorial pages: published entries, translations as wordings of one record."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import TranslationSource

from near.foundation.languages import language_of
from near.foundation.search.findable import Findable, Kind, Wording
from near.foundation.search.wordings import first_spoken
from near.foundation.text import TextState
from near.web.design.addresses import OF_LANGUAGE
from near.web.site.models import EntryPage, written_by_machine

_BLOCK_ENDS = re.compile(r"</(?:p|h\d|li|ul|ol|tr|blockquote)>|<br\s*/?>", re.IGNORECASE)


def entries() -> Iterator[Findable]:
    """Yield every published entry. Four queries at most, whatever their number."""
    groups: defaultdict[Any, list[EntryPage]] = defaultdict(list)
    published = list(EntryPage.objects.live().public().select_related("locale").order_by("pk"))
    for page in published:
        groups[page.translation_key].append(page)
    sources, machine = _written_in(), set(written_by_machine(published))
    for key, pages in groups.items():
        original = sources.get(key, _code(pages[0]))
        wordings = {_code(page): _wording(page, original, machine) for page in pages}
        yield Findable(
            "entry", str(key), wordings, original=first_spoken(original, wordings),
            on=max(page.on for page in pages),
            extra={f"{OF_LANGUAGE}{_code(page)}": page.get_url() or "" for page in pages},
        )  # fmt: skip


def _code(page: EntryPage) -> str:
    return language_of(page.locale.language_code).code


def _wording(page: EntryPage, original: str, machine: set[int]) -> Wording:
    if _code(page) == original:
        state = TextState.ORIGINAL
    else:
        state = TextState.MACHINE if page.pk in machine else TextState.CHECKED
    return Wording(page.title, page.summary, plain(page.body), str(state))


def _written_in() -> dict[Any, str]:
    """Return, by translation key, the language an entry is translated from at the desk."""
    found = TranslationSource.objects.filter(specific_content_type__model=EntryPage._meta.model_name)
    rows = found.order_by("pk").values_list("object_id", "locale__language_code")
    return {key: language_of(code).code for key, code in rows}


def plain(rich: str) -> str:
    """Return formatted text as plain words, a line for each paragraph."""
    lines = html.unescape(strip_tags(_BLOCK_ENDS.sub("\n", rich))).splitlines()
    return "\n".join(words for line in lines if (words := " ".join(line.split())))


ENTRIES = Kind("entry", _("News entry"), entries)
