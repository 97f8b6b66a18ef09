"""Our language's texts: an official corrects what the association says in the member's language."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from near.assembly.models import Organ
from near.foundation import machine_translation
from near.foundation.journal import JournalEntry
from near.foundation.text import MultilingualText
from near.people.models import Account
from near.registry.models import Region
from tests.assembly.factories import OrganFactory
from tests.registry.factories import MandateFactory
from tests.translation.factories import TranslationRequestFactory
from tests.translation.providers import Spoken
from tests.web.desk.test_desk import signed_in
from tests.web.desk.test_translations import entered, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register", "strict_templates")]
LIST = "/mn/portal/texts/"
TEXT = f"{LIST}mn/organ/sub-tourism/"


@pytest.fixture
def speaker(official: Any) -> Account:
    account: Account = official(Region.objects.get(slug="mn-khentii"))
    return account


@pytest.mark.parametrize("path", [LIST, TEXT])
def test_the_portal_asks_for_a_sign_in_and_a_mandate(path: str, outsider: Account) -> None:
    assert Client().get(path)["Location"].startswith("/mn/account/login/")
    assert signed_in(outsider).get(path).status_code == 403
    assert signed_in(outsider).post(path, {"do": "check"}).status_code in (403, 405)


@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-hans", "ru", "mn"])
def test_the_portal_stands_in_every_language(speaker: Account, language: str) -> None:
    client = signed_in(speaker)
    for path in ("portal/texts/", "portal/texts/mn/organ/sub-tourism/"):
        assert shown(client, f"/{language}/{path}").count("<h1") == 1


@pytest.mark.parametrize(
    "path", [f"{LIST}?language=ja", f"{LIST}ja/organ/sub-tourism/", f"{LIST}en/organ/sub-tourism/"]
)
def test_another_members_language_is_not_theirs(speaker: Account, path: str) -> None:
    shown(signed_in(speaker), path, 403)


@pytest.mark.parametrize("query", ["kind=comet", "state=lost"])
def test_a_filter_that_means_nothing_has_no_page(speaker: Account, query: str) -> None:
    shown(signed_in(speaker), f"{LIST}?{query}", 404)


def test_the_list_shows_each_text_with_its_state_and_deadline(speaker: Account) -> None:
    OrganFactory(slug="sub-new", name=MultilingualText.of(en="A new one"))
    TranslationRequestFactory(kind="organ", languages=["mn", "ja"])
    page = shown(signed_in(speaker), f"{LIST}?state=open")
    assert page.count("portal/texts/mn/organ/sub-new/") == 1
    assert "portal/texts/mn/organ/sub-tourism/" not in page
    assert 'class="deadline overdue"' in page
    assert 'class="due overdue"' in page


def test_a_correction_is_read_at_once_and_on_record(speaker: Account) -> None:
    client = signed_in(speaker)
    fields = entered(shown(client, TEXT), "name-0") | {"words": "Аялал жуулчлалын дэд хороо", "do": "check"}
    assert client.post(TEXT, fields)["Location"] == f"{TEXT}#name-0"
    assert "Аялал жуулчлалын дэд хороо" in Client().get("/mn/subcommittees/sub-tourism/").content.decode()
    entry = JournalEntry.objects.first()
    assert entry
    assert (entry.verb, entry.actor) == ("assembly.write_words", f"account:{speaker.pk}")


def test_a_proposal_is_kept_without_being_read(speaker: Account) -> None:
    client, before = signed_in(speaker), Organ.objects.get(slug="sub-tourism").name.words("mn")
    fields = entered(shown(client, TEXT), "name-0") | {"words": "Өөр", "do": "draft"}
    client.post(TEXT, fields)
    name = Organ.objects.get(slug="sub-tourism").name
    assert name.words("mn") == before
    assert name.passages["mn"].proposal
    assert "Өөр" in shown(client, TEXT)


def test_a_passed_off_correction_is_refused_by_the_verb(speaker: Account) -> None:
    OrganFactory(slug="sub-own", name=MultilingualText.of(mn="Манай", en=""))
    answer = signed_in(speaker).post(
        f"{LIST}mn/organ/sub-own/", {"do": "check", "field": "name", "number": "0", "words": "x"}
    )
    assert answer.status_code in (403, 422)
    assert Organ.objects.get(slug="sub-own").name.words("mn") == "Манай"


def test_an_official_of_kyrgyzstan_chooses_between_two_languages() -> None:
    account = MandateFactory(region=Region.objects.get(slug="kg-chuy")).account
    page = shown(signed_in(account), LIST)
    assert 'href="?language=ky"' in page
    assert 'href="?language=ru"' in page
    shown(signed_in(account), f"{LIST}?language=ru")


def test_the_secretariat_sees_every_language(officer: Account) -> None:
    shown(signed_in(officer), f"{LIST}?language=vi")


@pytest.mark.usefixtures("tasks_at_once")
def test_an_official_may_have_the_machine_prepare_a_text(
    speaker: Account, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr(machine_translation, "_maker", [Spoken])
    OrganFactory(slug="sub-new", name=MultilingualText.of(en="A new one"))
    client, path = signed_in(speaker), f"{LIST}mn/organ/sub-new/"
    with django_capture_on_commit_callbacks(execute=True):
        client.post(path, {"do": "machine"})
    assert entered(shown(client, path), "name-0")["words"] == "A NEW ONE"
    public = Client().get("/mn/subcommittees/sub-new/").content.decode()
    assert 'class="badge machine" href="/en/subcommittees/sub-new/"' in public


def test_the_list_asks_the_database_as_often_for_many_texts_as_for_few(speaker: Account) -> None:
    client = signed_in(speaker)
    shown(client, LIST)
    with CaptureQueriesContext(connection) as few:
        shown(client, LIST)
    for number in range(30):
        OrganFactory(slug=f"sub-{number}", name=MultilingualText.of(en=f"N {number}"))
    with CaptureQueriesContext(connection) as many:
        shown(client, LIST)
    assert len(many) == len(few) <= 30
