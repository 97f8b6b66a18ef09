"""The portal's first page and the handover: open matters of the rooms, deadlines, acts out of the journal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from near.assembly.actions import write_words
from near.foundation import open_matters
from near.foundation.journal import append
from near.foundation.open_matters import THEM, US, Matter, declare_open_matters
from near.foundation.period import today
from near.foundation.text import MultilingualText
from near.foundation.translating import Edit
from near.foundation.verb_words import words_of_verb
from near.people.models import Account
from near.registry import actions
from near.registry.enums import Office
from near.registry.models import Region
from near.web.portal import acts
from tests.registry.cases import SOMEBODY
from tests.registry.factories import MandateFactory
from tests.web.desk.test_desk import signed_in
from tests.web.desk.test_translations import shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register", "strict_templates")]
DAY = dt.timedelta(days=1)


@pytest.fixture
def khentii(register: None) -> Region:
    return Region.objects.get(slug="mn-khentii")


@pytest.fixture
def head(official: Any, khentii: Region) -> Account:
    account: Account = official(khentii, Office.HEAD)
    return account


def matter(region: Region, title: Any, **changed: Any) -> Matter:
    given: dict[str, Any] = {
        "kind": "answer", "url": "region", "args": (region.slug,), "due": None, "waits_for": US,
        "since": today(),
    }  # fmt: skip
    return Matter(region=region.pk, title=title, **given | changed)


@pytest.fixture
def declared(monkeypatch: pytest.MonkeyPatch, khentii: Region) -> list[Matter]:
    """Matters that a room has declared for Khentii; the test fills them in."""
    found: list[Matter] = []
    monkeypatch.setattr(open_matters, "_keepers", [])

    def keeper(regions: Collection[int], language: str, day: dt.date) -> Iterator[Matter]:
        assert (language, day) == ("en", today())
        yield from (m for m in found if m.region in regions)

    declare_open_matters(keeper)
    declare_open_matters(keeper)
    return found


def test_what_is_ours_and_urgent_comes_first(declared: list[Matter], khentii: Region) -> None:
    declared += [
        matter(khentii, "theirs", waits_for=THEM, due=today()),
        matter(khentii, "no day, new"),
        matter(khentii, "no day, old", since=today() - 9 * DAY),
        matter(khentii, "soon", due=today() + DAY),
        matter(khentii, "overdue", due=today() - DAY),
    ]
    found = open_matters.open_matters((khentii.pk,), "en", today())
    assert [m.title for m in found] == ["overdue", "soon", "no day, old", "no day, new", "theirs"]
    assert [m.overdue(today()) for m in found] == [True, False, False, False, False]
    assert open_matters.open_matters((), "en", today()) == []


def test_the_overview_shows_what_waits_with_its_day(
    declared: list[Matter], khentii: Region, head: Account
) -> None:
    assert "Nothing waits for your answer." in shown(signed_in(head), "/en/portal/")
    declared += [matter(khentii, f"Matter {n:02}") for n in range(14)]
    declared += [
        matter(khentii, MultilingualText.of(ja="鳥取から"), due=today() - DAY, is_sample=True),
        matter(khentii, "Waits for them", waits_for=THEM, url="not_there_yet"),
        matter(Region.objects.get(slug="jp-tottori"), "Not ours"),
    ]
    page = shown(signed_in(head), "/en/portal/")
    assert page.index("鳥取から") < page.index("Matter 00")
    assert 'lang="ja"' in page
    assert "overdue" in page
    assert ">3 more</a>" in page
    assert 'href="/en/portal/handover/">Waits for them' in page
    assert "Not ours" not in page


def test_the_handover_lists_everything_by_kind(
    declared: list[Matter], khentii: Region, head: Account
) -> None:
    assert "Nothing is open." in shown(signed_in(head), "/en/portal/handover/")
    declared += [matter(khentii, f"Matter {n:02}") for n in range(30)]
    declared += [matter(khentii, "A project's report", kind="report", due=today())]
    page = shown(signed_in(head), "/en/portal/handover/")
    assert page.count("Matter ") == 30
    assert page.index("Report <") < page.index("Answer <")
    assert head.email in page


def test_what_officials_did_is_told_in_words(head: Account, khentii: Region, clerk: Account) -> None:
    mandate = actions.invite_official(region=khentii, office=Office.CONTACT, by=clerk, **SOMEBODY)
    write_words(kind="organ", key="sub-tourism", edit=Edit("name", "mn", {0: "Аялал"}), by=mandate.account)
    page = shown(signed_in(head), "/en/portal/handover/")
    assert "An official was invited" in page
    assert "A text was corrected" in page
    assert "Tourism" in page
    assert "office.example" in page, "the contacts are there"


def test_acts_for_another_member_and_after_the_mandate_are_not_shown(head: Account, khentii: Region) -> None:
    def corrects(account: Any, words: str) -> None:
        write_words(kind="organ", key="sub-tourism", edit=Edit("name", "mn", {0: words}), by=account)

    both = MandateFactory(region=khentii).account
    MandateFactory(account=both, region=Region.objects.get(slug="mn-selenge"))
    corrects(both, "Нэг")
    assert acts.acts_of(khentii) == []
    gone = MandateFactory(region=Region.objects.get(slug="mn-uvs")).account
    MandateFactory(account=gone, region=khentii, until=today())
    corrects(gone, "Хоёр")
    assert acts.acts_of(khentii) == []
    assert acts.acts_of(khentii) == []
    leaving = MandateFactory(region=khentii, until=today() + DAY).account
    corrects(leaving, "Дөрөв")
    assert [act.by for act in acts.acts_of(khentii)] == [leaving.name]
    with time_machine.travel(timezone.now() + 2 * DAY):
        append(by=leaving.reference(), verb="people.open_account", subject=leaving.reference())
        assert [act.by for act in acts.acts_of(khentii)] == [leaving.name], "not what came after"
    corrects(head, "Гурав")
    assert [act.by for act in acts.acts_of(khentii)] == [head.name, leaving.name]


def test_a_verb_nobody_has_named_is_left_out() -> None:
    assert words_of_verb("sky.fall") == ""
