"""How alike two places are, and how far apart: only by what is known of both.

Likeness of a trait is exp(-difference / scale): 1 for the same, about a third at one scale apart. Population,
density and output per head are compared in logarithms: twice as many people mean the same at every size.
Without measured temperatures the climate stands in by latitude and by how far the sea is.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from near.cooperation.rules.matching.given import Matrix, Party

RADIUS_KM = 6371.0
NEAR_KM = 1500.0  # at this distance nearness has fallen to a third
# The likeness of two parties drawn at random lies about here; above it likeness lifts, below it lowers.
USUAL = 0.45
# One scale apart: e times the people, seven times the density, twice the output, 8 degrees of latitude …
SCALES = {
    "size": 1.0,
    "density": 2.0,
    "economy": 0.7,
    "latitude": 8.0,
    "sea": 0.8,
    "winter": 8.0,
    "summer": 4.0,
}
# Traits that say the same thing to a reader.
CLIMATE = ("latitude", "sea", "winter", "summer")
# The open coast around the member regions, in whole degrees (latitude, longitude): enough to tell the inland
# from the shore. From the Gulf of Tonkin north and east to the Bering Sea, and along the Arctic; islands.
_COAST = (
    (21, 107), (21, 110), (22, 114), (24, 118), (27, 121), (30, 122), (32, 121), (35, 119), (37, 122),
    (38, 118), (39, 118), (40, 121), (39, 122), (40, 124), (38, 125), (37, 127), (35, 126), (34, 127),
    (35, 129), (37, 129), (39, 128), (41, 130), (43, 132), (45, 137), (48, 140), (52, 141), (54, 137),
    (57, 139), (59, 143), (59, 151), (62, 157), (60, 163), (56, 162), (52, 158), (60, 170), (63, 179),
    (66, -172), (70, 180), (70, 170), (70, 160), (71, 150), (71, 138), (73, 128), (74, 113), (76, 104),
    (73, 87), (72, 80), (69, 67), (33, 130), (32, 131), (35, 133), (34, 135), (35, 139), (37, 137),
    (38, 141), (41, 140), (43, 141), (43, 145), (50, 143), (47, 143), (33, 126), (10, 107), (13, 109),
    (16, 108), (20, 106),
)  # fmt: skip


def column(values: Sequence[float | None]) -> Matrix:
    """Return values as a column of numbers, NaN where unknown."""
    return np.array([np.nan if v is None else v for v in values], np.float32)


def kilometres(one: tuple[Matrix, Matrix], other: tuple[Matrix, Matrix]) -> Matrix:
    """Return great-circle distances `(n, m)` of points given in degrees; NaN where a place is unknown."""
    (la, lo), (lb, mo) = (tuple(np.radians(x.astype(np.float64)) for x in p) for p in (one, other))
    la, lo, lb, mo = la[:, None], lo[:, None], lb[None, :], mo[None, :]
    half = np.sin((la - lb) / 2) ** 2 + np.cos(la) * np.cos(lb) * np.sin((lo - mo) / 2) ** 2
    return np.asarray(2 * RADIUS_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1))), np.float32)


def places_of(parties: Sequence[Party]) -> tuple[Matrix, Matrix]:
    """Return latitudes and longitudes, unknown as NaN."""
    return column([p.latitude for p in parties]), column([p.longitude for p in parties])


def traits_of(parties: Sequence[Party]) -> dict[str, Matrix]:
    """Return each trait of `SCALES` for every party, `(p,)`, NaN where unknown; zeros are unknown."""
    people, area, output = (
        _logarithm([getattr(p, name) for p in parties])
        for name in ("population", "area_km2", "grdp_per_head")
    )
    latitude, longitude = places_of(parties)
    winter, summer = column([p.winter for p in parties]), column([p.summer for p in parties])
    coast = np.array(_COAST, np.float32)
    inland = kilometres((latitude, longitude), (coast[:, 0], coast[:, 1])).min(axis=1)
    guessed = np.isnan(winter) | np.isnan(summer)
    return {
        "size": people, "density": people - area, "economy": output,
        "latitude": latitude, "sea": np.log1p(inland / 200).astype(np.float32),
        "winter": np.where(guessed, np.nan, winter), "summer": np.where(guessed, np.nan, summer),
    }  # fmt: skip


def _logarithm(values: Sequence[float | None]) -> Matrix:
    return np.log(column([v if v is not None and v > 0 else None for v in values]))


def likeness(trait: Matrix, scale: float) -> Matrix:
    """Return how alike parties are in one trait, `(p, p)` in (0, 1]; NaN where one of the two is unknown."""
    return np.asarray(np.exp(-np.abs(trait[:, None] - trait[None, :]) / scale), np.float32)


def likenesses(traits: dict[str, Matrix]) -> dict[str, Matrix]:
    """Return size, density, economy and climate as matrices `(p, p)`; climate by what is known best."""
    each = {name: likeness(traits[name], scale) for name, scale in SCALES.items()}
    measured, guessed = ((each[a] + each[b]) / 2 for a, b in (("winter", "summer"), ("latitude", "sea")))
    climate = np.where(np.isnan(measured), guessed, measured)
    return {name: each[name] for name in ("size", "density", "economy")} | {"climate": climate}


def likeness_of_all(each: dict[str, Matrix]) -> Matrix:
    """Return the mean likeness over what is known on both sides, `(p, p)`; NaN where nothing is."""
    stacked = np.stack(list(each.values()))
    known = ~np.isnan(stacked)
    number = known.sum(axis=0)
    total = np.where(known, stacked, 0).sum(axis=0)
    return np.where(number > 0, total / np.maximum(number, 1), np.nan).astype(np.float32)


def nearness(km: Matrix) -> Matrix:
    """Return how near places are, 1 for the same place, falling towards 0; NaN where unknown."""
    return np.asarray(np.exp(-km / NEAR_KM), np.float32)
