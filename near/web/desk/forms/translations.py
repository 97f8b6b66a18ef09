"""What is to be translated by when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from near.foundation.languages import NAME_LANGUAGES
from near.foundation.translating import kinds
from near.people.perms import Actor
from near.translation import actions
from near.translation.models import TranslationRequest
from near.web.design.templatetags.design import autonym
from near.web.desk.forms.fields import DayField, VerbForm


class RequestTranslation(VerbForm):
    """Which texts, into which languages, by which day."""

    kind = forms.ChoiceField(label=_("kind of record"), required=False)
    records = forms.CharField(
        label=_("records"), max_length=2000, required=False,
        help_text=_("Identifiers with spaces between them; empty for all records of this kind."),
    )  # fmt: skip
    languages = forms.MultipleChoiceField(
        label=_("languages"), choices=[(code, autonym(code)) for code in NAME_LANGUAGES],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    due = DayField(label=_("due day"))
    note = forms.CharField(label=_("note"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kind"]
        field.choices = [("", _("all texts")), *((kind.key, kind.label) for kind in kinds())]

    @classmethod
    def initial_for(cls, asked: dict[str, str]) -> dict[str, Any]:
        return dict(asked) | {"languages": asked.get("languages", "").split()}

    def run(self, by: Actor) -> object:
        data = self.cleaned_data
        return actions.request_translation(**data | {"records": data["records"].split()}, by=by)


class WithdrawRequest(VerbForm):
    """Which request is taken back."""

    request = forms.ModelChoiceField(
        TranslationRequest.objects.filter(withdrawn_on__isnull=True), label=_("translation request")
    )

    def run(self, by: Actor) -> object:
        return actions.withdraw_request(**self.cleaned_data, by=by)
