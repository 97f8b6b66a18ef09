"""Pages through the CMS's translation: the same provider, names locked, a machine's words labelled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.strings import StringValue

from near.foundation import locking, machine_translation
from near.foundation.journal import JournalEntry
from near.foundation.locking import Lock
from near.foundation.machine_translation import KeyRefused, MarkupDamaged
from near.people.models import Account
from near.web.desk.page_translator import PageTranslator
from near.web.outgoing.asking import Server
from near.web.outgoing.providers import LibreTranslate
from near.web.site.models import EntryIndexPage, EntryPage, written_by_machine
from tests.translation.providers import Spoken
from tests.web.outgoing.servers import KEY, Told, serving

BODY = "<p>Come to <b>Ulsan</b> &amp; talk.</p>"


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Spoken:
    spoken = Spoken(lambda t: "".join(c if "<" in t else c.upper() for c in t))
    monkeypatch.setattr(machine_translation, "_maker", [lambda: spoken])
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": "near.web.desk.page_translator.PageTranslator"}
    return spoken


def entry_with_translation() -> tuple[EntryPage, Translation]:
    """Publish an English entry and open its translation into Japanese."""
    index = EntryIndexPage.objects.get(locale__language_code="en")
    page = EntryPage(
        title="Call", slug="call", on="2026-11-20", summary="A call.", body=BODY, locale=index.locale
    )
    index.add_child(instance=page)
    page.save_revision().publish()
    source, _made = TranslationSource.get_or_create_from_instance(page)
    japanese = Locale.objects.get(language_code="ja")
    translation = Translation.objects.create(source=source, target_locale=japanese)
    with TestCase.captureOnCommitCallbacks(execute=True):
        translation.save_target(publish=False)
    return page, translation


def target(translation: Translation) -> EntryPage:
    found: EntryPage = translation.get_target_instance()
    return found


def machine(desk: Client, translation: Translation) -> Any:
    path = reverse("wagtail_localize:machine_translate", args=[translation.pk])
    return desk.post(path, {"next": "/desk/"})


def publish(desk: Client, page: EntryPage) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        desk.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"})


@pytest.fixture
def desk(officer: Account) -> Client:
    client = Client()
    client.force_login(officer, backend="near.web.desk.backends.DeskBackend")
    return client


@pytest.mark.django_db
@pytest.mark.usefixtures("register", "editors")
class TestEntry:
    """An entry whose Japanese a machine prepares at the desk."""

    def test_open_segments_are_filled_and_labelled(self, desk: Client, provider: Spoken) -> None:
        _page, translation = entry_with_translation()
        assert machine(desk, translation).status_code == 302
        found = {
            s.context.path.partition(".")[0]: s for s in StringTranslation.objects.select_related("context")
        }
        assert found["title"].data == "CALL"
        assert {(s.translation_type, s.tool_name) for s in found.values()} == {("machine", "Spoken")}
        assert provider.asked[0][:2] == ("en", "ja")

    def test_what_a_person_translated_stays(self, desk: Client, provider: Spoken) -> None:
        _page, translation = entry_with_translation()
        segment = translation.source.stringsegment_set.get(context__path="title")
        StringTranslation.objects.create(
            translation_of=segment.string, context=segment.context, locale=translation.target_locale,
            data="呼びかけ", translation_type="manual",
        )  # fmt: skip
        machine(desk, translation)
        assert StringTranslation.objects.get(context=segment.context).data == "呼びかけ"
        assert StringTranslation.objects.filter(translation_type="machine").exists()

    def test_a_published_translation_is_on_record_and_its_machine_words_marked(
        self, desk: Client, provider: Spoken
    ) -> None:
        page, translation = entry_with_translation()
        machine(desk, translation)
        publish(desk, target(translation))
        entry = JournalEntry.objects.filter(verb="site.publish_page").first()
        assert entry
        assert entry.after == {"title": "CALL", "language": "ja", "live": True}
        shown = target(translation)
        for path in (shown.get_url(), "/ja/", "/ja/news/"):
            html = Client().get(path).content.decode()
            assert f'<a class="badge machine" href="{page.get_url()}" hreflang="en">' in html, path
        assert "badge machine" not in Client().get(page.get_url()).content.decode()

    def test_the_mark_goes_when_somebody_has_gone_over_all_of_it(
        self, desk: Client, provider: Spoken
    ) -> None:
        page, translation = entry_with_translation()
        machine(desk, translation)
        publish(desk, target(translation))
        shown = target(translation)
        assert written_by_machine([shown])[shown.pk].fields == {"title", "summary", "body"}
        StringTranslation.objects.update(translation_type="manual")
        assert written_by_machine([shown]) == {}
        StringTranslation.objects.filter(context__path="title").update(translation_type="machine")
        page.unpublish()
        (mark,) = written_by_machine([shown]).values()
        assert (mark.fields, mark.address, mark.original) == (frozenset({"title"}), "", "en")
        assert written_by_machine([]) == {}

    def test_publishing_the_same_again_by_other_buttons_writes_no_entry(
        self, desk: Client, provider: Spoken
    ) -> None:
        page, translation = entry_with_translation()
        with TestCase.captureOnCommitCallbacks(execute=True):
            desk.post(reverse("wagtailadmin_pages:edit", args=[target(translation).pk]), {"action": "save"})
            desk.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"})
        assert not JournalEntry.objects.filter(verb="site.publish_page").exists()

    def test_a_refusal_is_said_at_the_desk_and_nothing_is_written(
        self, desk: Client, provider: Spoken
    ) -> None:
        _page, translation = entry_with_translation()
        provider.refusal = KeyRefused(provider="Spoken")
        answer = machine(desk, translation)
        assert answer.status_code == 422
        assert "Spoken refused our key" in answer.content.decode()
        assert not StringTranslation.objects.exists()

    def test_bringing_pages_up_to_date_asks_no_machine_and_is_on_record(
        self, desk: Client, provider: Spoken
    ) -> None:
        page, translation = entry_with_translation()
        page.title = "Second call"
        page.save_revision().publish()
        path = f"/desk/localize/update/{translation.source_id}/"
        assert "use_machine_translation" not in desk.get(path).content.decode()
        with TestCase.captureOnCommitCallbacks(execute=True):
            answer = desk.post(path, {"publish_translations": "on", "use_machine_translation": "on"})
        assert answer.status_code == 302
        assert provider.asked == []
        verbs = list(
            JournalEntry.objects.filter(verb__startswith="site.").values_list("after__language", flat=True)
        )
        assert verbs == ["ja"]


class World:
    """Two locales as the CMS hands them over."""

    def __init__(self, code: str) -> None:
        self.language_code = code


def test_segments_keep_tags_lock_names_and_leave_damaged_ones_open(
    provider: Spoken, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        locking, "_keepers", [lambda t, _s, _t: [Lock(0, 5, "蔚山")] if t.startswith("Ulsan") else []]
    )
    provider.say = lambda t: t.replace("calls", "よぶ") if "bad" not in t else "<i>"
    segments = [StringValue('<a id="a1">Ulsan</a> calls &amp; waits'), StringValue("bad")]
    found = PageTranslator({}).translate(World("en"), World("zh-hans"), segments)
    assert found == {segments[0]: StringValue('<a id="a1">蔚山</a> よぶ &amp; waits')}
    assert provider.asked[0][:2] == ("en", "zh")
    with pytest.raises(MarkupDamaged):
        PageTranslator({}).translate(World("en"), World("ja"), segments[1:])
    assert PageTranslator({}).translate(World("en"), World("ja"), []) == {}


def test_the_button_is_there_only_with_a_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine_translation, "_maker", [Spoken])
    adapter = PageTranslator({})
    assert (adapter.display_name, adapter.can_translate(World("en"), World("ja"))) == ("Spoken", True)
    same = World("en")
    assert not adapter.can_translate(same, same)
    monkeypatch.setattr(machine_translation, "_maker", [])
    assert (adapter.display_name, adapter.can_translate(World("en"), World("ja"))) == ("", False)


@pytest.fixture
def told() -> Iterator[Told]:
    with serving() as told:
        yield told


@pytest.mark.django_db
@pytest.mark.usefixtures("editors")
def test_the_whole_way_outside_any_transaction_of_our_own(
    told: Told, monkeypatch: pytest.MonkeyPatch, settings: Any, desk: Client
) -> None:
    libre = LibreTranslate(Server("LibreTranslate", told.address), KEY)
    monkeypatch.setattr(machine_translation, "_maker", [lambda: libre])
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": "near.web.desk.page_translator.PageTranslator"}
    _page, translation = entry_with_translation()
    assert machine(desk, translation).status_code == 302
    found = dict(StringTranslation.objects.values_list("context__path", "data"))
    assert found["title"] == "CALL"
    assert any("<b>ULSAN</b> &amp; TALK." in data for data in found.values())
