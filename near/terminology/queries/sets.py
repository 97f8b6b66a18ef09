"""The whole termbase as data, for files."""

from __future__ import annotations

from collections import defaultdict

from near.terminology.enums import TermState
from near.terminology.models import Concept, Term
from near.terminology.rules import Entry, Written, row_of


def entries() -> list[Entry]:
    """Return every concept with its terms, in the order of fields and identifiers. Two queries."""
    terms: defaultdict[int, dict[str, tuple[Written, ...]]] = defaultdict(dict)
    for term in Term.objects.order_by("concept", "language", "place", "pk"):
        held = terms[term.concept_id]
        held[term.language] = (*held.get(term.language, ()), written(term))
    return [
        Entry(c.slug, c.field, c.note, c.locked, terms[c.pk])
        for c in Concept.objects.order_by("field", "slug")
    ]  # fmt: skip


def written(term: Term) -> Written:
    """Return a term as it is written in a cell."""
    return Written(term.words, draft=term.state == TermState.DRAFT, shared=term.shared)


def table_rows() -> list[dict[str, str]]:
    """Return every concept as a row of the termbase's table."""
    return [row_of(entry) for entry in entries()]
