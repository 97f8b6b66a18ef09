"""One text in many languages: what is shown to whom, and what goes stale when the original changes."""

from __future__ import annotations

import pytest
from django.core import serializers
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from near.assembly.models import Passage as Stored
from near.foundation.errors import UnknownLanguage
from near.foundation.languages import CODES, NAME_LANGUAGES, READERS, fallbacks, language_of
from near.foundation.text import (
    MISSING,
    MultilingualText,
    MultilingualTextField,
    Passage,
    Proposal,
    TextState,
    digest,
    parts_of,
    split,
    spoken_by_machine,
)
from tests.assembly.factories import PassageFactory

passages = st.builds(
    Passage,
    words=st.text(min_size=1),
    state=st.sampled_from([str(state) for state in TextState]),
    by=st.sampled_from(["", "account:1"]),
    source_digest=st.sampled_from(["", digest("Sea")]),
    was=st.sampled_from(["", "machine"]),
    source=st.sampled_from(["", "Sea"]),
    proposal=st.none() | st.builds(Proposal, st.text(min_size=1)),
    parts=st.sampled_from([(), (Passage("海", by="account:1"), MISSING)]),
)
texts = st.builds(MultilingualText, st.dictionaries(st.sampled_from(NAME_LANGUAGES), passages, max_size=4))


@settings(max_examples=40, derandomize=True, deadline=None)
@given(texts)
def test_a_text_is_read_back_as_it_was_written(text: MultilingualText) -> None:
    assert MultilingualText.from_json(text.as_json()) == text


def test_nothing_reads_back_as_no_text() -> None:
    assert not MultilingualText.from_json(None)


def test_empty_words_make_no_passage() -> None:
    assert list(MultilingualText.of(en="Sea", ja="")) == ["en"]


def test_a_reader_gets_the_own_language_then_the_nearest_then_any() -> None:
    text = MultilingualText.of(en="Sea", ru="Море")
    assert [text.words(code) for code in ("ru", "mn", "ja")] == ["Море", "Море", "Sea"]
    assert MultilingualText.of(ko="바다").words("mn") == "바다"
    assert MultilingualText().words("en") == ""


@pytest.mark.parametrize("code", ["zh", "zh-hans", "zh-Hans", "ZH"])
def test_chinese_is_found_under_each_of_its_codes(code: str) -> None:
    assert MultilingualText.of(zh="海").words(code) == "海"


def test_a_text_prints_in_the_language_of_the_reader() -> None:
    text = MultilingualText.of(en="Sea", zh="海")
    with override("zh-hans"):
        assert str(text) == "海"
    with override(None):
        assert str(text) == "Sea"


def test_the_original_is_the_one_marked_so_else_english_else_the_first_there_is() -> None:
    marked = MultilingualText({"en": Passage("Sea"), "mn": Passage("Тэнгис", TextState.ORIGINAL)})
    assert marked.original == "mn"
    assert MultilingualText.of(ja="海", en="Sea").original == "en"
    assert MultilingualText.of(ko="바다", ja="海").original == "ko"
    assert MultilingualText({"en": Passage("", TextState.DRAFT), "ja": Passage("海")}).original == "ja"
    assert MultilingualText().original == ""


def test_passages_are_set_apart_by_blank_lines_and_keep_their_own_breaks_and_indents() -> None:
    assert split("One.\r\n \r\nTwo,\nstill two.\n\n\n\nThree.\n") == ["One.", "Two,\nstill two.", "Three."]
    assert split("\u3000一段目。\n\u3000\n\u3000二段目。") == ["\u3000一段目。", "\u3000二段目。"]
    assert split(" \n\n ") == []


