"""The refusals about projects, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from near.foundation.errors import DomainError


class NotOpen(DomainError):
    message = _("This is not possible while the state of the project is: %(state)s.")


class Changed(DomainError):
    message = _(
        "Somebody else changed this meanwhile. What you wrote is kept below, beside what stands now: "
        "look at both and save again."
    )
    status = 409


class WordsNeeded(DomainError):
    message = _("Please write something here: “%(name)s” is needed.")


class StepNeeded(DomainError):
    message = _("A next step says what is done, by which partner and by when. All three are needed.")


class StepPast(DomainError):
    message = _("The day of a next step must lie ahead: %(day)s is past.")


class NotAPartner(DomainError):
    message = _("%(region)s does not take part in this project.")


class AlreadyIn(DomainError):
    message = _("%(region)s takes part in this project already, or is invited.")


class NotAMemberNow(DomainError):
    message = _("%(region)s is not a member of the association today, or its rights rest.")


class LeadStays(DomainError):
    message = _("The lead is one partner at a time. Hand the lead over to another partner first.")


class InvitationsOpen(DomainError):
    message = _("Some of those invited have not answered yet. Wait for them, or take the invitation back.")


class PartnersNeeded(DomainError):
    message = _("A project is agreed by two governments at least. Invite another one.")


class ChangeOpen(DomainError):
    message = _("A change is waiting for the partners already. One is decided before the next.")


class ChangeDecided(DomainError):
    message = _("This change has been decided already.")


class AnsweredAlready(DomainError):
    message = _("%(region)s has answered already.")


class NothingChanged(DomainError):
    message = _("Nothing would change. Alter a field first.")


class Unsettled(DomainError):
    message = _(
        "The project itself has changed since this was proposed. Take the proposal back and make it anew."
    )
    status = 409


class ReasonNeeded(DomainError):
    message = _("Please choose the reason from the list.")


class UnknownChoice(DomainError):
    message = _("“%(value)s” is none of the choices here.")


class ReportHandedIn(DomainError):
    message = _("This report has been handed in. The secretariat can correct its words.")


class ReportMissing(DomainError):
    message = _("A project closes with its story. Write the closing report and hand it in first.")


class StillOpenQuestion(DomainError):
    message = _("Please say whether you still work together.")


class SumNeedsCurrency(DomainError):
    message = _("A sum needs its currency, in three letters such as KRW or USD, and is not negative.")


class SameRegion(DomainError):
    message = _("Who sends and who receives are two different governments.")


class NotPresent(DomainError):
    message = _("What has been reached or done lies in the past: %(day)s is still to come.")


class SurveyOver(DomainError):
    message = _("This survey was open until %(day)s. Ask the coordinator of the subcommittee.")


class SurveyExists(DomainError):
    message = _("This subcommittee has such a survey for this year already.")


class NotInSurvey(DomainError):
    message = _("This project is not part of this survey.")


class OwnProject(DomainError):
    message = _("This is your own project: you take part in it already.")


class ProposedAlready(DomainError):
    message = _("You have proposed a project in this survey already.")


class AlreadyTied(DomainError):
    message = _("The project is tied to this already.")


class NotAgreedYet(DomainError):
    message = _("A project can be started from this when all sides have agreed.")


class StartedAlready(DomainError):
    message = _("A project has been started from this already.")


class WrongFile(DomainError):
    """A file that cannot stand here. `found` is a key of `FOUND`."""

    message = _(
        "This file cannot be taken: it is %(found)s. Possible are PDF, Word (docx), Excel (xlsx), "
        "PowerPoint (pptx), OpenDocument text (odt), PNG and JPEG pictures, plain text and CSV."
    )

    def __init__(self, *, found: str, field: str = "file") -> None:
        super().__init__(field=field, found=FOUND[found])


# What was found instead, as it stands in the sentence above.
FOUND: dict[str, Any] = {
    "nothing": _("empty"),
    "too_large": _("larger than 10 MB"),
    "broken": _("damaged, or protected by a password"),
    "acting_pdf": _("a PDF with programs or other files inside"),
    "macros": _("a document with macros or programs inside"),
    "archive": _("an archive or another kind of packed file"),
    "program": _("a program"),
    "old_office": _("a document in an old format of Office; save it as docx, xlsx or pptx"),
    "picture": _("a picture of another kind; save it as PNG or JPEG"),
    "media": _("sound or film"),
    "drawing": _("an SVG drawing, which may contain programs; save it as PNG or PDF"),
    "web_page": _("a web page or XML"),
    "unknown": _("of a kind that is not known here"),
}
