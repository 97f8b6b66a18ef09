"""With no machine at hand: an officer mends a stale passage, an official corrects Mongolian text."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import PASSWORD
from tests.journeys.test_a_visitor import RULES

pytestmark = pytest.mark.browser
ORGAN = "sub-tourism"


def sign_in(page: Page, site: str, email: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{site}/en/account/login/")
    page.locator("#id_login").fill(email)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("form.sign-in button").click()
    page.wait_for_url(lambda address: "/account/login/" not in address)


def rewrite_original(page: Page, site: str, words: str) -> None:
    """Change the English of the organ's name at the desk, preview first."""
    page.goto(f"{site}/desk/register/do/edit-organ/?organ={ORGAN}&language=en")
    page.locator("#id_name").fill(words)
    for _step in ("preview", "confirm"):
        page.locator("form[method=post] button[type=submit]").last.click()


def test_an_officer_translates_a_stale_passage_at_the_desk(page: Page, site: str) -> None:
    sign_in(page, site, "secretariat@sample.near")
    rewrite_original(page, site, "Subcommittee on Tourism")
    page.goto(f"{site}/desk/register/translations/?language=mn&state=stale")
    page.locator("table.texts a").first.click()
    passage = page.locator("#name-0")
    expect(passage.locator("ins")).to_contain_text("Subcommittee on")
    expect(page.get_by_role("button", name="Ask the machine")).to_have_count(0)
    passage.locator("textarea").fill("Аялал жуулчлалын дэд хороо")
    passage.locator("button[value=check]").click()
    expect(page.locator("#name-0 .badge.checked")).to_be_visible()
    page.context.clear_cookies()
    page.goto(f"{site}/mn/subcommittees/{ORGAN}/")
    expect(page.locator("h1")).to_have_text("Аялал жуулчлалын дэд хороо")


def test_an_official_corrects_mongolian_text_in_the_portal_without_scripts(
    browser: Browser, page: Page, site: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    window = context.new_page()
    sign_in(window, site, "khentii@sample.near")
    expect(window).to_have_url(f"{site}/en/portal/")
    window.goto(f"{site}/mn/portal/texts/?kind=organ")
    window.locator(f'a[href$="/{ORGAN}/"]').click()
    window.locator("#w-name-0").fill("Аялал жуулчлалын дэд хороо, засвар")
    window.locator("#name-0 button[value=check]").click()
    expect(window.locator("main .notice")).to_be_visible()
    window.goto(f"{site}/mn/subcommittees/{ORGAN}/")
    expect(window.locator("h1")).to_have_text("Аялал жуулчлалын дэд хороо, засвар")
    context.close()
    sign_in(page, site, "secretariat@sample.near")
    page.goto(f"{site}/desk/register/translations/?language=mn&kind=organ")
    expect(page.locator("table.texts")).to_contain_text("Жишээ ажилтан")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_board_editor_and_portal_are_accessible_and_fit_a_phone(
    browser: Browser, site: str, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]
    page, found, wide = context.new_page(), [], []
    portal = ("/mn/portal/texts/?language=mn", f"/mn/portal/texts/mn/organ/{ORGAN}/")
    desk = ("/desk/register/translations/?language=mn", f"/desk/register/translations/mn/organ/{ORGAN}/")
    sign_in(page, site, "secretariat@sample.near")
    for path in (*portal, *desk):
        page.goto(site + path)
        # The frame of the back office is the CMS's own.
        scope = ".sheet" if path in desk else "body"
        violations = Axe().run(page, context=scope, options=RULES).response["violations"]
        found += [(path, v["id"], [node["html"] for node in v["nodes"]][:3]) for v in violations]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    context.close()
    assert (found, wide) == ([], [])
