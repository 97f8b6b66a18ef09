"""Reads across the termbase."""

from near.terminology.queries.glossary import Line, Shown, fields_in_use, lines_of, shown
from near.terminology.queries.lexicon import Finding, Lexicon, Near, Topic, lexicon
from near.terminology.queries.locks import locks_of_terms
from near.terminology.queries.sets import entries, table_rows, written

__all__ = [
    "Finding",
    "Lexicon",
    "Line",
    "Near",
    "Shown",
    "Topic",
    "entries",
    "fields_in_use",
    "lexicon",
    "lines_of",
    "locks_of_terms",
    "shown",
    "table_rows",
    "written",
]
