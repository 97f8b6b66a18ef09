"""The errand of the loop: a need in Mongolian, found in Japanese, agreed on, done, and in both statements."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.journeys.test_a_translator import sign_in
from tests.journeys.test_a_visitor import RULES

pytestmark = pytest.mark.browser
NEED = (
    "Ойн түймрийн дараах нөхөн сэргээлтийн туршлагаас суралцах хүсэлтэй байна. "
    "Манай аймгийн хойд хэсэгт мод ургах нь удаан байна."
)
WITH_WHOM = "Хуурай, сэрүүн уур амьсгалтай бүс нутагтай, ирэх хавар гэхэд."
ANSWER = "鳥取県では砂丘地の植林に長年取り組んでおり、技術職員の派遣が可能です。"
TITLE = "Ой нөхөн сэргээх хамтарсан төсөл"
STORY = {
    "done": "Хоёр талын мэргэжилтэн туршилтын талбайд мод тарив.",
    "changed": "Тарьсан модны ихэнх нь эхний өвлийг давлаа.",
    "learnt": "Усалгааг эрт эхлүүлэх хэрэгтэй байсан.",
}


@contextmanager
def official(browser: Browser, site: str, name: str, *, width: int = 1280) -> Iterator[Page]:
    """Sign an official in, in a window of their own whose console must stay silent."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda e: faults.append(str(e)))
    sign_in(page, site, f"{name}@sample.near")
    yield page
    context.close()
    assert faults == []


def number_in(page: Page, what: str) -> str:
    """Return the number of a record from the page's address."""
    found = re.search(rf"/{what}/(\d+)/", page.url)
    assert found, page.url
    return found.group(1)


def send(page: Page) -> None:
    """Press the last button of the page's own form."""
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state()


def sound(page: Page) -> None:
    """The page breaks no rule of accessibility and does not scroll sideways."""
    assert Axe().run(page, options=RULES).response["violations"] == []
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, page.url


def test_a_need_in_mongolian_becomes_a_public_story_and_stands_in_both_statements(
    browser: Browser, site: str
) -> None:
    with (
        official(browser, site, "khentii", width=390) as khentii,
        official(browser, site, "tottori") as tottori,
        official(browser, site, "secretariat") as desk,
    ):
        need = write_need(khentii, site)
        publish(desk, site, need)
        answer = find_and_answer(tottori, site, need)
        project = agree(khentii, site, answer)
        run(khentii, tottori, site, project)
        desk.goto(f"{site}/desk/register/projects/")
        expect(desk.locator("main")).to_contain_text(TITLE)
        close(khentii, site, project)
        tell(browser, site, project)
        stand_in_statements(khentii, tottori, site)


def write_need(khentii: Page, site: str) -> str:
    khentii.goto(f"{site}/mn/portal/")
    sound(khentii)
    khentii.locator("a[href$='direction=need']").first.click()
    sound(khentii)
    khentii.fill("[name=what]", NEED)
    khentii.fill("[name=with_whom]", WITH_WHOM)
    send(khentii)
    expect(khentii.locator("[name=language]")).to_have_value("mn")
    khentii.check("[name=forms][value=expert]")
    sound(khentii)
    khentii.locator("[name=hand_in]").click()
    khentii.wait_for_load_state()
    return number_in(khentii, "postings")


def publish(desk: Page, site: str, need: str) -> None:
    desk.goto(f"{site}/desk/register/postings/")
    desk.locator(f"a[href*='publish-posting/?posting={need}']").click()
    send(desk)
    send(desk)
    expect(desk).to_have_url(f"{site}/desk/register/postings/")


def find_and_answer(tottori: Page, site: str, need: str) -> str:
    """Find it in Japanese by the recognised concepts, and answer in Japanese."""
    tottori.goto(f"{site}/ja/portal/postings/find/?direction=need&country=MN")
    sound(tottori)
    tottori.locator(f"a[href='/ja/portal/postings/{need}/']").click()
    tottori.locator(f"a[href='/ja/portal/postings/{need}/answer/']").click()
    tottori.fill("[name=words]", ANSWER)
    send(tottori)
    sound(tottori)
    return number_in(tottori, "answers")


def agree(khentii: Page, site: str, answer: str) -> str:
    """Read the answer on the overview, agree, see whom to write to, begin a project."""
    khentii.goto(f"{site}/mn/portal/")
    khentii.locator(f".matters a[href='/mn/portal/answers/{answer}/']").click()
    expect(khentii.locator("main")).to_contain_text(ANSWER)
    khentii.locator("button[value=agree]").click()
    khentii.locator(f"a[href$='projects/new/?answer={answer}']").click()
    khentii.fill("[name=title]", TITLE)
    khentii.fill("[name=aim]", "Түймрийн дараах ойг нөхөн сэргээх арга турших.")
    send(khentii)
    sound(khentii)
    return number_in(khentii, "projects")


def run(khentii: Page, tottori: Page, site: str, project: str) -> None:
    def do(page: Page, language: str, verb: str, **entered: str) -> None:
        page.goto(f"{site}/{language}/portal/projects/{project}/do/{verb}/")
        for name, value in entered.items():
            field = page.locator(f"main [name={name}]")
            field.select_option(value) if name == "owner" else field.fill(value)
        send(page)
        expect(page).to_have_url(f"{site}/{language}/portal/projects/{project}/")

    due = (dt.date.today() + dt.timedelta(days=60)).isoformat()  # noqa: DTZ011 -- a browser's form
    do(tottori, "ja", "join")
    do(khentii, "mn", "next-step", step="Онлайн уулзалт", owner="mn-khentii", due=due)
    do(khentii, "mn", "agree")
    do(tottori, "ja", "agree")
    do(khentii, "mn", "begin")
    sound(tottori)
    do(khentii, "mn", "begin-closing")


def close(khentii: Page, site: str, project: str) -> None:
    khentii.goto(f"{site}/mn/portal/projects/{project}/")
    khentii.locator("a.button[href*='/report/closing/']").click()
    for name, words in STORY.items():
        khentii.fill(f"[name={name}]", words)
    sound(khentii)
    khentii.locator("button[value=close]").click()
    khentii.wait_for_load_state()


def tell(browser: Browser, site: str, project: str) -> None:
    """Anybody reads the story."""
    page = browser.new_page()
    page.goto(f"{site}/ja/cooperation/projects/{project}/")
    for words in STORY.values():
        expect(page.locator("main")).to_contain_text(words)
    sound(page)
    page.close()


def stand_in_statements(khentii: Page, tottori: Page, site: str) -> None:
    for page, language in ((khentii, "mn"), (tottori, "ja")):
        page.goto(f"{site}/{language}/portal/statement/")
        expect(page.locator("main")).to_contain_text(TITLE)
        sound(page)
