"""Admissions, endings, suspensions and mergers: each under a decision that is on record."""

from __future__ import annotations

import datetime as dt

from near.foundation.action import action, snapshot
from near.foundation.period import Period, Precision, spell_on
from near.foundation.spells import law_as_error
from near.foundation.text import MultilingualText
from near.people.perms import Actor
from near.registry.actions.written import put, require_keeper, take_back
from near.registry.enums import Category, EventKind
from near.registry.models import (
    Decision,
    MembershipSpell,
    Region,
    RegionEvent,
    SuspensionSpell,
)
from near.registry.refusals import (
    AlreadyEnded,
    CodeTaken,
    IntoItself,
    MembershipOverlap,
    NotAMember,
    SuspensionOverlap,
)


@action("registry.record_decision")
def record_decision(
    *, key: str, on: dt.date, body: str, source: str, by: Actor,
    precision: str = Precision.DAY, document: str = "",
) -> Decision:  # fmt: skip
    """Put a deciding act on record, so that memberships can name it."""
    require_keeper(by)
    if Decision.objects.filter(key=key).exists():
        raise CodeTaken(key=key, field="key")
    decision = Decision(key=key, on=on, precision=precision, body=body, document=document, source=source)
    return put(decision, verb="registry.record_decision", by=by)


@action("registry.admit_region")
def admit_region(
    *, region: Region, category: Category, since: dt.date, decision: Decision, by: Actor,
    since_precision: str = Precision.DAY,
) -> MembershipSpell:  # fmt: skip
    """Open a spell of membership. The database refuses one that overlaps another of the region."""
    require_keeper(by)
    spell = MembershipSpell(
        region=region, category=category, since=since, opened_by=decision,
        since_precision=since_precision,
    )  # fmt: skip
    with law_as_error("membership_overlap", MembershipOverlap(region=region, field="since")):
        return put(spell, verb="registry.admit_region", by=by, subject=region.reference())


@action("registry.end_membership")
def end_membership(
    *, spell: MembershipSpell, until: dt.date, decision: Decision, by: Actor,
    until_precision: str = Precision.DAY,
) -> MembershipSpell:  # fmt: skip
    """Close a spell of membership; suspensions that still run end with it."""
    require_keeper(by)
    if spell.until:
        raise AlreadyEnded(day=spell.until, field="until")
    before = snapshot(spell)
    spell.until = Period(spell.since).ended(until).until
    spell.until_precision, spell.closed_by = until_precision, decision
    for rest in SuspensionSpell.objects.filter(region=spell.region, until__isnull=True):
        if rest.since < until:
            restore_rights(suspension=rest, until=until, decision=decision, by=by)
        else:
            take_back(rest, verb="registry.withdraw_suspension", by=by, subject=spell.region.reference())
    return put(
        spell, verb="registry.end_membership", by=by, subject=spell.region.reference(),
        before=before,
    )  # fmt: skip


@action("registry.suspend_rights")
def suspend_rights(
    *, region: Region, since: dt.date, ground: MultilingualText, decision: Decision, by: Actor
) -> SuspensionSpell:
    """Let a member's rights rest from `since` on. Only a member of that day can be suspended."""
    require_keeper(by)
    if not MembershipSpell.objects.filter(spell_on(since), region=region).exists():
        raise NotAMember(region=region, day=since, field="since")
    spell = SuspensionSpell(region=region, since=since, ground=ground, opened_by=decision)
    with law_as_error("suspension_overlap", SuspensionOverlap(region=region, field="since")):
        return put(spell, verb="registry.suspend_rights", by=by, subject=region.reference())


@action("registry.restore_rights")
def restore_rights(
    *, suspension: SuspensionSpell, until: dt.date, decision: Decision, by: Actor
) -> SuspensionSpell:
    """End a suspension of rights."""
    require_keeper(by)
    if suspension.until:
        raise AlreadyEnded(day=suspension.until, field="until")
    before = snapshot(suspension)
    suspension.until = Period(suspension.since).ended(until).until
    suspension.closed_by = decision
    return put(
        suspension, verb="registry.restore_rights", by=by, before=before,
        subject=suspension.region.reference(),
    )  # fmt: skip


@action("registry.merge_region")
def merge_region(
    *, region: Region, into: Region, on: dt.date, decision: Decision, by: Actor,
    note: MultilingualText | None = None,
) -> RegionEvent:  # fmt: skip
    """Merge a region into another: its memberships and codes end that day, its identity stays on record."""
    require_keeper(by)
    if region == into:
        raise IntoItself(field="into")
    key = f"{region.slug}-merged-{on.year}"
    if RegionEvent.objects.filter(key=key).exists():
        raise CodeTaken(key=key, field="region")
    event = RegionEvent(
        key=key, region=region, kind=EventKind.MERGED, into=into,
        on=on, note=note or MultilingualText(), source=decision.source,
    )  # fmt: skip
    for spell in MembershipSpell.objects.filter(region=region, until__isnull=True):
        end_membership(spell=spell, until=on, decision=decision, by=by)
    for code in region.codes.filter(until__isnull=True):
        before = snapshot(code)
        code.until = Period(code.since).ended(on).until
        put(code, verb="registry.retire_code", by=by, subject=region.reference(), before=before)
    return put(event, verb="registry.merge_region", by=by, subject=region.reference())
