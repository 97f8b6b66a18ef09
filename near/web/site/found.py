"""Finding regions in a list by any of their names in any language. Issue 3 brings the name authority."""

from __future__ import annotations

import unicodedata
from collections import defaultdict

from near.foundation.journal import kept_until_change
from near.registry.models import RegionName
from near.registry.queries import RosterLine


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
