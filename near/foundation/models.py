"""The tables of the cellar."""

from near.foundation.journal import JournalEntry
from near.foundation.search.models import SearchRecord, SearchState, SearchText, SearchVector

__all__ = ["JournalEntry", "SearchRecord", "SearchState", "SearchText", "SearchVector"]
