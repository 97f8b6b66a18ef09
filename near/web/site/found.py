"""Finding regions in a list: by any part of any of their names, else by what the name authority says."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass

from near.foundation.journal import kept_until_change
from near.registry.models import RegionName
from near.registry.queries import RosterLine
from near.registry.queries.authority import meant_by
from near.registry.queries.resolving import names_of_places


def folded(words: str) -> str:
    """Fold case, width and accents, so that ハバロフスク and ﾊﾊﾞﾛﾌｽｸ, Töv and tov meet."""
    apart = unicodedata.normalize("NFKD", words).casefold()
    return "".join(c for c in apart if not unicodedata.combining(c)).strip()


@kept_until_change
def all_names() -> dict[str, str]:
    """Return every name of each region (by slug), folded and joined."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    for slug, name in RegionName.objects.order_by("pk").values_list("region__slug", "name"):
        names[slug].add(folded(name))
    return {slug: " ".join(sorted(found)) for slug, found in names.items()}


def narrowed(lines: list[RosterLine], names: dict[str, str], words: str) -> list[RosterLine]:
    """Keep the regions one of whose names, or whose code, holds the words."""
    wanted = folded(words)
    if not wanted:
        return lines
    return [x for x in lines if wanted in names.get(x.id, "") or wanted == x.iso.casefold()]


@dataclass(frozen=True)
class Reading:
    """What the words may mean: the region's id and name, and whether it is on the list of the day."""

    id: str
    name: str
    listed: bool


@dataclass(frozen=True)
class Found:
    """The lines to show, and where no name holds the words, what they are understood as."""

    lines: list[RosterLine]
    readings: tuple[Reading, ...] = ()

    @property
    def stranger(self) -> Reading | None:
        """Return the one reading there is where it is not on the list."""
        return self.readings[0] if len(self.readings) == 1 and not self.readings[0].listed else None


def found(lines: list[RosterLine], names: dict[str, str], words: str, language: str) -> Found:
    """Return the regions whose names hold the words; where none does, what the words are understood as."""
    held = narrowed(lines, names, words)
    if held or not words:
        return Found(held)
    answer = meant_by(words)
    if not answer.matches:
        return Found([])
    listed = {line.id for line in lines}
    named = names_of_places([m.place for m in answer.matches], language)
    readings = tuple(Reading(place, name, place in listed) for place, name in named.items())
    meant = {r.id for r in readings}
    return Found([line for line in lines if line.id in meant], readings)
