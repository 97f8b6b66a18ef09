"""Names of regions that no machine may translate."""

from __future__ import annotations

from collections.abc import Iterator

from near.foundation.journal import kept_until_change
from near.foundation.locking import Lock
from near.foundation.period import today
from near.registry.enums import NameKind
from near.registry.models import RegionName
from near.registry.queries.authority import gazetteer, names_in_use, plain_words
from near.registry.rules.gazetteer import RESOLVED
from near.registry.rules.named_in_text import NamesInText

_SHORTEST = 2


def region_locks(text: str, source: str, target: str) -> Iterator[Lock]:
    """Yield a lock for each official or short name of a region in a text, with the target language's name.

    A name of several regions, one that is an ordinary word too, and one that the target language lacks are
    left to the translator. So is a name inside a longer one: 京都 in 東京都.
    """
    known, meanings = _names_in(source)
    settled = _settled_in(target)
    for start, end, name in known.found_in(text):
        words = settled.get(meanings.get(name, ("", "")))
        if words:
            yield Lock(start, end, words)


@kept_until_change
def _names_in(language: str) -> tuple[NamesInText, dict[str, tuple[str, str]]]:
    """Return the finder of every name in a language, and the (region, kind of name) of the sure ones."""
    meanings: dict[str, tuple[str, str]] = {}
    ordinary, authority = plain_words(language), gazetteer()
    # Short names come later: where a region's short name is its official one, the official one stands.
    for slug, kind, name in _own(language):
        if len(name) >= _SHORTEST and name not in ordinary and authority.resolve(name).status == RESOLVED:
            meanings.setdefault(name, (slug, kind))
    return NamesInText([*meanings, *names_in_use(language, least=_SHORTEST)]), meanings


@kept_until_change
def _settled_in(language: str) -> dict[tuple[str, str], str]:
    return {(slug, kind): name for slug, kind, name in _own(language)}


def _own(language: str) -> list[tuple[str, str, str]]:
    kinds = (NameKind.OFFICIAL, NameKind.SHORT)
    found = RegionName.objects.on(today()).filter(language=language, kind__in=kinds)
    return list(found.order_by("kind", "pk").values_list("region__slug", "kind", "name"))
