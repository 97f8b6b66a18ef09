"""The verbs of the register."""

from near.registry.actions.mandates import end_mandate, give_mandate, invite_official, replace_mandate
from near.registry.actions.memberships import (
    admit_region,
    end_membership,
    merge_region,
    record_decision,
    restore_rights,
    suspend_rights,
)
from near.registry.actions.partners import (
    change_agreement,
    edit_institution,
    edit_partner,
    sign_agreement,
)
from near.registry.actions.reference import load_register
from near.registry.actions.regions import add_name, correct_name, register_region, rename_region
from near.registry.actions.texts import write_words

__all__ = [
    "add_name",
    "admit_region",
    "change_agreement",
    "correct_name",
    "edit_institution",
    "edit_partner",
    "end_mandate",
    "end_membership",
    "give_mandate",
    "invite_official",
    "load_register",
    "merge_region",
    "record_decision",
    "register_region",
    "rename_region",
    "replace_mandate",
    "restore_rights",
    "sign_agreement",
    "suspend_rights",
    "write_words",
]
