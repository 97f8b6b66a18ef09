"""Rooms declare the records that carry text; an edit says what its writer had seen."""

from __future__ import annotations

import pytest

from near.foundation import translating
from near.foundation.errors import TooLong, UnknownRecord
from near.foundation.text import MultilingualText, TextState, digest, parts_of
from near.foundation.translating import (
    LONGEST_PASSAGE,
    Edit,
    Moved,
    all_entries,
    applied,
    declare_texts,
    kind_of,
    kinds,
    seal_of,
)
from tests.assembly.factories import OrganFactory, PassageFactory, SessionFactory
from tests.foundation.factories import words

TEXT = MultilingualText.of(en="Sea", ja="海")


def edit(**fields: object) -> Edit:
    return Edit(**{"field": "text", "language": "ja", "words": {0: "大海"}} | fields)  # type: ignore[arg-type]


def test_every_room_with_texts_has_declared_them() -> None:
    assert {"passage", "organ", "session", "timelineitem", "partner", "institution"} <= {
        k.key for k in kinds()
    }
    assert all(str(kind.label) and kind.fields for kind in kinds())


def test_a_kind_declared_again_stands_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translating, "_kinds", dict(translating._kinds))
    before = kinds()
    declare_texts(kind_of("organ"))
    assert kinds() == before


@pytest.mark.django_db
def test_only_records_that_say_anything_are_listed_by_their_first_words() -> None:
    PassageFactory(text=TEXT)
    OrganFactory(slug="sub-rivers", name=words("Rivers"), summary=MultilingualText())
    SessionFactory(organ=OrganFactory(name=MultilingualText(), slug="silent"))
    found = {(e.kind.key, e.label): e for e in all_entries()}
    assert set(found) == {("passage", "Sea"), ("organ", "Rivers")}
    assert list(found["organ", "Rivers"].texts) == ["name"]
    assert translating.Entry(kind_of("organ"), "x", "X", {}).label == "X"


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "key"), [("organ", "nowhere"), ("session", "x"), ("agreement", "1e9"),
                                           ("agreement", "9" * 40), ("comet", "1")])  # fmt: skip
def test_what_is_not_on_record_is_refused(kind: str, key: str) -> None:
    with pytest.raises(UnknownRecord):
        kind_of(kind).entry(key)


@pytest.mark.django_db
def test_a_field_without_words_or_without_existence_is_refused() -> None:
    organ = OrganFactory(slug="sub-rivers")
    with pytest.raises(UnknownRecord):
        kind_of("organ").entry("sub-rivers").text("summary")
    with pytest.raises(UnknownRecord):
        kind_of("organ").text_of(organ, "slug")
    assert str(kind_of("organ").entry("sub-rivers").text("name")) == "Subcommittee on Rivers"


def test_an_edit_of_words_somebody_changed_meanwhile_is_refused() -> None:
    seal = seal_of(TEXT, "ja", 0)
    assert applied(TEXT, edit(seen={0: seal}), "account:1").words("ja") == "大海"
    for other in (MultilingualText.of(en="Lake", ja="海"), MultilingualText.of(en="Sea", ja="湖")):
        with pytest.raises(Moved):
            applied(other, edit(seen={0: seal}), "account:1")


@pytest.mark.parametrize("number", [-1, 1])
def test_a_passage_that_is_not_there_is_refused(number: int) -> None:
    with pytest.raises(UnknownRecord):
        applied(TEXT, edit(words={number: "?"}), "account:1")


def test_a_passage_has_its_greatest_length() -> None:
    applied(TEXT, edit(words={0: "x" * LONGEST_PASSAGE}), "account:1")
    with pytest.raises(TooLong):
        applied(TEXT, edit(words={0: "x" * (LONGEST_PASSAGE + 1)}), "account:1")


def test_an_edit_says_who_and_when_and_in_which_state() -> None:
    checked = applied(TEXT, edit(), "account:1").passages["ja"]
    assert (checked.state, checked.by, checked.at != "") == (TextState.CHECKED, "account:1", True)
    draft = applied(TEXT, edit(state=TextState.DRAFT), "account:1").passages["ja"]
    assert draft.words == "海"
    assert draft.proposal
    assert draft.proposal.words == "大海"
    machine = edit(
        language="mn", state=TextState.MACHINE, words={0: "Далай"}, seen={0: digest("Sea")}, tool="m:X"
    )
    (made,) = parts_of(applied(TEXT, machine, "account:1"), "mn")
    assert (made.words, made.state, made.by) == ("Далай", TextState.MACHINE, "m:X")
