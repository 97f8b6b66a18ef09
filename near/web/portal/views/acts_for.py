"""For which member one acts: the choice among one's mandates, or whom the secretariat helps."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from near.foundation.errors import NotAllowed
from near.foundation.languages import language_of
from near.foundation.period import today
from near.people.models import Account
from near.people.perms import in_secretariat
from near.registry.queries import RosterLine, roster_on
from near.registry.queries.roster import COUNTRY_ORDER
from near.web.portal.acting import CHOSEN, NoMandate, acting_if_any, regions_of


@require_http_methods(["GET", "HEAD", "POST"])
def act_for(request: HttpRequest) -> HttpResponse:
    """Show whom one may act for; take the choice and lead to that member's pages."""
    account = request.user
    assert isinstance(account, Account)  # noqa: S101 -- the portal is closed to whoever is not signed in
    helps = in_secretariat(account)
    if request.method == "POST":
        return _choose(request, account, helps=helps)
    context: dict[str, Any] = {"helps": helps, "own": _own(request), "groups": []}
    if helps:
        context["groups"] = _by_country()
    elif not context["own"]:
        raise NoMandate
    return render(request, "portal/act_for.html", context)


def _by_country() -> list[tuple[Any, list[RosterLine]]]:
    """Return today's members by country, in the association's own order."""
    roster = roster_on(today(), language_of(get_language() or "en").code)
    lines: dict[str, list[RosterLine]] = {code: [] for code in COUNTRY_ORDER}
    for line in roster.lines:
        lines.setdefault(line.country, []).append(line)
    return [(roster.countries[code].short_name, found) for code, found in lines.items() if found]


def _own(request: HttpRequest) -> list[tuple[Any, Any]]:
    """Return the members one may act for by mandate, with their names: the present one first."""
    acting = acting_if_any(request)
    if acting is None:
        return []
    present = [] if acting.helping else [(acting.region, acting.name)]
    return [*present, *acting.others]


def _choose(request: HttpRequest, account: Account, *, helps: bool) -> HttpResponse:
    wanted = request.POST.get("member", "")
    may = {region.slug for region in regions_of(account)}
    if helps:
        may |= {line.id for line in roster_on(today(), "en").lines}
    if wanted not in may:
        raise NotAllowed
    request.session[CHOSEN] = wanted
    return redirect("portal_home")
