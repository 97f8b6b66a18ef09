"""Published entries are findable: translations as wordings of one record, drafts never."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from near.foundation.search.findable import kinds
from near.web.site.models import EntryIndexPage, EntryPage
from near.web.site.search import ENTRIES, entries, plain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editors")]


def written(language: str = "en", slug: str = "call", **more: Any) -> EntryPage:
    parent = EntryIndexPage.objects.get(locale__language_code=language)
    page = EntryPage(
        title="Call", slug=slug, on=dt.date(2026, 11, 20), summary="A call.",
        body="<h2>Come</h2><p>to <b>Ulsan</b> &amp; back.</p>", locale=parent.locale, **more,
    )  # fmt: skip
    parent.add_child(instance=page)
    return page


def test_a_published_entry_is_findable_in_the_language_it_was_written_in() -> None:
    page = written("ja")
    (found,) = entries()
    assert (found.kind, found.key, found.original) == ("entry", str(page.translation_key), "ja")
    assert found.on == dt.date(2026, 11, 20)
    assert found.wordings["ja"].body == "Come\nto Ulsan & back."
    assert (found.wordings["ja"].state, found.wordings["ja"].summary) == ("original", "A call.")
    assert found.extra["address.ja"].startswith("/ja/pages/")
    assert kinds()["entry"] is ENTRIES


def test_a_draft_is_not_findable() -> None:
    written(live=False)
    assert list(entries()) == []


def test_translations_are_wordings_of_one_record_and_say_how_they_were_made() -> None:
    page = written()
    for code in ("ja", "mn"):
        other = page.copy_for_translation(Locale.objects.get(language_code=code))
        other.title = code
        other.save_revision().publish()
    source, _made = TranslationSource.get_or_create_from_instance(page)
    japanese = Locale.objects.get(language_code="ja")
    Translation.objects.create(source=source, target_locale=japanese)
    segment = source.stringsegment_set.order_by("pk").first()
    StringTranslation.objects.create(
        translation_of=segment.string, locale=japanese, context=segment.context, data="呼びかけ",
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
    )  # fmt: skip
    (found,) = entries()
    assert {code: wording.state for code, wording in found.wordings.items()} == {
        "en": "original", "ja": "machine", "mn": "checked",
    }  # fmt: skip
    assert found.original == "en"


def test_entries_cost_the_same_number_of_queries_however_many_there_are() -> None:
    counted = []
    for number in range(3):
        written(slug=f"call-{number}")
        list(entries())
        with CaptureQueriesContext(connection) as made:
            list(entries())
        counted.append(len(made))
    assert len(set(counted)) == 1


def test_formatted_text_is_read_as_lines() -> None:
    assert plain("<ul><li>One</li><li>Two<br/>three</li></ul><p></p>") == "One\nTwo\nthree"
