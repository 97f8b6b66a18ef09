"""Reads across the assembly room."""

from near.assembly.queries.account import (
    Account,
    account_of_itself,
    association_name,
    association_names,
    history,
    name_history,
)
from near.assembly.queries.organs import (
    Subcommittee,
    assemblies,
    number_of_subcommittees,
    organs_on,
    regions_of_record,
    subcommittee_of,
    subcommittees,
)
from near.assembly.queries.regions import RegionRecord, record_of_region

__all__ = [
    "Account",
    "RegionRecord",
    "Subcommittee",
    "account_of_itself",
    "assemblies",
    "association_name",
    "association_names",
    "history",
    "name_history",
    "number_of_subcommittees",
    "organs_on",
    "record_of_region",
    "regions_of_record",
    "subcommittee_of",
    "subcommittees",
]
