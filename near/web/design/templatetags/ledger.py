"""The ledger on pages: what its acts are called, and where the records behind them stand."""

from __future__ import annotations

from django import template
from django.urls import NoReverseMatch, reverse

from near.cooperation.queries.statements import Line
from near.cooperation.rules.ledger import Kind, Source
from near.web.design import ledger_words

register = template.Library()
# The members' own pages first; a project or posting may stand in public only.
_PAGES = {"posting": ("portal_posting", "posting"), "project": ("portal_project", "project")}


@register.filter
def kind_words(kind: Kind) -> str:
    """Return what a kind of act is called."""
    return str(ledger_words.KINDS[kind])


@register.filter
def line_figures(line: Line) -> str:
    """Return how often, and for how many persons."""
    return ledger_words.figures_of(line)


@register.filter
def persons(count: int) -> str:
    """Return a number of persons in words."""
    return ledger_words.persons(count)


@register.filter
def size_words(group: str) -> str:
    """Return what a fifth by size is called."""
    return str(ledger_words.SIZES[group])


@register.filter
def per_cent(share: float) -> str:
    """Write a share between 0 and 1 as a percentage."""
    return ledger_words.per_cent(share)


@register.filter
def rounded(value: float) -> str:
    """Write a number with two decimals at most."""
    return ledger_words.number(round(value, 2))


@register.simple_tag
def public_page(source: Source) -> str:
    """Return the public address of a record; empty where it has none."""
    return _address(source, _PAGES[source.kind][1:])


@register.simple_tag
def own_page(source: Source) -> str:
    """Return a record's address for members; empty where it has none."""
    return _address(source, _PAGES[source.kind])


def _address(source: Source, names: tuple[str, ...]) -> str:
    for name in names:
        try:
            return reverse(name, args=[source.key])
        except NoReverseMatch:
            continue
    return ""
