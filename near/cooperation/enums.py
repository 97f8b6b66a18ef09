"""Closed lists of the cooperation room."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Direction(models.TextChoices):
    """Whether a posting asks or gives."""

    NEED = "need", _("need")
    OFFER = "offer", _("offer")


class Form(models.TextChoices):
    """In which form two governments work together."""

    VISIT = "visit", _("visit")
    EXPERT = "expert", _("expert")
    TRAINING = "training", _("training")
    TRADE = "trade", _("trade contact")
    YOUTH = "youth", _("youth exchange")
    DATA = "data", _("data and documents")
    PROJECT = "project", _("joint project")


class Band(models.TextChoices):
    """How much money a member has in mind, in United States dollars; exact sums come with a project."""

    OPEN = "open", _("to be discussed")
    NONE = "none", _("no money needed")
    SMALL = "small", _("up to USD 5,000")
    MEDIUM = "medium", _("USD 5,000 to 20,000")
    LARGE = "large", _("USD 20,000 to 100,000")
    GREAT = "great", _("more than USD 100,000")


class PostingState(models.TextChoices):
    """Where a posting stands. That it has expired is derived from the day it was last confirmed."""

    DRAFT = "draft", pgettext_lazy("posting", "draft")
    SUBMITTED = "submitted", pgettext_lazy("posting", "with the secretariat")
    RETURNED = "returned", pgettext_lazy("posting", "returned with a remark")
    PUBLIC = "public", pgettext_lazy("posting", "public")
    WITHDRAWN = "withdrawn", pgettext_lazy("posting", "withdrawn")
    FULFILLED = "fulfilled", pgettext_lazy("posting", "fulfilled")


class AnswerState(models.TextChoices):
    """Where another member's answer to a posting stands."""

    OPEN = "open", pgettext_lazy("answer", "waits for a reply")
    AGREED = "agreed", pgettext_lazy("answer", "both agree")
    DECLINED = "declined", pgettext_lazy("answer", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("answer", "withdrawn")


class Reason(models.TextChoices):
    """Why a suggestion or an answer does not suit. One is named; the next suggestions learn from it."""

    TOPIC = "topic", _("It is about something else")
    FORM = "form", _("We look for another form of cooperation")
    CAPACITY = "capacity", _("We have nobody free for it at present")
    LANGUAGE = "language", _("We have no language in common")
    TIMING = "timing", _("The time does not suit us")
    DISTANCE = "distance", _("It is too far for us")
    IN_TOUCH = "in_touch", _("We are in touch already")
    OTHER = "other", _("Another reason")


class ProjectState(models.TextChoices):
    """Where a project stands."""

    IDEA = "idea", pgettext_lazy("project", "idea")
    SEEKING = "seeking", pgettext_lazy("project", "seeking partners")
    AGREED = "agreed", pgettext_lazy("project", "agreed")
    RUNNING = "running", pgettext_lazy("project", "running")
    CLOSING = "closing", pgettext_lazy("project", "closing")
    CLOSED = "closed", pgettext_lazy("project", "closed")
    ABANDONED = "abandoned", pgettext_lazy("project", "abandoned")


class Ground(models.TextChoices):
    """Why a project was given up."""

    MONEY = "money", _("The money did not come")
    PARTNERS = "partners", _("No partners were found")
    STAFF = "staff", _("The people in charge changed")
    PRIORITY = "priority", _("Other work came first")
    TRAVEL = "travel", _("Travel or meetings became impossible")
    APPROVAL = "approval", _("An approval was not given")
    OTHER = "other", _("Another reason")


class Role(models.TextChoices):
    """What a government does in a project."""

    LEAD = "lead", pgettext_lazy("project", "lead")
    PARTNER = "partner", pgettext_lazy("project", "partner")
    HOST = "host", pgettext_lazy("project", "host")
    ADVISER = "adviser", pgettext_lazy("project", "adviser")
    OBSERVER = "observer", pgettext_lazy("project", "observer")


class Standing(models.TextChoices):
    """How a government's part in a project stands."""

    INVITED = "invited", pgettext_lazy("participation", "invited")
    AGREED = "agreed", pgettext_lazy("participation", "takes part")
    DECLINED = "declined", pgettext_lazy("participation", "declined")
    LEFT = "left", pgettext_lazy("participation", "left")


class Means(models.TextChoices):
    """What a government puts into a project."""

    MONEY = "money", _("money")
    PEOPLE = "people", _("people")
    VENUE = "venue", _("venue")
    EXPERTISE = "expertise", _("expertise")
    MATERIAL = "material", _("materials")


class ChangeState(models.TextChoices):
    """Where a change of an agreed project stands."""

    PROPOSED = "proposed", pgettext_lazy("change", "waits for the partners")
    AGREED = "agreed", pgettext_lazy("change", "agreed")
    DECLINED = "declined", pgettext_lazy("change", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("change", "withdrawn")


class ReportKind(models.TextChoices):
    """What a report is for. The closing report is the public story."""

    YEARLY = "yearly", _("yearly report to the subcommittee")
    CLOSING = "closing", _("closing report")
    AFTER_12 = "after_12", _("a year after closing")
    AFTER_36 = "after_36", _("three years after closing")


class SurveyKind(models.TextChoices):
    """The two surveys of a subcommittee about individual projects (near.md, 2.3)."""

    PROPOSAL = "proposal", _("proposal survey")
    INTENT = "intent", _("participation-intent survey")


class Intent(models.TextChoices):
    """What a member answers to a survey: about proposals in general, or about one project."""

    PROPOSES = "proposes", _("proposes this project")
    NOTHING = "nothing", _("proposes nothing this year")
    JOINS = "joins", _("will take part")
    INTERESTED = "interested", _("wishes to know more")
    NOT = "not", _("will not take part")
