"""Which members have gone quiet, and what would bring each back."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from near.cooperation.queries.quiet import Quiet, quiet_members
from near.foundation.languages import language_of
from near.foundation.period import today
from near.people.perms import in_secretariat
from near.registry.queries import Name, names_on
from near.registry.queries.roster import COUNTRY_ORDER, countries
from near.web.desk.verbs import verbs_of

SPANS = {"180": 180, "365": 365, "730": 730}
_SAMPLES = {"1": True, "0": False}


@require_safe
def show_quiet(request: HttpRequest) -> HttpResponse:
    """List the members without a sign of life, the longest silent first, by country and span."""
    if not in_secretariat(request.user):
        raise PermissionDenied
    day, country = today(), request.GET.get("country", "")
    span = request.GET.get("span", "365")
    span = span if span in SPANS else "365"
    country = country if country in COUNTRY_ORDER else ""
    samples = _SAMPLES.get(request.GET.get("samples", ""))
    found = quiet_members(day, SPANS[span], country, samples=samples)
    known = countries()
    names = names_on(day, language_of(get_language() or "en").code, [m.region for m in found.members])
    context: dict[str, Any] = {
        "title": _("Members that have gone quiet"), "verbs": verbs_of("mandates"), "found": found, "day": day,
        "country": country, "countries": COUNTRY_ORDER, "span": span, "spans": SPANS,
        "lines": [
            (m, names.get(m.region) or _nameless(), known[m.country].short_name, _letter(m))
            for m in found.members
        ],
    }  # fmt: skip
    return render(request, "desk/quiet.html", context)


def _nameless() -> Name:
    return Name("–", "–", "", "", "draft")


def _letter(member: Quiet) -> str:
    """Return the address of a letter to the member's offices, with its subject; empty without an office."""
    if not member.addresses:
        return ""
    to = ",".join(quote(address, safe="@") for address in member.addresses)
    return f"mailto:{to}?subject={quote(_('How is cooperation going, and what would help you?'))}"
