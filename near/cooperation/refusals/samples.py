"""The refusals about sample sets and about projects from before the platform, in words."""

from django.utils.translation import gettext_lazy as _

from near.foundation.errors import DomainError


class SampleFault(DomainError):
    message = _("The sample set %(file)s, line %(line)d, does not hold together: %(reason)s")
    status = 500


class SourceNeeded(DomainError):
    message = _("Please say where this is recorded: a project from before the platform needs its source.")


class NotAnEnd(DomainError):
    message = _("A project from before the platform is either closed or abandoned.")


class ImportedAlready(DomainError):
    message = _("This project of %(region)s and %(year)d is on record already.")


class LeadTwice(DomainError):
    message = _("%(region)s leads this project; it is not its partner as well.")


class NeverAMember(DomainError):
    message = _("%(region)s was not a member at any time between %(since)s and %(until)s.")


class YetToCome(DomainError):
    message = _("A past project cannot end on a day to come: %(day)s.")
