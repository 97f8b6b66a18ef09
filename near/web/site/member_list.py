"""The list of members as HTML. Written in Python: ninety rows through a template cost more than all else."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape  # Django's own looks for lazy words first; these are plain

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from near.foundation.text import MultilingualText
from near.registry.enums import Category
from near.registry.queries import Roster, RosterLine
from near.web.design.marking import marked

Group = tuple[str, int, list[tuple[MultilingualText, int, SafeString]]]


def member_groups(roster: Roster, lines: list[RosterLine], names: dict[str, str]) -> list[Group]:
    """Return (category, count, [(country, count, items as HTML)]) in the association's own order."""
    base = reverse("region", args=["SLUG"])
    resting = escape(_("rights suspended"))
    kept = {line.id for line in lines}
    groups: list[Group] = []
    for category in Category:
        countries = []
        for country, members in roster.by_country(category.value):
            shown = [m for m in members if m.id in kept]
            if shown:
                html = _items(shown, names, base, resting)
                countries.append((country.short_name, len(shown), html))
        if countries:
            groups.append((category.value, sum(c[1] for c in countries), countries))
    return groups


def _items(members: Iterable[RosterLine], names: dict[str, str], base: str, resting: str) -> SafeString:
    parts = []
    for x in members:
        mark = f' <span class="badge suspended">{resting}</span>' if x.suspended else ""
        parts.append(
            f'<li data-names="{escape(names.get(x.id, ""))}"><a href="{base.replace("SLUG", x.id)}">'
            f"{marked(x.name)}</a> <small>{x.iso}</small>{mark}</li>"
        )
    return mark_safe("".join(parts))  # noqa: S308 -- every value is escaped above
