"""The tables of the register."""

from near.registry.models.memberships import Decision, Mandate, MembershipSpell, SuspensionSpell
from near.registry.models.partners import Agreement, Institution, Partner
from near.registry.models.regions import Country, Region, RegionCode, RegionEvent, RegionName

__all__ = [
    "Agreement",
    "Country",
    "Decision",
    "Institution",
    "Mandate",
    "MembershipSpell",
    "Partner",
    "Region",
    "RegionCode",
    "RegionEvent",
    "RegionName",
    "SuspensionSpell",
]
