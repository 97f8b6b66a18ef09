"""Every verb the portal offers on a project, as data: its address, its words, its form, and what it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from near.cooperation import actions
from near.cooperation.models import Attachment, Change, Milestone, Participation, Task
from near.foundation.errors import NotAllowed, UnknownRecord
from near.registry.models import Region
from near.web.portal import project_forms as forms
from near.web.portal.project_forms import Ask

Data = dict[str, Any]


@dataclass(frozen=True)
class PortalVerb:
    """One verb: `law` is its key in the rules' table; `about` says what it does before it is done."""

    key: str
    law: str
    label: Any
    about: Any
    done: Any
    run: Callable[[Ask, Data], object]
    form: type[forms.ProjectForm] = forms.ProjectForm


def _region(ask: Ask) -> Region:
    if ask.region is None:
        raise NotAllowed
    return ask.region


def _who(ask: Ask) -> Data:
    return {"region": _region(ask), "by": ask.by}


def _plain(verb: Callable[..., object], *, versioned: bool = False) -> Callable[[Ask, Data], object]:
    """Return a runner that gives a verb the project, who acts, and what was entered."""

    def run(ask: Ask, data: Data) -> object:
        given = {name: value for name, value in data.items() if name != "version" or versioned}
        return verb(project=ask.project, **_who(ask), **given)

    return run


def _item(ask: Ask, table: Any) -> Any:
    """Return the thing of this project that was asked for."""
    found = table.objects.filter(pk=ask.item, project=ask.project).first()
    if found is None:
        raise UnknownRecord(key=f"{table._meta.model_name}:{ask.item}")
    return found


def _without_version(data: Data) -> Data:
    return {name: value for name, value in data.items() if name != "version"}


def _abandon(ask: Ask, data: Data) -> object:
    return actions.abandon_project(project=ask.project, region=ask.region, by=ask.by, **data)


def _reach(ask: Ask, data: Data) -> object:
    milestone = _item(ask, Milestone)
    return actions.reach_milestone(milestone=milestone, **_who(ask), **_without_version(data))


def _finish(ask: Ask, _data: Data) -> object:
    return actions.finish_task(task=_item(ask, Task), **_who(ask))


def _remove(ask: Ask, _data: Data) -> None:
    actions.remove_content(kind=ask.kind, key=ask.item, project=ask.project, **_who(ask))


def _attach(ask: Ask, data: Data) -> object:
    file = data["file"]
    return actions.attach_document(
        project=ask.project, **_who(ask), title=data["title"], language=data["language"],
        content=file.read(), name=file.name, is_public=data["is_public"],
    )  # fmt: skip


def _withdraw_document(ask: Ask, _data: Data) -> object:
    return actions.withdraw_document(attachment=_item(ask, Attachment), region=ask.region, by=ask.by)


def _answer(agrees: bool) -> Callable[[Ask, Data], object]:
    def run(ask: Ask, data: Data) -> object:
        note = data.get("note", "")
        return actions.answer_change(change=_item(ask, Change), agrees=agrees, note=note, **_who(ask))

    return run


def _withdraw_change(ask: Ask, _data: Data) -> object:
    return actions.withdraw_change(change=_item(ask, Change), **_who(ask))


def _withdraw_invitation(ask: Ask, _data: Data) -> None:
    guest = _item(ask, Participation).region
    actions.withdraw_invitation(project=ask.project, guest=guest, **_who(ask))


_ADDED, _DONE = _("It has been added."), _("Done.")

