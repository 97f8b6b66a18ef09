"""What the reader was told: the list, the way to each, and having read them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from near.foundation.notices import read_all, spoken
from near.people.queries import zone_of_account
from near.registry.queries.told import told_to
from near.registry.queries.zones import zone_of_slug
from near.web.portal.addresses import address_of

PER_PAGE = 25


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """List what the reader was told, unread first."""
    account: Any = request.user
    found = told_to(account)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    own = zone_of_account(account)
    lines = [(told, zone_of_slug(told.region) if told.region else own) for told in spoken(page)]
    context: dict[str, Any] = {
        "page": page, "lines": lines, "own": own, "asked": {},
        "unread": found.filter(read_at__isnull=True).count(),
    }  # fmt: skip
    return render(request, "portal/notices.html", context)


@require_safe
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead from a notice to what it is about, else to the list. Nothing is marked as read."""
    account: Any = request.user
    found = told_to(account).filter(pk=pk).first()
    if found is None:
        raise Http404
    [told] = spoken([found])
    return HttpResponseRedirect(address_of(told.address, told.args) or f"{_list()}#n-{pk}")


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark the notices of the reader as read: all, or the one that is named."""
    account: Any = request.user
    named = request.POST.get("notice", "")
    if named and not (named.isdecimal() and len(named) < _MOST_DIGITS):
        raise Http404
    read_all(account, pk=int(named) if named else None)
    if not named:
        messages.success(request, _("All notices are marked as read."), extra_tags="good")
    return redirect("portal_notices")


def _list() -> str:
    return address_of("portal_notices", ())


_MOST_DIGITS = 18
