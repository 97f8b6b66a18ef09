"""Closed lists of the assembly room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganKind(models.TextChoices):
    """The organs of the association."""

    GENERAL_ASSEMBLY = "general_assembly", _("General Assembly")
    CHAIR = "chair", _("Chair")
    AUDITORS = "auditors", _("Auditors")
    SECRETARIAT = "secretariat", _("Secretariat")
    SECRETARY_GENERAL = "secretary_general", _("Secretary-General")
    WORKING_COMMITTEE = "working_committee", _("Working Committee")
    SUBCOMMITTEE = "subcommittee", _("Subcommittee")


class CharterKind(models.TextChoices):
    """What happened to the Charter."""

    ADOPTED = "adopted", _("adopted")
    REVISED = "revised", _("revised")
