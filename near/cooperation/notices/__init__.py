"""What this room tells, and what waits in it."""

from near.cooperation.notices.postings import POSTING_NOTICES

KINDS = (*POSTING_NOTICES,)

__all__ = ["KINDS"]
