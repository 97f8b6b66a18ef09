"""What is entered about needs, offers and answers: two questions first, all else later."""

from __future__ import annotations

from typing import Any

from django import forms as inputs
from django.utils.translation import gettext_lazy as _

from near.cooperation.enums import Band, Form, Reason
from near.cooperation.models import Posting
from near.cooperation.queries.topics import proposed_topics
from near.foundation.languages import NAME_LANGUAGES
from near.foundation.period import EARLIEST, LATEST
from near.registry.queries.roster import COUNTRY_ORDER, countries
from near.web.design.templatetags.design import autonym

MOST_TICKED = 40
LANGUAGES = [(code, autonym(code)) for code in NAME_LANGUAGES]


def _text(rows: int, most: int) -> inputs.CharField:
    return inputs.CharField(max_length=most, widget=inputs.Textarea(attrs={"rows": rows}))


class TwoQuestions(inputs.Form):
    """All it takes to begin."""

    what = _text(6, 4000)
    with_whom = _text(3, 2000)


class Details(inputs.Form):
    """The rest of a need or an offer; topics are proposed from its words, in the reader's language."""

    version = inputs.IntegerField(min_value=1, widget=inputs.HiddenInput)
    title = inputs.CharField(max_length=150)
    what = _text(8, 4000)
    with_whom = _text(4, 2000)
    language = inputs.ChoiceField(choices=LANGUAGES)
    by_day = inputs.DateField(
        required=False, input_formats=["%Y-%m-%d"],
        widget=inputs.DateInput(
            format="%Y-%m-%d",
            attrs={"type": "date", "min": EARLIEST.isoformat(), "max": LATEST.isoformat()},
        ),
    )  # fmt: skip
    topics = inputs.MultipleChoiceField(required=False, widget=inputs.CheckboxSelectMultiple)
    forms = inputs.MultipleChoiceField(
        required=False, choices=Form.choices, widget=inputs.CheckboxSelectMultiple
    )
    budget = inputs.ChoiceField(choices=Band.choices)
    languages = inputs.MultipleChoiceField(
        required=False, choices=LANGUAGES, widget=inputs.CheckboxSelectMultiple
    )
    countries = inputs.MultipleChoiceField(required=False, widget=inputs.CheckboxSelectMultiple)

    def __init__(self, data: Any = None, *, posting: Posting, reader: str) -> None:
        super().__init__(data, initial=_initial(posting))
        words = f"{posting.title}\n{posting.what.words(posting.language)}\n"
        words += posting.with_whom.words(posting.language)
        # What is ticked stays a choice where a colleague's words no longer name it.
        ticked = data.getlist("topics")[:MOST_TICKED] if data else []
        kept = [*posting.topics, *ticked]
        self._choose("topics", proposed_topics(words, posting.language, reader, keep=kept))
        known = countries()
        order = sorted(known, key=lambda c: (c not in COUNTRY_ORDER, c))
        self._choose("countries", [(code, str(known[code].short_name)) for code in order])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, inputs.MultipleChoiceField)  # noqa: S101 -- said above
        field.choices = choices

    def entered(self) -> dict[str, Any]:
        """Return what was entered, as the verb takes it."""
        return dict(self.cleaned_data)


def _initial(posting: Posting) -> dict[str, Any]:
    words = {name: getattr(posting, name).words(posting.language) for name in ("title", "what", "with_whom")}
    plain = ("version", "language", "by_day", "topics", "forms", "budget", "languages", "countries")
    return words | {name: getattr(posting, name) for name in plain}


class AnswerWords(inputs.Form):
    """An answer to a need or an offer, with an own one beside it where there is one that fits."""

    words = _text(7, 4000)
    counterpart = inputs.ModelChoiceField(
        queryset=Posting.objects.none(), required=False, empty_label=_("none")
    )


class MessageWords(inputs.Form):
    """A message to the other side."""

    words = _text(4, 4000)


class Declining(inputs.Form):
    """The one reason for which something does not suit, and a word about it."""

    reason = inputs.ChoiceField(choices=[("", _("– please choose –")), *Reason.choices])
    note = inputs.CharField(max_length=500, required=False, widget=inputs.Textarea(attrs={"rows": 2}))
