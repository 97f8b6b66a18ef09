"""The region a question names: shown above everything else that was found."""

from __future__ import annotations

from dataclasses import dataclass

from near.foundation.period import today
from near.foundation.text import MultilingualText
from near.registry.models import MembershipSpell, Region
from near.registry.queries import Name, names_on
from near.registry.queries.authority import meant_by, names_of_units
from near.registry.queries.house_rules import kind_text
from near.registry.queries.roster import countries
from near.registry.rules.gazetteer import RESOLVED
from near.registry.rules.name_tables import Place
from near.web.design.answers import SURE

_MOST_READINGS = 8
_NOTHING = MultilingualText()


@dataclass(frozen=True)
class Reading:
    """One region a question may mean: `ours` where the register knows it, `member` where it belongs today."""

    id: str
    name: str
    language: str
    ours: bool
    member: bool = False
    category: str = ""
    kind: MultilingualText = _NOTHING
    country: MultilingualText = _NOTHING


@dataclass(frozen=True)
class Meant:
    """What a question means as the name of a region: one reading, several to choose from, or none."""

    readings: tuple[Reading, ...] = ()
    sure: bool = False

    @property
    def one(self) -> Reading | None:
        """Return the one reading there is."""
        return self.readings[0] if len(self.readings) == 1 else None


def region_meant(words: str, language: str, reader: str, *, country: str = "") -> Meant:
    """Return what words in `language` mean as a region's name, for a reader of `reader`. Few queries."""
    answer = meant_by(words, language, country)
    sure = bool(answer.matches) and answer.matches[0].score >= SURE
    if not answer.matches or (answer.status != RESOLVED and not sure):
        return Meant()  # several regions, each of them a slip away, are no answer
    readings = _readings([match.place for match in answer.matches][:_MOST_READINGS], reader)
    if not sure and not readings[0].ours:
        return Meant()
    return Meant(readings, sure)


def _readings(places: list[Place], reader: str) -> tuple[Reading, ...]:
    regions = {r.slug: r for r in Region.objects.defer("outline").filter(slug__in=[p.id for p in places])}
    pks = [region.pk for region in regions.values()]
    names = names_on(today(), reader, pks) if pks else {}
    spells = MembershipSpell.objects.on(today()).filter(region__in=pks).order_by("pk")
    members = dict(spells.values_list("region_id", "category"))
    others = names_of_units(reader)
    return tuple(
        _ours(regions[place.id], names, members, reader)
        if place.id in regions
        else Reading(place.id, others.get(place.id, place.id), "", ours=False)
        for place in places
    )


def _ours(region: Region, names: dict[int, Name], members: dict[int, str], reader: str) -> Reading:
    name = names.get(region.pk) or Name(region.slug, region.slug, region.slug, "", "draft")
    return Reading(
        id=region.slug, name=name.official, language=name.language, ours=True,
        member=region.pk in members, category=members.get(region.pk, ""),
        kind=kind_text(region.kind, region.country_id), country=countries()[region.country_id].short_name,
    )  # fmt: skip
