"""What is entered about a project: itself, its partners, its contents. Each form belongs to one verb."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from near.cooperation.actions.participations import GIVEN_ROLES
from near.cooperation.enums import Form, Ground, Means, Role
from near.cooperation.models import Participation, Project
from near.cooperation.queries.projects import INSIDE
from near.flows.subcommittees import subcommittee_names
from near.foundation.period import today
from near.people.perms import Actor
from near.registry.models import Region
from near.terminology.enums import Field
from near.web.portal.project_fields import (
    MemberChoice,
    RegionChoice,
    day,
    language_field,
    line,
    recognised,
    words,
)


@dataclass(frozen=True)
class Ask:
    """Who asks for a verb: on which project, for which member (None: the secretariat for itself), and about
    which thing of the project, where there is one.
    """

    project: Project
    region: Region | None
    by: Actor
    kind: str = ""
    item: int = 0

    def parts(self, *standings: str) -> list[Region]:
        """Return the members whose part has one of these standings."""
        found = Participation.objects.filter(project=self.project, standing__in=standings or INSIDE)
        return [
            part.region for part in found.select_related("region").defer("region__outline").order_by("pk")
        ]


class ProjectForm(forms.Form):
    """The input of one verb about a project; `version` is what its writer saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, ask: Ask, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask = ask
        self.fields["version"].initial = ask.project.version
        self.furnish()

    def furnish(self) -> None:
        """Add the fields that depend on the project."""

    def clean_version(self) -> int:
        """Return the version seen; a form without one saw nothing, and that is never the present version."""
        return self.cleaned_data.get("version") or 0


class ItselfForm(forms.Form):
    """What a project is to be."""

    title = line(_("Title"), help_text=_("Short, as a newspaper would call it."))
    aim = words(_("What is it to change?"), help_text=_("For whom, and how one will see it."))
    plan = words(_("What is to be done?"), required=False, rows=6)
    since = day(_("From"), required=False)
    until = day(_("Until"), required=False)
    topics = forms.MultipleChoiceField(
        label=_("Topics"), required=False, choices=Field.choices, widget=forms.CheckboxSelectMultiple
    )
    forms = forms.MultipleChoiceField(
        label=_("Forms of cooperation"), required=False, choices=Form.choices,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(slug, str(name)) for slug, name in subcommittee_names(today()).items()]
        self.fields["organ"] = forms.ChoiceField(
            label=_("Subcommittee it belongs to"), required=False, choices=[("", _("none")), *known]
        )


class NewForm(ItselfForm):
    """A project that begins; its language is chosen, or recognised."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = language_field()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        recognised(self, "language", "aim")
        return cleaned


class EditForm(ItselfForm):
    """A project written anew; `version` is what its writer saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class StepForm(ProjectForm):
    """What is done next, by whom and by when."""

    step = words(_("What is done next?"), rows=2, most=1000)
    due = day(_("By when?"))

    def furnish(self) -> None:
        self.fields["owner"] = RegionChoice(self.ask.parts("agreed"), label=_("Who does it?"))
        self.order_fields(["step", "owner", "due"])


class InviteForm(ProjectForm):
    """Which member is invited, in which role."""

    note = words(_("A word to them"), required=False, rows=3)

    def furnish(self) -> None:
        inside = [region.pk for region in self.ask.parts()]
        self.fields["guest"] = MemberChoice(but=inside, label=_("Which member?"))
        roles = [(role.value, role.label) for role in GIVEN_ROLES]
        self.fields["role"] = forms.ChoiceField(label=_("As what?"), choices=roles, initial=Role.PARTNER)
        self.order_fields(["guest", "role", "note"])


class PartnerForm(ProjectForm):
    """One of those who take part."""

    def furnish(self) -> None:
        others = [r for r in self.ask.parts("agreed") if r != self.ask.region]
        self.fields["guest"] = RegionChoice(others, label=_("To which partner?"))


class NoteForm(ProjectForm):
    """A word with an answer, if one is wanted."""

    note = words(_("A word with it, if you like"), required=False, rows=3, most=500)


class BeginForm(ProjectForm):
    """From which day on the work goes."""

    since = day(_("From"), initial=today)


class AbandonForm(ProjectForm):
    """Why a project is given up."""

    ground = forms.ChoiceField(label=_("Reason"), choices=[("", _("– please choose –")), *Ground.choices])
    words = words(_("In words, if you like"), required=False, rows=3)


class ContributionForm(ProjectForm):
    """What a partner puts in."""

    means = forms.ChoiceField(label=_("What kind?"), choices=Means.choices)
    words = words(_("What is it?"), rows=2)
    amount = forms.DecimalField(
        label=_("Sum"), required=False, min_value=0, max_digits=14, decimal_places=2,
        help_text=_("Only for money."),
    )  # fmt: skip
    currency = line(_("Currency"), required=False, most=3, help_text=_("Three letters, such as KRW or USD."))
    persons = forms.IntegerField(label=_("Persons"), required=False, min_value=1, max_value=100_000)
    on = day(_("Date"), required=False)


class TaskForm(ProjectForm):
    """What a partner is to do by a day."""

    words = words(_("Task"), rows=2)
    due = day(_("By when?"))

    def furnish(self) -> None:
        self.fields["owner"] = RegionChoice(self.ask.parts("agreed"), label=_("Who does it?"))
        self.order_fields(["words", "owner", "due"])


class MilestoneForm(ProjectForm):
    """A point to reach."""

    words = words(_("Milestone"), rows=2)
    due = day(_("By when?"))


class ReachForm(ProjectForm):
    """What shows that a milestone was reached."""

    on = day(_("Reached on"), initial=today)
    evidence = words(_("What shows it?"), rows=3)
    evidence_url = forms.URLField(label=_("Address of the evidence"), required=False, assume_scheme="https")


class ResultForm(ReachForm):
    """What changed, by how much, and what shows it."""

    words = words(_("What changed?"), rows=2)
    value = forms.DecimalField(label=_("How much?"), required=False, max_digits=18, decimal_places=3)
    unit = line(_("Unit"), required=False, most=40)
    on = day(_("Date"), initial=today)

    def furnish(self) -> None:
        self.order_fields(["words", "value", "unit", "on", "evidence", "evidence_url"])


class ExchangeForm(ProjectForm):
    """People of one partner with another."""

    form = forms.ChoiceField(label=_("In which form?"), choices=Form.choices)
    persons = forms.IntegerField(label=_("How many persons?"), min_value=1, max_value=100_000)
    since = day(_("From"))
    until = day(_("Until"), required=False)
    words = words(_("What for?"), required=False, rows=2)

    def furnish(self) -> None:
        partners = self.ask.parts("agreed")
        self.fields["sender"] = RegionChoice(partners, label=_("Who sent them?"))
        self.fields["host"] = RegionChoice(partners, label=_("Who received them?"))
        self.order_fields(["sender", "host", "form", "persons", "since", "until", "words"])


class DocumentForm(ProjectForm):
    """A document with its title and language."""

    title = line(_("Title"))
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "PDF, Word, Excel, PowerPoint, OpenDocument text, PNG, JPEG, plain text or CSV; 10 MB at most."
        ),
    )
    is_public = forms.BooleanField(label=_("Everybody may read it"), required=False)

    def furnish(self) -> None:
        self.fields["language"] = language_field()
        self.fields["language"].label = _("Language of the document")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        recognised(self, "language", "title")
        return cleaned
