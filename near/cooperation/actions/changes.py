"""What partners agree on together: the project itself, and each change of it. All of them say yes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from near.cooperation.actions.kept import (
    MOST_OF_A_TEXT,
    MOST_OF_A_TITLE,
    hand_of,
    held_open,
    label_of,
    move,
    require_step,
    require_version,
    team_of,
    told,
    told_to,
    write,
    write_part,
)
from near.cooperation.enums import ChangeState, ProjectState, Standing
from near.cooperation.models import Assent, Change, Participation, Project
from near.cooperation.refusals.projects import (
    AnsweredAlready,
    ChangeDecided,
    ChangeOpen,
    InvitationsOpen,
    NothingChanged,
    PartnersNeeded,
    UnknownChoice,
    Unsettled,
    WordsNeeded,
)
from near.foundation.action import action, snapshot
from near.foundation.errors import NotAllowed, TooLong
from near.foundation.notices import tell
from near.foundation.passages import rewritten
from near.foundation.period import Period, parse_day
from near.foundation.text import MultilingualText
from near.people.models import Account
from near.people.perms import Actor
from near.registry.models import Region

TEXTS, DAYS = ("title", "aim", "plan"), ("since", "until")
CHANGEABLE = (*TEXTS, *DAYS)
_STATE = "state"


@action("cooperation.agree_project")
def agree_project(*, project: Project, region: Region, version: int, by: Actor) -> Project:
    """Say yes to a project as it is written now. When every partner has, it is agreed."""
    found = held_open("agree_project", project, by, region)
    require_version(found, version)
    require_step(found)
    _require_partners(found)
    change = _open_change(found) or _propose(
        found, region, by, before={_STATE: found.state}, after={_STATE: str(ProjectState.AGREED)}, why=""
    )
    _assent(change, found, region, by, agrees=True)
    if not _settled(change, found, by):
        others = told_to(found, region)
        tell(
            others, "cooperation.project_to_agree", event=f"agree:{change.pk}:{region.slug}",
            details=_said(found, region), but=by, sample=found.is_sample,
        )  # fmt: skip
    return found


def _require_partners(project: Project) -> None:
    """Refuse an agreement of one government with itself, or past somebody who has not answered."""
    if Participation.objects.filter(project=project, standing=Standing.INVITED).exists():
        raise InvitationsOpen
    if len(team_of(project)) < _TWO:
        raise PartnersNeeded


_TWO = 2


@action("cooperation.propose_change")
def propose_change(
    *, project: Project, region: Region, version: int, after: Mapping[str, Any], why: str, by: Actor
) -> Change:
    """Propose to write what was agreed anew: `after` by field, as plain words and ISO days.

    Only what differs is kept. The proposer has thereby said yes.
    """
    found = held_open("propose_change", project, by, region)
    require_version(found, version)
    if _open_change(found):
        raise ChangeOpen
    standing = agreed_words(found)
    wanted = {name: _sound(name, value) for name, value in after.items()}
    changed = {name: value for name, value in wanted.items() if value != standing[name]}
    if not changed:
        raise NothingChanged
    whole = standing | changed
    Period(_day(whole["since"]), _day(whole["until"]))
    before = {name: standing[name] for name in changed}
    change = _propose(found, region, by, before=before, after=changed, why=why)
    _assent(change, found, region, by, agrees=True)
    if not _settled(change, found, by):
        tell(
            told_to(found, region), "cooperation.change_proposed", event=f"change:{change.pk}",
            details=_said(found, region), but=by, sample=found.is_sample,
        )  # fmt: skip
    return change


def agreed_words(project: Project) -> dict[str, str]:
    """Return what can be changed of a project as plain words, in the language it was agreed in."""
    words = {name: _original(getattr(project, name)) for name in TEXTS}
    days = {name: day.isoformat() if (day := getattr(project, name)) else "" for name in DAYS}
    return words | days


def _original(text: MultilingualText) -> str:
    return text.words(text.original) if text.original else ""


def _sound(name: str, value: Any) -> str:
    """Return one field of a change as it is kept: words trimmed, a day as ISO; else the fitting refusal."""
    if name not in CHANGEABLE:
        raise UnknownChoice(value=name[:40])
    words = str(value or "").replace("\x00", "").replace("\r\n", "\n").strip()
    if name in DAYS:
        return parse_day(words, field=name).isoformat() if words else ""
    most = MOST_OF_A_TITLE if name == "title" else MOST_OF_A_TEXT
    if len(words) > most:
        raise TooLong(length=len(words), limit=most, field=name)
    if not words and name != "plan":
        raise WordsNeeded(name=label_of(Project, name), field=name)
    return words


def _day(value: str) -> dt.date | None:
    return parse_day(value) if value else None


@action("cooperation.answer_change")
def answer_change(*, change: Change, region: Region, agrees: bool, by: Actor, note: str = "") -> Change:
    """Say yes or no to what a partner proposed. One no ends it; the last yes puts it into force."""
    project = held_open("answer_change", change.project, by, region)
    found = _undecided(change)
    _assent(found, project, region, by, agrees=agrees, note=note)
    if agrees:
        _settled(found, project, by)
        return found
    _decide(found, project, ChangeState.DECLINED, "cooperation.answer_change", by)
    tell(
        told_to(project), "cooperation.change_declined", event=f"change:{found.pk}:declined",
        details=_said(project, region), but=by, sample=project.is_sample,
    )  # fmt: skip
    return found


@action("cooperation.withdraw_change")
def withdraw_change(*, change: Change, region: Region, by: Actor) -> Change:
    """Take back what one's own member proposed, while it is not decided."""
    project = held_open("withdraw_change", change.project, by, region)
    found = _undecided(change)
    if found.region_id != region.pk:
        raise NotAllowed
    return _decide(found, project, ChangeState.WITHDRAWN, "cooperation.withdraw_change", by)


