"""What stands where in which language, what is due, and what a machine may be asked for."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import translation

from near.foundation.passages import Hand, Offer, corrected, offered, proposed, rewritten
from near.foundation.text import MultilingualText, Passage, digest
from near.foundation.translating import all_entries, kind_of
from near.people.models import Account
from near.translation.queries import (
    board_on,
    counted,
    last_run,
    questions_for_machine,
    refusals_of,
    writers,
)
from tests.assembly.factories import OrganFactory, PassageFactory
from tests.registry.factories import PartnerFactory, RegionFactory
from tests.translation.factories import MachineRunFactory, TranslationRequestFactory

pytestmark = pytest.mark.django_db
HAND = Hand("account:1", "2026-01-01T00:00:00+00:00")
DAY = dt.date(2026, 1, 15)


def mixed() -> MultilingualText:
    """Return five passages whose Mongolian is checked, stale, stale machine, draft and missing."""
    text = rewritten(MultilingualText(), "en", "A.\n\nB.\n\nC.\n\nD.\n\nE.", HAND)
    text = offered(text, "mn", {2: Offer("в", digest("C."))}, HAND)
    for number, words in ((0, "а"), (1, "б")):
        text = corrected(text, "mn", number, words, HAND)
    text = proposed(text, "mn", 3, "г", HAND)
    return rewritten(text, "en", "A.\n\nB2.\n\nC2.\n\nD.\n\nE.", HAND)


def entry() -> Any:
    PassageFactory(key="association.intro", text=mixed())
    return kind_of("passage").entry("association.intro")


def test_a_record_is_counted_by_the_states_of_its_passages() -> None:
    found = entry()
    assert counted(found, "mn") == {"checked": 1, "stale": 2, "draft": 1, "missing": 1}
    assert counted(found, "ja") == {"missing": 5}
    assert counted(found, "en") == {}


def test_a_machine_is_asked_for_what_it_may_write_and_not_twice_for_the_same() -> None:
    found = entry()
    asked = questions_for_machine(found, "mn")
    assert [(q.number, q.words, q.source) for q in asked] == [
        (1, "B2.", "en"), (2, "C2.", "en"), (3, "D.", "en"), (4, "E.", "en"),
    ]  # fmt: skip
    offers = {q.number: Offer(q.words.lower(), digest(q.words)) for q in asked}
    PassageFactory(key="later", text=offered(found.texts["text"], "mn", offers, HAND))
    assert questions_for_machine(kind_of("passage").entry("later"), "mn") == []
    assert questions_for_machine(found, "en") == []


def test_the_board_counts_every_language_and_kind() -> None:
    entry()
    PartnerFactory(name=MultilingualText({"mn": Passage("Сүлжээ", "original"), "ru": Passage("Сеть")}))
    board = board_on(DAY, list(all_entries()))
    assert board.totals["mn"] == {"checked": 1, "stale": 2, "draft": 1, "missing": 1}
    assert board.totals["ru"] == {"checked": 1, "missing": 5}
    assert [(kind.key, counts) for kind, counts in board.by_kind("ru")] == [
        ("partner", {"checked": 1}), ("passage", {"missing": 5}),
    ]  # fmt: skip
    assert board.by_kind("") == []
    assert [total for code, _counts, total in board.standing if code == "en"] == [1]
    assert board.lines == []


def test_the_board_lists_one_language_by_kind_and_state() -> None:
    entry()
    OrganFactory(slug="sub-a", name=MultilingualText.of(en="A", mn="А"))
    entries = list(all_entries())

    def listed(**asked: str) -> list[str]:
        return [line.entry.key for line in board_on(DAY, entries, language="mn", **asked).lines]

    assert listed() == ["association.intro", "sub-a"]
    assert listed(state="open") == ["association.intro"]
    assert listed(state="machine") == []
    assert listed(kind="organ") == ["sub-a"]
    (line,) = board_on(DAY, entries, language="mn", state="stale").lines
    assert line.states == [("missing", 1), ("stale", 2), ("draft", 1), ("checked", 1)]
    assert (line.by, line.at) == (HAND.by, HAND.at)


def test_a_deadline_is_open_until_all_is_checked_and_overdue_after_its_day() -> None:
    OrganFactory(slug="sub-a", name=MultilingualText.of(en="A", mn="А"))
    OrganFactory(slug="sub-b", name=MultilingualText.of(en="B"))
    TranslationRequestFactory(kind="organ", records=["sub-a"])
    TranslationRequestFactory(kind="organ", languages=["mn", "ja"], due=DAY)
    TranslationRequestFactory(kind="partner")
    TranslationRequestFactory(due=DAY, withdrawn_on=DAY)
    entries = list(all_entries())
    (progress,) = board_on(DAY, entries).requests
    assert (progress.done, progress.total, progress.overdue) == (1, 4, False)
    assert progress.by_language == [("mn", 1, 2), ("ja", 0, 2)]
    board = board_on(DAY + dt.timedelta(days=1), entries, language="mn")
    assert board.requests[0].overdue
    assert [(x.entry.key, x.due, x.overdue) for x in board.lines] == [
        ("sub-b", DAY, True),
        ("sub-a", None, False),
    ]


def test_the_board_of_one_language_counts_deadlines_in_it_only() -> None:
    OrganFactory(slug="sub-a", name=MultilingualText.of(en="A", mn="А"))
    TranslationRequestFactory(languages=["mn", "ja"])
    assert board_on(DAY, list(all_entries()), languages=("mn",)).requests == []
    (progress,) = board_on(DAY, list(all_entries()), languages=("ja",)).requests
    assert progress.by_language == [("ja", 0, 1)]


def test_writers_are_named_with_the_member_they_speak_for(official: Any, clerk: Account) -> None:
    region = RegionFactory()
    by = official(region)
    found = writers({f"account:{by.pk}", f"account:{clerk.pk}", "account:0", "machine:X", ""})
    assert found == {
        f"account:{by.pk}": (by.name, region.pk), f"account:{clerk.pk}": (clerk.name, None),
    }  # fmt: skip


def test_the_reasons_of_a_run_are_said_in_the_readers_language() -> None:
    MachineRunFactory()
    run = MachineRunFactory(
        refusals=[
            {"refusal": "MachineBusy", "details": {"provider": "X"}}, {"refusal": "Gone", "details": {}},
        ]
    )  # fmt: skip
    assert last_run("organ", "sub-rivers", "mn") == run
    assert last_run("organ", "sub-rivers", "ja") is None
    with translation.override("en"):
        assert [str(r) for r in refusals_of(run)] == [
            "X is busy. Ask again in some minutes.", "The machine did not translate this.",
        ]  # fmt: skip
