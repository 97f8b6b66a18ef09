"""The map of the members, drawn on our server as inline SVG: each region a link, no borders of countries."""

from __future__ import annotations

import math
from html import escape  # Django's own looks for lazy words first; these are plain

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from near.foundation.journal import kept_until_change
from near.registry.models import Region
from near.registry.queries import Roster, RosterLine
from near.web.design.marking import language_attributes, reader

# Lambert azimuthal equal-area: areas compare fairly, which a map of equals owes its members.
CENTRE_LON, CENTRE_LAT = math.radians(113.0), math.radians(48.0)
SCALE = 1000
WIDTH, HEIGHT = 1000, 1100
_SMALL = 90.0  # square units; below this a region also gets a dot, so that it can be hit

Point = tuple[float, float]
Rings = list[list[Point]]


def projected(lon: float, lat: float) -> Point:
    """Return the place of (lon, lat) in degrees on the map, in units of its viewBox before the shift."""
    lam, phi = math.radians(lon) - CENTRE_LON, math.radians(lat)
    cosine = math.cos(phi) * math.cos(lam)
    under = 1 + math.sin(CENTRE_LAT) * math.sin(phi) + math.cos(CENTRE_LAT) * cosine
    k = math.sqrt(2 / under) * SCALE
    x = k * math.cos(phi) * math.sin(lam)
    y = k * (math.cos(CENTRE_LAT) * math.sin(phi) - math.sin(CENTRE_LAT) * cosine)
    return x, -y


@kept_until_change
def drawn() -> dict[str, tuple[str, float, Point]]:
    """Return path data, area and label point of every region, fitted to the viewBox."""
    shapes: dict[str, Rings] = {}
    labels: dict[str, Point] = {}
    found = Region.objects.order_by("pk").values_list("slug", "outline", "longitude", "latitude")
    for slug, outline, lon, lat in found:
        if outline:
            shapes[slug] = [[projected(*point) for point in ring] for ring in outline]
            labels[slug] = projected(lon + 360 if lon < 0 else lon, lat)
    if not shapes:
        return {}
    fit = _Fit(shapes)
    return {
        slug: (fit.path(rings), fit.area(rings), fit.point(labels[slug])) for slug, rings in shapes.items()
    }


class _Fit:
    """Moves projected shapes into the viewBox, whole and centred, with a margin."""

    def __init__(self, shapes: dict[str, Rings]) -> None:
        points = [p for rings in shapes.values() for ring in rings for p in ring]
        left, top = min(x for x, _y in points), min(y for _x, y in points)
        right, bottom = max(x for x, _y in points), max(y for _x, y in points)
        self.k = min((WIDTH - 24) / (right - left), (HEIGHT - 24) / (bottom - top))
        self.dx = (WIDTH - (right - left) * self.k) / 2 - left * self.k
        self.dy = (HEIGHT - (bottom - top) * self.k) / 2 - top * self.k

    def point(self, p: Point) -> Point:
        return round(p[0] * self.k + self.dx, 1), round(p[1] * self.k + self.dy, 1)

    def path(self, rings: Rings) -> str:
        return "".join(self._ring([self.point(p) for p in ring]) for ring in rings)

    @staticmethod
    def _ring(points: list[Point]) -> str:
        """Write one ring with relative steps in tenths: half the bytes of absolute coordinates."""
        x, y = points[0]
        steps = [f"M{x:g} {y:g}l"]
        for nx, ny in points[1:]:
            steps.append(f"{nx - x:.1f} {ny - y:.1f} ".replace(".0 ", " ").replace(" -", "-"))
            x, y = nx, ny
        return "".join(steps).strip() + "z"

    def area(self, rings: Rings) -> float:
        ring = rings[0]
        pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
        return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2 * self.k**2


def map_of(roster: Roster, only: str = "") -> SafeString:
    """Return the map of a roster as SVG. `only` highlights one region (a locator map without links)."""
    shapes = drawn()
    if not shapes:
        return SafeString("")
    base = reverse("region", args=["SLUG"])
    lines = sorted(roster.lines, key=lambda x: -shapes[x.id][1] if x.id in shapes else 0)
    marks = "".join(_mark(x, shapes[x.id], base, only) for x in lines if x.id in shapes)
    title = _("Map of the members")
    return format_html(
        '<svg class="map{}" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>',
        ' locator' if only else '', WIDTH, HEIGHT, title, mark_safe(marks),  # noqa: S308 -- escaped piece by piece below
    )  # fmt: skip


def _mark(line: RosterLine, shape: tuple[str, float, Point], base: str, only: str) -> str:
    path, area, (x, y) = shape
    name = escape(line.name.official)
    kind = f"region {line.category} c-{line.country}" + (" here" if line.id == only else "")
    dot = f'<circle cx="{x}" cy="{y}" r="4"/>' if area < _SMALL else ""
    tongue = language_attributes(line.name.language, reader())
    body = f'<title{tongue}>{name}</title><path d="{path}"/>{dot}'
    if only:
        return f'<g class="{kind}" aria-hidden="true">{body}</g>'
    return f'<a class="{kind}" href="{base.replace("SLUG", line.id)}">{body}</a>'
