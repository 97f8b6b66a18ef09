"""A member's yearly statement: the page, the document, and that both show nobody else's."""

from __future__ import annotations

import datetime as dt
import io
import unicodedata
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from near.cooperation.enums import ProjectState, Role
from near.foundation.languages import READERS, language_of
from near.foundation.text import MultilingualText
from near.people.models import Account
from near.registry.models import Region
from tests.cooperation.factories import (
    AnswerFactory,
    ContributionFactory,
    ExchangeFactory,
    ParticipationFactory,
    PostingFactory,
    ProjectFactory,
)
from tests.web.desk.test_desk import signed_in
from tests.web.desk.test_translations import shown

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("register", "strict_templates"),
    pytest.mark.filterwarnings("error"),
]
DAY = dt.date(2026, 11, 25)
PAGE = "portal/statement/"
HOSTILE = '#panic("x") *bold* <script>alert(1)</script> $x$ \\ `raw` @near [b] {c}'


TITLES = {
    "mn": "Ой сэргээх өрсөлдөөн ба үлгэр", "ja": "骨と直の森林再生", "ko": "산림 복원 협력",
    "zh-hans": "骨与直的森林恢复", "ru": "Восстановление лесов", "en": "Bringing back forests",
    "vi": "Phục hồi rừng ở vùng cao", "ky": "Токойду калыбына келтирүү",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _day() -> Any:
    with time_machine.travel(dt.datetime(2026, 11, 25, 3, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def khentii(register: None) -> Region:
    return Region.objects.get(slug="mn-khentii")


@pytest.fixture
def tottori(register: None) -> Region:
    return Region.objects.get(slug="jp-tottori")


@pytest.fixture
def speaker(official: Any, khentii: Region) -> Account:
    account: Account = official(khentii)
    return account


@pytest.fixture
def year(khentii: Region, tottori: Region) -> Any:
    """A project Tottori leads, experts it sent, an answer it gave; one with a hostile name."""
    title = MultilingualText.of(**{language_of(language).code: words for language, words in TITLES.items()})
    project = ProjectFactory(state=ProjectState.CLOSED, closed_on=DAY, title=title)
    ParticipationFactory(project=project, region=tottori, role=Role.LEAD)
    ParticipationFactory(project=project, region=khentii)
    ExchangeFactory(project=project, sender=tottori, host=khentii, form="expert", persons=3)
    ContributionFactory(project=project, region=khentii)
    hostile = PostingFactory(region=khentii, public=True, title=MultilingualText.of(en=HOSTILE))
    AnswerFactory(posting=hostile, region=tottori)
    return project


def text_of(pdf: bytes) -> str:
    return squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def squeezed(words: str) -> str:
    """Return words as they can be compared: extraction breaks lines where the paper does, puts spaces between
    scripts, and gives a dot set below a letter (Vietnamese) as a number of its own.
    """
    found = unicodedata.normalize("NFD", "".join(words.split()))
    return "".join(c for c in found if c != "\u0323" and unicodedata.category(c) != "Cc")


def test_a_statement_asks_for_a_sign_in_and_a_mandate(outsider: Account) -> None:
    for path in (PAGE, f"{PAGE}2026/", f"{PAGE}2026/statement.pdf"):
        assert Client().get(f"/mn/{path}")["Location"].startswith("/mn/account/login/")
        assert signed_in(outsider).get(f"/mn/{path}").status_code == 403


@pytest.mark.parametrize("language", [x.django for x in READERS])
@pytest.mark.usefixtures("year")
def test_the_page_stands_in_every_language(speaker: Account, language: str) -> None:
    text = shown(signed_in(speaker), f"/{language}/{PAGE}")
    assert text.count("<h1") == 1
    assert text.count('<svg class="chart"') == 1


@pytest.mark.usefixtures("year")
def test_the_page_shows_what_was_given_and_got_with_the_records(speaker: Account) -> None:
    text = shown(signed_in(speaker), f"/en/{PAGE}")
    got, gave = text[text.index('id="got"') : text.index('id="gave"')], text[text.index('id="gave"') :]
    assert "Was advised by other members" in got
    assert "Own needs and offers were answered" in got
    assert "Hosted people of other members <span>1 time · 3 persons" in gave
    assert "Bringing back forests" in gave
    assert "#panic(&quot;x&quot;) *bold* &lt;script&gt;" in got
    assert "You received more than you gave this year" in text
    assert "Acts given: 2, acts received: 4." in text


@pytest.mark.usefixtures("year")
def test_a_member_sees_its_own_account_and_nobody_elses(official: Any) -> None:
    other = official(Region.objects.get(slug="jp-toyama"))
    text = shown(signed_in(other), f"/en/{PAGE}")
    assert "Bringing back forests" not in text
    assert text.count("Nothing is on record.") == 2
    assert '<svg class="chart"' not in text


@pytest.mark.parametrize("wanted", ["1995", "2027", "99999"])
@pytest.mark.parametrize("document", ["", "statement.pdf"])
def test_a_year_that_cannot_be_has_no_statement(speaker: Account, wanted: str, document: str) -> None:
    assert signed_in(speaker).get(f"/en/{PAGE}{wanted}/{document}").status_code == 404


def test_without_a_year_the_latest_with_anything_is_shown(speaker: Account, khentii: Region) -> None:
    ContributionFactory(
        project=ProjectFactory(state="closed", closed_on=DAY), region=khentii, on=dt.date(2019, 1, 1)
    )
    text = shown(signed_in(speaker), f"/en/{PAGE}")
    assert "Statement of the year 2019" in text
    assert f"/en/{PAGE}2026/" in text


@pytest.mark.usefixtures("year")
def test_samples_are_marked_and_not_mixed_with_what_is_real(speaker: Account, khentii: Region) -> None:
    ContributionFactory(project=ProjectFactory(state="closed", closed_on=DAY, is_sample=True), region=khentii)
    client = signed_in(speaker)
    real, made_up = shown(client, f"/en/{PAGE}2026/"), shown(client, f"/en/{PAGE}2026/?samples=1")
    assert "Show the samples" in real
    assert "nothing of it happened" not in real
    assert "nothing of it happened" in made_up
    assert "Show the real records" in made_up
    pdf = client.get(f"/en/{PAGE}2026/statement.pdf?samples=1").content
    assert squeezed("Made of samples of this trial") in text_of(pdf)


@pytest.mark.parametrize("language", TITLES)
@pytest.mark.usefixtures("year")
def test_the_document_has_every_word_in_every_script(speaker: Account, language: str) -> None:
    answer = signed_in(speaker).get(f"/{language}/{PAGE}2026/statement.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    text = text_of(answer.content)
    assert squeezed(TITLES[language]) in text
    # What stands in a name is printed as it stands there, whatever it would mean to a program.
    assert squeezed(HOSTILE) in text


@pytest.mark.usefixtures("year")
def test_the_page_takes_the_same_queries_however_much_there_is(
    speaker: Account, khentii: Region, tottori: Region, year: Any
) -> None:
    client = signed_in(speaker)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as first:
            client.get(f"/en/{PAGE}2026/")
        counts.append(len(first))
        for _more in range(4):
            ExchangeFactory(project=year, sender=tottori, host=khentii)
            AnswerFactory(posting=PostingFactory(region=khentii, public=True), region=tottori)
    assert counts[0] == counts[1]
