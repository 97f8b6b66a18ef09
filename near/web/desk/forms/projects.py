"""Projects at the desk: what helps one that stands still, ties to resolutions, surveys of subcommittees."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from near.assembly.models import Session, TimelineItem
from near.cooperation import actions
from near.cooperation.enums import Ground, SurveyKind
from near.cooperation.models import Project
from near.cooperation.perms.projects import public_projects
from near.cooperation.rules import project_phases as phases
from near.flows.subcommittees import subcommittee_names
from near.flows.what_became import tie_to_record
from near.foundation.journal import Reference
from near.foundation.period import today
from near.people.perms import Actor
from near.web.design.templatetags.design import precise
from near.web.desk.forms.choices import SortedChoice
from near.web.desk.forms.fields import DayField, LanguageOfTextField, VerbForm, long_text


def _project_field(found: Any) -> SortedChoice:
    return SortedChoice(found, label=_("project"))


class AbandonProject(VerbForm):
    """Which project is given up, and why."""

    project = _project_field(Project.objects.none())
    ground = forms.ChoiceField(label=_("reason"), choices=Ground.choices)
    words = long_text(label=_("reason in words"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        alive = phases.VERBS["abandon_project"].states
        self.fields["project"].queryset = Project.objects.filter(state__in=alive).order_by("pk")  # type: ignore[attr-defined]

    def run(self, by: Actor) -> object:
        data = self.cleaned_data
        return actions.abandon_project(**data, version=data["project"].version, by=by)


class TieResolution(VerbForm):
    """Which project carries out what was resolved where."""

    project = _project_field(Project.objects.none())
    target = forms.ChoiceField(label=_("what was resolved"))
    words = long_text(label=_("what it says"), required=False)
    url = forms.URLField(label=_("address of the document"), required=False, assume_scheme="https")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = public_projects().order_by("pk")  # type: ignore[attr-defined]
        self.fields["target"].choices = _targets()  # type: ignore[attr-defined]

    def run(self, by: Actor) -> object:
        data = dict(self.cleaned_data)
        kind, _colon, key = data.pop("target").partition(":")
        return tie_to_record(**data, target=Reference(kind, key), by=by)


def _targets() -> list[Any]:
    """Return what can be tied: meetings, the latest first, then entries of the history."""
    meetings = Session.objects.select_related("organ").order_by("-since", "slug")
    entries = TimelineItem.objects.order_by("-on", "key")
    held = [(f"session:{s.slug}", f"{s.organ} {s.number} · {precise(s.since)}") for s in meetings]
    told = [(f"history:{e.key}", f"{precise(e.on)} · {str(e.text)[:80]}") for e in entries]
    return [(_("Sessions"), held), (_("History"), told)]


class OpenSurvey(VerbForm):
    """Which subcommittee asks what, for which year and until when."""

    kind = forms.ChoiceField(label=_("kind"), choices=SurveyKind.choices)
    organ = forms.ChoiceField(label=_("subcommittee"))
    year = forms.IntegerField(label=_("year"), min_value=2000, max_value=2199)
    due = DayField(label=_("by when"))
    words = long_text(label=_("cover letter"))
    language = LanguageOfTextField(of="words")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = subcommittee_names(today())
        self.fields["organ"].choices = [(slug, str(name)) for slug, name in names.items()]  # type: ignore[attr-defined]

    def run(self, by: Actor) -> object:
        return actions.open_survey(**self.cleaned_data, by=by)
