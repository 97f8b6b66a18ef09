"""One case of every verb of the register; success and refusal share it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from near.foundation.text import MultilingualText
from near.foundation.translating import Edit
from near.registry.enums import AgreementState, Category, NameKind, NameState, Office, RegionKind
from near.registry.models import Region
from tests.foundation.factories import words
from tests.registry.factories import (
    AgreementFactory,
    CountryFactory,
    DecisionFactory,
    MandateFactory,
    MembershipSpellFactory,
    PartnerFactory,
    RegionCodeFactory,
    RegionFactory,
    RegionNameFactory,
    SuspensionSpellFactory,
)

DAY = dt.date(2024, 9, 25)
SOMEBODY = {"email": " Saran@Office.example", "name": " Saran ", "language": "mn"}


def _record_decision() -> dict[str, Any]:
    return {"key": "ga-15", "on": DAY, "body": "general_assembly", "source": "S1"}


def _register_region() -> dict[str, Any]:
    return {"slug": "mn-new", "country": CountryFactory(), "kind": RegionKind.AIMAG, "iso": "MN-999"}


def _admit_region() -> dict[str, Any]:
    return {
        "region": RegionFactory(), "category": Category.FULL, "since": DAY, "decision": DecisionFactory(),
    }  # fmt: skip


def _end_membership() -> dict[str, Any]:
    spell = MembershipSpellFactory()
    SuspensionSpellFactory(region=spell.region)
    return {"spell": spell, "until": DAY, "decision": DecisionFactory()}


def _suspend_rights() -> dict[str, Any]:
    region = MembershipSpellFactory().region
    return {"region": region, "since": DAY, "ground": words("Its wish."), "decision": DecisionFactory()}


def _restore_rights() -> dict[str, Any]:
    return {"suspension": SuspensionSpellFactory(), "until": DAY, "decision": DecisionFactory()}


def _merge_region() -> dict[str, Any]:
    region: Region = RegionCodeFactory().region
    MembershipSpellFactory(region=region)
    return {"region": region, "into": RegionFactory(), "on": DAY, "decision": DecisionFactory()}


def _add_name() -> dict[str, Any]:
    return {
        "region": RegionFactory(), "language": "ja", "kind": NameKind.OFFICIAL, "name": " 新県 ",
        "source": "S0",
    }  # fmt: skip


def _correct_name() -> dict[str, Any]:
    return {
        "record": RegionNameFactory(name="Tuva Repubblic"), "name": "Tuva Republic",
        "sort_key": "tuva republic", "source": "S9", "state": NameState.DRAFT,
    }  # fmt: skip


def _rename_region() -> dict[str, Any]:
    region: Region = RegionNameFactory(name="Gangwon Province").region
    return {
        "region": region, "names": {"en": "Gangwon Special Province", "ja": "江原"}, "on": DAY,
        "decision": DecisionFactory(), "kind": RegionKind.SPECIAL_SELF_GOVERNING_PROVINCE,
    }  # fmt: skip


def _give_mandate() -> dict[str, Any]:
    return {"region": RegionFactory(), "office": Office.CONTACT, "since": DAY, "role_address": "i@o.example"}


def _end_mandate() -> dict[str, Any]:
    return {"mandate": MandateFactory(), "until": DAY}


def _invite_official() -> dict[str, Any]:
    region = MembershipSpellFactory().region
    return {"region": region, "office": Office.CONTACT} | SOMEBODY


def _replace_mandate() -> dict[str, Any]:
    return {"mandate": MandateFactory(), "on": DAY} | SOMEBODY


def _edit_partner() -> dict[str, Any]:
    nothing = MultilingualText()
    return {"slug": "aer", "name": words("Assembly"), "summary": nothing, "seat": nothing, "source": "S0"}


def _sign_agreement() -> dict[str, Any]:
    return {"partner": PartnerFactory(), "parties": words("Both"), "signed_on": DAY, "source": "S0"}


def _change_agreement() -> dict[str, Any]:
    state = AgreementState.UNDER_REVIEW
    return {"agreement": AgreementFactory(), "state": state, "review_on": DAY, "source": "S5"}


def _edit_institution() -> dict[str, Any]:
    return {"slug": "erina", "region": RegionFactory(), "name": words("Institute"), "source": "S0"}


# Verb to its case and to what it puts on record, in order.
def _write_words() -> dict[str, Any]:
    partner = PartnerFactory()
    return {"kind": "partner", "key": partner.slug, "edit": Edit("name", "mn", {0: "Сүлжээ"})}


# A name with a dot is another room's.
CASES: dict[str, tuple[Callable[[], dict[str, Any]], list[str]]] = {
    "record_decision": (_record_decision, ["record_decision"]),
    "register_region": (_register_region, ["register_region", "give_code"]),
    "admit_region": (_admit_region, ["admit_region"]),
    "end_membership": (_end_membership, ["restore_rights", "end_membership"]),
    "suspend_rights": (_suspend_rights, ["suspend_rights"]),
    "restore_rights": (_restore_rights, ["restore_rights"]),
    "merge_region": (_merge_region, ["end_membership", "retire_code", "merge_region"]),
    "add_name": (_add_name, ["add_name"]),
    "correct_name": (_correct_name, ["correct_name"]),
    "rename_region": (
        _rename_region, ["retire_name", "add_name", "add_name", "change_kind", "rename_region"],
    ),
    "give_mandate": (_give_mandate, ["give_mandate"]),
    "end_mandate": (_end_mandate, ["end_mandate"]),
    "invite_official": (_invite_official, ["people.open_account", "invite_official"]),
    "replace_mandate": (_replace_mandate, ["people.open_account", "end_mandate", "replace_mandate"]),
    "edit_partner": (_edit_partner, ["edit_partner"]),
    "sign_agreement": (_sign_agreement, ["sign_agreement"]),
    "change_agreement": (_change_agreement, ["change_agreement"]),
    "edit_institution": (_edit_institution, ["edit_institution"]),
    "write_words": (_write_words, ["write_words"]),
}  # fmt: skip


def case(verb: str) -> dict[str, Any]:
    """Set the stage for a verb and return its arguments but for the actor."""
    return CASES[verb][0]()
