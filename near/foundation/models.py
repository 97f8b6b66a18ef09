"""The tables of the cellar."""

from near.foundation.journal import JournalEntry
from near.foundation.notices import Notice
from near.foundation.search.models import SearchRecord, SearchState, SearchText, SearchVector

__all__ = ["JournalEntry", "Notice", "SearchRecord", "SearchState", "SearchText", "SearchVector"]