def test_words_stored_as_one_are_divided_among_the_passages_of_the_original() -> None:
    text = MultilingualText.of(en="A\n\nB\n\nC", ja="あ\n\nい", ko="가\n\n나\n\n다\n\n라")
    assert [p.words for p in parts_of(text, "ja")] == ["あ", "い", ""]
    assert [p.words for p in parts_of(text, "ko")] == ["가", "나", "다\n라"]
    assert parts_of(text, "mn") == (MISSING,) * 3
    assert [p.words for p in parts_of(text, "en")] == ["A", "B", "C"]


def test_a_digest_of_the_whole_original_stands_for_each_of_its_passages() -> None:
    whole = "A\n\nB"
    fresh = Passage("あ\n\nい", source_digest=digest(whole))
    old = Passage("가\n\n나", TextState.STALE, source_digest=digest("Z"))
    text = MultilingualText({"en": Passage(whole), "ja": fresh, "ko": old})
    assert [p.source_digest for p in parts_of(text, "ja")] == [digest("A"), digest("B")]
    assert [(p.source_digest, p.state) for p in parts_of(text, "ko")] == [(digest("Z"), "stale")] * 2


def test_a_reader_misses_nothing_of_a_text_half_translated() -> None:
    parts = (Passage("あ", source_digest=digest("A")), MISSING)
    text = MultilingualText({"en": Passage("A\n\nB"), "ja": Passage("あ", parts=parts)})
    assert text.words("ja") == "あ\n\nB"
    assert [code for code, _part in text.shown("ja")] == ["ja", "en"]
    assert text.words("ko") == "A\n\nB"
    assert MultilingualText().shown("ja") == []
    assert not spoken_by_machine(text, "ja")
    assert spoken_by_machine(MultilingualText({"ja": Passage("海", "stale", was="machine")}), "ko")


def test_the_form_stored_before_passages_is_read_as_it_was_meant() -> None:
    stored = {"en": {"words": "Sea", "state": "original"}, "ja": {"words": "海", "source_digest": "0" * 16}}
    text = MultilingualText.from_json(stored)
    assert text.passages["ja"] == Passage("海", TextState.CHECKED, source_digest="0" * 16)
    assert text.as_json() == {"en": stored["en"], "ja": stored["ja"] | {"state": "checked"}}


@pytest.mark.django_db
def test_a_text_survives_the_database_and_a_dump() -> None:
    text = MultilingualText({"en": Passage("Sea", by="account:1", at="2024-01-01"), "ja": Passage("海")})
    stored = PassageFactory(text=text)
    assert Stored.objects.get(pk=stored.pk).text == text
    dumped = next(serializers.deserialize("json", serializers.serialize("json", [stored])))
    assert dumped.object.text == text


def test_the_field_takes_a_text_or_its_plain_data() -> None:
    field, text = MultilingualTextField(), MultilingualText.of(en="Sea")
    assert field.to_python(text) is text
    assert field.to_python(text.as_json()) == text
    assert field.get_prep_value({"en": {"words": "Sea"}}) == {"en": {"words": "Sea"}}


@pytest.mark.parametrize("language", READERS, ids=NAME_LANGUAGES)
def test_a_language_is_found_by_each_of_its_codes(language: object) -> None:
    found = {language_of(c) for c in (language.code, language.tag.upper(), language.django.replace("-", "_"))}
    assert found == {language}


def test_an_unknown_language_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownLanguage, match=r"“fr”.*en, ja, ko, zh, ru, mn, vi, ky"):
        language_of("fr")


@pytest.mark.parametrize("code", [*NAME_LANGUAGES, "qps"])
def test_every_reader_falls_back_through_every_language_once(code: str) -> None:
    chain = list(fallbacks(code))
    assert chain[0] == code
    assert len(chain) == len(set(chain))
    assert set(chain) >= set(CODES)


def test_readers_beyond_the_working_languages_fall_back_to_the_nearest() -> None:
    text = MultilingualText.of(en="Sea", ru="Море", ja="海")
    assert [text.words(code) for code in ("ky", "vi", "mn")] == ["Море", "Sea", "Море"]
    assert MultilingualText.of(vi="Biển").words("en") == "Biển"
