"""What is findable of cooperation."""

from near.cooperation.search.postings import POSTING_KINDS
from near.cooperation.search.projects import PROJECTS

KINDS = (*POSTING_KINDS, PROJECTS)

__all__ = ["KINDS"]
