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
    MultilingualText,
    MultilingualTextField,
    Passage,
    TextState,
    digest,
)
from tests.assembly.factories import PassageFactory

passages = st.builds(
    Passage,
    words=st.text(min_size=1),
    state=st.sampled_from([str(state) for state in TextState]),
    by=st.sampled_from(["", "account:1"]),
    source_digest=st.sampled_from(["", digest("Sea")]),
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


def test_a_new_original_makes_what_followed_the_old_one_stale() -> None:
    followed = Passage("海", source_digest=digest("Sea"))
    text = MultilingualText({"en": Passage("Sea", TextState.ORIGINAL), "ja": followed, "ko": Passage("바다")})
    changed = text.having("en", Passage("Ocean", TextState.ORIGINAL))
    states = {code: p.state for code, p in changed.passages.items()}
    assert states == {"en": TextState.ORIGINAL, "ja": TextState.STALE, "ko": TextState.CHECKED}
    assert text.passages["ja"] is followed


def test_an_original_said_again_makes_nothing_stale() -> None:
    text = MultilingualText({"ja": Passage("海", source_digest=digest("Sea"))})
    changed = text.having("en", Passage("Sea", TextState.ORIGINAL))
    assert changed.passages["ja"].state == TextState.CHECKED


def test_a_translation_leaves_the_other_languages_alone() -> None:
    text = MultilingualText({"ja": Passage("海", source_digest=digest("Sea"))})
    assert text.having("ko", Passage("바다")).passages["ja"] == text.passages["ja"]


def test_a_language_nobody_here_reads_is_refused() -> None:
    with pytest.raises(UnknownLanguage, match="“xx”"):
        MultilingualText().having("xx", Passage("?"))


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
