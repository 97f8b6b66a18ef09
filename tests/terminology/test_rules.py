"""How terms are written, compared, ordered and judged."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from near.foundation.folding import folded
from near.foundation.languages import NAME_LANGUAGES
from near.terminology.rules import (
    COLUMNS,
    TERM_LANGUAGES,
    Clash,
    Entry,
    Fault,
    Written,
    clashes,
    entries_of,
    format_cell,
    key_of,
    parse_cell,
    row_of,
)
from near.terminology.rules.ordering import order_of
from near.terminology.rules.quality import plausible, quality_faults
from near.terminology.rules.stems import stem_of

FIELDS = ("environment",)
WHOLE = {"en": "forest", "ja": "森林", "ko": "산림", "zh": "森林", "ru": "лес", "mn": "ой"}


def entry(slug: str = "forest", **cells: str) -> Entry:
    given_cells = WHOLE | cells
    return Entry(slug, "environment", terms={code: parse_cell(cell) for code, cell in given_cells.items()})


def test_the_rules_know_the_languages_of_the_house() -> None:
    assert tuple(NAME_LANGUAGES) == TERM_LANGUAGES


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("", ()),
        (" | ?|*| ", ()),
        ("forest", (Written("forest"),)),
        (
            " forest |? a  wood\n*tree",
            (Written("forest"), Written("a wood", draft=True), Written("tree", shared=True)),
        ),
        ("?*x|* ? y", (Written("x", draft=True, shared=True), Written("y", draft=True, shared=True))),
    ],
)
def test_a_cell_is_read(cell: str, read: tuple[Written, ...]) -> None:
    assert parse_cell(cell) == read


@given(st.lists(st.tuples(st.text("abя森 ", min_size=1), st.booleans(), st.booleans())))
def test_what_is_written_in_a_cell_is_read_again(parts: list[tuple[str, bool, bool]]) -> None:
    terms = parse_cell(format_cell(Written(*part) for part in parts))
    assert parse_cell(format_cell(terms)) == parse_cell(format_cell(terms, "\n")) == terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("E-Commerce", "e commerce"),
        ("Ｅコマース", "eコマース"),
        ("森 林", "森林"),
        ("사막화 방지", "사막화방지"),
        ("國際貿易", "国际贸易"),
        ("ワーク・ライフ", "ワークライフ"),
        ("women’s rights", "women's rights"),
    ],
)
def test_spellings_of_one_term_share_a_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(
    ("one", "other"), [("home stay", "homestay"), ("ес", "ёс"), ("か", "が"), ("+", "&")]
)
def test_different_terms_have_different_keys(one: str, other: str) -> None:
    assert key_of(one) != key_of(other) != ""


@pytest.mark.parametrize(
    "text", ["ﾊﾞｽ、東海", "㍿ＡＢＣ", "e\u0301te\u0301", "각", "plain", "ẞß", "", "\u200b", "𠮷野"]
)
def test_a_folded_text_knows_its_way_back(text: str) -> None:
    whole = folded(text)
    spans = [whole.span(i, i + 1) for i in range(len(whole.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert [start for start, _end in spans] == sorted(start for start, _end in spans)


INFLECTED = {
    "en": [
        ("forests", "forest"),
        ("countries", "country"),
        ("boxes", "box"),
        ("country's", "country"),
        ("gas", "gas"),
        ("classes", "class"),
        ("analysis", "analysis"),
        ("ties", "tie"),
    ],
    "ru": [
        ("торговли", "торговля"),
        ("приграничного", "приграничный"),
        ("районах", "район"),
        ("учёта", "учет"),
    ],
    "mn": [
        ("захиргаануудын", "захиргаа"),
        ("худалдааг", "худалдаа"),
        ("чуулганаар", "чуулган"),
        ("улсад", "улс"),
        ("аймгийн", "аймаг"),
        ("засгийн", "засаг"),
        ("орчны", "орчин"),
        ("байгалийн", "байгаль"),
        ("усны", "ус"),
        ("сургуулиудад", "сургууль"),
        ("хотоос", "хот"),
        ("цөлжилтийн", "цөлжилт"),
        ("залуучуудын", "залуучууд"),
        ("газрын", "газар"),
        ("хүний", "хүн"),
        ("аймагт", "аймаг"),
        ("иргэний", "иргэн"),
        ("солилцоог", "солилцоо"),
    ],
    "ky": [("шаарларга", "шаар"), ("айылынын", "айыл"), ("мектептерде", "мектеп"), ("токойдон", "токой")],
    "vi": [("rừng", "rừng")],
}


@pytest.mark.parametrize(
    ("language", "form", "word"), [(c, *pair) for c, pairs in INFLECTED.items() for pair in pairs]
)
def test_an_inflected_form_meets_its_word(language: str, form: str, word: str) -> None:
    assert stem_of(language)(form) == stem_of(language)(word)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "important", "import"),
        ("en", "universe", "university"),
        ("en", "news", "new"),
        ("ru", "договорились", "договор"),
        ("mn", "ус", "улс"),
        ("mn", "хот", "ход"),
        ("ky", "суу", "сууз"),
    ],
)
def test_different_words_do_not_meet(language: str, one: str, other: str) -> None:
    assert stem_of(language)(one) != stem_of(language)(other)


@pytest.mark.parametrize("language", NAME_LANGUAGES)
def test_a_stem_is_quick_and_sure_of_any_letters(language: str) -> None:
    for word in ("", "н", "ууд", "ынхаа", "а" * 10_000, "s", "'s", "ь", "ын"):
        assert isinstance(stem_of(language)(word), str)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Act", "agency", "Éclair", "forest"]),
        ("ru", ["ель", "ёлка", "жара"]),
        ("mn", ["ой", "өвөл", "пас", "ус", "үр", "фонд"]),
        ("ky", ["не", "ңе", "ой"]),
        ("vi", ["an", "ăn", "đi", "em"]),
        ("ko", ["가", "나무", "다리"]),
        ("ja", ["アイヌ", "いか", "環境", "森林"]),
        ("zh", ["保护", "森林", "植树"]),
    ],
)
def test_words_stand_in_the_order_of_their_language(language: str, words: list[str]) -> None:
    assert sorted(sorted(words), key=order_of(language)) == words  # type: ignore[arg-type]


def test_a_clash_names_the_concepts_and_one_mark_settles_it() -> None:
    held = [("a", "en", Written("Bank")), ("b", "en", Written("bank")), ("b", "ja", Written("bank"))]
    assert clashes(held) == ([Clash("en", "Bank", ("a", "b"))], set())
    held[1] = ("b", "en", Written("bank", shared=True))
    assert clashes(held) == ([], {("en", "bank")})


def rows(**change: str) -> list[dict[str, str]]:
    return [
        {"id": "forest", "field": "environment", "en": "forest", "locked": "", "note": "", "_line": "2"}
        | change
    ]


def test_a_row_is_read_and_written() -> None:
    read, faults = entries_of(rows(locked="Yes", note="n"), FIELDS)
    assert faults == []
    assert read == [
        Entry("forest", "environment", "n", locked=True, terms={"en": (Written("forest"),)}, line=2)
    ]
    assert row_of(read[0]) == dict.fromkeys(COLUMNS, "") | {
        "id": "forest",
        "field": "environment",
        "en": "forest",
        "locked": "yes",
        "note": "n",
    }


def test_what_a_table_does_not_say_stays_unsaid() -> None:
    read, _faults = entries_of([{"id": "forest", "locked": "perhaps"}], FIELDS)
    assert (read[0].field, read[0].note, read[0].locked, read[0].terms) == (None, None, None, {})
    assert row_of(read[0])["field"] == ""


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"id": "Forest"}, Fault("bad_slug", 2, "Forest", "id", "Forest")),
        ({"id": ""}, Fault("bad_slug", 2, "", "id", "")),
        ({"field": "magic"}, Fault("unknown_field", 2, "forest", "field", "magic")),
        ({"note": "x" * 501}, Fault("too_long", 2, "forest", "note", "x" * 60)),
        ({"en": "y" * 201}, Fault("too_long", 2, "forest", "en", "y" * 60)),
        ({"en": "tree|Tree"}, Fault("repeated", 2, "forest", "en", "Tree")),
    ],
)
def test_a_fault_names_line_column_and_words(change: dict[str, str], fault: Fault) -> None:
    assert entries_of(rows(**change), FIELDS)[1] == [fault]


def test_an_identifier_stands_once_in_a_table() -> None:
    assert [x.kind for x in entries_of(rows() * 2, FIELDS)[1]] == ["twice"]


def test_a_whole_concept_has_no_faults() -> None:
    assert quality_faults([entry()], FIELDS) == []


@pytest.mark.parametrize(
    ("cells", "kind", "column"),
    [
        ({"mn": ""}, "missing", "mn"),
        ({"zh": "しんりん"}, "script", "zh"),
        ({"ru": "les"}, "script", "ru"),
        ({"mn": "ңой"}, "script", "mn"),
        ({"ja": "산림"}, "script", "ja"),
        ({"ko": "森林"}, "script", "ko"),
        ({"en": "fo\u200brest"}, "spaces", "en"),
        ({"zh": "森 林"}, "spaces", "zh"),
        ({"en": "forest ,x"}, "spaces", "en"),
        ({"en": "East Sea forest"}, "banned", "en"),
        ({"ko": "동해 산림"}, "banned", "ko"),
        ({"en": "a|A"}, "repeated", "en"),
    ],
)
def test_a_fault_of_quality_is_found(cells: dict[str, str], kind: str, column: str) -> None:
    assert (kind, column) in {(x.kind, x.column) for x in quality_faults([entry(**cells)], FIELDS)}


def test_a_banned_name_in_a_note_and_a_shared_term_are_found() -> None:
    noted = Entry("b", "environment", "Near the Sea of Japan", terms=entry(en="b", ja="乙").terms)
    faults = quality_faults([entry(), noted], FIELDS)
    assert {(x.kind, x.column) for x in faults} == {
        ("banned", "note"),
        *(("taken", c) for c in ("ko", "zh", "ru", "mn")),
    }


PLAUSIBLE: list[tuple[str, str, Callable[[bool], bool]]] = [
    ("CO2排出量", "ja", bool),
    ("SDGs", "ko", bool),
    ("eスポーツ", "ja", bool),
    ("3R", "mn", bool),
    ("тайван", "mn", bool),
    ("online教育", "zh", lambda x: not x),
    ("2024", "ru", lambda x: not x),
    ("лес forest", "ru", lambda x: not x),
]


@pytest.mark.parametrize(("words", "language", "is_so"), PLAUSIBLE)
def test_abbreviations_pass_and_foreign_words_do_not(
    words: str, language: str, is_so: Callable[[bool], bool]
) -> None:
    assert is_so(plausible(words, language))
