"""What changed in a passage, as a reader of its language sees it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from near.foundation.differences import GONE, NEW, SAME, Stretch, differences


@pytest.mark.parametrize(
    ("language", "old", "new", "expected"),
    [
        ("en", "They meet in spring.", "They meet in May.", ["They meet in ", "-spring", "+May", "."]),
        ("en", "They meet once.", "They sit together once.", ["They ", "-meet", "+sit together", " once."]),
        ("en", "one two three", "four five three", ["-one two", "+four five", " three"]),
        ("ru", "Члены встречаются.", "Члены собираются.", ["Члены ", "-встречаются", "+собираются", "."]),
        ("mn", "Гишүүд уулздаг.", "Гишүүд цуглардаг.", ["Гишүүд ", "-уулздаг", "+цуглардаг", "."]),
        ("ja", "会員は毎年会う。", "会員は隔年会う。", ["会員は", "-毎", "+隔", "年会う。"]),
        ("zh", "会员每年开会。", "会员隔年开会。", ["会员", "-每", "+隔", "年开会。"]),
        ("en", "same", "same", ["same"]),
        ("en", "", "new", ["+new"]),
        ("en", "old", "", ["-old"]),
    ],
)
def test_changes_read_by_words_and_in_chinese_and_japanese_by_characters(
    language: str, old: str, new: str, expected: list[str]
) -> None:
    mark = {SAME: "", GONE: "-", NEW: "+"}
    assert [mark[s.kind] + s.words for s in differences(old, new, language)] == expected


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.text("ab .\n", max_size=30), st.text("ab .\n", max_size=30), st.sampled_from(["en", "ja"]))
def test_both_versions_can_be_read_from_the_changes(old: str, new: str, language: str) -> None:
    found = differences(old, new, language)
    assert "".join(s.words for s in found if s.kind != NEW) == old
    assert "".join(s.words for s in found if s.kind != GONE) == new


def test_a_very_long_passage_is_compared_by_sentences_and_at_last_as_a_whole() -> None:
    old = "。".join(f"文{n}" for n in range(600)) + "。"
    found = differences(old, old.replace("文300。", "文X。"), "ja")
    assert Stretch(GONE, "文300。") in found
    assert Stretch(NEW, "文X。") in found
    assert len(differences("a." * 1500, "b." * 1500, "en")) == 2
