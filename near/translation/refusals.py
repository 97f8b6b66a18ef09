"""The refusals of the translation room, in words."""

from django.utils.translation import gettext_lazy as _

from near.foundation.errors import DomainError


class DayPassed(DomainError):
    message = _("%(day)s has already passed. Choose a day to come.")


class NoLanguage(DomainError):
    message = _("Choose at least one language.")


class RecordsNeedKind(DomainError):
    message = _("Choose the kind of these records too.")


class AlreadyWithdrawn(DomainError):
    message = _("This request was already withdrawn, on %(day)s.")


class NothingForMachine(DomainError):
    message = _("There is nothing here that a machine may write: people have written all of it.")


class OwnLanguage(DomainError):
    message = _("This text was written in that language; there is nothing to translate.")
