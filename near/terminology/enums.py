"""Closed lists of the terminology room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Field(models.TextChoices):
    """The fields of the association's work that concepts belong to."""

    ASSOCIATION = "association", _("The association")
    ADMINISTRATION = "administration", _("Public administration")
    LAW = "law", _("Law and procedure")
    ECONOMY = "economy", _("Economy and industry")
    TRADE = "trade", _("Trade and logistics")
    AGRICULTURE = "agriculture", _("Agriculture and food")
    FISHERIES = "fisheries", _("Oceans and fisheries")
    ENVIRONMENT = "environment", _("Environment and climate")
    ENERGY = "energy", _("Energy and resources")
    DISASTER = "disaster", _("Disaster prevention")
    HEALTH = "health", _("Health and welfare")
    EDUCATION = "education", _("Education and science")
    YOUTH = "youth", _("Youth, women and families")
    CULTURE = "culture", _("Culture and sports")
    TOURISM = "tourism", _("Tourism")


class Rank(models.TextChoices):
    """How a term stands among the terms of its concept in one language."""

    PREFERRED = "preferred", _("preferred term")
    ACCEPTED = "accepted", _("accepted term")


class TermState(models.TextChoices):
    """How far a term has been gone over."""

    CHECKED = "checked", _("checked")
    DRAFT = "draft", _("draft")
