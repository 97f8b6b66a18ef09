"""What stands in a project: what each puts in, tasks, milestones, results, and people who went and came."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from near.cooperation.actions.kept import held_open, take_part_back, told, write_part
from near.cooperation.enums import Form, Means, Standing
from near.cooperation.models import (
    Contribution,
    Exchange,
    Milestone,
    Participation,
    Project,
    Result,
    Task,
)
from near.cooperation.refusals.projects import (
    NotAPartner,
    NotPresent,
    SameRegion,
    SumNeedsCurrency,
    UnknownChoice,
)
from near.foundation.action import action, snapshot
from near.foundation.errors import UnknownRecord
from near.foundation.period import Period, today
from near.foundation.text import MultilingualText
from near.people.perms import Actor
from near.registry.models import Region

_CURRENCY = 3
Content = Contribution | Task | Milestone | Result | Exchange
CONTENTS: dict[str, Any] = {
    table._meta.model_name or "": table for table in (Contribution, Task, Milestone, Result, Exchange)
}


@action("cooperation.add_contribution")
def add_contribution(
    *, project: Project, region: Region, means: str, words: str, by: Actor, giver: Region | None = None,
    amount: Decimal | None = None, currency: str = "", persons: int | None = None, on: dt.date | None = None,
) -> Contribution:  # fmt: skip
    """Say what a partner puts in: `giver`, or the member that writes. `amount` in `currency` (ISO 4217)."""
    found = held_open("add_contribution", project, by, region)
    _one_of(means, Means.values, "means")
    currency = currency.strip().upper()
    if amount is not None and (amount < 0 or not _is_currency(currency)):
        raise SumNeedsCurrency(field="currency")
    record = Contribution(
        project=found, region=_partner(found, giver or region), means=means, amount=amount,
        currency=currency if amount is not None else "", persons=persons, on=on,
        words=_words(found, words, by, needed=Contribution),
    )  # fmt: skip
    return write_part(record, found, verb="cooperation.add_contribution", by=by)


def _is_currency(code: str) -> bool:
    return len(code) == _CURRENCY and code.isascii() and code.isalpha()


@action("cooperation.add_task")
def add_task(*, project: Project, region: Region, words: str, owner: Region, due: dt.date, by: Actor) -> Task:
    """Put down something a partner is to do by a day."""
    found = held_open("add_task", project, by, region)
    record = Task(
        project=found, region=_partner(found, owner), due=due, words=_words(found, words, by, needed=Task)
    )
    return write_part(record, found, verb="cooperation.add_task", by=by)


@action("cooperation.finish_task")
def finish_task(*, task: Task, region: Region, by: Actor, on: dt.date | None = None) -> Task:
    """Mark a task as done, today or on a day that has passed."""
    found = held_open("finish_task", task.project, by, region)
    before = snapshot(task)
    task.done_on = _past(on or today(), "on")
    return write_part(task, found, verb="cooperation.finish_task", by=by, before=before)


@action("cooperation.add_milestone")
def add_milestone(*, project: Project, region: Region, words: str, due: dt.date, by: Actor) -> Milestone:
    """Put down a point the project is to reach by a day."""
    found = held_open("add_milestone", project, by, region)
    record = Milestone(project=found, due=due, words=_words(found, words, by, needed=Milestone))
    return write_part(record, found, verb="cooperation.add_milestone", by=by)


@action("cooperation.reach_milestone")
def reach_milestone(
    *, milestone: Milestone, region: Region, evidence: str, by: Actor, on: dt.date | None = None,
    evidence_url: str = "",
) -> Milestone:  # fmt: skip
    """Mark a milestone as reached, with what shows it."""
    found = held_open("reach_milestone", milestone.project, by, region)
    before = snapshot(milestone)
    milestone.reached_on = _past(on or today(), "on")
    label = Milestone._meta.get_field("evidence").verbose_name
    milestone.evidence = told(
        evidence, found.language, by, field="evidence", needed=label, old=milestone.evidence
    )
    milestone.evidence_url = evidence_url
    return write_part(milestone, found, verb="cooperation.reach_milestone", by=by, before=before)


@action("cooperation.record_result")
def record_result(
    *, project: Project, region: Region, words: str, on: dt.date, evidence: str, by: Actor,
    value: Decimal | None = None, unit: str = "", evidence_url: str = "",
) -> Result:  # fmt: skip
    """Put down what changed: by how much, on which day, and what shows it."""
    found = held_open("record_result", project, by, region)
    label = Result._meta.get_field("evidence").verbose_name
    record = Result(
        project=found, words=_words(found, words, by, needed=Result), value=value, unit=unit.strip(),
        on=_past(on, "on"), evidence=told(evidence, found.language, by, field="evidence", needed=label),
        evidence_url=evidence_url,
    )  # fmt: skip
    return write_part(record, found, verb="cooperation.record_result", by=by)


@action("cooperation.record_exchange")
def record_exchange(
    *, project: Project, region: Region, form: str, sender: Region, host: Region, persons: int,
    since: dt.date, by: Actor, until: dt.date | None = None, words: str = "",
) -> Exchange:  # fmt: skip
    """Put down people of one partner with another: who sent, who received, how many, from when until when."""
    found = held_open("record_exchange", project, by, region)
    _one_of(form, Form.values, "form")
    if sender == host:
        raise SameRegion(field="host")
    Period(since, until)
    record = Exchange(
        project=found, form=form, sender=_partner(found, sender), host=_partner(found, host), persons=persons,
        since=_past(since, "since"), until=until, words=told(words, found.language, by, field="words"),
    )  # fmt: skip
    return write_part(record, found, verb="cooperation.record_exchange", by=by)


@action("cooperation.remove_content")
def remove_content(*, kind: str, key: int, project: Project, region: Region, by: Actor) -> None:
    """Take back what was entered by mistake; the journal keeps what it said. `kind` is one of `CONTENTS`."""
    found = held_open("remove_content", project, by, region)
    table = CONTENTS.get(kind)
    record = table.objects.filter(pk=key, project=found).first() if table else None
    if record is None:
        raise UnknownRecord(key=f"{kind}:{key}"[:80])
    take_part_back(record, found, verb="cooperation.remove_content", by=by)


def _words(project: Project, words: str, by: Actor, *, needed: Any) -> MultilingualText:
    label = needed._meta.get_field("words").verbose_name
    return told(words, project.language, by, field="words", needed=label)


def _one_of(value: str, known: list[str], field: str) -> None:
    if value not in known:
        raise UnknownChoice(value=str(value)[:40], field=field)


def _past(day: dt.date, field: str) -> dt.date:
    if day > today():
        raise NotPresent(day=day, field=field)
    return day


def _partner(project: Project, region: Region) -> Region:
    """Return a member, if it takes part."""
    if not Participation.objects.filter(project=project, region=region, standing=Standing.AGREED).exists():
        raise NotAPartner(region=region)
    return region
