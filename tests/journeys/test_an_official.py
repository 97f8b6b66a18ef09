"""An official comes in, by password or by key, and loses nothing of what was typed when the line drops."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.journeys.test_a_translator import sign_in
from tests.journeys.test_a_visitor import RULES

pytestmark = pytest.mark.browser
SECRETARIAT, KHENTII, TOTTORI = (f"{name}@sample.near" for name in ("secretariat", "khentii", "tottori"))
INVITE = "/en/portal/mandates/invite/"
TYPED = "Мод тарих, усалгааны туршлага"


def local(site: str) -> str:
    """Return the site by name: browsers give no keys to bare addresses."""
    return site.replace("127.0.0.1", "localhost")


def help_khentii(page: Page, site: str) -> None:
    sign_in(page, site, SECRETARIAT)
    page.goto(f"{site}/en/portal/act-for/")
    page.get_by_label("Name").fill("Khentii")
    page.locator('button[value="mn-khentii"]').click()
    expect(page.locator(".helping")).to_contain_text("Khentii Aimag")


@pytest.fixture
def key(page: Page) -> Any:
    """A key plugged into the browser, which answers at once."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    return tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_an_official_sets_up_a_passkey_and_comes_in_with_it(page: Page, site: str, key: Any) -> None:
    site = local(site)
    sign_in(page, site, TOTTORI)
    page.goto(f"{site}/en/account/2fa/")
    page.get_by_role("link", name="Add a key").click()
    page.locator("#id_password").fill("near-trial-2026")
    page.get_by_role("button", name="Confirm").click()
    page.locator("#id_name").fill("Key of the test")
    page.locator("#id_passwordless").check()
    page.locator("#mfa_webauthn_add").click()
    expect(page.locator("main .notice").first).to_contain_text("A key has been added.")
    page.goto(f"{site}/en/account/logout/")
    page.locator("main form button").click()
    page.goto(f"{site}/ja/account/login/")
    page.locator("#passkey_login").click()
    expect(page).to_have_url(f"{site}/ja/portal/")
    page.goto(f"{site}/en/account/2fa/webauthn/")
    expect(page.locator(".people")).to_contain_text("Passkey: signs in without a password")
    page.get_by_role("link", name="Rename").click()
    page.get_by_role("link", name="Use a security key").click()
    page.locator("#mfa_webauthn_reauthenticate").click()
    page.locator("#id_name").fill("Renamed")
    page.get_by_role("button", name="Rename").click()
    expect(page.locator(".people h2")).to_have_text("Renamed")
    page.get_by_role("link", name="Remove").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.locator("main .notice")).to_contain_text("A key has been removed.")


def test_a_key_that_does_not_answer_is_said_in_words(page: Page, site: str) -> None:
    site = local(site)
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    page.goto(f"{site}/en/account/login/")
    page.route("**/webauthn/login/", lambda route: route.fulfill(status=429, body="{}"))
    page.locator("#passkey_login").click()
    expect(page.locator("[data-passkey-fault]")).to_be_visible()


def test_what_was_typed_survives_a_lost_line_and_goes_when_it_is_taken(page: Page, site: str) -> None:
    help_khentii(page, site)
    page.goto(site + INVITE)
    page.locator("#id_name").fill("Сарантуяа")
    page.locator("#id_email").fill("saran@khentii.example")
    page.locator("#id_office").select_option("delegate")
    page.context.set_offline(True)
    page.locator("form.stacked button").click()
    page.context.set_offline(False)
    page.goto(site + INVITE)
    expect(page.locator("#id_name")).to_have_value("Сарантуяа")
    expect(page.locator("#id_office")).to_have_value("delegate")
    expect(page.locator(".kept-draft")).to_contain_text("has been put back")
    page.locator("form.stacked button").click()
    page.get_by_role("button", name="Give the mandate").click()
    expect(page.locator("main")).to_contain_text("saran@khentii.example")
    page.goto(site + INVITE)
    expect(page.locator("#id_name")).to_have_value("")
    expect(page.locator(".kept-draft")).to_have_count(0)


def test_a_draft_can_be_discarded_and_a_refused_form_keeps_its_own(page: Page, site: str) -> None:
    help_khentii(page, site)
    page.goto(site + INVITE)
    page.locator("#id_name").fill("Б")
    page.locator("#id_email").fill("khentii@sample.near")
    page.locator("form.stacked button").click()
    page.get_by_role("button", name="Give the mandate").click()
    expect(page.locator(".errorlist")).to_contain_text("already holds a mandate")
    expect(page.locator("#id_name")).to_have_value("Б")
    page.goto(site + INVITE)
    expect(page.locator("#id_name")).to_have_value("Б")
    page.get_by_role("button", name="Discard").click()
    expect(page.locator("#id_name")).to_have_value("")
    page.reload()
    expect(page.locator("#id_name")).to_have_value("")


def test_two_people_at_one_computer_do_not_see_each_other_s_drafts(page: Page, site: str) -> None:
    path = f"{site}/mn/portal/texts/mn/organ/sub-tourism/"
    field = page.locator("#w-name-0")
    sign_in(page, site, KHENTII)
    page.goto(path)
    own = field.input_value()
    field.fill(TYPED)
    page.goto(f"{site}/en/portal/")
    page.context.clear_cookies()
    sign_in(page, site, SECRETARIAT)
    page.goto(path)
    expect(field).to_have_value(own)
    page.context.clear_cookies()
    sign_in(page, site, KHENTII)
    page.goto(path)
    expect(field).to_have_value(TYPED)
    page.goto(f"{site}/en/account/logout/")
    page.locator("main form button").click()
    assert (
        page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('near-draft')).length") == 0
    )


def test_a_draft_of_an_older_version_is_offered_and_not_put_in(page: Page, site: str) -> None:
    path = f"{site}/mn/portal/texts/mn/organ/sub-sports/"
    field = page.locator("#w-name-0")
    sign_in(page, site, KHENTII)
    page.goto(path)
    field.fill(TYPED)
    page.goto(f"{site}/en/portal/")
    page.evaluate("""() => { for (const key of Object.keys(localStorage)) {
        const draft = JSON.parse(localStorage.getItem(key)); draft.version = "older";
        localStorage.setItem(key, JSON.stringify(draft)); } }""")
    page.goto(path)
    expect(field).not_to_have_value(TYPED)
    page.locator(".kept-draft button").first.click()
    expect(field).to_have_value(TYPED)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_sign_in_and_portal_are_accessible_and_fit_a_phone(browser: Browser, site: str, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]
    page, found, wide = context.new_page(), [], []
    outside = ("login/", "password/reset/", "password/reset/done/", "signup/")
    inside = ("2fa/", "password/change/", "reauthenticate/", "logout/")
    portal = ("", "mandates/", "mandates/invite/", "handover/", "act-for/")
    paths = [f"/mn/account/{x}" for x in outside]
    for path in [*paths, "", *(f"/mn/account/{x}" for x in inside), *(f"/mn/portal/{x}" for x in portal)]:
        if not path:
            help_khentii(page, site)
            continue
        page.goto(site + path)
        violations = Axe().run(page, options=RULES).response["violations"]
        found += [(path, v["id"], [node["html"] for node in v["nodes"]][:3]) for v in violations]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    context.close()
    assert (found, wide) == ([], [])
