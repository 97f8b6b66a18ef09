"""Who takes part in a project: invited by the lead, in by their own yes, out by their own word."""

from __future__ import annotations

from typing import Any

from near.cooperation.actions.changes import settle_open_change, void_open_change
from near.cooperation.actions.kept import held_open, partners, take_part_back, told, told_to, write_part
from near.cooperation.enums import Role, Standing
from near.cooperation.models import Participation, Project
from near.cooperation.perms.members import can_act_for, takes_part
from near.cooperation.perms.projects import part_in
from near.cooperation.refusals.projects import (
    AlreadyIn,
    LeadStays,
    NotAMemberNow,
    NotAPartner,
    UnknownChoice,
)
from near.cooperation.rules import project_phases as phases
from near.foundation.action import action, snapshot
from near.foundation.journal import append
from near.foundation.notices import tell
from near.foundation.period import Period, today
from near.people.perms import Actor, reference_of
from near.registry.models import Region
from near.registry.queries.speakers import speakers_of

GIVEN_ROLES = (Role.PARTNER, Role.HOST, Role.ADVISER, Role.OBSERVER)


@action("cooperation.invite_partner")
def invite_partner(
    *, project: Project, region: Region, guest: Region, by: Actor, role: str = Role.PARTNER, note: str = ""
) -> Participation:
    """Invite a member to take part in a role. Who declined or left before may be asked again."""
    found = held_open("invite_partner", project, by, region)
    if role not in GIVEN_ROLES:
        raise UnknownChoice(value=role[:40], field="role")
    return open_invitation(found, guest, by, host=region, role=role, note=note)


def open_invitation(
    project: Project, guest: Region, by: Actor, *, host: Region, role: str = Role.PARTNER, note: str = ""
) -> Participation:
    """Put an invitation on record and tell the guest. The project is held by the verb that asks."""
    if not takes_part(guest):
        raise NotAMemberNow(region=guest, field="guest")
    part = Participation.objects.filter(project=project, region=guest).first()
    if part and part.standing in (Standing.INVITED, Standing.AGREED):
        raise AlreadyIn(region=guest, field="guest")
    before = snapshot(part) if part else None
    part = part or Participation(project=project, region=guest)
    part.role, part.standing, part.since, part.until = role, Standing.INVITED, None, None
    part.note = told(note, project.language, by, field="note", old=part.note)
    written = write_part(part, project, verb="cooperation.invite_partner", by=by, before=before)
    void_open_change(project, by)
    tell(
        speakers_of([guest]), "cooperation.project_invited", region=guest, but=by,
        event=f"project:{project.pk}:{guest.slug}:{today()}", details=_said(project, host),
        sample=project.is_sample,
    )  # fmt: skip
    return written


@action("cooperation.withdraw_invitation")
def withdraw_invitation(*, project: Project, region: Region, guest: Region, by: Actor) -> None:
    """Take back an invitation that nobody has answered."""
    found = held_open("withdraw_invitation", project, by, region)
    part = Participation.objects.filter(project=found, region=guest, standing=Standing.INVITED).first()
    if part is None:
        raise NotAPartner(region=guest, field="guest")
    take_part_back(part, found, verb="cooperation.withdraw_invitation", by=by)


@action("cooperation.ask_to_join")
def ask_to_join(*, project: Project, region: Region, by: Actor) -> Project:
    """Tell the lead of a project that one's member wishes to take part; the lead may invite it."""
    found = held_open("ask_to_join", project, by, region)
    leads = [part.region for part in partners(found) if part.role == Role.LEAD]
    append(by=reference_of(by), verb="cooperation.ask_to_join", subject=found.reference(),
           after={"region": region.slug})  # fmt: skip
    tell(
        speakers_of(leads), "cooperation.project_asked", event=f"ask:{found.pk}:{region.slug}",
        details=_said(found, region), but=by, sample=found.is_sample,
    )  # fmt: skip
    return found


@action("cooperation.join_project")
def join_project(*, project: Project, region: Region, by: Actor) -> Participation:
    """Take part in a project one's member was invited to."""
    found = held_open("join_project", project, by, region)
    part = _part(found, region)
    before = snapshot(part)
    part.standing, part.since = Standing.AGREED, today()
    written = write_part(part, found, verb="cooperation.join_project", by=by, before=before)
    tell(
        told_to(found, region), "cooperation.project_joined", event=f"part:{part.pk}:{today()}",
        details=_said(found, region), but=by, sample=found.is_sample,
    )  # fmt: skip
    return written


@action("cooperation.decline_project")
def decline_project(*, project: Project, region: Region, by: Actor, note: str = "") -> Participation:
    """Say no to an invitation."""
    found = held_open("decline_project", project, by, region)
    part = _part(found, region)
    before = snapshot(part)
    part.standing = Standing.DECLINED
    part.note = told(note, found.language, by, field="note", old=part.note) if note else part.note
    written = write_part(part, found, verb="cooperation.decline_project", by=by, before=before)
    tell(
        told_to(found), "cooperation.project_declined", event=f"part:{part.pk}:no:{today()}",
        details=_said(found, region), but=by, sample=found.is_sample,
    )  # fmt: skip
    return written


@action("cooperation.leave_project")
def leave_project(*, project: Project, region: Region, by: Actor) -> Participation:
    """Take part no longer. What waits for the partners is decided by those who stay."""
    if part_in(project, region) == phases.LEAD and can_act_for(by, region):
        raise LeadStays
    found = held_open("leave_project", project, by, region)
    part = _part(found, region)
    before = snapshot(part)
    # A part lasts a day at least: who leaves on the day of joining was in for no day at all.
    part.standing = Standing.LEFT
    part.since = None if part.since == today() else part.since
    part.until = Period(part.since).ended(today()).until
    written = write_part(part, found, verb="cooperation.leave_project", by=by, before=before)
    settle_open_change(found, by)
    tell(
        told_to(found), "cooperation.project_left", event=f"part:{part.pk}:left:{today()}",
        details=_said(found, region), but=by, sample=found.is_sample,
    )  # fmt: skip
    return written


@action("cooperation.hand_over_lead")
def hand_over_lead(*, project: Project, region: Region, guest: Region, by: Actor) -> Participation:
    """Give the lead to another partner, and stay as one."""
    found = held_open("hand_over_lead", project, by, region)
    own, other = _part(found, region), _part(found, guest)
    if phases.part_of(other.role, other.standing) not in phases.TEAM:
        raise NotAPartner(region=guest, field="guest")
    before = snapshot(own)
    own.role = Role.PARTNER
    write_part(own, found, verb="cooperation.hand_over_lead", by=by, before=before)
    before = snapshot(other)
    other.role = Role.LEAD
    return write_part(other, found, verb="cooperation.hand_over_lead", by=by, before=before)


def _part(project: Project, region: Region) -> Participation:
    found: Participation | None = Participation.objects.filter(project=project, region=region).first()
    if found is None:
        raise NotAPartner(region=region, field="guest")
    return found


def _said(project: Project, region: Region) -> dict[str, Any]:
    return {"member": region, "title": project.title, "project": project.pk}
