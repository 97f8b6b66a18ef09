"""Which region a name means: known, asked back, or not known; never guessed, and never a crash."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from near.registry.queries.authority import gazetteer, meant_by, names_of_units
from near.registry.rules.folding import Folding, loosened, loosened_korean, script_of
from near.registry.rules.gazetteer import Gazetteer, Knowledge
from near.registry.rules.name_tables import Place
from near.registry.rules.named_in_text import NamesInText
from near.registry.rules.romanising import romanised
from near.registry.rules.slips import SlipIndex, one_slip_apart
from near.registry.rules.type_words import CITY, REGION, TypeWord, TypeWords

modest = settings(max_examples=60, derandomize=True, deadline=None)
FOLDING = Folding({"縣": "県"})
KINDS = [
    TypeWord("province", REGION), TypeWord("republic of", REGION), TypeWord("republic", REGION),
    TypeWord("city", CITY), TypeWord("oblast", REGION), TypeWord("муж", REGION), TypeWord("аймаг", REGION),
    TypeWord("県", REGION, ending=True), TypeWord("市", CITY, ending=True),
    TypeWord("도", REGION, ending=True),
    TypeWord("시", CITY, ending=True), TypeWord("ケン", REGION, ending=True),
]  # fmt: skip


def small(known: Knowledge | None = None) -> Gazetteer:
    """A world of a few places."""
    found = Gazetteer(FOLDING, known or Knowledge(kinds=KINDS))
    for place, language, name in [
        (Place("ford", "XX-F", "JP"), "en", "Fordland Province"),
        (Place("ford", "XX-F", "JP"), "ja", "前田県"),
        (Place("ford", "XX-F", "JP"), "ja", "まえだけん"),
        (Place("bay", "XX-B", "KR", city=True), "ko", "바다시"),
        (Place("bay", "XX-B", "KR", city=True), "en", "Bay City"),
        (Place("omst", "XX-O", "RU"), "ru", "Омстская область"),
        (Place("omst", "XX-O", "RU"), "mn", "Омст муж"),
        (Place("omst", "XX-O", "RU"), "en", "Omst Oblast"),
        (Place("north", "XX-N", "KP"), "en", "Twinland"), (Place("south", "XX-S", "KR"), "en", "Twinland"),
        (Place("south", "XX-S", "KR"), "ko", "쌍둥이도"),
    ]:  # fmt: skip
        found.add(place, language, name)
    return found


def ids(asked: Gazetteer, name: str, language: str = "", country: str = "") -> list[str]:
    return [m.place.id for m in asked.resolve(name, language, country).matches]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Fordland Province", ["ford"]), ("  FORDLAND   PROVINCE ", ["ford"]), ("fordland", ["ford"]),
        ("Province Fordland", ["ford"]), ("fordland provicne", ["ford"]), ("fordlandprovince", ["ford"]),
        ("Fordlaand provicne", ["ford"]), ("Fordlan provicne", []),
        ("바다섬", []), ("바다다시", []), ("쌍둥어도", ["south"]), ("쌍숭이도", ["south"]),
        ("oms province", ["omst"]),
        ("abc provicne", []), ("Fordlnad", ["ford"]),
        ("Ｆｏｒｄｌａｎｄ", ["ford"]), ("前田県", ["ford"]), ("前田縣", ["ford"]),
        ("前田", ["ford"]), ("マエダ", ["ford"]), ("maeda", ["ford"]), ("Маэда", ["ford"]),
        ("바다시", ["bay"]), ("Bay City", ["bay"]), ("Омстийн муж", ["omst"]), ("Омстской области", []),
        ("Twinland", ["north", "south"]), ("Twinlnd", ["north", "south"]), ("Twinlant", ["north", "south"]),
        ("Fordland City", []), ("前田市", []), ("前山県", ["ford"]), ("Nowhere", []), ("", []), ("!!", []),
        ("Fordland" * 20, []),
    ],
)  # fmt: skip
def test_a_name_is_understood_as_written_short_misspelt_or_in_other_letters(
    name: str, expected: list[str]
) -> None:
    assert ids(small(), name) == expected


def test_a_town_is_no_krai_and_an_empty_name_names_nothing() -> None:
    asked = small()
    asked.add(Place("krai", "XX-K", "RU"), "en", "Zabarski")
    asked.add(Place("krai", "XX-K", "RU"), "en", "?!")
    assert (ids(asked, "Zabarsk"), ids(asked, "Zabarskiy"), ids(asked, "Zabarsky Oblast")) == (
        [],
        ["krai"],
        ["krai"],
    )


def test_a_name_of_another_country_is_no_slip_of_one_here() -> None:
    asked = small()
    asked.add(Place("near", "XX-A", "MN"), "en", "Fordlond")
    assert ids(asked, "Fordland", country="MN") == []


def test_country_and_language_narrow_what_has_several_readings() -> None:
    asked = small()
    assert ids(asked, "Twinland", country="KR") == ["south"]
    asked.add(Place("north", "XX-N", "KP"), "vi", "Twinland")
    assert ids(asked, "Twinland", "vi") == ["north"]
    assert ids(asked, "Twinland", "mn") == ["north", "south"]
    assert ids(asked, "Fordland", country="MN") == []


def test_what_is_declared_ambiguous_is_asked_back_however_it_is_spelled() -> None:
    known = Knowledge(
        kinds=KINDS,
        confusions=[("Twoland", "ford"), ("Twoland", "bay"), ("Kang", "north"), ("Kang", "south")],
    )
    asked = small(known)
    assert ids(asked, "Twoland") == ids(asked, "Two-land") == ids(asked, "Twooland") == ["bay", "ford"]
    assert ids(asked, "Twoland", country="JP") == ["ford"]


def test_another_place_stops_the_unsure_steps_only() -> None:
    asked = small(Knowledge(kinds=KINDS, others=["Fordlend", "Twinland"]))
    assert ids(asked, "Fordlend") == []
    assert ids(asked, "Fordlant") == ["ford"]
    assert ids(asked, "Twinland") == ["north", "south"]


def test_a_tone_mark_can_tell_two_apart() -> None:
    asked = small(Knowledge(kinds=KINDS, marked=[("fōrdland", "omst")]))
    assert (ids(asked, "fōrdland"), ids(asked, "fordland")) == (["omst"], ["ford"])


@modest
@given(st.text(max_size=140), st.sampled_from(["", "en", "mn", "ja"]), st.sampled_from(["", "KR"]))
def test_any_text_is_answered(text: str, language: str, country: str) -> None:
    answer = small().resolve(text, language, country)
    assert answer.status == ["unknown", "resolved", "ambiguous"][min(len(answer.matches), 2)]
    assert all(0 < match.score <= 1 for match in answer.matches)


words = st.text("abcdeдежз가나다", min_size=1, max_size=9)


@modest
@given(words, words)
def test_a_slip_is_the_same_from_both_sides(one: str, other: str) -> None:
    assert one_slip_apart(one, other) is one_slip_apart(other, one)
    assert not one_slip_apart(one, one)


@modest
@given(st.text("abcdefgh", min_size=6, max_size=12), st.data())
def test_every_slip_of_a_long_word_finds_it(word: str, data: st.DataObject) -> None:
    index = SlipIndex()
    index.add(word)
    at = data.draw(st.integers(0, len(word) - 2))
    slips = [
        word[:at] + word[at + 1 :], word[:at] + "x" + word[at:], word[:at] + "x" + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    ]  # fmt: skip
    assert all(index.near(slip) == [word] for slip in slips if slip != word)


def test_a_short_word_bears_few_slips_and_a_sure_one_more() -> None:
    index = SlipIndex()
    for word in ("omsk", "akita", "바다"):
        index.add(word)
    assert index.near("omks") == index.near("omskk") == ["omsk"]
    assert index.near("akta") == ["akita"]
    assert [index.near(x) for x in ("omst", "kita", "om", "")] == [[], [], [], []]
    index.add(unicodedata.normalize("NFD", "바다산"))
    assert index.near(unicodedata.normalize("NFD", "바다사")) == []
    assert index.near("omst", sure=True) == index.near("oms", sure=True) == ["omsk"]


@modest
@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    once = FOLDING.folded(text)
    assert FOLDING.folded(once) == FOLDING.folded(unicodedata.normalize("NFC", once))
    assert isinstance(loosened(once) + loosened_korean(once), str)


@pytest.mark.parametrize(
    ("one", "other"),
    [("khabarovsk", "habarovsk"), ("өвөр", "овор"), ("ヴェトナム", "ベトナム"), ("쓰촨", "스촨"),
     ("토야마", "도야마"),
     ("хабаровскии", "хабаровского"), ("primorskiy", "primorsky")],
)  # fmt: skip
def test_transcriptions_of_one_name_meet(one: str, other: str) -> None:
    assert loosened(one) == loosened(other)


def test_scripts_are_told_by_the_first_letter() -> None:
    assert [script_of(x) for x in ("1a", "я", "ｱ", "가", "山", "1", "ع")] == [
        "latin", "cyrillic", "other", "hangul", "han", "other", "other",
    ]  # fmt: skip


def test_kana_is_romanised_both_ways() -> None:
    assert romanised("ギフ", "ja") == ["gifu", "gihu"]
    assert romanised("シャッポ", "ja") == ["shappo", "syappo"]
    assert romanised("山", "ja") == romanised("x", "ko") == []


def test_words_of_kind_come_off_at_either_end() -> None:
    types = TypeWords(FOLDING, KINDS)
    assert types.taken_off(["republic", "of", "fordland"]) == ("fordland", REGION)
    assert types.taken_off(["ab", "city"]) == ("abcity", "")
    assert types.taken_off(["前県"]) == ("前県", "")
    assert ["republic", "fordland"] in types.mended(["repulbic", "of", "fordland"])
    assert ["republic", "fordland"] in types.mended(["republic", "off", "fordland"])
    assert types.mended(["fordland"]) == []
    assert types.joined_off("cityfordland") == ("fordland", CITY)
    assert types.joined_off("xyz") == ("", "")


def test_names_are_found_in_a_text_where_their_script_lets_them_stand() -> None:
    names = [
        "Hill",
        "Hill Town",
        "Иркутская область",
        "Тыва",
        "전남",
        "京都",
        "東京都",
        "Хэнтий аймаг",
        "X-1",
    ]
    found = NamesInText(names)
    text = "Hill  Town, Hills, Иркутской области, Тываг, 전남에서 전남대학교 東京都 京都 Хэнтий аймгийн X-1"
    assert [name for _start, _end, name in found.found_in(text)] == [
        "Hill Town", "Иркутская область", "전남", "東京都", "京都", "Хэнтий аймаг", "X-1",
    ]  # fmt: skip
    assert list(NamesInText([]).found_in(text)) == []


# --- the register's own names ----------------------------------------------------------------------------

TRAPS = [
    ("산시성", "", ["cn-shaanxi", "cn-shanxi"]), ("江原道", "", ["KP-07", "kr-gangwon"]),
    ("江原道", "KP", ["KP-07"]), ("Altai", "", ["mn-govi-altai", "ru-altai-krai", "ru-altai-republic"]),
    ("Hubei", "", ["cn-hubei"]), ("Hebei", "", ["CN-HE"]), ("Tyva", "", ["ru-tyva"]),
    ("Töv", "", ["mn-tov"]), ("北京市", "", ["CN-BJ"]), ("Читинская область", "", ["ru-zabaikalsky"]),
    ("내몽고", "", ["cn-inner-mongolia"]), ("Pohang", "", ["kr-pohang"]), ("Хөлөнбуйр", "", []),
    ("Đại Liên", "", []), ("大連市", "", []), ("Московская область", "", ["RU-MOS"]),
    ("Moskva", "", ["RU-MOW"]), ("Сайгон", "", ["vn-ho-chi-minh-city"]), ("吉林市", "", []),
    ("やまがた", "", ["jp-yamagata"]), ("全羅北道", "", ["kr-jeonbuk"]),
    ("경상도", "", ["kr-gyeongbuk", "kr-gyeongnam"]), ("Zabaykalsk", "", []),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.usefixtures("register")
def test_the_traps_of_the_six_countries_are_settled_or_asked_back() -> None:
    known = gazetteer()
    found = [(name, country, ids(known, name, "", country), expected) for name, country, expected in TRAPS]
    assert [x for x in found if x[2] != x[3]] == []


@pytest.mark.django_db
@pytest.mark.usefixtures("register")
def test_every_name_in_the_register_is_understood_as_its_region() -> None:
    from near.registry.models import RegionName  # noqa: PLC0415 -- the rules above need no database

    known = gazetteer()
    names = RegionName.objects.order_by("pk").values_list("region__slug", "name")
    wrong = [(name, slug) for slug, name in names if slug not in ids(known, name)]
    assert wrong == []
    assert meant_by("北京市").status == "resolved"
    assert names_of_units("zh")["JP-08"] == "茨城县"
