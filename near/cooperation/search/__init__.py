"""What is findable of cooperation."""

from near.cooperation.search.projects import PROJECTS

KINDS = (PROJECTS,)

__all__ = ["KINDS"]
