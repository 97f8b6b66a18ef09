"""Who may do what with a project, and who sees what of it. The law itself is the table in `rules`."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from near.cooperation.enums import ProjectState, Standing
from near.cooperation.models import Participation, Project, Report
from near.cooperation.perms.coordinators import organs_coordinated_by
from near.cooperation.perms.members import can_act_for
from near.cooperation.rules import project_phases as phases
from near.foundation.period import today
from near.people.models import Account
from near.people.perms import Actor, in_secretariat
from near.registry.models import Mandate, MembershipSpell, Region

INSIDE = (Standing.INVITED, Standing.AGREED)


def part_in(project: Project, region: Region) -> str:
    """Return what a member is to a project: one of `rules.project_phases.PARTS`. One query."""
    found = Participation.objects.filter(project=project, region=region).values_list("role", "standing")
    role, standing = found.first() or ("", "")
    return phases.part_of(role, standing)


def can_do(by: Actor, verb: str, project: Project, region: Region | None = None) -> bool:
    """Whoever acts for a member whose part in the project opens the verb in its state; the coordinator of its
    subcommittee and the secretariat where the table names them.
    """
    law = phases.VERBS[verb]
    return project.state in law.states and has_part(by, verb, project, region)


def has_part(by: Actor, verb: str, project: Project, region: Region | None = None) -> bool:
    """Tell whether somebody's part opens the verb in any state at all."""
    return bool(phases.VERBS[verb].parts & parts_of(by, project, region))


def open_verbs(by: Actor, project: Project, region: Region | None = None) -> frozenset[str]:
    """Return every verb that is open to somebody just now. Asked once, however many there are."""
    parts = parts_of(by, project, region)
    laws = phases.VERBS.items()
    return frozenset(verb for verb, law in laws if project.state in law.states and law.parts & parts)


def parts_of(by: Actor, project: Project, region: Region | None) -> frozenset[str]:
    """Return all that somebody is to a project: through the member they act for, and by office."""
    found = set()
    if region is not None and can_act_for(by, region):
        found.add(part_in(project, region))
    if in_secretariat(by):
        found.add(phases.DESK)
    if project.organ and project.organ in organs_coordinated_by(by):
        found.add(phases.COORDINATOR)
    return frozenset(found)


def can_start_project(by: Actor, region: Region) -> bool:
    """Whoever may act for a member starts a project for it."""
    return can_act_for(by, region)


def can_see_project(by: Actor, project: Project) -> bool:
    """Anybody reads a project that seeks partners, runs or has closed; an idea is read by its participants,
    the coordinator of its subcommittee and the secretariat.
    """
    begun = project.since is not None
    return phases.public(project.state, begun=begun) or can_see_inside(by, project)


def can_see_inside(by: Actor, project: Project) -> bool:
    """Tasks, changes, documents and reports not handed in are for those who take part or are invited, for the
    coordinator of the subcommittee and for the secretariat.
    """
    if in_secretariat(by):
        return True
    if project.organ and project.organ in organs_coordinated_by(by):
        return True
    parts = Participation.objects.filter(project=project, standing__in=INSIDE)
    return parts.filter(region__in=regions_of(by)).exists()


def public_projects() -> QuerySet[Project]:
    """Return the projects anybody may read."""
    found: QuerySet[Project] = Project.objects.filter(_PUBLIC)
    return found


def visible_to(by: Actor) -> QuerySet[Project]:
    """Return the projects somebody may read: the public ones, and those they are inside of."""
    found: QuerySet[Project] = Project.objects.all()
    if in_secretariat(by):
        return found
    # The keys first: a subquery keeps one project one row, whatever its parts are.
    own = Participation.objects.filter(standing__in=INSIDE, region__in=regions_of(by)).values("project")
    return found.filter(_PUBLIC | Q(pk__in=own) | _coordinated(by))


def regions_of(by: Actor) -> Any:
    """Return the members somebody holds a mandate of today, as a subquery; reading outlasts a suspension."""
    if not isinstance(by, Account) or not by.is_active:
        return Region.objects.none().values("pk")
    day = today()
    members = MembershipSpell.objects.on(day).values("region")
    held = Mandate.objects.on(day).filter(account=by, region__in=members)
    return held.order_by().values("region")


def can_see_report(by: Actor, report: Report) -> bool:
    """A closing report, and what is told a year and three years later, is public once it is handed in and the
    project is closed; the yearly one is for members, a draft for those inside.
    """
    if report.handed_in_at is None:
        return can_see_inside(by, report.project)
    if report.kind != _YEARLY:
        return report.project.state == ProjectState.CLOSED or can_see_inside(by, report.project)
    return _is_member(by) or can_see_inside(by, report.project)


def can_see_yearly_reports(by: Actor) -> bool:
    """Whoever holds a mandate of a member today reads what projects report to their subcommittees."""
    return in_secretariat(by) or _is_member(by)


def _is_member(by: Actor) -> bool:
    return bool(regions_of(by).exists())


def _coordinated(by: Actor) -> Q:
    organs = organs_coordinated_by(by)
    return Q(organ__in=organs) if organs else Q(pk__in=[])


_YEARLY = "yearly"
_PUBLIC = Q(state__in=phases.PUBLIC) | Q(state=ProjectState.ABANDONED, since__isnull=False)
