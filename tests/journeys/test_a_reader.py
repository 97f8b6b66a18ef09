"""Somebody who wants to be told in their own way: mails once a week, and deadlines in their own calendar."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import PASSWORD
from tests.journeys.test_a_visitor import RULES

pytestmark = pytest.mark.browser


def test_an_official_settles_on_a_phone_without_scripts_how_to_be_told(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    window = context.new_page()
    window.goto(f"{site}/en/account/login/")
    window.locator("#id_login").fill("tottori@sample.near")
    window.locator("#id_password").fill(PASSWORD)
    window.locator("form.sign-in button").click()
    window.wait_for_url(lambda address: "/account/login/" not in address)

    window.goto(f"{site}/en/portal/notices/")
    expect(window.locator(".notices .none")).to_be_visible()
    window.locator('main a[href$="/portal/settings/"]').last.click()

    window.locator('input[name="rhythm"][value="weekly"]').check()
    window.locator('select[name="weekday"]').select_option("4")
    window.locator('button[value="notify"]').click()
    expect(window.locator("main .notice.success")).to_be_visible()
    expect(window.locator('select[name="weekday"]')).to_have_value("4")

    window.locator('button[value="renew"]').click()
    calendar, feed = (x.get_attribute("value") or "" for x in window.locator("input.address").all())
    assert re.fullmatch(rf"{site}/calendar/[\w-]+\.ics", calendar)
    stranger = browser.new_context().request  # no cookie: the address is all it takes
    answer = stranger.get(calendar)
    assert (answer.status, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert answer.text().startswith("BEGIN:VCALENDAR\r\n")
    assert stranger.get(feed).status == 200

    window.goto(f"{site}/en/portal/settings/")
    expect(window.locator("input.address")).to_have_count(0)
    window.locator('button[value="revoke"]').click()
    assert [stranger.get(address).status for address in (calendar, feed)] == [404, 404]
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_pages_of_notices_and_settings_are_for_everybody(browser: Browser, site: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844})
    window = context.new_page()
    window.goto(f"{site}/en/account/login/")
    window.locator("#id_login").fill("khentii@sample.near")
    window.locator("#id_password").fill(PASSWORD)
    window.locator("form.sign-in button").click()
    window.wait_for_url(lambda address: "/account/login/" not in address)
    for path in ("portal/notices/", "portal/settings/"):
        window.goto(f"{site}/en/{path}")
        found = Axe().run(window, options=RULES)
        assert found.violations_count == 0, found.generate_report()
        assert window.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
