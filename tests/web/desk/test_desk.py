"""The desk: closed to outsiders, a rehearsal before every change, one write path."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from near.foundation.journal import head, verify
from near.foundation.period import today
from near.people.models import Account
from near.registry.models import MembershipSpell, Region, RegionName
from near.registry.queries import roster_on
from near.web.desk.verbs import VERBS
from near.web.desk.views.lists import LISTS
from near.web.desk.wording import subject_in_words, verb_in_words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register", "editors", "strict_templates")]

ADMIT = "/desk/register/do/admit-region/"
ENTRY = {
    "region": "ru-ust-orda", "category": "observer", "since": "2026-01-01", "since_precision": "day",
    "decision": "founding-1996",
}  # fmt: skip


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account, backend="near.web.desk.backends.DeskBackend")
    return client


def seal_of(answer: Any) -> str:
    found = re.search(r'name="seen" value="([^"]+)"', answer.content.decode())
    assert found, answer.content.decode()[-2000:]
    return found[1]


@pytest.mark.parametrize("path", [*(f"{k}/" for k in LISTS), "journal/", "import/", "do/admit-region/"])
def test_the_desk_is_closed_to_everybody_but_the_secretariat(
    path: str, outsider: Account, official: Any
) -> None:
    speaker = official(Region.objects.get(slug="mn-khentii"))
    for client in (Client(), signed_in(outsider), signed_in(speaker)):
        assert client.get(f"/desk/register/{path}").status_code in (302, 403)


@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh", "ru", "mn"])
def test_every_page_of_the_desk_stands_in_the_officers_language(officer: Account, language: str) -> None:
    officer.language = language
    officer.save()
    client = signed_in(officer)
    paths = [*(f"{k}/" for k in LISTS), *(f"do/{k}/" for k in VERBS), "journal/", "import/"]
    for path in paths:
        assert client.get(f"/desk/register/{path}").status_code == 200, path


def test_a_change_is_shown_before_it_is_done(officer: Account) -> None:
    client, before = signed_in(officer), head()
    answer = client.post(ADMIT, ENTRY)
    html = answer.content.decode()
    assert "4 → <b>5</b>" in html
    assert "Admit a region" in html
    assert head() == before
    assert not MembershipSpell.objects.filter(region__slug="ru-ust-orda", category="observer").exists()


def test_a_confirmed_change_is_done_and_journalled(officer: Account) -> None:
    client = signed_in(officer)
    seal = seal_of(client.post(ADMIT, ENTRY))
    assert client.post(ADMIT, ENTRY | {"seen": seal}).status_code == 302
    assert roster_on(today(), "en").counts["observer"] == 5
    assert verify().intact


def test_a_confirmed_ending_is_not_taken_for_one_that_was_only_rehearsed(
    officer: Account, official: Any
) -> None:
    mandate = official(Region.objects.get(slug="mn-khentii")).mandates.get()
    client, path = signed_in(officer), "/desk/register/do/end-mandate/"
    entry = {"mandate": str(mandate.pk), "until": "2026-01-01"}
    seal = seal_of(client.post(path, entry))
    assert client.post(path, entry | {"seen": seal}).status_code == 302
    mandate.refresh_from_db()
    assert str(mandate.until) == "2026-01-01"


def test_a_confirmation_of_something_else_is_shown_again(officer: Account) -> None:
    client = signed_in(officer)
    seal = seal_of(client.post(ADMIT, ENTRY))
    answer = client.post(ADMIT, ENTRY | {"seen": seal, "since": "2026-02-01"})
    assert answer.status_code == 200
    assert roster_on(today(), "en").counts["observer"] == 4


def test_an_overlap_is_refused_in_words(officer: Account) -> None:
    answer = signed_in(officer).post(ADMIT, ENTRY | {"region": "mn-khentii"})
    assert answer.status_code == 422
    assert "already has a membership in this period" in answer.content.decode()


def test_an_unreadable_date_is_refused_in_words(officer: Account) -> None:
    answer = signed_in(officer).post(ADMIT, ENTRY | {"since": "soon"})
    assert answer.status_code == 422
    assert "errorlist" in answer.content.decode()


def test_who_may_not_appoint_is_told_so(clerk: Account, outsider: Account) -> None:
    entry = {"account": outsider.pk, "post": "officer", "since": "2026-01-01"}
    assert signed_in(clerk).post("/desk/register/do/appoint-officer/", entry).status_code == 403


def test_correcting_a_name_starts_from_what_is_on_record(officer: Account) -> None:
    name = RegionName.objects.filter(state="draft").order_by("pk").first()
    assert name
    html = signed_in(officer).get(f"/desk/register/do/correct-name/?record={name.pk}").content.decode()
    assert f'value="{name.pk}"' in html


def test_editing_a_partner_keeps_the_passages_that_were_not_touched(officer: Account) -> None:
    client = signed_in(officer)
    path = "/desk/register/do/edit-partner/"
    html = client.get(f"{path}?slug=aer").content.decode()
    entry = dict(re.findall(r'<input type="[a-z]+" name="([\w-]+)" value="([^"]*)"', html))
    entry |= dict(re.findall(r'<textarea name="([\w-]+)"[^>]*>\s*([^<]*)</textarea>', html))
    entry.pop("csrfmiddlewaretoken")
    answer = client.post(path, entry | {"seat_en": "Strasbourg"})
    preview = answer.content.decode().partition('class="near-preview"')[2].partition("</section>")[0]
    changed = re.findall(r'<th scope="row">([\w ]+)</th>', preview)
    assert changed == ["seat"]


def test_the_journal_names_fields_and_records_in_words(officer: Account) -> None:
    officer.language = "ja"
    officer.save()
    client = signed_in(officer)
    client.post(ADMIT, ENTRY | {"seen": seal_of(client.post(ADMIT, ENTRY))})
    html = client.get("/desk/register/journal/?q=ru-ust-orda").content.decode()
    assert "<td>founding-1996</td>" in html
    assert "<td>オブザーバー</td>" in html


def test_the_first_page_shows_the_register_and_the_latest_changes_in_words(officer: Account) -> None:
    officer.language = "mn"
    officer.save()
    client = signed_in(officer)
    client.post(ADMIT, ENTRY | {"seen": seal_of(client.post(ADMIT, ENTRY))})
    html = client.get("/desk/").content.decode()
    assert "<b>82</b> жинхэнэ гишүүн" in html
    assert "Бүс нутгийг гишүүнээр элсүүлэх" in html
    assert "ru-ust-orda" not in html
    assert "NEAR platform" not in html


def test_an_entry_about_something_unknown_keeps_its_own_words() -> None:
    assert subject_in_words("region:nowhere") == "region · nowhere"
    assert subject_in_words("comet:1") == "comet:1"
    assert verb_in_words("sky.fall") == "sky.fall"


@pytest.mark.parametrize(
    "written", ["Усть-Орда", "Ust-Orda Buryat Autonomous Okrug (ru-ust-orda)", "ウスチオルダ"]
)
def test_a_region_can_be_written_in_any_language(officer: Account, written: str) -> None:
    answer = signed_in(officer).post(ADMIT, ENTRY | {"region": written})
    assert "4 → <b>5</b>" in answer.content.decode()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("산시성", "Shaanxi Province (cn-shaanxi); Shanxi Province (cn-shanxi)"),
        ("北京市", "which is not in the register"), ("Atlantis", "Nothing is recorded under"),
        ("x (zz-nowhere)", "Nothing is recorded under"), (" ", "This field is required"),
    ],
)  # fmt: skip
def test_a_region_that_is_not_sure_is_asked_back(officer: Account, written: str, said: str) -> None:
    answer = signed_in(officer).post(ADMIT, ENTRY | {"region": written})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_every_region_is_offered_by_its_name(officer: Account) -> None:
    html = signed_in(officer).get(ADMIT + "?region=ru-ust-orda").content.decode()
    assert '<option value="Tottori Prefecture (jp-tottori)"></option>' in html
    assert re.search(
        r'<input type="text" name="region" value="ru-ust-orda"[^>]* list="id_region_known"', html
    )


def test_a_refusal_names_the_region_as_the_officer_calls_it(officer: Account) -> None:
    officer.language = "ja"
    officer.save()
    answer = signed_in(officer).post(ADMIT, ENTRY | {"region": "jp-tottori"})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "鳥取県には、この期間にすでに会員資格があります" in html
    assert "jp-tottoriには" not in html


def test_a_refusal_writes_days_as_the_officers_language_does(officer: Account) -> None:
    officer.language = "ko"
    officer.save()
    asked = {"region": "ru-ust-orda", "since": "2026-11-01", "decision": "founding-1996", "ground_en": "x"}
    answer = signed_in(officer).post("/desk/register/do/suspend-rights/", asked)
    assert "2026년 11월 1일" in answer.content.decode()


def test_a_preview_writes_languages_and_days_in_words(officer: Account) -> None:
    officer.language = "ja"
    officer.save()
    client = signed_in(officer)
    account = {"email": "new@example.org", "name": "N", "language": "ko", "time_zone": "Asia/Seoul"}
    assert "<td>한국어</td>" in client.post("/desk/register/do/open-account/", account).content.decode()
    assert "<td>2026年1月1日</td>" in client.post(ADMIT, ENTRY).content.decode()


def test_the_first_page_shows_the_register_and_no_counts_of_the_cms(officer: Account) -> None:
    html = signed_in(officer).get("/desk/").content.decode()
    assert "near-counts" in html
    assert "w-summary" not in html


def test_a_mandate_is_shown_with_the_name_of_its_region(officer: Account, official: Any) -> None:
    official(Region.objects.get(slug="mn-khentii"))
    officer.language = "ja"
    officer.save()
    html = signed_in(officer).get("/desk/register/accounts/").content.decode()
    assert "ヘンティ県 ·" in html
    assert "mn-khentii" not in html
