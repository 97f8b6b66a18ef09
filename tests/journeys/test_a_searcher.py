"""Somebody searches: from any page, without scripts, by a region's name, on a phone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


def test_a_search_begins_in_the_head_of_any_page(page: Page, site: str) -> None:
    page.goto(f"{site}/ja/members/")
    page.locator("#find").fill("хэнтий")
    page.keyboard.press("Enter")
    expect(page.locator(".meant h2")).to_have_text("ヘンティ県")
    page.locator(".meant h2 a").click()
    expect(page).to_have_url(f"{site}/ja/members/mn-khentii/")


def test_a_search_works_without_scripts_and_keeps_its_choices(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/mn/search/")
    page.locator("#q").fill("Пекин")
    page.locator("details.narrow summary").click()
    page.locator("#country").select_option("CN")
    page.locator("form.ask button").click()
    expect(page.locator("#country")).to_have_value("CN")
    expect(page.locator("#q")).to_have_value("Пекин")
    expect(page.locator(".notice")).to_contain_text("CN-BJ")
    context.close()


def test_a_search_on_a_phone_is_one_link_away_and_fits(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{site}/mn/about/")
    expect(page.locator("#find")).to_be_hidden()
    page.locator("a.find-link").click()
    page.locator("#q").fill("байгаль орчин")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_visible()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_answers_are_accessible(browser: Browser, site: str, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for asked in ("q=khentii&country=MN", "q=%E7%92%B0%E5%A2%83", "q=Beijing", "q=%F0%9F%8C%B2"):
        page.goto(f"{site}/en/search/?{asked}")
        found = Axe().run(page, options=RULES).response["violations"]
        assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == [], asked
    context.close()
