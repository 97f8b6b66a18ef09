"""A visitor reads: every page type is accessible, fits a phone, and answers to the keyboard."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.web.pages import LANGUAGES, PAGE_TYPES

pytestmark = pytest.mark.browser
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_type_is_accessible(browser: Browser, site: str, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page, found = context.new_page(), []
    for name, path in PAGE_TYPES.items():
        page.goto(f"{site}/en/{path}")
        for violation in Axe().run(page, options=RULES).response["violations"]:
            nodes = [node["target"] for node in violation["nodes"]][:3]
            found.append((name, violation["id"], nodes))
    context.close()
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_type_fits_a_phone(browser: Browser, site: str, language: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page, wide = context.new_page(), []
    for name, path in PAGE_TYPES.items():
        page.goto(f"{site}/{language}/{path}")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(name)
    context.close()
    assert wide == []


def test_a_language_switch_keeps_the_page(page: Page, site: str) -> None:
    page.goto(f"{site}/en/members/mn-khentii/")
    page.get_by_role("link", name="Монгол", exact=True).click()
    expect(page).to_have_url(f"{site}/mn/members/mn-khentii/")
    expect(page.locator("h1")).to_have_text("Хэнтий аймаг")


def test_the_members_narrow_while_one_types(page: Page, site: str) -> None:
    page.goto(f"{site}/ja/members/")
    page.locator("#q").fill("хэнтий")
    expect(page.locator("li[data-names]:visible")).to_have_count(1)
    page.locator("#q").fill("")
    expect(page.locator("li[data-names]:visible")).to_have_count(89)


def test_the_members_narrow_without_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/ja/members/")
    page.locator("#q").fill("хэнтий")
    page.locator("form.filter button").click()
    expect(page.locator("li[data-names]")).to_have_count(1)
    context.close()


def test_the_map_is_walked_by_keyboard(page: Page, site: str) -> None:
    page.goto(f"{site}/en/")
    page.locator(".map a").first.focus()
    page.keyboard.press("Tab")
    target = page.evaluate("document.activeElement.getAttribute('href')")
    assert target.startswith("/en/members/")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}{target}")


def test_the_first_stop_of_the_keyboard_skips_to_the_content(page: Page, site: str) -> None:
    page.goto(f"{site}/en/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
