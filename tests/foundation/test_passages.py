"""How texts change passage by passage: what goes stale, and whose words give way to whose."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from near.foundation.errors import UnknownLanguage
from near.foundation.passages import (
    Hand,
    Offer,
    OriginalNeeded,
    PassagesDiffer,
    aligned,
    corrected,
    machine_may,
    offered,
    proposed,
    rewritten,
    state_of,
)
from near.foundation.text import MISSING, MultilingualText, Passage, Proposal, TextState, digest, parts_of

HAND, LATER = Hand("account:1", "2026-01-01T00:00:00+00:00"), Hand("account:2", "2026-02-01T00:00:00+00:00")
THREE = "First.\n\nSecond.\n\nThird."


def three() -> MultilingualText:
    """Return three passages in English with their translations into Japanese and Korean."""
    text = rewritten(MultilingualText(), "en", THREE, HAND)
    text = rewritten(text, "ja", "一。\n\n二。\n\n三。", HAND)
    return rewritten(text, "ko", "첫째.\n\n둘째.\n\n셋째.", HAND)


def states(text: MultilingualText, code: str) -> list[str]:
    return [part.state for part in parts_of(text, code)]


def words(text: MultilingualText, code: str) -> list[str]:
    return [part.words for part in parts_of(text, code)]


def test_an_edit_of_the_original_makes_exactly_the_passage_it_touched_stale() -> None:
    before = three()
    text = rewritten(before, "en", "First.\n\nSecond, and more.\n\nThird.", LATER)
    for code in ("ja", "ko"):
        assert states(text, code) == ["checked", "stale", "checked"]
        assert parts_of(text, code)[0] == parts_of(before, code)[0]
        assert parts_of(text, code)[2] == parts_of(before, code)[2]
    stale = parts_of(text, "ja")[1]
    assert (stale.source, stale.was, stale.words) == ("Second.", "checked", "二。")
    assert text.passages["ja"].state == TextState.STALE
    assert [p.by for p in parts_of(text, "en")] == ["account:1", "account:2", "account:1"]


def test_a_passage_is_in_force_again_when_the_original_says_what_it_said() -> None:
    before = three()
    text = rewritten(rewritten(before, "en", THREE.replace("Second", "2nd"), LATER), "en", THREE, LATER)
    assert [parts_of(text, "ja")[1]] == [parts_of(before, "ja")[1]]


def test_words_gone_stale_twice_remember_the_words_they_were_made_from() -> None:
    text = rewritten(three(), "en", THREE.replace("Second", "2nd"), LATER)
    text = rewritten(text, "en", THREE.replace("Second", "Two"), LATER)
    assert parts_of(text, "ja")[1].source == "Second."


def test_a_passage_put_in_between_is_missing_elsewhere_and_touches_nothing() -> None:
    text = rewritten(three(), "en", "First.\n\nNew here.\n\nSecond.\n\nThird.", LATER)
    assert words(text, "ja") == ["一。", "", "二。", "三。"]
    assert states(text, "ja") == ["checked", "", "checked", "checked"]
    assert text.words("ja") == "一。\n\nNew here.\n\n二。\n\n三。"


def test_a_passage_taken_out_takes_its_translations_with_it() -> None:
    text = rewritten(three(), "en", "First.\n\nThird.", LATER)
    assert (words(text, "ja"), states(text, "ja")) == (["一。", "三。"], ["checked"] * 2)


def test_a_passage_that_moved_takes_its_translation_along() -> None:
    text = rewritten(three(), "en", "Third.\n\nFirst.\n\nSecond.", LATER)
    assert (words(text, "ko"), states(text, "ko")) == (["셋째.", "첫째.", "둘째."], ["checked"] * 3)


def test_two_passages_made_one_keep_both_translations_stale() -> None:
    text = rewritten(three(), "en", "First and second.\n\nThird.", LATER)
    merged = parts_of(text, "ja")[0]
    assert (merged.words, merged.state, merged.source) == ("一。\n二。", "stale", "First.\nSecond.")


def test_merged_passages_count_as_a_persons_as_soon_as_one_of_them_was() -> None:
    text = offered(three(), "mn", {0: Offer("нэг", digest("First."))}, HAND)
    text = corrected(text, "mn", 1, "хоёр", HAND)
    merged = parts_of(rewritten(text, "en", "First and second.\n\nThird.", LATER), "mn")[0]
    assert (merged.words, merged.was, machine_may(merged)) == ("нэг\nхоёр", "checked", "propose")


def test_merged_passages_without_translations_stay_missing() -> None:
    text = proposed(three(), "mn", 2, "гурав", HAND)
    text = rewritten(text, "en", "First and second.\n\nThird.", LATER)
    merged, draft = parts_of(text, "mn")
    assert merged == MISSING
    assert draft.proposal
    assert draft.proposal.words == "гурав"


def test_one_passage_made_two_leaves_the_second_to_be_written() -> None:
    text = rewritten(MultilingualText.of(en="One and two.", ja="一と二。"), "en", "One.\n\nAnd two.", LATER)
    assert sorted(states(text, "ja")) == ["", "stale"]


@pytest.mark.parametrize(
    ("old", "new", "plan"),
    [
        ("abc", "abc", [(0,), (1,), (2,)]),
        ("abc", "axc", [(0,), (1,), (2,)]),
        ("ab", "ba", [(1,), (0,)]),
        ("", "a", [()]),
        ("a", "", []),
        (["long one here", "short", "z"], ["z", "long one there"], [(2,), (0,)]),
        (["aaa", "bbb"], ["bbx"], [(0, 1)]),
    ],
)
def test_passages_find_their_old_selves(old: list[str], new: list[str], plan: list[tuple[int, ...]]) -> None:
    assert aligned(list(old), list(new)) == plan


lines = st.lists(st.text("abc ", min_size=1, max_size=6).map(str.strip).filter(bool), max_size=6)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(lines, lines)
def test_no_passage_is_used_twice_and_what_stayed_is_found(old: list[str], new: list[str]) -> None:
    plan = aligned(old, new)
    used = [i for froms in plan for i in froms]
    assert len(plan) == len(new)
    assert len(used) == len(set(used))
    for word in set(old) & set(new):
        same = [j for j, froms in enumerate(plan) if new[j] == word and any(old[i] == word for i in froms)]
        assert len(same) >= min(old.count(word), new.count(word)) > 0


@settings(max_examples=80, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from("pqrstuv"), min_size=2, max_size=6, unique=True), st.data())
def test_a_single_changed_passage_ages_one_of_each_translation_and_no_other(
    old: list[str], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(old) - 1))
    text = rewritten(MultilingualText(), "mn", "\n\n".join(old), HAND)
    text = rewritten(text, "ru", "\n\n".join(w.upper() for w in old), HAND)
    changed = [*old[:place], "changed", *old[place + 1 :]]
    after = rewritten(text, "mn", "\n\n".join(changed), LATER)
    assert [s == "stale" for s in states(after, "ru")] == [n == place for n in range(len(old))]
    assert words(after, "ru") == words(text, "ru")


@pytest.mark.parametrize("code", ["en", "mn", "ky"])
def test_the_first_language_written_is_the_original(code: str) -> None:
    text = rewritten(MultilingualText(), code, "Words.", HAND)
    assert (text.original, text.passages[code].state) == (code, TextState.ORIGINAL)
    text = rewritten(text, "ja", "言葉。", HAND)
    assert (text.original, text.passages["ja"].state) == (code, TextState.CHECKED)


def test_a_text_without_a_mark_keeps_english_as_its_original() -> None:
    text = rewritten(MultilingualText.of(ja="海", en="Sea"), "en", "Ocean", HAND)
    assert (text.passages["en"].state, text.passages["ja"].state) == ("original", "stale")
    assert text.passages["ja"].source == "Sea"


def test_a_whole_translation_changes_only_what_was_touched() -> None:
    text = rewritten(three(), "en", "1st.\n\n2nd.\n\nThird.", LATER)
    after = rewritten(text, "ja", "一。\n\n第二。\n\n三。", LATER)
    assert states(after, "ja") == ["stale", "checked", "checked"]
    assert parts_of(after, "ja")[1].source_digest == digest("2nd.")


def test_a_whole_translation_sent_back_unchanged_is_confirmed() -> None:
    text = rewritten(three(), "en", "1st.\n\n2nd.\n\nThird.", LATER)
    after = rewritten(text, "ja", "一。\n\n二。\n\n三。", LATER)
    assert states(after, "ja") == ["checked"] * 3
    assert {p.by for p in parts_of(after, "ja")} == {"account:2"}


def test_a_whole_translation_has_as_many_passages_as_its_original() -> None:
    with pytest.raises(PassagesDiffer, match=r"has 3 passages.* has 2"):
        rewritten(three(), "ja", "一。\n\n二。", HAND)


def test_a_single_passage_may_hold_a_blank_line_in_another_language() -> None:
    text = rewritten(MultilingualText.of(en="Sea"), "ja", "海。\n\n大きい。", HAND)
    assert words(text, "ja") == ["海。\n\n大きい。"]


def test_an_emptied_translation_goes_and_an_emptied_original_is_refused() -> None:
    text = rewritten(three(), "ja", "", HAND)
    assert "ja" not in text.passages
    with pytest.raises(OriginalNeeded):
        rewritten(text, "en", " ", HAND)
    alone = rewritten(MultilingualText.of(en="Sea"), "en", "", HAND)
    assert not alone.passages


def test_one_passage_is_corrected_and_the_rest_stays() -> None:
    text = rewritten(three(), "en", "1st.\n\n2nd.\n\nThird.", LATER)
    after = corrected(text, "ja", 0, " 第一。 ", LATER)
    assert (words(after, "ja"), states(after, "ja")) == (
        ["第一。", "二。", "三。"],
        ["checked", "stale", "checked"],
    )
    assert "ja" in corrected(after, "ja", 0, "", LATER).passages
    assert parts_of(corrected(after, "ja", 0, "", LATER), "ja")[0] == MISSING


def test_one_passage_of_the_original_is_corrected_and_ages_its_own_translations() -> None:
    text = corrected(three(), "en", 2, "Last.", LATER)
    assert (words(text, "en")[2], states(text, "ko")) == ("Last.", ["checked", "checked", "stale"])


def test_a_draft_is_laid_beside_and_never_shown() -> None:
    text = proposed(three(), "ja", 1, "二番目。", LATER)
    assert text.words("ja") == three().words("ja")
    assert parts_of(text, "ja")[1].proposal == Proposal(
        "二番目。", "draft", LATER.by, LATER.at, digest("Second.")
    )
    assert parts_of(proposed(text, "ja", 1, " ", LATER), "ja")[1].proposal is None
    assert parts_of(corrected(text, "ja", 1, "二番目。", LATER), "ja")[1].proposal is None


def test_a_draft_of_something_missing_waits_without_being_read() -> None:
    text = proposed(MultilingualText.of(en="Sea"), "mn", 0, "Далай", HAND)
    assert text.words("mn") == "Sea"
    assert [state_of(p) for p in parts_of(text, "mn")] == ["draft"]
    assert [state_of(p) for p in parts_of(text, "ja")] == [""]
    aged = rewritten(text, "en", "Ocean", LATER)
    assert parts_of(aged, "mn")[0].proposal == parts_of(text, "mn")[0].proposal


# The law of the machine: what it may do with a passage in each state, and what is then there.
MACHINE = "machine:X"
LAW = {
    "missing": (MISSING, "fill"),
    "draft waits": (Passage("", "draft", proposal=Proposal("d")), "fill"),
    "machine": (Passage("m", "machine"), "replace"),
    "stale machine": (Passage("m", "stale", was="machine", source_digest=digest("Old")), "replace"),
    "checked": (Passage("h", "checked"), ""),
    "draft": (Passage("h", "draft"), ""),
    "original": (Passage("h", "original"), ""),
    "stale checked": (Passage("h", "stale", was="checked", source_digest=digest("Old")), "propose"),
    "stale draft": (Passage("h", "stale", was="draft", source_digest=digest("Old")), "propose"),
    "stale of old": (Passage("h", "stale", source_digest=digest("Old")), "propose"),
}


@pytest.mark.parametrize("case", LAW)
def test_a_machine_never_writes_over_a_person(case: str) -> None:
    part, may = LAW[case]
    assert machine_may(part) == may
    text = MultilingualText({"en": Passage("Sea", "original"), "ja": part})
    after = offered(text, "ja", {0: Offer("海", digest("Sea"))}, Hand(MACHINE, "t"))
    (now,) = parts_of(after, "ja")
    if may in ("fill", "replace"):
        assert (now.words, now.state, now.by, now.proposal) == ("海", "machine", MACHINE, part.proposal)
    elif may == "propose":
        assert (now.words, now.state) == (part.words, part.state)
        assert now.proposal == Proposal("海", "machine", MACHINE, "t", digest("Sea"))
    else:
        assert now == part


def test_a_machine_does_not_take_the_place_of_a_persons_draft() -> None:
    draft = Proposal("h2", "draft")
    part = Passage("h", "stale", was="checked", proposal=draft)
    text = MultilingualText({"en": Passage("Sea", "original"), "ja": part})
    after = offered(text, "ja", {0: Offer("海", digest("Sea"))}, Hand(MACHINE, "t"))
    assert after.passages["ja"] == part


@pytest.mark.parametrize(
    ("code", "number", "offer"),
    [
        ("ja", 0, Offer("海", digest("Lake"))),
        ("ja", 7, Offer("海", digest("Sea"))),
        ("ja", 0, Offer("", digest("Sea"))),
        ("en", 0, Offer("Ocean", digest("Sea"))),
    ],
)
def test_an_offer_that_does_not_fit_changes_nothing(code: str, number: int, offer: Offer) -> None:
    text = MultilingualText({"en": Passage("Sea", "original")})
    assert offered(text, code, {number: offer}, Hand(MACHINE, "t")) == text


@pytest.mark.parametrize("write", [corrected, proposed])
def test_a_language_nobody_here_reads_is_refused(write: object) -> None:
    assert callable(write)
    with pytest.raises(UnknownLanguage, match="“xx”"):
        write(three(), "xx", 0, "?", HAND)
    with pytest.raises(UnknownLanguage):
        rewritten(three(), "xx", "?", HAND)
    with pytest.raises(UnknownLanguage):
        offered(three(), "xx", {}, HAND)
