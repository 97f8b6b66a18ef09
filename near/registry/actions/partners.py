"""Partners, agreements and supporting institutions."""

from __future__ import annotations

import datetime as dt
from typing import Any

from near.foundation.action import action, snapshot
from near.foundation.period import Precision
from near.foundation.text import MultilingualText
from near.people.perms import Actor
from near.registry.actions.written import put, require_keeper
from near.registry.enums import AgreementState
from near.registry.models import Agreement, Institution, Partner, Region


@action("registry.edit_partner")
def edit_partner(
    *, slug: str, name: MultilingualText, summary: MultilingualText, seat: MultilingualText,
    source: str, by: Actor, abbreviation: str = "", founded: int | None = None,
    figures: dict[str, Any] | None = None,
) -> Partner:  # fmt: skip
    """Enter a partner, or change what is on record of it."""
    require_keeper(by)
    partner = Partner.objects.filter(slug=slug).first()
    before = snapshot(partner) if partner else None
    partner = partner or Partner(slug=slug)
    partner.name, partner.summary, partner.seat = name, summary, seat
    partner.abbreviation, partner.founded, partner.source = abbreviation, founded, source
    partner.figures = partner.figures if figures is None else figures
    return put(partner, verb="registry.edit_partner", by=by, subject=partner.reference(), before=before)


@action("registry.sign_agreement")
def sign_agreement(
    *, partner: Partner, parties: MultilingualText, signed_on: dt.date, source: str, by: Actor,
    precision: str = Precision.DAY, review_on: dt.date | None = None,
) -> Agreement:  # fmt: skip
    """Put an agreement with a partner on record, in force from its signing."""
    require_keeper(by)
    agreement = Agreement(
        partner=partner, parties=parties, signed_on=signed_on, precision=precision,
        state=AgreementState.IN_FORCE, review_on=review_on, source=source,
    )  # fmt: skip
    return put(agreement, verb="registry.sign_agreement", by=by, subject=partner.reference())


@action("registry.change_agreement")
def change_agreement(
    *, agreement: Agreement, state: AgreementState, review_on: dt.date | None, source: str,
    by: Actor,
) -> Agreement:  # fmt: skip
    """Set how an agreement stands and when it is to be looked at again."""
    require_keeper(by)
    before = snapshot(agreement)
    agreement.state, agreement.review_on, agreement.source = state, review_on, source
    return put(
        agreement, verb="registry.change_agreement", by=by, before=before,
        subject=agreement.partner.reference(),
    )  # fmt: skip


@action("registry.edit_institution")
def edit_institution(
    *, slug: str, region: Region, name: MultilingualText, source: str, by: Actor,
    abbreviation: str = "",
) -> Institution:  # fmt: skip
    """Enter a supporting institution of a member, or change what is on record of it."""
    require_keeper(by)
    institution = Institution.objects.filter(slug=slug).first()
    before = snapshot(institution) if institution else None
    institution = institution or Institution(slug=slug)
    institution.region, institution.name = region, name
    institution.abbreviation, institution.source = abbreviation, source
    return put(institution, verb="registry.edit_institution", by=by, before=before)
