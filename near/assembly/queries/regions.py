"""What one region has done in the association's organs."""

from __future__ import annotations

from dataclasses import dataclass

from near.assembly.models import ChairTerm, Coordination, Session


@dataclass(frozen=True)
class RegionRecord:
    """Subcommittees a region coordinates or coordinated, its chair terms, and meetings it hosted."""

    coordinations: list[Coordination]
    chair_terms: list[ChairTerm]
    hosted: list[Session]

    @property
    def empty(self) -> bool:
        """Tell whether nothing is on record."""
        return not (self.coordinations or self.chair_terms or self.hosted)


def record_of_region(region: int) -> RegionRecord:
    """Return the record of a region (by primary key). Three queries."""
    spells = Coordination.objects.filter(region=region).select_related("organ")
    hosted = Session.objects.filter(host=region).select_related("organ")
    return RegionRecord(
        coordinations=list(spells.order_by("organ__order", "since", "pk")),
        chair_terms=list(ChairTerm.objects.filter(region=region).order_by("number")),
        hosted=list(hosted.order_by("since", "slug")),
    )
