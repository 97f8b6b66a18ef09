"""Reads across the register."""

from near.registry.queries.names import Name, codes_on, names_on
from near.registry.queries.profile import Profile, Spell, profile_of
from near.registry.queries.roster import Roster, RosterLine, counts_over_time, roster_on

__all__ = [
    "Name",
    "Profile",
    "Roster",
    "RosterLine",
    "Spell",
    "codes_on",
    "counts_over_time",
    "names_on",
    "profile_of",
    "roster_on",
]
