"""Entries written at the desk: published, on record, on the site at once; sign-in has a second factor."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from near.foundation.journal import JournalEntry
from near.people.models import Account
from near.web.site.models import EntryIndexPage, EntryPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register", "editors")]


@pytest.fixture
def desk(officer: Account) -> Client:
    client = Client()
    client.force_login(officer, backend="near.web.desk.backends.DeskBackend")
    return client


def written(desk: Client, language: str = "en", **more: str) -> EntryPage:
    parent = EntryIndexPage.objects.get(locale__language_code=language)
    path = reverse("wagtailadmin_pages:add", args=["near_site", "entrypage", parent.pk])
    body = '{"blocks":[{"key":"a","text":"Come to Ulsan.","type":"unstyled","depth":0,"inlineStyleRanges":[],"entityRanges":[]}],"entityMap":{}}'  # noqa: E501 -- what the editor sends
    entry = {"title": "Call", "slug": "call", "on": "2026-11-20", "summary": "A call.", "body": body}
    desk.post(path, entry | {"action-publish": "1"} | more)
    return EntryPage.objects.get(locale__language_code=language)


def test_a_published_entry_stands_on_the_site_and_in_the_journal(desk: Client) -> None:
    entry = written(desk)
    assert entry.live
    assert JournalEntry.objects.filter(verb="site.publish_page").count() == 1
    html = Client().get("/en/").content.decode()
    assert "A call." in html
    answer = Client().get(entry.get_url())
    assert answer.status_code == 200
    assert "Come to Ulsan." in answer.content.decode()


@pytest.mark.parametrize("language", ["ja", "mn"])
def test_an_entry_speaks_the_language_it_was_written_in(desk: Client, language: str) -> None:
    entry = written(desk, language)
    assert entry.get_url().startswith(f"/{language}/pages/")
    assert "A call." in Client().get(f"/{language}/").content.decode()
    assert "A call." not in Client().get("/en/").content.decode()


def test_a_withdrawn_entry_leaves_the_site_and_the_journal_says_so(desk: Client) -> None:
    entry = written(desk)
    desk.post(reverse("wagtailadmin_pages:unpublish", args=[entry.pk]))
    assert not EntryPage.objects.live().exists()
    desk.post(reverse("wagtailadmin_pages:delete", args=[entry.pk]))
    verbs = list(JournalEntry.objects.order_by("sequence").values_list("verb", flat=True))
    assert verbs[-2:] == ["site.unpublish_page", "site.delete_page"]


def test_an_officer_who_left_can_no_longer_publish(desk: Client, officer: Account) -> None:
    assert desk.get("/desk/pages/").status_code == 200
    officer.is_active = False
    officer.save()
    assert desk.get("/desk/pages/").status_code == 302


def test_preparing_the_pages_twice_changes_nothing() -> None:
    from django.core.management import call_command  # noqa: PLC0415 -- only this test calls it

    before = Page.objects.count()
    call_command("prepare_pages")
    assert Page.objects.count() == before


@pytest.mark.parametrize("language", ["en", "ja", "mn"])
def test_a_second_factor_can_be_set_up(desk: Client, language: str) -> None:
    for path in ("", "totp/activate/", "webauthn/"):
        answer = desk.get(f"/{language}/account/2fa/{path}")
        assert answer.status_code in (200, 302), path
