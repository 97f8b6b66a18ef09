"""What is told about projects, each a sentence in the language of whoever reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from near.foundation.notices import NoticeKind

Told = Mapping[str, Any]


def _invited(told: Told) -> str:
    return _("%(member)s invites you to the project “%(title)s”.") % told


def _asked(told: Told) -> str:
    return _("%(member)s wishes to take part in the project “%(title)s”. You can invite it.") % told


def _joined(told: Told) -> str:
    return _("%(member)s takes part in the project “%(title)s”.") % told


def _declined(told: Told) -> str:
    return _("%(member)s does not take part in the project “%(title)s”.") % told


def _left(told: Told) -> str:
    return _("%(member)s has left the project “%(title)s”.") % told


def _to_agree(told: Told) -> str:
    return _("%(member)s agrees to the project “%(title)s”. Your answer is awaited.") % told


def _agreed(told: Told) -> str:
    return _("All partners agree: the project “%(title)s” stands.") % told


def _moved(told: Told) -> str:
    return str(_STATES[told["state"]]) % told


def _change(told: Told) -> str:
    return _("%(member)s proposes a change of the project “%(title)s”. Your answer is awaited.") % told


def _change_agreed(told: Told) -> str:
    return _("The change of the project “%(title)s” is agreed.") % told


def _change_declined(told: Told) -> str:
    return _("%(member)s does not agree to what was proposed for the project “%(title)s”.") % told


def _step_due(told: Told) -> str:
    return _("Next step of the project “%(title)s”, due in a week at the latest: %(step)s") % told


def _step_overdue(told: Told) -> str:
    return _("The next step of the project “%(title)s” is overdue: %(step)s") % told


def _report_due(told: Told) -> str:
    return _("A report on the project “%(title)s” is due soon.") % told


def _follow_up_due(told: Told) -> str:
    return _("The project “%(title)s” has closed. Do you still work together? A short answer is due.") % told


def _survey_opened(told: Told) -> str:
    return _("A survey on individual projects for %(year)s is open. Your member answers once.") % told


def _survey_due(told: Told) -> str:
    return _("The survey on individual projects for %(year)s closes within a week.") % told


_STATES = {
    "seeking": gettext_lazy("The project “%(title)s” seeks partners."),
    "running": gettext_lazy("The project “%(title)s” has begun."),
    "closing": gettext_lazy("The project “%(title)s” is closing. Its story is to be written."),
    "closed": gettext_lazy("The project “%(title)s” has closed. Its story is public."),
    "abandoned": gettext_lazy("The project “%(title)s” has been given up."),
}


def _kind(
    key: str, label: Any, said: Any, address: str = "portal_project", arg: str = "project"
) -> NoticeKind:
    return NoticeKind(f"cooperation.{key}", label, said, address=address, args=(arg,))


_PARTNERS = gettext_lazy("Partners of your projects")
_CHANGES = gettext_lazy("Agreements and changes of your projects")
_DUE = gettext_lazy("Due in your projects")
_SURVEYS = gettext_lazy("Surveys of subcommittees")

PROJECT_KINDS = (
    _kind("project_invited", gettext_lazy("Invitations to projects"), _invited),
    _kind("project_asked", _PARTNERS, _asked),
    _kind("project_joined", _PARTNERS, _joined),
    _kind("project_declined", _PARTNERS, _declined),
    _kind("project_left", _PARTNERS, _left),
    _kind("project_to_agree", _CHANGES, _to_agree),
    _kind("project_agreed", _CHANGES, _agreed),
    _kind("project_moved", gettext_lazy("How your projects go on"), _moved),
    _kind("change_proposed", _CHANGES, _change),
    _kind("change_agreed", _CHANGES, _change_agreed),
    _kind("change_declined", _CHANGES, _change_declined),
    _kind("step_due", _DUE, _step_due),
    _kind("step_overdue", _DUE, _step_overdue),
    _kind("report_due", _DUE, _report_due),
    _kind("follow_up_due", _DUE, _follow_up_due),
    _kind("survey_opened", _SURVEYS, _survey_opened, "portal_survey", "survey"),
    _kind("survey_due", _SURVEYS, _survey_due, "portal_survey", "survey"),
)
