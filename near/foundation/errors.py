"""Refusals in words: every law that can say no has an error a reader understands."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """A refusal with a translatable message. `status` is the HTTP status a face may answer with.

    Keyword arguments fill the message's named places; `field` names the input at fault, if one is.
    """

    message: Any = _("This is not possible.")
    status = 422

    def __init__(self, *, field: str = "", **details: Any) -> None:
        super().__init__()
        self.field = field
        self.details = details

    def __str__(self) -> str:
        return str(self.message) % self.details if self.details else str(self.message)


class NotAllowed(DomainError):
    message = _("You are not allowed to do this.")
    status = 403


class OutsideAction(DomainError):
    """A programming error made loud: a guarded record was written past its verb."""

    message = _("Records of this kind are changed by their actions only.")
    status = 500


class UnknownLanguage(DomainError):
    message = _("“%(code)s” is not one of the languages here. Known: %(known)s.")
    status = 400


class BadDate(DomainError):
    message = _("“%(value)s” is not a date. Write it as year-month-day, for example 2024-09-25.")
    status = 400


class PeriodReversed(DomainError):
    message = _("The end (%(until)s) must come after the beginning (%(since)s).")


class UnknownRecord(DomainError):
    message = _("Nothing is recorded under “%(key)s”.")
    status = 404


class TooLong(DomainError):
    message = _("This text has %(length)d characters; at most %(limit)d are possible.")
