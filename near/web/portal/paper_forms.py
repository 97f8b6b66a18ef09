"""What is entered on papers: the three questions of a report, a change of what was agreed, surveys."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from near.cooperation.actions.changes import CHANGEABLE
from near.cooperation.enums import ReportKind, SurveyKind
from near.cooperation.rules import project_phases as phases
from near.foundation.period import today
from near.web.portal.project_fields import day, language_field, line, recognised, words

_YES_NO = [("", _("– please choose –")), ("yes", _("Yes")), ("no", _("No"))]


class ReportForm(forms.Form):
    """Three questions, in the reporter's own language."""

    done = words(
        _("What was done?"), required=False, rows=7,
        help_text=_("Filled in from the records. Write on as you would tell it to a colleague."),
    )  # fmt: skip
    changed = words(
        _("What changed?"), required=False, rows=6,
        help_text=_("Results, with the evidence: how much, since when, who says so."),
    )  # fmt: skip
    learnt = words(
        _("What did not work, and what should others know?"), required=False, rows=6,
        help_text=_("This helps other members most."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = language_field()
        if kind in phases.FOLLOW_UPS:
            self.fields["still_cooperating"] = forms.ChoiceField(
                label=_("Do you still work together?"), choices=_YES_NO, required=False
            )
        if kind != ReportKind.CLOSING:
            self.fields["learnt"].label = _("What did not work?")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if any(cleaned.get(name) for name in ("done", "changed", "learnt")):
            told = next(name for name in ("done", "changed", "learnt") if cleaned.get(name))
            recognised(self, "language", told)
        else:
            cleaned["language"] = cleaned.get("language") or "en"
        answers = {"yes": True, "no": False}
        cleaned["still_cooperating"] = answers.get(cleaned.get("still_cooperating", ""))
        return cleaned


class ChangeForm(forms.Form):
    """What was agreed, to be written anew, and why."""

    title = line(_("Title"))
    aim = words(_("What is it to change?"))
    plan = words(_("What is to be done?"), required=False, rows=6)
    since = day(_("From"), required=False)
    until = day(_("Until"), required=False)
    why = words(_("Why?"), rows=3, help_text=_("The partners read this first."))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def given(self) -> dict[str, Any]:
        """Return what the verb asks for: the version seen, the fields as plain words, and why."""
        data = self.cleaned_data
        days = {name: data[name].isoformat() if data[name] else "" for name in ("since", "until")}
        after = {name: data[name] for name in CHANGEABLE if name not in days} | days
        return {"version": data["version"], "after": after, "why": data["why"]}


class SurveyForm(forms.Form):
    """A survey that opens."""

    kind = forms.ChoiceField(label=_("Which survey?"), choices=SurveyKind.choices)
    year = forms.IntegerField(label=_("For which year?"), min_value=2000, max_value=2199)
    due = day(_("To be answered by"))
    words = words(_("Cover letter"), required=False, rows=6)

    def __init__(self, *args: Any, organs: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"] = forms.ChoiceField(
            label=_("Subcommittee"), choices=[(slug, str(name)) for slug, name in organs.items()]
        )
        self.fields["language"] = language_field()
        self.fields["year"].initial = today().year + 1
        self.order_fields(["organ", "kind", "year", "due", "words", "language"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("words"):
            recognised(self, "language", "words")
        else:
            cleaned["language"] = cleaned.get("language") or "en"
        return cleaned
