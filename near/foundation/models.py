"""The tables of the cellar."""

from near.foundation.journal import JournalEntry

__all__ = ["JournalEntry"]
