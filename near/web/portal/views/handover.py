"""Everything a successor takes over, on one page that prints well."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from near.foundation.languages import language_of
from near.foundation.open_matters import Matter, open_matters
from near.foundation.period import today
from near.registry.enums import Office
from near.registry.models import Mandate
from near.web.portal.acting import acting_for
from near.web.portal.acts import DAYS, acts_of


@require_safe
def handover(request: HttpRequest) -> HttpResponse:
    """Show every open matter by kind, who speaks for the member, and what was done of late."""
    acting = acting_for(request)
    day = today()
    language = language_of(get_language() or "en").code
    found = Mandate.objects.filter(region=acting.region).exclude(until__lte=day).select_related("account")
    held = sorted(found.order_by("since", "pk"), key=lambda m: Office.values.index(m.office))
    context: dict[str, Any] = {
        "acting": acting, "day": day, "days": DAYS,
        "groups": _by_kind(open_matters((acting.region.pk,), language, day)),
        "mandates": held,
        "acts": acts_of(acting.region),
    }  # fmt: skip
    return render(request, "portal/handover.html", context)


def _by_kind(matters: list[Matter]) -> list[tuple[str, list[Matter]]]:
    """Return matters by the words of their kind, the kind with the most urgent one first."""
    groups: dict[str, list[Matter]] = {}
    for matter in matters:
        groups.setdefault(str(matter.kind), []).append(matter)
    return list(groups.items())
