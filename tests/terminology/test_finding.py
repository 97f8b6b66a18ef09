"""Concepts found in running text, near ones, topics, locks, and what the search is given."""

from __future__ import annotations

import time

import pytest

from near.foundation.errors import UnknownLanguage
from near.foundation.locking import locks
from near.terminology.queries import Finding, Lexicon, Near, Topic
from near.terminology.queries.lexicon import lexicon
from near.terminology.search import concepts_in, expansions, glosses
from tests.terminology.factories import concept

ROWS = [
    (
        "regional-government",
        "administration",
        False,
        {
            "en": "regional government|RG",
            "ja": "広域自治体",
            "ko": "광역지방정부",
            "zh": "地方政府",
            "ru": "региональная администрация",
            "mn": "бүс нутгийн захиргаа",
            "ky": "аймактык бийлик",
            "vi": "chính quyền khu vực",
        },
    ),
    (
        "border-trade",
        "trade",
        False,
        {
            "en": "border trade",
            "ja": "国境貿易",
            "ko": "국경 무역",
            "zh": "边境贸易",
            "ru": "приграничная торговля",
            "mn": "хилийн худалдаа",
        },
    ),
    (
        "trade",
        "trade",
        False,
        {"en": "trade", "ja": "貿易", "ko": "무역", "zh": "贸易", "ru": "торговля", "mn": "худалдаа"},
    ),
    ("fisheries", "fisheries", False, {"ko": "수산", "ja": "ソム", "zh": "省"}),
    ("rice", "agriculture", False, {"ko": "쌀", "ja": "米", "en": "rice"}),
    (
        "assembly",
        "association",
        True,
        {"en": "General Assembly", "ja": "総会", "mn": "Ерөнхий чуулган", "ru": "Генеральная ассамблея"},
    ),
    ("ai", "economy", False, {"ko": "AI|K-팝", "en": "+|&"}),
    ("chair", "association", True, {"en": "chair", "ja": "議長"}),
    ("chairperson", "administration", False, {"en": "chair", "ja": "議長"}),
]


@pytest.fixture(scope="module")
def known() -> Lexicon:
    return Lexicon(
        (slug, field, locked, language, words)
        for slug, field, locked, cells in ROWS
        for language, cell in cells.items()
        for words in cell.split("|")
    )


def names(known: Lexicon, text: str, language: str) -> list[tuple[str, str]]:
    return [(x.concept, x.words) for x in known.found(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Regional governments’ BORDER-TRADE.",
            [("regional-government", "Regional governments’"), ("border-trade", "BORDER-TRADE")],
        ),
        (
            "en",
            "The RG met; rg and trademarks did not. Trade!",
            [("regional-government", "RG"), ("trade", "Trade")],
        ),
        (
            "ru",
            "О приграничной торговле с региональными администрациями",
            [
                ("border-trade", "приграничной торговле"),
                ("regional-government", "региональными администрациями"),
            ],
        ),
        (
            "mn",
            "Бүс нутгийн захиргаануудын хилийн худалдааг",
            [("regional-government", "Бүс нутгийн захиргаануудын"), ("border-trade", "хилийн худалдааг")],
        ),
        ("ky", "Аймактык бийликтер", [("regional-government", "Аймактык бийликтер")]),
        ("vi", "Chính quyền khu vực.", [("regional-government", "Chính quyền khu vực")]),
        (
            "ja",
            "國境貿易と貿易、ｿﾑとｿﾑﾘｴ",
            [("border-trade", "國境貿易"), ("trade", "貿易"), ("fisheries", "ｿﾑ")],
        ),
        ("ja", "新米と米、米。", [("rice", "米"), ("rice", "米")]),
        ("zh", "省、省份，邊境貿易", [("fisheries", "省"), ("border-trade", "邊境貿易")]),
        ("ko", "국경무역을 위한 국경 무역은", [("border-trade", "국경무역"), ("border-trade", "국경 무역")]),
        ("ko", "해양수산은 우수산업과 다르다", [("fisheries", "수산")]),
        ("ko", "쌀을 사고 찹쌀을 쌀값에", [("rice", "쌀")]),
        ("zh-Hans", "贸易", [("trade", "贸易")]),
        ("ko", "AI는 RAID나 ai보다 K팝", [("ai", "AI"), ("ai", "K팝")]),
        ("en", "a + b & c", []),
        ("en", "", []),
        ("ja", "、。！", []),
        ("ko", "  ", []),
        ("mn", "\u202e\U0001f600", []),
    ],
)
def test_concepts_are_found(
    known: Lexicon, language: str, text: str, expected: list[tuple[str, str]]
) -> None:
    got = [(slug, words.rstrip("’")) for slug, words in names(known, text, language)]
    assert got == [(slug, words.rstrip("’")) for slug, words in expected]


def test_a_finding_says_where_it_stands_in_the_text_as_written(known: Lexicon) -> None:
    text = "㍿の貿易"
    assert known.found(text, "ja") == [Finding("trade", 2, 4, "貿易")]


def test_a_homonym_gives_every_concept_it_may_mean(known: Lexicon) -> None:
    assert [x.concept for x in known.found("The chair spoke.", "en")] == ["chair", "chairperson"]


