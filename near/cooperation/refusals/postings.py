"""The refusals about needs, offers and answers, in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from near.foundation.errors import DomainError
from near.foundation.text import MultilingualText


class PostingMoved(DomainError):
    """Carries what stands now (`theirs`, by field), so that a page can show both."""

    message = _(
        "Somebody else of your government changed this meanwhile. What you wrote is kept below, beside what "
        "stands now: look at both and save again."
    )
    status = 409

    def __init__(self, *, theirs: dict[str, MultilingualText], version: int, **details: Any) -> None:
        super().__init__(field="version", **details)
        self.theirs, self.version = theirs, version


class QuestionOpen(DomainError):
    message = _("Please answer this question. One sentence is enough.")


class PostingNotOpen(DomainError):
    message = _("This is not possible while the state is: %(state)s.")
    status = 409


class PostingOver(DomainError):
    message = _(
        "This need or offer is no longer open: it has expired, been fulfilled or been withdrawn. What you "
        "wrote is kept below."
    )
    status = 409


class OwnPosting(DomainError):
    message = _("This is your own need or offer. Other members answer it.")


class AnsweredAlready(DomainError):
    message = _("Your government has answered this already. Write a message there instead.")
    status = 409


class DayGone(DomainError):
    message = _("The day must lie ahead: %(day)s is past.")


class RemarkNeeded(DomainError):
    message = _("Say in a sentence what is to be changed. The member reads it.")


class ReasonMissing(DomainError):
    message = _("Choose one reason. It helps to make better suggestions.")


class NotYourSuggestion(DomainError):
    message = _("A suggestion is a public need for an offer of yours, or a public offer for a need of yours.")


class NoCircle(DomainError):
    message = _("A circle joins three members, each of whom gives to one and receives from another.")


class CircleDecided(DomainError):
    message = _("Your government has answered to this circle already, or another member has declined it.")
    status = 409
