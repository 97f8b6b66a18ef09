"""For which member a request acts: the mandate chosen, or whom the secretariat helps."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from near.foundation.errors import DomainError
from near.foundation.languages import language_of
from near.foundation.period import today
from near.people.models import Account
from near.people.perms import in_secretariat
from near.registry.models import Mandate, MembershipSpell, Region
from near.registry.queries import Name, names_on

CHOSEN = "acting_for"


class NoMandate(DomainError):
    message = _("You hold no mandate of a member today. Its head or the secretariat can give you one.")
    status = 403


@dataclass(frozen=True)
class Acting:
    """The member a request acts for, what it is called to the reader, and the others it could act for.

    `helping` tells that the secretariat acts for a member without holding its mandate; `may_help` that it
    could help any other.
    """

    region: Region
    name: Name
    mandates: tuple[Mandate, ...]
    others: tuple[tuple[Region, Name], ...]
    helping: bool = False
    may_help: bool = False


def regions_of(account: Account) -> list[Region]:
    """Return the members an official may act for today, the longest held mandate first. One query."""
    members = MembershipSpell.objects.on(today()).values("region")
    held = Mandate.objects.on(today()).filter(account=account, region__in=members).select_related("region")
    return list(dict.fromkeys(m.region for m in held.defer("region__outline").order_by("since", "pk")))


def acting_for(request: HttpRequest) -> Acting:
    """Return which member this request acts for; `NoMandate` where there is none.

    Four queries at most, and none when asked again within one request.
    """
    known: Acting | None = getattr(request, _KEPT, None)
    if known is None:
        known = _found(request)
        setattr(request, _KEPT, known)
    return known


def acting_if_any(request: HttpRequest) -> Acting | None:
    """Return which member this request acts for, or None: the secretariat may help nobody just now."""
    try:
        return acting_for(request)
    except NoMandate:
        return None


_KEPT = "_near_acting"


def _found(request: HttpRequest) -> Acting:
    account = request.user
    if not isinstance(account, Account) or not account.is_active:
        raise NoMandate
    own = regions_of(account)
    chosen = request.session.get(CHOSEN, "")
    region = next((r for r in own if r.slug == chosen), own[0] if own else None)
    helping, may_help = False, in_secretariat(account)
    if may_help and (not own or chosen not in {r.slug for r in own}):
        found = Region.objects.defer("outline").filter(slug=chosen).first() if chosen else None
        region, helping = found or region, found is not None
    if region is None:
        raise NoMandate
    names = _named(region, *own)
    mandates = Mandate.objects.on(today()).filter(account=account, region=region).order_by("since", "pk")
    others = tuple((r, names[r]) for r in own if r != region)
    return Acting(region, names[region], tuple(mandates), others, helping, may_help)


def _named(*regions: Region) -> dict[Region, Name]:
    found = names_on(today(), language_of(get_language() or "en").code, {region.pk for region in regions})
    return {r: found.get(r.pk) or Name(r.slug, r.slug, r.slug, "", "draft") for r in regions}
