"""The pure law of the termbase: how terms are written, compared, found in a text, and judged."""

from near.terminology.rules.cells import TERM_LANGUAGES, Written, format_cell, key_of, parse_cell
from near.terminology.rules.entries import (
    COLUMNS,
    Clash,
    Entry,
    Fault,
    clashes,
    entries_of,
    row_of,
    term_faults,
)
from near.terminology.rules.likeness import Likeness
from near.terminology.rules.matching import Spot, StringMatcher, WordMatcher

__all__ = [
    "COLUMNS",
    "TERM_LANGUAGES",
    "Clash",
    "Entry",
    "Fault",
    "Likeness",
    "Spot",
    "StringMatcher",
    "WordMatcher",
    "Written",
    "clashes",
    "entries_of",
    "format_cell",
    "key_of",
    "parse_cell",
    "row_of",
    "term_faults",
]
