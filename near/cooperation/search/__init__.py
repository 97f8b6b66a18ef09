"""What is findable in this room."""

from near.cooperation.search.postings import POSTING_KINDS

KINDS = (*POSTING_KINDS,)

__all__ = ["KINDS"]