def test_a_language_the_termbase_has_not_is_refused_by_name(known: Lexicon) -> None:
    with pytest.raises(UnknownLanguage) as refusal:
        known.found("x", "xx")
    assert "vi" in str(refusal.value)


def test_words_of_a_concept_begin_with_the_preferred_one(known: Lexicon) -> None:
    assert known.words("regional-government", "en") == ("regional government", "RG")
    assert known.words("rice", "mn") == known.words("nothing", "en") == ()
    assert known.terms_of("rice") == {"en": ("rice",), "ja": ("米",), "ko": ("쌀",)}


@pytest.mark.parametrize(
    ("language", "asked", "nearest"),
    [
        ("en", "regoinal government", "regional-government"),
        ("en", "border", "border-trade"),
        ("ja", "自治体", "regional-government"),
        ("ko", "국경무엽", "border-trade"),
        ("vi", "chinh quyen khu vuc", "regional-government"),
        ("ru", "торговл", "trade"),
    ],
)
def test_what_is_nearly_a_term_leads_to_its_concept(
    known: Lexicon, language: str, asked: str, nearest: str
) -> None:
    found = known.nearest(asked, language, 2)
    assert found[0].concept == nearest
    assert all(0 < x.likeness <= 1 for x in found)


def test_what_is_like_nothing_leads_nowhere(known: Lexicon) -> None:
    assert known.nearest("xyzzy", "en") == known.nearest("", "ja") == []
    assert known.nearest_anywhere("хилийн худалда", "en", 1) == [
        Near("border-trade", "хилийн худалдаа", known.nearest("хилийн худалда", "mn")[0].likeness)
    ]


def test_any_term_in_any_language_finds_its_concept(known: Lexicon) -> None:
    assert known.holding("貿易") == known.holding("贸易") == ["trade", "border-trade"]
    assert known.holding(" ") == known.holding("nothing of the kind") == []


def test_topics_are_ranked_by_how_often_they_are_named(known: Lexicon) -> None:
    assert known.topics_of("Rice, border trade and trade", "en") == [
        Topic("trade", 2),
        Topic("agriculture", 1),
    ]


@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh", "ru", "mn", "vi", "ky"])
def test_long_and_hostile_text_is_answered_at_once(known: Lexicon, language: str) -> None:
    for text in (
        "a" * 10_000,
        "あ" * 10_000,
        "가" * 10_000,
        "贸易" * 5_000,
        "ﾊﾞ" * 5_000,
        "\ud800x" * 3_000,
        "ынхаа" * 2_000,
    ):
        begun = time.process_time()
        known.found(text, language)
        assert time.process_time() - begun < 1  # of this process; the promise is 20 ms on a free machine


pytest_db = pytest.mark.django_db


@pytest.fixture
def termbase(db: None) -> None:
    concept("assembly", en="General Assembly", ja="総会", mn="Ерөнхий чуулган", locked=True)
    concept("trade", en="trade|commerce", ja="貿易", mn="худалдаа")
    concept("chair", en="*chair", ja="*議長", locked=True)
    concept("chairperson", en="*chair", ja="*議長", mn="дарга")
    concept("silent", en="silent word", locked=True)


@pytest.mark.usefixtures("termbase")
def test_locked_terms_stand_for_themselves_in_a_translation() -> None:
    text = "The general assembly and the chair spoke of trade and a silent word."
    assert [(text[x.start : x.end], x.words) for x in locks(text, "en", "ja")] == [
        ("general assembly", "総会")
    ]


@pytest.mark.usefixtures("termbase")
def test_the_search_is_given_concepts_other_words_and_glosses() -> None:
    question = "貿易と総会、貿易"
    assert concepts_in(question, "ja") == ["trade", "assembly"]
    assert expansions("commerce", "en") == {"en": ["trade", "commerce"], "ja": ["貿易"], "mn": ["худалдаа"]}
    assert glosses(question, "ja", "mn") == [("貿易", "худалдаа"), ("総会", "Ерөнхий чуулган")]
    assert glosses("議長", "ja", "mn") == [("議長", "дарга")]
    assert (concepts_in("", "ja"), expansions("", "ja"), glosses("x", "en", "ja")) == ([], {}, [])


@pytest.mark.usefixtures("termbase")
def test_inside_a_transaction_the_lexicon_is_the_present_one() -> None:
    assert lexicon().found("new term", "en") == []
    concept("new", en="new term")
    assert [x.concept for x in lexicon().found("new term", "en")] == ["new"]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_lexicon_is_kept_until_the_termbase_changes(clerk: object) -> None:
    from near.foundation.journal import SYSTEM, Reference, append  # noqa: PLC0415 -- only this test writes the journal
    from near.terminology import actions  # noqa: PLC0415 -- as above
    from near.terminology.rules import parse_cell  # noqa: PLC0415 -- as above

    made = actions.add_concept(
        slug="forest", field="environment", terms={"en": parse_cell("forest")}, source="s", by=SYSTEM
    )  # type: ignore[arg-type]
    first = lexicon()
    assert lexicon() is first
    append(by=SYSTEM, verb="registry.anything", subject=Reference("x", "1"))
    assert lexicon() is first
    actions.write_terms(concept=made, language="en", terms=parse_cell("woods"), source="s", by=SYSTEM)
    assert lexicon() is not first
    assert lexicon().words("forest", "en") == ("woods",)
