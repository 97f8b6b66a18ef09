"""Sign-in by a ministry's own server: it opens the account there is, by its confirmed address, or nothing."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from near.people.models import Account
from near.registry.models import Region
from near.web.desk.ministry.configuration import MinistriesUnclear, ministries_in
from tests.people.factories import AccountFactory
from tests.web.desk.ministry import CLIENT, SECRET, Ministry, ministry_at_work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register", "strict_templates")]
ADDRESS = "hanako@tottori.example"
LOGIN = "/account/ministry/tottori/login/?next=/ja/portal/"
ENTRY = {
    "id": "tottori", "name": "鳥取県", "server_url": "http://127.0.0.1:1", "client_id": CLIENT,
    "secret": SECRET, "domains": ["Tottori.example"],
}  # fmt: skip


@pytest.fixture
def ministry(tmp_path: Path, settings: Any) -> Iterator[Ministry]:
    with ministry_at_work() as found:
        found.claims = {"email": "Hanako@tottori.example", "email_verified": True}
        _configure(settings, tmp_path, found.address)
        yield found


def _configure(settings: Any, folder: Path, address: str) -> None:
    path = folder / "ministries.json"
    path.write_text(json.dumps([ENTRY | {"server_url": address}]))
    old = settings.SOCIALACCOUNT_PROVIDERS["ministry"]
    settings.SOCIALACCOUNT_PROVIDERS = {"ministry": old | {"APPS": ministries_in(str(path))}}


@pytest.fixture
def hanako(official: Any) -> Account:
    account: Account = official(Region.objects.get(slug="jp-tottori"), account__email=ADDRESS)
    account.set_password("a long password")
    account.save()
    return account


def sent_to(address: str) -> str:
    """Ask the ministry as a browser would, and return where it sends the browser."""
    url = urlsplit(address)
    assert url.hostname
    asked = http.client.HTTPConnection(url.hostname, url.port)
    asked.request("GET", f"{url.path}?{url.query}")
    found = asked.getresponse().getheader("Location")
    asked.close()
    assert found
    return found


def come_in(client: Client) -> Any:
    """Go out to the ministry and come back; return the last answer."""
    answer = client.get(LOGIN)
    back = urlsplit(sent_to(answer["Location"]))
    assert back.path == "/account/ministry/tottori/login/callback/"
    return client.get(f"{back.path}?{back.query}")


def signed_in_as(client: Client) -> int:
    return int(client.session.get("_auth_user_id", 0))


def test_a_button_leads_there_only_where_it_is_configured(ministry: Ministry, settings: Any) -> None:
    page = Client().get("/ja/account/login/").content.decode()
    assert 'href="/account/ministry/tottori/login/?next=%2Fja%2Fportal%2F"' in page
    assert "鳥取県" in page
    settings.SOCIALACCOUNT_PROVIDERS = {"ministry": {"APPS": []}}
    assert "/account/ministry/" not in Client().get("/ja/account/login/").content.decode()
    assert Client().get(LOGIN).status_code == 404


def test_an_official_comes_in_by_the_ministry(ministry: Ministry, hanako: Account) -> None:
    client = Client()
    assert come_in(client)["Location"] == "/ja/portal/"
    assert signed_in_as(client) == hanako.pk
    assert ministry.asked[0] == "/.well-known/openid-configuration"
    assert "/jwks" in ministry.asked
    hanako.refresh_from_db()
    assert hanako.check_password("a long password")
    assert not SocialAccount.objects.exists()


def test_an_address_told_beside_the_proof_counts_if_it_is_the_same_person(
    ministry: Ministry, hanako: Account
) -> None:
    ministry.userinfo = {"sub": "7"} | ministry.claims
    ministry.claims = {}
    client = Client()
    come_in(client)
    assert signed_in_as(client) == hanako.pk
    ministry.userinfo["sub"] = "8"
    client = Client()
    assert come_in(client).status_code == 403
    assert signed_in_as(client) == 0


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "unconfirmed": ({"claims": {"email": ADDRESS, "email_verified": False}}, "確認"),
    "confirmed in other words": ({"claims": {"email": ADDRESS, "email_verified": "true"}}, ""),
    "no address": ({"claims": {}}, ""),
    "an address that is none": ({"claims": {"email": 7, "email_verified": True}}, ""),
    "another member's domain": ({"claims": {"email": "k@khentii.example", "email_verified": True}}, ""),
    "nobody here": ({"claims": {"email": "x@tottori.example", "email_verified": True}}, "x@tottori.example"),
    "a forged signature": ({"key": "forged"}, "鳥取県"),
    "no real signature": ({"algorithm": "HS256"}, "鳥取県"),
    "no proof at all": ({"without": "id_token"}, "鳥取県"),
    "no readable proof": ({"written": "x.y"}, "鳥取県"),
    "no token": ({"without": "access_token"}, "鳥取県"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_whatever_is_not_proven_is_refused_in_words(case: str, ministry: Ministry, hanako: Account) -> None:
    AccountFactory(email="k@khentii.example")
    changed, said = REFUSED[case]
    for name, value in changed.items():
        setattr(ministry, name, value)
    before, client = Account.objects.count(), Client()
    answer = come_in(client)
    assert answer.status_code == 403
    assert '<html lang="ja">' in answer.content.decode()
    assert case == "unconfirmed" or said in answer.content.decode()
    assert signed_in_as(client) == 0
    assert Account.objects.count() == before


@pytest.mark.parametrize(
    "wrong", [{"aud": "somebody else"}, {"iss": "http://127.0.0.1:2"}, {"exp": 1_000_000_000}]
)
def test_a_proof_for_others_or_of_old_is_refused(
    wrong: dict[str, Any], ministry: Ministry, hanako: Account
) -> None:
    ministry.claims |= wrong
    client = Client()
    assert come_in(client).status_code == 403
    assert signed_in_as(client) == 0


def test_a_closed_account_stays_closed(ministry: Ministry, hanako: Account) -> None:
    hanako.is_active = False
    hanako.save()
    client = Client()
    assert come_in(client).status_code == 403
    assert signed_in_as(client) == 0


def test_nothing_is_connected_to_an_account_that_is_signed_in(ministry: Ministry, hanako: Account) -> None:
    client = Client()
    client.force_login(AccountFactory(), backend="near.web.desk.backends.DeskBackend")
    back = urlsplit(sent_to(client.get(f"{LOGIN}&process=connect")["Location"]))
    assert client.get(f"{back.path}?{back.query}").status_code == 403
    assert not SocialAccount.objects.exists()


def test_whoever_sets_out_from_nowhere_comes_to_their_member_s_pages(
    ministry: Ministry, hanako: Account
) -> None:
    client = Client()
    answer = client.get("/account/ministry/tottori/login/", headers={"accept-language": "en"})
    back = urlsplit(sent_to(answer["Location"]))
    home = client.get(f"{back.path}?{back.query}", headers={"accept-language": "en"})
    assert home["Location"] == "/en/portal/"


def test_an_answer_nobody_asked_for_is_refused(ministry: Ministry, hanako: Account) -> None:
    answer = Client().get("/account/ministry/tottori/login/callback/?code=c0de&state=made-up")
    assert answer.status_code == 403
    assert Client().get("/account/ministry/tottori/login/callback/?error=access_denied").status_code == 403


def test_a_ministry_that_does_not_answer_is_said(tmp_path: Path, settings: Any) -> None:
    _configure(settings, tmp_path, "http://127.0.0.1:1")
    answer = Client().get(LOGIN)
    assert answer.status_code == 403
    assert "鳥取県" in answer.content.decode()


@pytest.mark.parametrize("path", ["email/", "3rdparty/", "3rdparty/signup/"])
def test_addresses_and_connections_are_not_changed_here(path: str, hanako: Account) -> None:
    client = Client()
    client.force_login(hanako, backend="near.web.desk.backends.DeskBackend")
    for answer in (client.get(f"/en/account/{path}"), client.post(f"/en/account/{path}", {"email": "x@y.z"})):
        assert answer.status_code == 403
        assert "is changed by the secretariat" in answer.content.decode()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{", "Expecting"),
        ("{}", "a list is needed"),
        ("[7]", "id, name, server_url, client_id, secret, domains"),
        (json.dumps([ENTRY | {"secret": ""}]), "secret"),
        (json.dumps([ENTRY | {"domains": []}]), "domains"),
        (json.dumps([ENTRY | {"domains": [7]}]), "domains"),
        (json.dumps([ENTRY | {"id": "Tottori Ken"}]), "Tottori Ken"),
        (json.dumps([ENTRY, ENTRY]), "twice"),
    ],
)
def test_a_file_that_cannot_be_followed_stops_the_start(written: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "ministries.json"
    path.write_text(written)
    with pytest.raises(MinistriesUnclear, match=said):
        ministries_in(str(path))


def test_without_a_file_there_is_no_ministry_and_a_lost_one_is_said(tmp_path: Path) -> None:
    assert ministries_in("") == []
    with pytest.raises(MinistriesUnclear, match="No such file"):
        ministries_in(str(tmp_path / "nowhere.json"))
