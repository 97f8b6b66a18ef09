"""Words that no machine may touch: sent as marks, put back whole, or the passage is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest

from near.foundation import locking, machine_translation
from near.foundation.locking import Lock, declare_locks
from near.foundation.machine_translation import (
    LockDamaged,
    MachineOff,
    MachineRefusal,
    MarkupDamaged,
    PairUnsupported,
    declare_translator,
    mask,
    translated,
    translator,
    unmasked,
)

SETTLED = {"Khentii": "Хэнтий", "R&D": "<R&D>"}


def keeper(text: str, source: str, target: str) -> Iterator[Lock]:
    for word, settled in SETTLED.items():
        start = text.find(word)
        if target == "mn" and start >= 0:
            yield Lock(start, start + len(word), settled)


class Fake:
    """A provider that answers as the test says."""

    name = "Fake"

    def __init__(self, say: Callable[[str], str]) -> None:
        self.say = say

    def supports(self, source: str, target: str) -> bool:
        return target != "vi"

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        return [self.say(text) for text in texts]


@pytest.fixture(autouse=True)
def _own_world(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "_keepers", [])
    monkeypatch.setattr(machine_translation, "_maker", [])
    declare_locks(keeper)


def answer(say: Callable[[str], str], text: str, *, markup: bool = False) -> machine_translation.Answer:
    declare_translator(lambda: Fake(say))
    return translated([text], "en", "mn", markup=markup)[0]


def test_a_locked_name_is_sent_as_a_mark_and_comes_back_settled() -> None:
    masked = mask("Khentii < 2 & R&D", "en", "mn")
    assert masked.words == '<x id="0">Хэнтий</x> &lt; 2 &amp; <x id="1">&lt;R&amp;D&gt;</x>'
    found = answer(
        lambda t: t.replace("Хэнтий", "Hentiy").upper().replace("X ID", "x id").replace("/X", "/x"),
        "In Khentii.",
    )
    assert found.words == "IN Хэнтий."


def test_words_that_look_like_markup_come_back_as_words() -> None:
    assert answer(lambda t: t, "a < b & c > d <x> R&D").words == "a < b & c > d <x> <R&D>"


@pytest.mark.parametrize(
    "damage",
    [
        lambda _t: "Хэнтийд.",
        lambda t: t + t,
        lambda t: t.replace('id="0"', 'id="7"'),
        lambda t: t.replace("</x>", ""),
        lambda t: t.replace('<x id="0">', "<x id=0>"),
        lambda t: t + '<x id="9">?</x>',
    ],
)
def test_a_mark_lost_doubled_or_broken_refuses_the_passage(damage: Callable[[str], str]) -> None:
    found = answer(damage, "In Khentii.")
    assert isinstance(found.refusal, LockDamaged)
    assert found.words == ""
    assert "Хэнтий" in str(found.refusal)


@pytest.mark.parametrize("damage", [lambda _t: " ", lambda t: t + "<b>", lambda t: t + " < 3"])
def test_an_empty_or_misshapen_answer_refuses_the_passage(damage: Callable[[str], str]) -> None:
    assert isinstance(answer(damage, "In spring.").refusal, MarkupDamaged)


def test_a_page_segment_keeps_its_tags() -> None:
    segment = 'See <a id="a1">Khentii</a> &amp; <b>more</b>'
    assert answer(lambda t: t.replace("See", "Үз").replace("more", "бусад"), segment, markup=True).words == (
        'Үз <a id="a1">Хэнтий</a> &amp; <b>бусад</b>'
    )
    lost = answer(lambda t: t.replace("<b>", "").replace("</b>", ""), segment, markup=True)
    assert isinstance(lost.refusal, MarkupDamaged)


def test_a_good_passage_is_kept_when_its_neighbour_is_damaged() -> None:
    declare_translator(lambda: Fake(lambda t: "" if "bad" in t else t.upper()))
    good, bad = translated(["good", "bad"], "en", "mn")
    assert (good.words, bad.words) == ("GOOD", "")
    assert bad.refusal


def test_without_a_provider_or_for_an_unknown_pair_it_is_said_so() -> None:
    assert translator() is None
    with pytest.raises(MachineOff):
        translated(["x"], "en", "mn")
    declare_translator(lambda: Fake(str))
    with pytest.raises(PairUnsupported, match=r"Fake .*English.*vi"):
        translated(["x"], "en", "vi")


def test_every_refusal_has_words_of_its_own() -> None:
    kinds = set(machine_translation.REFUSALS.values())
    assert len({str(kind.message) for kind in kinds}) == len(kinds)
    assert set(MachineRefusal.__subclasses__()) == kinds


def test_an_answer_is_put_back_as_it_was_masked() -> None:
    masked = mask("Khentii", "en", "mn")
    assert unmasked(masked, masked.words).words == "Хэнтий"
