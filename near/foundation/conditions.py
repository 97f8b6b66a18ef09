"""What places are like, in figures, for rooms that compare them: whoever keeps figures declares itself."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Conditions:
    """Figures of one region; None where unknown.

    `population` in persons, `area_km2`, `grdp_per_head` in United States dollars of one year for all,
    `winter` and `summer` the mean temperature of the coldest and the warmest month in °C.
    """

    population: float | None = None
    area_km2: float | None = None
    grdp_per_head: float | None = None
    winter: float | None = None
    summer: float | None = None


Provider = Callable[[Collection[str]], Mapping[str, Conditions]]


def nothing_known(_regions: Collection[str]) -> Mapping[str, Conditions]:
    """Stand in where no room keeps figures."""
    return {}


_provider: list[Provider] = [nothing_known]


def declare_conditions(provider: Provider) -> None:
    """Let the room that keeps figures name itself: it is asked for regions by slug, all at once.

    The last one declared holds. What it does not know it leaves out, or gives as None.
    """
    _provider[:] = [provider]


def conditions_of(regions: Collection[str]) -> Mapping[str, Conditions]:
    """Return what is known of each region, by slug; regions of which nothing is known may be missing."""
    return _provider[0](regions)
