"""Closed lists of the people room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Post(models.TextChoices):
    """What somebody does in the secretariat."""

    OFFICER = "officer", _("officer of the secretariat")
    HEAD = "head", _("head of the secretariat")


class Rhythm(models.TextChoices):
    """How often somebody is written to."""

    DAILY = "daily", _("every day")
    WEEKLY = "weekly", _("once a week")
    NEVER = "never", _("never")
