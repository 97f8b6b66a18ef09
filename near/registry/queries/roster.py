"""Who belonged on a day, and how the numbers moved. Every number is derived here, none is stored."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from near.foundation.journal import kept_until_change
from near.foundation.languages import language_of
from near.registry.enums import Category
from near.registry.models import Country, MembershipSpell, SuspensionSpell
from near.registry.queries.names import Name, codes_on, names_on, place_of
from near.registry.rules import tallied

# The order in which the association itself lists its members' countries (source S0).
COUNTRY_ORDER = ("CN", "JP", "KR", "KP", "MN", "RU", "VN", "KG", "KZ")


@dataclass(frozen=True)
class RosterLine:
    """One region's membership on a day. `id` is the region's slug; `iso` may be empty."""

    id: str
    pk: int
    iso: str
    country: str
    kind: str
    category: str
    name: Name
    since: dt.date
    since_precision: str
    until: dt.date | None
    until_precision: str
    suspended: bool
    latitude: float | None
    longitude: float | None
    spell: int = 0


@dataclass(frozen=True)
class Roster:
    """All memberships on a day, in the order of the reader's language, with their derived counts."""

    on: dt.date
    language: str
    lines: list[RosterLine]
    countries: dict[str, Country]
    counts: dict[str, int] = field(default_factory=dict)

    def of(self, category: str, country: str = "") -> list[RosterLine]:
        """Return the lines of one category, and of one country where given."""
        return [x for x in self.lines if x.category == category and country in ("", x.country)]

    def by_country(self, category: str) -> list[tuple[Country, list[RosterLine]]]:
        """Return the lines of one category grouped by country, in the association's own order."""
        codes = sorted({x.country for x in self.lines if x.category == category}, key=_rank)
        return [(self.countries[code], self.of(category, code)) for code in codes]


def _rank(code: str) -> tuple[int, str]:
    return (COUNTRY_ORDER.index(code) if code in COUNTRY_ORDER else len(COUNTRY_ORDER), code)


def roster_on(day: dt.date, language: str) -> Roster:
    """Return who belonged on `day`, sorted as readers of `language` sort.

    Five queries, whatever the size; one more where a member has no name in that language.
    """
    language = language_of(language).code
    spells = list(MembershipSpell.objects.on(day).order_by("pk").values_list(*_COLUMNS))
    names, codes = names_on(day, language, [spell[0] for spell in spells]), codes_on(day)
    resting = set(SuspensionSpell.objects.on(day).values_list("region_id", flat=True))
    lines = [_line(spell, names, codes, resting) for spell in spells]
    order = [c.value for c in Category]
    lines.sort(key=lambda x: (order.index(x.category), _rank(x.country), place_of(x.name, language), x.id))
    counts = tallied((x.category, x.country) for x in lines)
    return Roster(day, language, lines, countries(), counts)


@kept_until_change
def countries() -> dict[str, Country]:
    """Return every country by its code. One query after each change of the records, then none."""
    return {country.code: country for country in Country.objects.all()}


# Plain columns, not records: a region's outline alone would outweigh everything a list shows.
_COLUMNS = (
    "region_id", "region__slug", "region__country_id", "region__kind", "category", "since",
    "since_precision", "until", "until_precision", "region__latitude", "region__longitude", "pk",
)  # fmt: skip


def _line(
    spell: tuple[Any, ...], names: dict[int, Name], codes: dict[int, str], resting: set[int]
) -> RosterLine:
    pk, slug, country, kind, category, since, since_p, until, until_p, lat, lon, own = spell
    return RosterLine(
        id=slug, pk=pk, iso=codes.get(pk, ""), country=country, kind=kind, category=category,
        name=names.get(pk) or Name(slug, slug, slug, "", "draft"),
        since=since, since_precision=since_p, until=until, until_precision=until_p,
        suspended=pk in resting, latitude=lat, longitude=lon, spell=own,
    )  # fmt: skip


def counts_over_time(days: list[dt.date]) -> list[tuple[dt.date, dict[str, int]]]:
    """Return the counts on each of the days. One query."""
    spells = list(
        MembershipSpell.objects.order_by("pk").values_list("category", "region__country_id", "since", "until")
    )
    return [
        (d, tallied((cat, c) for cat, c, since, until in spells if since <= d < (until or dt.date.max)))
        for d in days
    ]
