"""Suggestions for a member's needs and offers, with their reasons, and circles of three."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from near.cooperation import actions
from near.cooperation.enums import Reason
from near.cooperation.models import LoopLeg, Posting, Project
from near.cooperation.queries.matching import circles_for, suggestions_for
from near.cooperation.queries.postings import loops_of, with_region
from near.cooperation.queries.reasons import worded
from near.foundation.period import today
from near.registry.queries import names_on
from near.web.design.marking import reader
from near.web.portal.acting import acting_for

LEGS = 3


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Show what fits a member's needs and offers and why, circles it could join, and those proposed to it."""
    acting = acting_for(request)
    found = [(s, worded(s.reasons)) for s in suggestions_for(acting.region, limit=8)]
    rings = circles_for(acting.region)
    loops = _proposed(acting.region.pk)
    regions = {s.other.region_id for s, _why in found}
    regions |= {part.giver.pk for ring in rings for part in ring.parts}
    regions |= {leg.giver_id for _loop, legs, *_rest in loops for leg in legs}
    regions |= {leg.need.region_id for _loop, legs, *_rest in loops for leg in legs}
    context: dict[str, Any] = {
        "acting": acting, "found": found, "rings": rings, "loops": loops, "reasons": Reason.choices,
        "names": names_on(today(), reader(), regions),
        "has_own": Posting.objects.public_on(today()).filter(region=acting.region).exists(),
    }  # fmt: skip
    return render(request, "portal/suggestions.html", context)


def _proposed(region: int) -> list[tuple[Any, list[LoopLeg], LoopLeg, str, Project | None]]:
    """Return each circle proposed to a member: its parts, the member's own, how it stands, its project."""
    found = []
    for loop in loops_of(region):
        legs = list(loop.legs.all())
        own = next(leg for leg in legs if leg.giver_id == region)
        project = next(iter(Project.objects.filter(loop=loop)), None)
        found.append((loop, legs, own, _standing(legs), project))
    return found


def _standing(legs: list[LoopLeg]) -> str:
    if any(leg.declined_at for leg in legs):
        return "off"
    return "agreed" if all(leg.agreed_at for leg in legs) else "open"


@require_POST
def not_for_us(request: HttpRequest) -> HttpResponse:
    """Note that a suggestion does not suit, for one reason."""
    acting = acting_for(request)
    own, other = (_posting(request, name) for name in ("own", "other"))
    reason = request.POST.get("reason", "")
    actions.decline_suggestion(region=acting.region, own=own, other=other, reason=reason, by=request.user)
    messages.success(request, _("Noted. The next suggestions take it into account."))
    return redirect("portal_suggestions")


@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """Propose a circle to its other two members."""
    acting = acting_for(request)
    legs = [(_posting(request, f"offer{n}"), _posting(request, f"need{n}")) for n in range(LEGS)]
    actions.propose_loop(region=acting.region, legs=legs, by=request.user)
    messages.success(
        request, _("Proposed. The other two members are told, and you will be told of their answers.")
    )
    return redirect("portal_suggestions")


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes or no to one's part of a circle."""
    acting = acting_for(request)
    leg = get_object_or_404(LoopLeg.objects.filter(giver=acting.region), pk=pk)
    if "agree" in request.POST:
        actions.agree_leg(leg=leg, by=request.user)
        messages.success(request, _("Agreed. You will be told when all three have."))
    else:
        actions.decline_leg(leg=leg, reason=request.POST.get("reason", ""), by=request.user)
        messages.success(request, _("Declined, with your reason. The others are told politely."))
    return redirect("portal_suggestions")


def _posting(request: HttpRequest, name: str) -> Posting:
    key = request.POST.get(name, "")
    if not key.isdecimal() or len(key) > _MOST_DIGITS:
        raise Http404
    return get_object_or_404(with_region(Posting.objects.all()), pk=int(key))


_MOST_DIGITS = 15