VERBS = {
    verb.key: verb
    for verb in (
        PortalVerb(
            "seek-partners", "seek_partners", _("Look for partners"),
            _("Every member can find the project. From here on there is always a next step."),
            _("The project is public and seeks partners."),
            _plain(actions.seek_partners, versioned=True), forms.StepForm,
        ),
        PortalVerb(
            "invite", "invite_partner", _("Invite a member"),
            _("The member is told at once, in the language of its officials."),
            _("The invitation has been sent."), _plain(actions.invite_partner), forms.InviteForm,
        ),
        PortalVerb(
            "take-back-invitation", "withdraw_invitation", _("Take the invitation back"),
            _("The member no longer finds the invitation."), _DONE, _withdraw_invitation,
        ),
        PortalVerb(
            "ask-to-join", "ask_to_join", _("We wish to take part"),
            _("The lead of the project is told, and can invite you."),
            _("The lead has been told."), _plain(actions.ask_to_join),
        ),
        PortalVerb(
            "join", "join_project", _("We take part"),
            _("Your member takes part in the project from today on."),
            _("Your member takes part."), _plain(actions.join_project),
        ),
        PortalVerb(
            "decline", "decline_project", _("We do not take part"),
            _("The lead is told. It can invite you again later."),
            _("Your answer has been sent."), _plain(actions.decline_project), forms.NoteForm,
        ),
        PortalVerb(
            "leave", "leave_project", _("Leave the project"),
            _("Your member takes part no longer. What it has given stays on record."),
            _("Your member has left the project."), _plain(actions.leave_project),
        ),
        PortalVerb(
            "hand-over", "hand_over_lead", _("Hand the lead over"),
            _("Another partner leads from now on; your member stays as a partner."),
            _("The lead has been handed over."), _plain(actions.hand_over_lead), forms.PartnerForm,
        ),
        PortalVerb(
            "agree", "agree_project", _("We agree to the project as it stands"),
            _("When every partner has agreed, the project stands. Changes then need everybody’s yes."),
            _("Your member has agreed."), _plain(actions.agree_project, versioned=True),
        ),
        PortalVerb(
            "begin", "begin_project", _("Begin"), _("The work begins."), _("The project has begun."),
            _plain(actions.begin_project, versioned=True), forms.BeginForm,
        ),
        PortalVerb(
            "agree-to-change", "answer_change", _("We agree"), _("The last yes puts it into force."),
            _("Your answer has been sent."), _answer(True), forms.NoteForm,  # noqa: FBT003 -- yes
        ),
        PortalVerb(
            "decline-change", "answer_change", _("We do not agree"), _("One no ends the proposal."),
            _("Your answer has been sent."), _answer(False), forms.NoteForm,  # noqa: FBT003 -- no
        ),
        PortalVerb(
            "take-back-change", "withdraw_change", _("Take the proposal back"),
            _("Nothing changes, and another proposal can be made."), _DONE, _withdraw_change,
        ),
        PortalVerb(
            "next-step", "set_next_step", _("Set the next step"),
            _("No project goes on without a next step, somebody who takes it, and a day."),
            _("The next step has been set."),
            _plain(actions.set_next_step, versioned=True), forms.StepForm,
        ),
        PortalVerb(
            "contribution", "add_contribution", _("Add what you put in"),
            _("Money, people, a venue, expertise or materials. It counts in the statement of your member."),
            _ADDED, _plain(actions.add_contribution), forms.ContributionForm,
        ),
        PortalVerb(
            "task", "add_task", _("Add a task"), _("Each task has an owner and a day."),
            _ADDED, _plain(actions.add_task), forms.TaskForm,
        ),
        PortalVerb(
            "finish-task", "finish_task", _("Done"), _("The task is marked as done today."), _DONE, _finish
        ),
        PortalVerb(
            "milestone", "add_milestone", _("Add a milestone"),
            _("A point the project is to reach by a day."), _ADDED, _plain(actions.add_milestone),
            forms.MilestoneForm,
        ),
        PortalVerb(
            "reach", "reach_milestone", _("Reached"), _("Say what shows it."), _DONE, _reach, forms.ReachForm
        ),
        PortalVerb(
            "result", "record_result", _("Add a result"),
            _("What changed, by how much, and what shows it."), _ADDED, _plain(actions.record_result),
            forms.ResultForm,
        ),
        PortalVerb(
            "exchange", "record_exchange", _("Add people who went and came"),
            _("It counts in the statements of both members."), _ADDED, _plain(actions.record_exchange),
            forms.ExchangeForm,
        ),
        PortalVerb(
            "remove", "remove_content", _("Remove"),
            _("It was entered by mistake. The journal keeps what it said."), _DONE, _remove,
        ),
        PortalVerb(
            "document", "attach_document", _("Add a document"),
            _("What a file is, is told by its content."), _ADDED, _attach, forms.DocumentForm,
        ),
        PortalVerb(
            "withdraw-document", "withdraw_document", _("Withdraw the document"),
            _("Nobody can read it any more."), _DONE, _withdraw_document,
        ),
        PortalVerb(
            "begin-closing", "begin_closing", _("Begin to close"),
            _("The work ends. The closing report is asked for: three questions, the public story."),
            _("The closing report can be written now."), _plain(actions.begin_closing, versioned=True),
        ),
        PortalVerb(
            "close", "close_project", _("Close the project"), _("The story becomes public."),
            _("The project has closed. Its story is public."), _plain(actions.close_project, versioned=True),
        ),
        PortalVerb(
            "abandon", "abandon_project", _("Give the project up"),
            _("Say why: others can learn from it."), _("The project has been given up."),
            _abandon, forms.AbandonForm,
        ),
    )
}  # fmt: skip
BY_LAW = {verb.law: verb for verb in VERBS.values()}
