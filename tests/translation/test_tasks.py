"""What runs later: one text is handed to the machine, and what came of it is on record."""

from __future__ import annotations

from typing import Any

import pytest

from near.assembly.models import Organ
from near.foundation import machine_translation
from near.foundation.journal import JournalEntry
from near.foundation.machine_translation import QuotaUsed
from near.foundation.passages import Hand, proposed, rewritten
from near.foundation.text import MultilingualText, Passage, parts_of
from near.people.models import Account
from near.translation.models import MachineRun
from near.translation.tasks import run_machine
from tests.assembly.factories import OrganFactory
from tests.translation.factories import MachineRunFactory
from tests.translation.providers import Spoken

pytestmark = pytest.mark.django_db
HAND = Hand("account:1", "2026-01-01T00:00:00+00:00")


def run_with(provider: Any, monkeypatch: pytest.MonkeyPatch, by: Account, **run: Any) -> MachineRun:
    monkeypatch.setattr(machine_translation, "_maker", [lambda: provider])
    made = MachineRunFactory(asked_by=by, **run)
    run_machine.call(made.pk)  # at once; the background process is tested elsewhere
    return MachineRun.objects.get(pk=made.pk)


def test_what_is_missing_is_filled_and_labelled(monkeypatch: pytest.MonkeyPatch, clerk: Account) -> None:
    name, summary = MultilingualText.of(en="Rivers"), MultilingualText({"ru": Passage("Реки", "original")})
    OrganFactory(slug="sub-rivers", name=name, summary=summary)
    provider = Spoken()
    run = run_with(provider, monkeypatch, clerk)
    assert (run.placed, run.refusals, run.finished_at is None) == (2, [], False)
    organ = Organ.objects.get()
    made = organ.name.passages["mn"]
    assert (made.words, made.state, made.by) == ("RIVERS", "machine", "machine:Spoken")
    assert organ.summary.passages["mn"].words == "РЕКИ"
    assert [(source, target) for source, target, _t in provider.asked] == [("en", "mn"), ("ru", "mn")]
    entries = JournalEntry.objects.order_by("sequence")
    assert [e.verb for e in entries] == ["assembly.write_words"] * 2 + ["translation.finish_run"]
    assert {e.actor for e in entries} == {f"account:{clerk.pk}"}


def test_a_persons_words_stay_and_get_a_proposal_beside_them(
    monkeypatch: pytest.MonkeyPatch, clerk: Account
) -> None:
    old = MultilingualText.of(en="Rivers.\n\nLakes.", mn="Гол.\n\nНуур.")
    text = rewritten(old, "en", "Rivers.\n\nSeas.", HAND)
    OrganFactory(slug="sub-rivers", name=text)
    run_with(Spoken(), monkeypatch, clerk)
    river, sea = parts_of(Organ.objects.get().name, "mn")
    assert (river.words, river.proposal) == ("Гол.", None)
    assert (sea.words, sea.state) == ("Нуур.", "stale")
    assert sea.proposal
    assert (sea.proposal.words, sea.proposal.state) == ("SEAS.", "machine")


def test_a_damaged_passage_is_left_out_and_the_reason_kept(
    monkeypatch: pytest.MonkeyPatch, clerk: Account
) -> None:
    OrganFactory(slug="sub-rivers", name=MultilingualText.of(en="Good.\n\nBad."))
    run = run_with(Spoken(lambda t: "" if "Bad" in t else "сайн"), monkeypatch, clerk)
    assert (run.placed, [r["refusal"] for r in run.refusals]) == (1, ["MarkupDamaged"])
    assert [p.words for p in parts_of(Organ.objects.get().name, "mn")] == ["сайн", ""]


@pytest.mark.parametrize(
    ("provider", "run", "reason"),
    [
        (Spoken(refusal=QuotaUsed(provider="Spoken")), {}, "QuotaUsed"),
        (Spoken(), {"language": "vi"}, "PairUnsupported"),
        (None, {}, "MachineOff"),
        (Spoken(), {"key": "gone"}, "MachineRefusal"),
    ],
)
def test_what_concerns_the_whole_text_is_kept_as_its_reason(
    monkeypatch: pytest.MonkeyPatch, clerk: Account, provider: Any, run: dict[str, str], reason: str
) -> None:
    OrganFactory(slug="sub-rivers")
    found = run_with(provider, monkeypatch, clerk, **run)
    assert (found.placed, [r["refusal"] for r in found.refusals]) == (0, [reason])
    assert list(Organ.objects.get().name) == ["en"]


def test_words_changed_while_the_machine_thought_are_not_answered(
    monkeypatch: pytest.MonkeyPatch, clerk: Account
) -> None:
    organ = OrganFactory(slug="sub-rivers", name=MultilingualText.of(en="Rivers"))

    def think(text: str) -> str:
        from near.assembly.actions import edit_organ  # noqa: PLC0415 -- happens in the middle of this test

        edit_organ(organ=organ, language="en", name="Lakes", summary="", by=clerk)
        return text.upper()

    assert run_with(Spoken(think), monkeypatch, clerk).placed == 0
    assert list(Organ.objects.get().name) == ["en"]


def test_a_run_that_is_over_is_not_run_again(monkeypatch: pytest.MonkeyPatch, clerk: Account) -> None:
    OrganFactory(slug="sub-rivers", name=proposed(MultilingualText.of(en="R"), "mn", 0, "г", HAND))
    run = run_with(Spoken(), monkeypatch, clerk)
    provider = Spoken()
    monkeypatch.setattr(machine_translation, "_maker", [lambda: provider])
    run_machine.enqueue(run.pk)
    assert provider.asked == []
