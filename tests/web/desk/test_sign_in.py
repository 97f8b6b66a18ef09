"""Every page of signing in that an official can meet, and what happens on them."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client

from near.people.models import Account
from near.registry.models import Region
from near.web.desk.reset_keys import ResetKeys
from tests.people.factories import AccountFactory
from tests.web.desk.test_desk import signed_in
from tests.web.desk.test_translations import shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register", "strict_templates")]
PASSWORD = "near-trial-2026"
OPEN = (
    "login/", "password/reset/", "password/reset/done/", "password/reset/key/done/", "signup/", "inactive/",
    "password/reset/key/1-gone/",
)  # fmt: skip
OWN = ("logout/", "password/change/", "reauthenticate/", "2fa/")
AGAIN = ("2fa/totp/activate/", "2fa/webauthn/add/", "2fa/webauthn/", "2fa/recovery-codes/generate/")
LANGUAGES = ("en", "ja", "ko", "zh-hans", "ru", "mn", "vi", "ky")


@pytest.fixture(autouse=True)
def _no_attempts_yet() -> None:
    """Attempts are counted in a cache that outlives a test."""
    cache.clear()


@pytest.fixture
def speaker(official: Any) -> Account:
    account: Account = official(Region.objects.get(slug="mn-khentii"))
    account.set_password(PASSWORD)
    account.language = "mn"
    account.save()
    return account


def come_in(account: Account) -> Client:
    """Sign in, and say once more that it is really you."""
    client = Client()
    client.post("/en/account/login/", {"login": account.email, "password": PASSWORD})
    assert client.post("/en/account/reauthenticate/", {"password": PASSWORD}).status_code == 302
    return client


def code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(counters())))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_stands_in_the_house_and_in_every_language(language: str, speaker: Account) -> None:
    for path in OPEN:
        page = Client().get(f"/{language}/account/{path}").content.decode()
        assert page.count("<h1") == 1, path
        assert 'class="foot"' in page, path
    client = come_in(speaker)
    for path in (*OWN, *AGAIN):
        page = shown(client, f"/{language}/account/{path}")
        assert page.count("<h1") == 1, path
        assert 'class="foot"' in page, path
        assert "<style" not in page, path
        assert 'src="data:' not in page, path


def test_the_way_of_signing_in_is_not_changed_without_asking_once_more(speaker: Account) -> None:
    for path in AGAIN[:2]:
        answer = signed_in(speaker).get(f"/en/account/{path}")
        assert answer["Location"].startswith("/en/account/reauthenticate/")


def test_registering_is_closed(speaker: Account) -> None:
    given = {"email": "x@y.example", "password1": PASSWORD, "password2": PASSWORD}
    assert "opened by invitation" in Client().post("/en/account/signup/", given).content.decode()
    assert not Account.objects.filter(email="x@y.example").exists()


def test_a_forgotten_password_is_set_anew_by_a_letter_in_the_reader_s_language(speaker: Account) -> None:
    client = Client()
    answer = client.post("/en/account/password/reset/", {"email": speaker.email})
    assert answer["Location"] == "/en/account/password/reset/done/"
    letter = mail.outbox[0]
    assert letter.subject.startswith("NEAR")
    assert "testserver/" in letter.body
    found = re.search(r"/en/account/password/reset/key/\S+", letter.body)
    assert found
    form = client.get(found[0])["Location"]
    assert "password1" in shown(client, form)
    bad = client.post(form, {"password1": "short", "password2": "other"})
    assert "errorlist" in bad.content.decode()
    new = {"password1": "orkhon-tamir-7", "password2": "orkhon-tamir-7"}
    assert client.post(form, new, follow=True).redirect_chain[-1][0] == "/en/portal/"
    speaker.refresh_from_db()
    assert speaker.check_password("orkhon-tamir-7")
    assert "no longer holds" in Client().get(found[0]).content.decode()


def test_a_stranger_s_address_is_answered_alike_and_written_nothing(speaker: Account) -> None:
    answer = Client().post("/en/account/password/reset/", {"email": "nobody@y.example"})
    assert answer["Location"] == "/en/account/password/reset/done/"
    assert mail.outbox == []


def test_an_invitation_holds_for_days_and_a_forgotten_password_for_hours(speaker: Account) -> None:
    invited, keys = AccountFactory(), ResetKeys()
    tokens = [(account, keys.make_token(account)) for account in (invited, speaker)]
    assert [keys.check_token(*x) for x in tokens] == [True, True]
    assert not keys.check_token(speaker, "forged-token")
    now = time.time()
    with time_machine.travel(now + settings.RESET_HOURS * 3600 + 60):
        assert [keys.check_token(*x) for x in tokens] == [True, False]
    with time_machine.travel(now + settings.INVITATION_DAYS * 24 * 3600 + 60):
        assert [keys.check_token(*x) for x in tokens] == [False, False]


def test_a_password_is_changed_and_its_owner_is_written_to(speaker: Account) -> None:
    client = come_in(speaker)
    wrong = {"oldpassword": "wrong", "password1": "orkhon-tamir-7", "password2": "orkhon-tamir-7"}
    page = client.post("/en/account/password/change/", wrong)
    assert "Please type your current password." in page.content.decode()
    client.post("/en/account/password/change/", wrong | {"oldpassword": PASSWORD})
    speaker.refresh_from_db()
    assert speaker.check_password("orkhon-tamir-7")
    assert "127.0.0.1" in mail.outbox[0].body


def test_a_change_stands_where_no_mail_server_answers(
    speaker: Account, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_args: Any, **_kwargs: Any) -> int:
        raise ConnectionRefusedError

    client = come_in(speaker)
    monkeypatch.setattr("django.core.mail.EmailMessage.send", broken)
    given = {"oldpassword": PASSWORD, "password1": "orkhon-tamir-7", "password2": "orkhon-tamir-7"}
    assert client.post("/en/account/password/change/", given).status_code == 302
    assert "could not be sent" in caplog.text


def test_whoever_came_in_without_a_password_may_set_one(speaker: Account) -> None:
    speaker.set_unusable_password()
    speaker.save()
    client = signed_in(speaker)
    assert client.get("/en/account/password/change/")["Location"] == "/en/account/password/set/"
    assert shown(client, "/en/account/password/set/").count("<h1") == 1


def test_signing_out_asks_and_clears_what_was_kept(speaker: Account) -> None:
    client = come_in(speaker)
    page = shown(client, "/mn/account/logout/")
    assert "data-drafts-clear" in page
    assert f'data-account="{speaker.pk}"' in page
    assert client.post("/mn/account/logout/")["Location"] == "/mn/"
    assert "_auth_user_id" not in client.session


def test_an_app_is_set_up_asked_for_and_taken_away(speaker: Account) -> None:
    client = come_in(speaker)
    page = shown(client, "/en/account/2fa/totp/activate/")
    assert re.search(r'<svg [^>]*viewBox="0 0 \d+ \d+"', page.partition('class="qr"')[2])
    found = re.search(r'class="secret">(\w+)<', page)
    assert found
    assert (
        "Incorrect code."
        in client.post("/en/account/2fa/totp/activate/", {"code": "000000"}).content.decode()
    )
    client.post("/en/account/2fa/totp/activate/", {"code": code_of(found[1])})
    assert Authenticator.objects.filter(user=speaker).count() == 2
    codes = shown(client, "/en/account/2fa/recovery-codes/")
    assert codes.count("<li><code>") == 10
    assert client.get("/en/account/2fa/recovery-codes/download/").content.decode().count("\n") >= 10
    assert "10 codes are left." in shown(client, "/en/account/2fa/")
    guest = Client()
    answer = guest.post("/en/account/login/", {"login": speaker.email, "password": PASSWORD})
    assert answer["Location"] == "/en/account/2fa/authenticate/"
    assert shown(guest, "/mn/account/2fa/authenticate/").count("<h1") == 1
    assert "_auth_user_id" not in guest.session
    code = re.findall(r"<li><code>(\w+)", codes)[0]
    assert guest.post("/en/account/2fa/authenticate/", {"code": code})["Location"] == "/en/portal/"
    assert "Recovery" in shown(guest, "/en/account/2fa/")
    assert shown(client, "/en/account/2fa/totp/deactivate/").count("<h1") == 1
    client.post("/en/account/2fa/totp/deactivate/")
    assert not Authenticator.objects.filter(user=speaker).exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_key_is_listed_renamed_and_removed(language: str, speaker: Account) -> None:
    data = {"name": "Yubi", "credential": {"clientExtensionResults": {"credProps": {"rk": True}}}}
    client = come_in(speaker)
    key = Authenticator.objects.create(user=speaker, type="webauthn", data=data)
    keys = f"/{language}/account/2fa/webauthn/"
    assert "Yubi" in shown(client, keys)
    for verb in ("edit", "remove"):
        assert shown(client, f"{keys}keys/{key.pk}/{verb}/").count("<h1") == 1
    client.post(f"{keys}keys/{key.pk}/edit/", {"name": "Тулга"})
    assert "Тулга" in shown(client, keys)
    client.post(f"{keys}keys/{key.pk}/remove/")
    assert not Authenticator.objects.exists()
    assert shown(client, f"/{language}/account/2fa/").count("<h1") == 1


def test_an_officer_arrives_at_the_desk_and_others_at_the_front_door(officer: Account) -> None:
    for account, address in ((officer, "/desk/"), (AccountFactory(), "/en/")):
        account.set_password(PASSWORD)
        account.save()
        answer = Client().post("/en/account/login/", {"login": account.email, "password": PASSWORD})
        assert answer["Location"] == address


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_whoever_has_a_second_step_stand_in_every_language(language: str, speaker: Account) -> None:
    TOTP.activate(speaker, generate_totp_secret())
    RecoveryCodes.activate(speaker)
    client = signed_in(speaker)
    assert client.get(f"/{language}/account/2fa/totp/deactivate/").status_code in (200, 302)
    assert shown(client, f"/{language}/account/2fa/reauthenticate/").count("<h1") == 1
    assert shown(client, f"/{language}/account/2fa/").count("<h1") == 1


def test_the_policy_lets_no_picture_come_out_of_an_address(client: Client) -> None:
    policy = client.get("/en/account/login/")["Content-Security-Policy"]
    assert "img-src 'self';" in f"{policy};"
    assert "unsafe" not in policy


def test_a_form_from_before_signing_in_is_said_and_its_text_shown(speaker: Account) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(speaker, backend="near.web.desk.backends.DeskBackend")
    page = client.post(
        "/en/portal/act-for/", {"member": "x", "words": "Мод тарих " * 9, "password": "p" * 50}
    )
    assert page.status_code == 403
    assert "no longer current" in page.content.decode()
    assert "Мод тарих" in page.content.decode()
    assert "pppp" not in page.content.decode()
