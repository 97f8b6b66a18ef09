"""What this room declares to the cellar: its findable records, and names that no machine may translate."""

from near.registry.search.findables import KINDS
from near.registry.search.locks import region_locks

__all__ = ["KINDS", "region_locks"]
