"""Two members with their officials, and a project between them in any state: the set-up of these tests."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from near.cooperation import actions
from near.cooperation.enums import ReportKind
from near.cooperation.models import Project, Report
from near.foundation.period import today
from near.people.models import Account
from near.registry.models import Region
from tests.registry.factories import MandateFactory, MembershipSpellFactory

STEPS = ("idea", "seeking", "agreed", "running", "closing", "closed")


@dataclass(frozen=True)
class Member:
    """A member of the association and an official who speaks for it."""

    region: Region
    official: Account


def member(**region: Any) -> Member:
    """Make a member with an official."""
    spell = MembershipSpellFactory(**{f"region__{name}": value for name, value in region.items()})
    return Member(spell.region, MandateFactory(region=spell.region).account)


def speaks_for(region: Region) -> Member:
    """Return a member that exists, with a new official."""
    return Member(region, MandateFactory(region=region).account)


def in_days(days: int) -> dt.date:
    """Return the day so many days from now."""
    return today() + dt.timedelta(days=days)


@dataclass
class Together:
    """A project with its lead and a partner, brought on step by step by their own verbs."""

    lead: Member
    partner: Member
    project: Project

    def fresh(self) -> Project:
        """Return the project as it stands now."""
        self.project = Project.objects.get(pk=self.project.pk)
        return self.project

    def as_lead(self) -> dict[str, Any]:
        """Return who acts when the lead does, on the project as it stands."""
        return {"project": self.fresh(), "region": self.lead.region, "by": self.lead.official}

    def as_partner(self) -> dict[str, Any]:
        """Return who acts when the partner does, on the project as it stands."""
        return {"project": self.fresh(), "region": self.partner.region, "by": self.partner.official}

    @property
    def version(self) -> int:
        """Return the version that stands now."""
        return self.fresh().version

    def take(self, state: str) -> Project:
        """Bring the project to a state on the way."""
        for step in STEPS[STEPS.index(self.fresh().state) + 1 : STEPS.index(state) + 1]:
            getattr(self, f"_to_{step}")()
        return self.fresh()

    def _to_seeking(self) -> None:
        step = {"step": "Эхний уулзалт", "owner": self.lead.region, "due": in_days(20)}
        actions.seek_partners(version=self.version, **step, **self.as_lead())

    def _to_agreed(self) -> None:
        self.join()
        actions.agree_project(version=self.version, **self.as_lead())
        actions.agree_project(version=self.version, **self.as_partner())

    def _to_running(self) -> None:
        actions.begin_project(version=self.version, **self.as_lead())

    def _to_closing(self) -> None:
        actions.begin_closing(version=self.version, **self.as_lead())

    def _to_closed(self) -> None:
        self.tell_story()
        actions.close_project(version=self.version, **self.as_lead())

    def join(self) -> None:
        """Let the lead invite the partner, and the partner come."""
        if self.project.participations.filter(region=self.partner.region, standing="agreed").exists():
            return
        actions.invite_partner(guest=self.partner.region, **self.as_lead())
        actions.join_project(**self.as_partner())

    def tell_story(self) -> Report:
        """Write the closing report and hand it in."""
        asked = Report.objects.get(project=self.project, kind=ReportKind.CLOSING)
        report = actions.write_report(
            kind=asked.kind, year=asked.year, language="mn", version=asked.version,
            done="Мод тарьсан.", changed="Элс зогссон.", learnt="Ус хүрээгүй.", **self.as_lead(),
        )  # fmt: skip
        who = {"region": self.lead.region, "by": self.lead.official}
        return actions.hand_in_report(report=report, version=report.version, **who)


def together(state: str = "idea", *, lead: Member | None = None, partner: Member | None = None) -> Together:
    """Return a project in a state, begun by a lead; its partner comes in when it is agreed."""
    lead, partner = lead or member(), partner or member()
    project = actions.start_project(
        region=lead.region, title="Ойн хамтарсан төсөл", aim="Элсжилтийг сааруулах", plan="Мод тарина.",
        language="mn", by=lead.official,
    )  # fmt: skip
    made = Together(lead, partner, project)
    made.take(state)
    return made
