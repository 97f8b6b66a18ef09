"""The name authority: which region a name means, by the register's names and those of units around it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

from near.foundation.folding import character_variants, variants_of
from near.foundation.journal import kept_until_change
from near.foundation.period import today
from near.registry.models import Region, RegionName
from near.registry.queries.names import codes_on
from near.registry.rules.folding import Folding
from near.registry.rules.gazetteer import Answer, Gazetteer, Knowledge
from near.registry.rules.name_tables import Place
from near.registry.rules.type_words import TypeWord

COUNTRIES = ("CN", "JP", "KR", "KP", "MN", "RU", "VN", "KG")
CITY_KINDS = {
    "capital_city", "centrally_run_city", "city", "federal_city", "metropolis", "metropolitan_city",
    "municipality", "special_administrative_region", "special_city", "special_self_governing_city",
}  # fmt: skip


def names_of_units(language: str) -> dict[str, str]:
    """Return what each unit that is not in the register is called in a language, else in English."""
    found: dict[str, str] = {}
    simplified = _simplified() if language == "zh" else {}
    for wanted in (language, "en"):
        for row in sorted(_rows("spellings"), key=lambda row: row["source"] != "CLDR 48"):
            if row["language"] == wanted:
                found.setdefault(row["place"], row["name"].translate(simplified))
    return found


def names_in_use(language: str, *, least: int) -> list[str]:
    """Return every name of every unit in a language that has at least so many letters."""
    return [name for _place, spoken, name in _written() if spoken == language and len(name) >= least]


def plain_words(language: str) -> set[str]:
    """Return the names in a language that are ordinary words, persons or waters too."""
    return {row["name"] for row in _rows("plain_words") if row["language"] == language}


def meant_by(name: str, language: str = "", country: str = "") -> Answer:
    """Return what `name` means. `language` and `country` narrow it where several are meant."""
    return gazetteer().resolve(name, language, country)


@kept_until_change
def gazetteer() -> Gazetteer:
    """Return every name of every unit, ready to be asked. Two queries after each change of the records."""
    known = Knowledge(others=_others(), confusions=_confusions(), marked=_marked(), kinds=_kinds())
    found = Gazetteer(_folding(), known)
    places = _places()
    for place, language, name in _written():
        if place in places:  # the lists name every region of the register, also before it is filled
            found.add(places[place], language, name)
    return found


def _places() -> dict[str, Place]:
    """Return our own regions by slug and every other unit by its code."""
    codes = codes_on(today())
    regions = Region.objects.order_by("pk").values_list("pk", "slug", "country_id", "kind")
    own = {
        slug: Place(slug, codes.get(pk, ""), country, kind in CITY_KINDS)
        for pk, slug, country, kind in regions
    }
    units = [(row["code"], row["country"], row["kind"]) for row in _rows("units")]
    return {code: Place(code, code, country, kind in CITY_KINDS) for code, country, kind in units} | own


def _written() -> Iterator[tuple[str, str, str]]:
    names = RegionName.objects.order_by("pk")
    for slug, country, language, name, reading in names.values_list(
        "region__slug", "region__country_id", "language", "name", "sort_key"
    ):
        yield slug, language, name
        if reading and (country, language) == ("JP", "ja"):
            yield slug, language, reading
    for row in _rows("spellings"):
        yield row["place"], row["language"], row["name"]
    for row in _rows("usage"):
        for name in row["names"].split("|"):
            yield row["place"], row["language"], name


def _others() -> list[str]:
    return [row["name"] for row in _rows("other_places")]


def _confusions() -> list[tuple[str, str]]:
    return [
        (name, place)
        for row in _rows("confusions")
        for name in row["names"].split("|")
        for place in row["places"].split()
    ]


def _kinds() -> list[TypeWord]:
    return [TypeWord(row["words"], row["kind"], row["form"] == "ending") for row in _rows("type_words")]


def _marked() -> list[tuple[str, str]]:
    return [(row["name"], row["place"]) for row in _rows("tone_marks")]


@cache
def _folding() -> Folding:
    """Return the folding of names: traditional and Japanese forms count as the simplified one."""
    return Folding(character_variants())


@cache
def _simplified() -> dict[int, str]:
    return {ord(old): new for old, new in variants_of("TSCharacters") if len(old) == 1}


@cache
def _rows(name: str) -> list[dict[str, str]]:
    path: Path = settings.DATA_DIR / "regions" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