def void_open_change(project: Project, by: Actor) -> None:
    """Take back whatever waits for the partners of a project that has moved on."""
    if change := _open_change(project):
        _decide(change, project, ChangeState.WITHDRAWN, "cooperation.withdraw_change", by)


def settle_open_change(project: Project, by: Actor) -> None:
    """Look again at what waits after a partner has left: the others may all have said yes."""
    if change := _open_change(project):
        _settled(change, project, by)


def _open_change(project: Project) -> Change | None:
    return Change.objects.filter(project=project, state=ChangeState.PROPOSED).first()


def _undecided(change: Change) -> Change:
    found: Change = Change.objects.select_for_update().get(pk=change.pk)
    if found.state != ChangeState.PROPOSED:
        raise ChangeDecided
    return found


def _propose(
    project: Project, region: Region, by: Actor, *, before: dict[str, Any], after: dict[str, Any], why: str
) -> Change:
    change = Change(
        project=project, region=region, before=before, after=after, proposed_at=timezone.now(),
        why=told(why, project.language, by, field="why"),
        written_by=by if isinstance(by, Account) else None,
    )  # fmt: skip
    verb = "agree_project" if _STATE in after else "propose_change"
    return write_part(change, project, verb=f"cooperation.{verb}", by=by)


def _assent(
    change: Change, project: Project, region: Region, by: Actor, *, agrees: bool, note: str = ""
) -> None:
    if Assent.objects.filter(change=change, region=region).exists():
        raise AnsweredAlready(region=region)
    assent = Assent(change=change, region=region, agrees=agrees, note=note.strip(), at=timezone.now())
    write_part(assent, project, verb="cooperation.answer_change", by=by)


def _settled(change: Change, project: Project, by: Actor) -> bool:
    """Put a change into force if every partner of today has said yes; tell whether it was."""
    said_yes = set(Assent.objects.filter(change=change, agrees=True).values_list("region", flat=True))
    team = team_of(project)
    if not team or {region.pk for region in team} - said_yes:
        return False
    if _STATE in change.after:
        if len(team) < _TWO:
            return False
        _agree(project, by)
    else:
        _apply(change, project, by)
    _decide(change, project, ChangeState.AGREED, "cooperation.answer_change", by)
    kind = "project_agreed" if _STATE in change.after else "change_agreed"
    tell(
        told_to(project), f"cooperation.{kind}", event=f"change:{change.pk}:agreed",
        details={"title": project.title, "project": project.pk}, but=by,
        sample=project.is_sample,
    )  # fmt: skip
    return True


def _agree(project: Project, by: Actor) -> None:
    before = snapshot(project)
    move(project, ProjectState.AGREED)
    write(project, verb="cooperation.agree_project", by=by, before=before)


def _apply(change: Change, project: Project, by: Actor) -> None:
    """Write what was agreed into the project; refused where the project no longer says what it changes."""
    standing = agreed_words(project)
    if any(standing[name] != value for name, value in change.before.items()):
        raise Unsettled
    before = snapshot(project)
    for name, value in change.after.items():
        if name in DAYS:
            setattr(project, name, _day(value))
        else:
            text = getattr(project, name)
            code = text.original or project.language
            setattr(project, name, rewritten(text, code, value, hand_of(by)))
    write(project, verb="cooperation.answer_change", by=by, before=before)


def _decide(change: Change, project: Project, state: ChangeState, verb: str, by: Actor) -> Change:
    before = snapshot(change)
    change.state, change.decided_at = state, timezone.now()
    return write_part(change, project, verb=verb, by=by, before=before)


def _said(project: Project, region: Region) -> dict[str, Any]:
    return {"member": region, "title": project.title, "project": project.pk}
