"""What regions are called on a day, in a reader's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from near.foundation.collation import SortKey, sort_key
from near.foundation.languages import fallbacks, language_of
from near.registry.enums import NameKind
from near.registry.models import RegionCode, RegionName

_FULL_FORMS = (NameKind.OFFICIAL, NameKind.FORMER)


@dataclass(frozen=True)
class Name:
    """A region's name for a reader: official and short form, sort key, and the language it is in."""

    official: str
    short: str
    sort_key: str
    language: str
    state: str


def place_of(name: Name, language: str) -> SortKey:
    """Return what a name is sorted by in a list for readers of `language`."""
    # A reading in kana or pinyin helps only those who read Japanese or Chinese.
    helps = name.language in (language_of(language).code, "en", "ru", "mn")
    return sort_key(name.official, language, name.sort_key if helps else "")


def names_on(day: dt.date, language: str, regions: Iterable[int] | None = None) -> dict[int, Name]:
    """Return the name of each region (by primary key) valid on `day`, in `language` or the nearest.

    One query where every region asked for has a name in the reader's language, else two; never more. A former
    name is taken where the present official one did not yet stand that day.
    """
    own, *others = list(fallbacks(language))[:3]
    asked = None if regions is None else set(regions)
    names = _named(day, [own], asked)
    missing = None if asked is None else asked - names.keys()
    if others and missing != set():
        names = _named(day, others, missing) | names
    return names


def _named(day: dt.date, chain: list[str], regions: set[int] | None) -> dict[int, Name]:
    """Return the names in the first language of `chain` that has one."""
    kinds = (*_FULL_FORMS, NameKind.SHORT)
    found = RegionName.objects.on(day).filter(language__in=chain, kind__in=kinds)
    if regions is not None and len(regions) <= _FEW:
        found = found.filter(region__in=regions)
    # Plain rows, not records: this is read for every list of regions on the site.
    rows = found.order_by("pk").values_list("region_id", "kind", "language", "name", "sort_key", "state")
    official: dict[int, tuple[int, _Row]] = {}
    short: dict[int, tuple[int, _Row]] = {}
    for pk, kind, *row in rows:
        best = short if kind == NameKind.SHORT else official
        rank = chain.index(row[0]) * 2 + (kind == NameKind.FORMER)
        if pk not in best or rank < best[pk][0]:
            best[pk] = (rank, (row[0], row[1], row[2], row[3]))
    return {pk: _name(official.get(pk), short.get(pk)) for pk in official.keys() | short.keys()}


# More regions than this are read whole: a long list of numbers costs a database more than the table does.
_FEW = 50
_Row = tuple[str, str, str, str]


def _name(official: tuple[int, _Row] | None, short: tuple[int, _Row] | None) -> Name:
    full, brief = official or short, short or official
    assert full  # noqa: S101 -- one of the two put this region into the table
    assert brief  # noqa: S101 -- as above
    language, name, sort_key, state = full[1]
    return Name(name, brief[1][1], sort_key, language, state)


def codes_on(day: dt.date, regions: Iterable[int] | None = None) -> dict[int, str]:
    """Return the ISO 3166-2 code of each region (by primary key) valid on `day`. One query."""
    found = RegionCode.objects.on(day).filter(scheme="iso3166-2")
    if regions is not None:
        found = found.filter(region__in=list(regions))
    return dict(found.order_by("pk").values_list("region_id", "code"))
