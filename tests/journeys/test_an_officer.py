"""An officer signs in, changes the register, and the change shows on the next request in every language."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PASSWORD

pytestmark = pytest.mark.browser


def sign_in(page: Page, site: str, email: str) -> None:
    page.goto(f"{site}/en/account/login/")
    page.locator("#id_login").fill(email)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("form.sign-in button").click()


def observers(page: Page, site: str, language: str) -> int:
    answer = page.request.get(f"{site}/data/roster.json?lang={language}")
    return int(answer.json()["counts"]["observer"])


def test_an_officer_admits_a_region_and_every_page_knows_at_once(page: Page, site: str) -> None:
    before = observers(page, site, "en")
    sign_in(page, site, "secretariat@sample.near")
    expect(page).to_have_url(f"{site}/desk/")
    page.goto(f"{site}/desk/register/do/admit-region/?region=ru-ust-orda")
    page.locator("#id_category").select_option("observer")
    page.locator("#id_since").fill("2026-01-01")
    page.locator("#id_decision").select_option("founding-1996")
    page.locator("form[method=post] button[type=submit]").last.click()
    expect(page.locator(".near-preview")).to_contain_text(f"{before} → {before + 1}")
    assert observers(page, site, "ja") == before
    page.locator("form[method=post] button[type=submit]").last.click()
    expect(page).to_have_url(f"{site}/desk/register/members/")
    page.context.clear_cookies()
    for language in ("en", "ja", "mn"):
        page.goto(f"{site}/{language}/members/")
        expect(page.locator("#observer .count")).to_have_text(str(before + 1))


def test_an_officer_publishes_an_entry(page: Page, site: str) -> None:
    sign_in(page, site, "secretariat@sample.near")
    page.goto(f"{site}/desk/pages/")
    expect(page.locator("body")).to_contain_text("News")


def test_an_official_of_a_member_does_not_reach_the_desk(page: Page, site: str) -> None:
    sign_in(page, site, "khentii@sample.near")
    answer = page.goto(f"{site}/desk/register/members/")
    assert answer
    assert answer.status == 403
    expect(page.locator("main")).to_contain_text("Төлөв: 403")


def test_guessing_passwords_is_slowed_down(page: Page, site: str) -> None:
    # Nobody else's errand may meet the closed door: this account is guessed at in no other test.
    for _attempt in range(7):
        page.goto(f"{site}/en/account/login/")
        page.locator("#id_login").fill("buryatia@sample.near")
        page.locator("#id_password").fill("wrong")
        page.locator("form.sign-in button").click()
    expect(page.locator("main")).to_contain_text("Too many")
