"""Who speaks for a member, in the portal: shown, invited, ended, handed over; and whom one acts for."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from near.foundation.journal import SYSTEM
from near.foundation.period import today
from near.people.models import Account
from near.registry.actions import end_mandate
from near.registry.enums import Office
from near.registry.models import Mandate, Region
from near.registry.perms import can_speak_for
from near.web.outgoing import invitations
from tests.people.factories import AccountFactory
from tests.registry.factories import MandateFactory
from tests.web.desk.test_desk import signed_in
from tests.web.desk.test_translations import shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register", "strict_templates")]
LIST = "/en/portal/mandates/"
INVITE = f"{LIST}invite/"
SARAN = {"email": "saran@khentii.example", "name": "Саран", "language": "mn"}
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _no_letters_yet() -> None:
    """Letters are counted in a cache that outlives a test."""
    cache.clear()


@pytest.fixture
def khentii(register: None) -> Region:
    return Region.objects.get(slug="mn-khentii")


@pytest.fixture
def head(official: Any, khentii: Region) -> Account:
    account: Account = official(khentii, Office.HEAD)
    return account


def entry(**changed: str) -> dict[str, str]:
    return SARAN | {"office": "contact", "since": today().isoformat()} | changed


@pytest.mark.parametrize("path", [LIST, INVITE, "/en/portal/", "/en/portal/handover/", "/en/portal/act-for/"])
def test_the_portal_is_closed_to_whoever_has_no_mandate(path: str, outsider: Account) -> None:
    assert Client().get(path)["Location"].startswith("/en/account/login/")
    assert "You hold no mandate of a member today." in shown(signed_in(outsider), path, 403)


@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-hans", "ru", "mn", "vi", "ky"])
def test_every_page_stands_in_every_language(language: str, head: Account, khentii: Region) -> None:
    contact = MandateFactory(region=khentii)
    client = signed_in(head)
    for path in ("", "mandates/", "mandates/invite/", f"mandates/{contact.pk}/end/", "handover/", "act-for/"):
        assert shown(client, f"/{language}/portal/{path}").count("<h1") == 1
    shown(client, f"/{language}/portal/mandates/{contact.pk}/replace/")


# --- invitations ----------------------------------------------------------------------------------------


def test_an_invitation_is_looked_at_before_it_goes_out(head: Account, khentii: Region) -> None:
    client = signed_in(head)
    page = client.post(INVITE, entry())
    assert page.status_code == 200
    assert 'name="confirmed"' in page.content.decode()
    assert not Account.objects.filter(email=SARAN["email"]).exists()
    assert 'name="confirmed"' not in client.post(INVITE, entry(change="1", confirmed="1")).content.decode()
    answer = client.post(INVITE, entry(confirmed="1"))
    assert answer["Location"] == LIST
    account = Account.objects.get(email=SARAN["email"])
    assert can_speak_for(account, khentii)
    assert "A letter has been sent to saran@khentii.example." in shown(client, LIST)


def test_the_letter_speaks_the_invited_person_s_language_and_opens_the_account(head: Account) -> None:
    signed_in(head).post(INVITE, entry(confirmed="1"))
    letter = mail.outbox[0]
    assert letter.to == ["saran@khentii.example"]
    with translation.override("mn"):
        assert str(Office.CONTACT.label) in letter.body
    assert "Хэнтий" in letter.body
    found = re.search(r"http\S+/mn/account/password/reset/key/\S+", letter.body)
    assert found
    path = found[0].partition("//")[2].partition("/")[2]
    guest = Client()
    form = guest.get(f"/{path}")["Location"]
    answer = guest.post(form, {"password1": "uvs-nuur-2026", "password2": "uvs-nuur-2026"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/mn/portal/"
    assert Account.objects.get(email=SARAN["email"]).check_password("uvs-nuur-2026")
    assert Client().get(f"/{path}").status_code == 200, "the address is good once"


def test_whoever_has_an_account_is_only_told(head: Account, khentii: Region) -> None:
    AccountFactory(email=SARAN["email"], name="Saran", language="ja", password="a long password")
    client = signed_in(head)
    assert "it keeps its own name and language" in client.post(INVITE, entry()).content.decode()
    client.post(INVITE, entry(confirmed="1"))
    assert "/ja/portal/" in mail.outbox[0].body
    assert "password" not in mail.outbox[0].body
    assert Account.objects.get(email=SARAN["email"]).name == "Saran"


def test_a_mail_server_that_does_not_answer_takes_nothing_back(
    head: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: Any, **_kwargs: Any) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr(invitations, "send_mail", broken)
    client = signed_in(head)
    client.post(INVITE, entry(confirmed="1"))
    assert "could not be sent" in shown(client, LIST)
    assert Account.objects.filter(email=SARAN["email"]).exists()


def test_the_letter_can_be_sent_again_until_somebody_has_signed_in(head: Account) -> None:
    client = signed_in(head)
    client.post(INVITE, entry(confirmed="1"))
    mandate = Mandate.objects.get(account__email=SARAN["email"])
    letter = f"{LIST}{mandate.pk}/letter/"
    assert letter in shown(client, LIST)
    assert client.get(letter).status_code == 405
    for _impatient in range(3):
        client.post(letter)
    assert len(mail.outbox) == 2
    assert "Please wait a few minutes." in shown(client, LIST)
    signed_in(mandate.account)
    assert letter not in shown(client, LIST)


def test_nobody_is_written_to_where_no_account_is_or_it_is_closed(head: Account, khentii: Region) -> None:
    office = MandateFactory(region=khentii, account=None, role_address="o@o.example")
    closed = MandateFactory(region=khentii, account__is_active=False)
    for mandate in (office, closed):
        assert signed_in(head).post(f"{LIST}{mandate.pk}/letter/").status_code == 403
    assert not invitations.send_invitation(office, by=head)
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("changed", "status"),
    [({"email": "nobody"}, 422), ({"office": "emperor"}, 422), ({"since": "soon"}, 422), ({"name": ""}, 422),
     ({"language": "xx"}, 422), ({"since": "1990-01-01"}, 422)],
)  # fmt: skip
def test_bad_input_is_said_beside_the_field_and_kept(
    changed: dict[str, str], status: int, head: Account
) -> None:
    page = signed_in(head).post(INVITE, entry(**changed) | {"confirmed": "1"})
    assert page.status_code == status
    assert "errorlist" in page.content.decode()
    assert 'value="saran@khentii.example"' in page.content.decode() or "nobody" in page.content.decode()
    assert mail.outbox == []


def test_a_contact_neither_invites_nor_ends(official: Any, khentii: Region) -> None:
    contact = official(khentii, Office.CONTACT)
    other = MandateFactory(region=khentii, office=Office.DELEGATE)
    client = signed_in(contact)
    assert "invite/" not in shown(client, LIST)
    for path in (INVITE, f"{LIST}{other.pk}/end/", f"{LIST}{other.pk}/replace/"):
        shown(client, path, 403)
        assert client.post(path, entry(confirmed="1", until="2030-01-01", on="2030-01-01")).status_code == 403
    assert Mandate.objects.filter(region=khentii).count() == 2


def test_a_deputy_is_offered_every_office_but_the_head_s(official: Any, khentii: Region) -> None:
    page = shown(signed_in(official(khentii, Office.DEPUTY)), INVITE)
    assert 'value="delegate"' in page
    assert 'value="head"' not in page


# --- ending and handing over ----------------------------------------------------------------------------


def test_a_mandate_is_ended_after_a_second_look(head: Account, khentii: Region) -> None:
    contact = MandateFactory(region=khentii)
    client, path = signed_in(head), f"{LIST}{contact.pk}/end/"
    client.post(path, {"until": today().isoformat()})
    contact.refresh_from_db()
    assert contact.until is None
    assert client.post(path, {"until": today().isoformat(), "confirmed": "1"})["Location"] == LIST
    contact.refresh_from_db()
    assert contact.until == today()
    assert "The mandate has been ended." in shown(client, LIST)


def test_the_last_head_is_led_to_a_successor(head: Account, officer: Account) -> None:
    mandate = head.mandates.get()
    path = f"{LIST}{mandate.pk}/end/"
    assert path not in shown(signed_in(head), LIST)
    page = signed_in(head).post(path, {"until": today().isoformat(), "confirmed": "1"})
    assert page.status_code == 403
    assert "Name a successor instead" in page.content.decode()
    helper = signed_in(officer)
    helper.post("/en/portal/act-for/", {"member": "mn-khentii"})
    assert helper.post(path, {"until": today().isoformat(), "confirmed": "1"}).status_code == 302


def test_a_successor_takes_over_on_one_day(head: Account, khentii: Region) -> None:
    mandate = head.mandates.get()
    client, path = signed_in(head), f"{LIST}{mandate.pk}/replace/"
    given = SARAN | {"on": today().isoformat()}
    assert "Everything the member has published" in client.post(path, given).content.decode()
    client.post(path, given | {"confirmed": "1"})
    mandate.refresh_from_db()
    following = Mandate.objects.get(account__email=SARAN["email"])
    assert (mandate.until, following.since, following.office) == (today(), today(), "head")
    assert len(mail.outbox) == 1
    assert "You hold no mandate" in shown(client, LIST, 403)


def test_another_member_s_mandates_are_not_there(head: Account) -> None:
    other = MandateFactory(region=Region.objects.get(slug="jp-tottori"))
    for verb in ("end", "replace"):
        shown(signed_in(head), f"{LIST}{other.pk}/{verb}/", 404)
    assert signed_in(head).post(f"{LIST}{other.pk}/letter/").status_code == 404


def test_a_mandate_that_ended_mid_edit_is_said_and_what_was_written_is_shown(head: Account) -> None:
    client = signed_in(head)
    shown(client, INVITE)
    end_mandate(mandate=head.mandates.get(), until=today(), by=SYSTEM)
    page = client.post(INVITE, entry(name="Б" * 60, confirmed="1"))
    assert page.status_code == 403
    assert "You hold no mandate of a member today." in page.content.decode()
    assert "Б" * 60 in page.content.decode()
    assert not Account.objects.filter(email=SARAN["email"]).exists()


def test_mandates_that_ended_or_are_to_come_are_told_apart(head: Account, khentii: Region) -> None:
    MandateFactory(region=khentii, account__name="Gone", until=dt.date(2024, 1, 1))
    MandateFactory(region=khentii, account__name="Coming", since=today() + DAY)
    now, _summary, earlier = shown(signed_in(head), LIST).partition('class="earlier"')
    assert "Coming" in now
    assert "Gone" not in now
    assert "Gone" in earlier


def test_the_list_asks_the_database_as_often_for_many_as_for_few(head: Account, khentii: Region) -> None:
    client = signed_in(head)
    shown(client, LIST)
    with CaptureQueriesContext(connection) as few:
        shown(client, LIST)
    for office in [*Office, *Office]:
        MandateFactory(region=khentii, office=office)
    with CaptureQueriesContext(connection) as some:
        shown(client, LIST)
    assert len(some) == len(few) <= 30


# --- whom one acts for ----------------------------------------------------------------------------------


def test_an_official_of_two_members_chooses_between_them(head: Account) -> None:
    MandateFactory(account=head, region=Region.objects.get(slug="mn-selenge"), since=dt.date(2021, 1, 1))
    client = signed_in(head)
    assert 'class="portal-member"><a href="/en/members/mn-khentii/"' in shown(client, LIST)
    assert client.post("/en/portal/act-for/", {"member": "mn-selenge"})["Location"] == "/en/portal/"
    page = shown(client, LIST)
    assert 'class="portal-member"><a href="/en/members/mn-selenge/"' in page
    assert "helping" not in page
    assert client.post("/en/portal/act-for/", {"member": "jp-tottori"}).status_code == 403
    assert client.post("/en/portal/act-for/", {}).status_code == 403


def test_the_secretariat_helps_any_member_and_every_page_says_so(officer: Account) -> None:
    client = signed_in(officer)
    assert client.get("/en/portal/")["Location"] == "/en/portal/act-for/"
    assert 'value="jp-tottori"' in shown(client, "/en/portal/act-for/")
    client.post("/en/portal/act-for/", {"member": "jp-tottori"})
    for path in ("", "mandates/", "handover/", "texts/"):
        page = shown(client, f"/en/portal/{path}")
        assert "You are helping this member as the secretariat: Tottori Prefecture" in page
    assert client.post("/en/portal/act-for/", {"member": "ru-ust-orda"}).status_code == 403
    client.post(INVITE, entry(confirmed="1"))
    assert Mandate.objects.get(account__email=SARAN["email"]).region.slug == "jp-tottori"


def test_signed_in_people_find_their_pages_and_the_way_out(head: Account) -> None:
    page = signed_in(head).get("/en/").content.decode()
    assert page.count('href="/en/portal/"') == page.count('href="/en/account/logout/"') == 2
    assert 'href="/en/account/login/"' not in page
    assert 'href="/en/portal/"' not in Client().get("/en/").content.decode()


def test_an_official_arrives_at_the_overview_after_signing_in(head: Account) -> None:
    head.set_password("a-password")
    head.save()
    answer = Client().post("/mn/account/login/", {"login": head.email, "password": "a-password"})
    assert answer["Location"] == "/mn/portal/"
