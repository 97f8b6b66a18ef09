"""Closed lists of the register."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.TextChoices):
    """The classes of membership."""

    FULL = "full", _("full member")
    OBSERVER = "observer", _("observer")
    SPECIAL = "special", _("special member")
    ASSOCIATE = "associate", _("associate member")


class RegionKind(models.TextChoices):
    """What a region is in its country's own law. The words per language stand in the house rules."""

    PROVINCE = "province", "province"
    AUTONOMOUS_REGION = "autonomous_region", "autonomous region"
    PREFECTURE = "prefecture", "prefecture"
    METROPOLITAN_CITY = "metropolitan_city", "metropolitan city"
    SPECIAL_SELF_GOVERNING_PROVINCE = (
        "special_self_governing_province",
        "special self-governing province",
    )
    SPECIAL_SELF_GOVERNING_CITY = "special_self_governing_city", "special self-governing city"
    SPECIAL_CITY = "special_city", "special city"
    AIMAG = "aimag", "aimag"
    CAPITAL_CITY = "capital_city", "capital city"
    REPUBLIC = "republic", "republic"
    KRAI = "krai", "krai"
    OBLAST = "oblast", "oblast"
    AUTONOMOUS_OKRUG = "autonomous_okrug", "autonomous okrug"
    MUNICIPALITY = "municipality", "municipality"
    CITY = "city", "city"
    CENTRALLY_RUN_CITY = "centrally_run_city", "centrally run city"
    REGION = "region", "region"


class NameKind(models.TextChoices):
    """What a name is for."""

    OFFICIAL = "official", _("official name")
    SHORT = "short", _("short name")
    FORMER = "former", _("former name")
    EXONYM = "exonym", _("other spelling")


class NameState(models.TextChoices):
    """Whether somebody who knows the language has gone over a name."""

    CHECKED = "checked", _("checked")
    DRAFT = "draft", _("draft")


class EventKind(models.TextChoices):
    """What happened to a region itself."""

    RENAMED = "renamed", _("renamed")
    MERGED = "merged", _("merged into another region")
    STATUS_CHANGED = "status_changed", _("change of status")
    RECODED = "recoded", _("new code")


class Office(models.TextChoices):
    """In which office somebody speaks for a member."""

    HEAD = "head", _("head of the government")
    DEPUTY = "deputy", _("deputy head")
    CONTACT = "contact", _("contact office")
    DELEGATE = "delegate", _("delegate")


class AgreementState(models.TextChoices):
    """How an agreement with a partner stands."""

    IN_FORCE = "in_force", _("in force")
    UNDER_REVIEW = "under_review", _("under review")
    ENDED = "ended", _("ended")
