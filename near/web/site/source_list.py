"""The list of sources: what each is, about what, in which language and of which day; nothing is quoted."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from functools import cache

from babel import Locale
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from near.web.design.templatetags.design import babel_locale, precise

KINDS = {
    "association": gettext_noop("Website of the association"),
    "authority": gettext_noop("Website of a public authority"),
    "press": gettext_noop("Press report"),
    "reference": gettext_noop("Reference work"),
}
SUBJECTS = {
    "about": gettext_noop("What NEAR is"),
    "chair": gettext_noop("Chair"),
    "charter": gettext_noop("Charter"),
    "fee": gettext_noop("Membership fee"),
    "general_assembly": gettext_noop("General Assembly"),
    "history": gettext_noop("History"),
    "members": gettext_noop("Members"),
    "names": gettext_noop("Names"),
    "organs": gettext_noop("Organs"),
    "secretariat": gettext_noop("Secretariat"),
    "subcommittees": gettext_noop("Subcommittees"),
    "working_committee": gettext_noop("Working Committee"),
}
_PRECISIONS = {4: "year", 7: "month", 10: "day"}


@dataclass(frozen=True)
class Source:
    """One source. `day` is an ISO day, month or year, or empty; a partly known `url` holds an ellipsis."""

    key: str
    kind: str
    subject: str
    language: str
    day: str
    url: str

    @property
    def whole(self) -> bool:
        """Tell whether the address is known in full, so that it can be followed."""
        return self.url.startswith("http") and "…" not in self.url

    @property
    def described(self) -> str:
        """Say in the reader's language what this source is."""
        written_in = Locale.parse(self.language).get_display_name(babel_locale()) or self.language
        parts = [_(KINDS[self.kind]), _(SUBJECTS[self.subject]), written_in]
        if self.day:
            first = dt.date.fromisoformat(self.day + "0000-01-01"[len(self.day) :])
            parts.append(precise(first, _PRECISIONS[len(self.day)]))
        return " · ".join(parts)


@cache
def list_of_sources() -> list[Source]:
    """Read the list that ships with the reference data."""
    path = settings.DATA_DIR / "association" / "sources.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [Source(**row) for row in csv.DictReader(file)]
