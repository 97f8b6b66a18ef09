"""The verbs of the assembly room; loading is tested with the record itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from near.assembly import actions
from near.assembly.actions.texts import LONGEST_PASSAGE
from near.assembly.models import Passage
from near.foundation.errors import NotAllowed, TooLong, UnknownLanguage
from near.foundation.text import MultilingualText, TextState, digest
from near.foundation.text import Passage as Words
from near.foundation.translating import Edit
from near.people.models import Account
from tests.assembly.factories import OrganFactory, PassageFactory
from tests.foundation.journalled import changes, everything, journalled, verbs
from tests.registry.factories import MembershipSpellFactory

pytestmark = pytest.mark.django_db


def _edit_passage() -> dict[str, Any]:
    return {"passage": PassageFactory(key="association.intro"), "language": "ja", "words": " 近い "}


def _edit_organ() -> dict[str, Any]:
    organ = OrganFactory(slug="sub-rivers")
    return {"organ": organ, "language": "ja", "name": "河川分科委員会", "summary": "川"}


def _write_words() -> dict[str, Any]:
    OrganFactory(slug="sub-rivers")
    return {"kind": "organ", "key": "sub-rivers", "edit": Edit("name", "ja", {0: "河川分科委員会"})}


CASES: dict[str, Callable[[], dict[str, Any]]] = {
    "edit_passage": _edit_passage, "edit_organ": _edit_organ, "write_words": _write_words,
}  # fmt: skip
SUBJECTS = {
    "edit_passage": "passage:association.intro", "edit_organ": "organ:sub-rivers",
    "write_words": "organ:sub-rivers",
}  # fmt: skip


def test_every_verb_has_a_case() -> None:
    assert set(CASES) == set(actions.__all__) - {"load_association"}


@pytest.mark.parametrize("verb", CASES)
def test_an_officer_may_and_it_is_on_record(verb: str, clerk: Account) -> None:
    given = CASES[verb]()
    with journalled() as entries:
        getattr(actions, verb)(**given, by=clerk)
    assert verbs(entries) == [f"assembly.{verb}"]
    assert (entries[0].actor, entries[0].subject) == (f"account:{clerk.pk}", SUBJECTS[verb])


@pytest.mark.parametrize("verb", CASES)
def test_an_outsider_may_not_and_nothing_is_written(verb: str, outsider: Account) -> None:
    given = CASES[verb]()
    before = everything("assembly")
    for by in (outsider, AnonymousUser()):
        with pytest.raises(NotAllowed):
            getattr(actions, verb)(**given, by=by)
    assert everything("assembly") == before


def test_a_translation_says_who_when_and_from_which_words(clerk: Account) -> None:
    given = _edit_passage()
    with journalled() as entries:
        actions.edit_passage(**given, by=clerk)
    text = Passage.objects.get().text
    made = text.passages["ja"]
    assert (made.words, made.state, made.by) == ("近い", TextState.CHECKED, f"account:{clerk.pk}")
    assert made.source_digest == digest(text.passages["en"].words)
    assert made.at
    assert set(changes(entries[0])) == {"text"}


def test_a_new_original_makes_its_translations_stale_and_a_new_translation_mends_that(clerk: Account) -> None:
    old = MultilingualText.of(en="Near.", ja="近い。", ko="가깝다.")
    passage = PassageFactory(text=old)
    actions.edit_passage(passage=passage, language="en", words="Nearer.", by=clerk)
    states = {code: p.state for code, p in Passage.objects.get().text.passages.items()}
    assert states == {"en": "original", "ja": "stale", "ko": "stale"}
    actions.edit_passage(passage=passage, language="ja", words="もっと近い。", by=clerk)
    states = {code: p.state for code, p in Passage.objects.get().text.passages.items()}
    assert states == {"en": "original", "ja": "checked", "ko": "stale"}


def test_an_original_saved_unchanged_makes_nothing_stale(clerk: Account) -> None:
    passage = PassageFactory(text=MultilingualText.of(en="Near.", ja="近い。"))
    actions.edit_passage(passage=passage, language="en", words="Near.", by=clerk)
    assert passage.text.passages["ja"].state == TextState.CHECKED


def test_a_translation_that_follows_older_words_keeps_saying_so(clerk: Account) -> None:
    older = Words("近い。", source_digest=digest("Once near."))
    passage = PassageFactory(text=MultilingualText({"en": Words("Near."), "ja": older}))
    actions.edit_passage(passage=passage, language="en", words="Nearer.", by=clerk)
    assert passage.text.passages["ja"].source_digest == digest("Once near.")
    assert passage.text.passages["ja"].state == TextState.STALE


@pytest.mark.parametrize("language", ["en", "mn"])
def test_the_first_words_need_no_original(language: str, clerk: Account) -> None:
    passage = PassageFactory(text=MultilingualText())
    actions.edit_passage(passage=passage, language=language, words="Near.", by=clerk)
    assert passage.text.passages[language].source_digest == ""


def test_only_the_passage_whose_original_changed_goes_stale(clerk: Account) -> None:
    passage = PassageFactory(text=MultilingualText.of(en="Near.\n\nFar.", ja="近い。\n\n遠い。"))
    actions.edit_passage(passage=passage, language="en", words="Near.\n\nFar away.", by=clerk)
    parts = Passage.objects.get().text.passages["ja"].parts
    assert [(p.words, p.state, p.source) for p in parts] == [
        ("近い。", "checked", ""), ("遠い。", "stale", "Far."),
    ]  # fmt: skip


def test_an_official_of_a_member_writes_its_language_through_the_room(official: Any) -> None:
    OrganFactory(slug="sub-rivers")
    by = official(MembershipSpellFactory().region)
    edit = Edit("name", "mn", {0: "Гол мөрний дэд хороо"})
    with journalled() as entries:
        actions.write_words(kind="organ", key="sub-rivers", edit=edit, by=by)
        with pytest.raises(NotAllowed):
            actions.write_words(kind="organ", key="sub-rivers", edit=Edit("name", "ja", {0: "?"}), by=by)
    assert [(e.verb, e.actor) for e in entries] == [("assembly.write_words", f"account:{by.pk}")]


def test_an_organ_s_name_and_field_of_work_change_together(clerk: Account) -> None:
    organ = actions.edit_organ(**_edit_organ(), by=clerk)
    assert (organ.name.words("ja"), organ.summary.words("ja")) == ("河川分科委員会", "川")


def test_a_language_nobody_here_reads_is_refused(clerk: Account) -> None:
    with pytest.raises(UnknownLanguage):
        actions.edit_passage(**_edit_passage() | {"language": "xx"}, by=clerk)


def test_a_passage_has_its_greatest_length(clerk: Account) -> None:
    given = _edit_passage()
    actions.edit_passage(**given | {"words": "x" * LONGEST_PASSAGE}, by=clerk)
    with journalled() as entries, pytest.raises(TooLong) as refusal:
        actions.edit_passage(**given | {"words": "x" * (LONGEST_PASSAGE + 1)}, by=clerk)
    assert (refusal.value.field, entries) == ("words", [])


def test_a_refused_edit_leaves_also_the_record_in_hand_alone(outsider: Account) -> None:
    given = _edit_passage()
    with pytest.raises(NotAllowed):
        actions.edit_passage(**given, by=outsider)
    assert "ja" not in given["passage"].text
