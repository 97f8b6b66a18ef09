"""What this room tells, and what waits in it."""

from near.cooperation.notices.projects import PROJECT_KINDS

KINDS = (*PROJECT_KINDS,)

__all__ = ["KINDS"]
