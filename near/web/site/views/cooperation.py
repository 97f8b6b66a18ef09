"""Cooperation in public: what the loop is, and what members need and offer today."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from near.cooperation.enums import Direction, PostingState
from near.cooperation.models import Posting
from near.cooperation.perms.postings import standing_of
from near.cooperation.queries import postings as queries
from near.cooperation.queries.topics import labelled
from near.foundation.period import today
from near.registry.queries import names_on
from near.web.design.posting_filters import choices_of_filters, filters_of
from near.web.site.asked import asked
from near.web.site.views.public import public

PER_PAGE, NEWEST = 20, 6


@public
def cooperation(request: HttpRequest) -> HttpResponse:
    """Show what the loop is, how many needs and offers are open, and the newest of them."""
    question = asked(request)
    found = queries.public_postings(today())
    newest = list(found[:NEWEST])
    directions = list(found.order_by().values_list("direction", "region", "is_sample"))
    context: dict[str, Any] = {
        "on": today(), "needs": sum(d == Direction.NEED for d, _r, _s in directions),
        "offers": sum(d == Direction.OFFER for d, _r, _s in directions),
        "members": len({region for _d, region, _s in directions}),
        "samples": sum(sample for _d, _r, sample in directions),
        "page": {"object_list": newest}, "names": names_on(today(), question.language, _regions(newest)),
    }  # fmt: skip
    return render(request, "site/cooperation.html", context)


@public
def postings(request: HttpRequest) -> HttpResponse:
    """List open needs and offers, narrowed by direction, form, country, language and topic."""
    question = asked(request)
    chosen = filters_of(request)
    found = queries.public_postings(today(), **chosen)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "page": page, "asked": chosen, **choices_of_filters(question.language),
        "topic": labelled([chosen["topic"]], question.language) if chosen["topic"] else [],
        "names": names_on(today(), question.language, _regions(page.object_list)),
    }  # fmt: skip
    return render(request, "site/postings.html", context)


@public
def posting(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one need or offer; one that has expired or been withdrawn is gone, and says so."""
    question = asked(request)
    shown = get_object_or_404(queries.with_region(Posting.objects.filter(pk=pk)))
    standing = standing_of(shown)
    if standing in ("expired", PostingState.WITHDRAWN) and shown.published_at:
        gone = {"standing": standing, "direction": shown.direction}
        return render(request, "site/posting_gone.html", gone, status=410)
    if standing not in (PostingState.PUBLIC, PostingState.FULFILLED):
        raise Http404
    context = {
        "posting": shown,
        "standing": standing,
        "topics": labelled(shown.topics, question.language),
        "names": names_on(today(), question.language, {shown.region_id}),
        "clock": queries.reply_clock(shown.region_id),
    }
    return render(request, "site/posting.html", context)


def _regions(found: Any) -> set[int]:
    return {posting.region_id for posting in found}
