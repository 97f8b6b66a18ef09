"""Every verb the desk offers, as data: its address, its words, its form, and where it leads back to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from near.web.desk.forms import (
    memberships,
    partners,
    people,
    postings,
    projects,
    regions,
    terms,
    translations,
)
from near.web.desk.forms.fields import VerbForm


@dataclass(frozen=True)
class DeskVerb:
    """One verb at the desk. `group` names the list it belongs to."""

    key: str
    label: Any
    form: type[VerbForm]
    group: str


VERBS = {
    verb.key: verb
    for verb in (
        DeskVerb("record-decision", _("Put a deciding act on record"), memberships.RecordDecision, "members"),
        DeskVerb("admit-region", _("Admit a region"), memberships.AdmitRegion, "members"),
        DeskVerb("end-membership", _("End a membership"), memberships.EndMembership, "members"),
        DeskVerb("suspend-rights", _("Suspend rights"), memberships.SuspendRights, "members"),
        DeskVerb("restore-rights", _("Restore rights"), memberships.RestoreRights, "members"),
        DeskVerb("merge-region", _("Merge regions"), memberships.MergeRegion, "members"),
        DeskVerb("rename-region", _("Rename a region"), regions.RenameRegion, "members"),
        DeskVerb("register-region", _("Register a new region"), regions.RegisterRegion, "members"),
        DeskVerb("add-name", _("Add a name"), regions.AddName, "drafts"),
        DeskVerb("correct-name", _("Correct a name"), regions.CorrectName, "drafts"),
        DeskVerb("give-mandate", _("Give a mandate"), memberships.GiveMandate, "mandates"),
        DeskVerb("end-mandate", _("End a mandate"), memberships.EndMandate, "mandates"),
        DeskVerb("edit-partner", _("Enter or edit a partner"), partners.EditPartner, "partners"),
        DeskVerb("sign-agreement", _("Record an agreement"), partners.SignAgreement, "partners"),
        DeskVerb("change-agreement", _("Change an agreement"), partners.ChangeAgreement, "partners"),
        DeskVerb("edit-institution", _("Enter or edit an institution"), partners.EditInstitution, "partners"),
        DeskVerb("edit-passage", _("Edit a passage"), partners.EditPassage, "texts"),
        DeskVerb("edit-organ", _("Edit an organ"), partners.EditOrgan, "texts"),
        DeskVerb("add-concept", _("Add a concept"), terms.AddConcept, "terms"),
        DeskVerb("edit-concept", _("Edit a concept"), terms.EditConcept, "terms"),
        DeskVerb("write-terms", _("Write terms"), terms.WriteTerms, "terms"),
        DeskVerb("withdraw-concept", _("Withdraw a concept"), terms.WithdrawConcept, "terms"),
        DeskVerb(
            "request-translation",
            _("Set a deadline for translations"),
            translations.RequestTranslation,
            "translations",
        ),
        DeskVerb("withdraw-request", _("Withdraw a deadline"), translations.WithdrawRequest, "translations"),
        DeskVerb("publish-posting", _("Publish a need or an offer"), postings.PublishPosting, "postings"),
        DeskVerb("return-posting", _("Return with a remark"), postings.ReturnPosting, "postings"),
        DeskVerb("withdraw-posting", _("Withdraw a need or an offer"), postings.WithdrawPosting, "postings"),
        DeskVerb("abandon-project", _("Give a project up"), projects.AbandonProject, "projects"),
        DeskVerb("tie-resolution", _("Tie a resolution"), projects.TieResolution, "projects"),
        DeskVerb("open-survey", _("Open a survey"), projects.OpenSurvey, "projects"),
        DeskVerb("open-account", _("Open an account"), people.OpenAccount, "accounts"),
        DeskVerb("appoint-officer", _("Appoint an officer"), people.AppointOfficer, "accounts"),
        DeskVerb("release-officer", _("Release an officer"), people.ReleaseOfficer, "accounts"),
        DeskVerb("close-account", _("Close an account"), people.CloseAccount, "accounts"),
    )
}


def verbs_of(group: str) -> list[DeskVerb]:
    """Return the verbs of one list."""
    return [verb for verb in VERBS.values() if verb.group == group]
