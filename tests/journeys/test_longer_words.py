"""Words two fifths longer, and the longest any language has, fit everywhere; no translator missed one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import PASSWORD
from tests.web.pages import PAGE_TYPES

pytestmark = pytest.mark.browser
QUESTION = (Path(__file__).parent / "words.js").read_text(encoding="utf-8")
OFFICER = "secretariat@sample.near"
DESK = (
    "register/members/", "register/drafts/", "register/mandates/", "register/partners/", "register/texts/",
    "register/accounts/", "register/do/admit-region/", "register/do/edit-partner/?slug=aer",
    "register/import/", "register/terms/", "register/terms/import/", "register/translations/?language=mn",
    "register/translations/mn/organ/sub-tourism/",
)  # fmt: skip


@pytest.fixture(params=[390, 1280], ids=["phone", "desktop"])
def window(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window of a phone's or a desktop's width."""
    context = browser.new_context(viewport={"width": request.param, "height": 900})
    yield context.new_page()
    context.close()


def asked(window: Page, address: str) -> dict[str, Any]:
    window.goto(address)
    answer: dict[str, Any] = window.evaluate(QUESTION)
    return answer


@pytest.mark.parametrize("language", ["qps", "qpl"])
def test_every_public_page_holds_longer_words(
    window: Page, pseudo_site: tuple[str, Path], language: str
) -> None:
    found = {}
    for name, path in PAGE_TYPES.items():
        answer = asked(window, f"{pseudo_site[0]}/{language}/{path}")
        if answer["cut"] or answer["wide"] or answer["broken"]:
            found[name] = (answer["wide"], answer["cut"], answer["broken"])
    assert found == {}


@pytest.mark.parametrize("language", ["ky", "mn", "ru", "vi"])
def test_no_word_of_a_heading_is_broken(window: Page, pseudo_site: tuple[str, Path], language: str) -> None:
    found = {}
    for name, path in PAGE_TYPES.items():
        if broken := asked(window, f"{pseudo_site[0]}/{language}/{path}")["broken"]:
            found[name] = broken
    assert found == {}


def test_no_word_of_a_public_page_was_kept_from_translators(
    window: Page, pseudo_site: tuple[str, Path]
) -> None:
    found = {}
    for name, path in (PAGE_TYPES | {"password": "account/password/reset/"}).items():
        if bare := asked(window, f"{pseudo_site[0]}/qps/{path}")["bare"]:
            found[name] = bare
    assert found == {}


@pytest.mark.parametrize("language", ["qps", "qpl"])
def test_the_desk_holds_longer_words(window: Page, pseudo_site: tuple[str, Path], language: str) -> None:
    site, folder = pseudo_site
    with sqlite3.connect(folder / "near.sqlite3") as database:
        database.execute("UPDATE people_account SET language = ? WHERE email = ?", (language, OFFICER))
    database.close()
    window.goto(f"{site}/en/account/login/")
    window.locator("#id_login").fill(OFFICER)
    window.locator("#id_password").fill(PASSWORD)
    window.locator("form.sign-in button").click()
    found = {}
    for path in DESK:
        answer = asked(window, f"{site}/desk/{path}")
        if answer["wide"]:
            found[path] = answer["wide"]
    assert found == {}
