"""Needs and offers of a member: begun by two questions, handed in, confirmed; and those of others."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from near.cooperation import actions
from near.cooperation.actions.postings import recognised
from near.cooperation.enums import Direction
from near.cooperation.models import Posting
from near.cooperation.perms.postings import (
    can_answer_posting,
    can_see_posting,
    open_verbs,
    standing_of,
    visible_answers,
)
from near.cooperation.queries import postings as queries
from near.cooperation.queries.topics import labelled, topics_in
from near.cooperation.refusals.postings import PostingMoved
from near.foundation.errors import DomainError
from near.foundation.period import today
from near.registry.queries import names_on
from near.web.design.marking import reader
from near.web.design.posting_filters import choices_of_filters, filters_of
from near.web.design.templatetags.postings import step_label
from near.web.portal.acting import Acting, acting_for
from near.web.portal.posting_conflict import both
from near.web.portal.posting_forms import Details, TwoQuestions
from near.web.portal.refused import blame_kindly

WRITING = require_http_methods(["GET", "HEAD", "POST"])
PER_PAGE = 20


@require_safe
def postings(request: HttpRequest) -> HttpResponse:
    """List a member's own needs and offers, the answers that wait for it, and those it gave."""
    acting = acting_for(request)
    answers = queries.postings_with_answers(acting.region.pk)
    own = list(queries.own_postings(acting.region.pk))
    waiting = list(queries.answers_waiting(acting.region.pk))
    given = list(queries.answers_given(acting.region.pk)[:PER_PAGE])
    others = {a.region_id for a in waiting} | {a.posting.region_id for a in given}
    context: dict[str, Any] = {
        "acting": acting, "waiting": waiting, "given": given, "names": names_on(today(), reader(), others),
        "own": [(p, standing_of(p), answers.get(p.pk, 0)) for p in own],
    }  # fmt: skip
    return render(request, "portal/postings.html", context)


@WRITING
def new(request: HttpRequest) -> HttpResponse:
    """Ask the two questions; what is answered becomes a draft at once."""
    acting = acting_for(request)
    direction = request.GET.get("direction", "")
    if direction not in Direction.values:
        return render(request, "portal/posting_choose.html", {"acting": acting})
    form = TwoQuestions(request.POST or None)
    if request.method == "POST" and form.is_valid():
        what, whom = form.cleaned_data["what"], form.cleaned_data["with_whom"]
        # Before the transaction: inside it the termbase would be read anew.
        language = recognised(f"{what} {whom}", acting.region, request.user)
        topics = topics_in(f"{what}\n{whom}", language)
        try:
            made = actions.begin_posting(
                region=acting.region, direction=Direction(direction), what=what, with_whom=whom,
                language=language, topics=topics, by=request.user,
            )  # fmt: skip
        except DomainError as refusal:
            blame_kindly(form, refusal)
        else:
            return redirect("portal_posting_edit", made.pk)
    status = 422 if request.method == "POST" else 200
    context = {"acting": acting, "form": form, "direction": direction}
    return render(request, "portal/posting_new.html", context, status=status)


def own_posting(request: HttpRequest, acting: Acting, pk: int) -> Posting:
    """Return a posting of the member acted for; another member's is not there."""
    found = Posting.objects.filter(pk=pk, region=acting.region)
    return get_object_or_404(queries.with_region(found))


@WRITING
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the rest of a posting; whoever saves second sees what the first wrote."""
    acting = acting_for(request)
    posting = own_posting(request, acting, pk)
    form = Details(request.POST or None, posting=posting, reader=reader())
    context: dict[str, Any] = {"acting": acting, "form": form, "posting": posting, "conflict": []}
    if request.method != "POST":
        return render(request, "portal/posting_edit.html", context)
    status = 422
    if form.is_valid():
        try:
            saved = actions.edit_posting(posting=posting, by=request.user, **form.entered())
            return _saved(request, saved)
        except PostingMoved as moved:
            now = own_posting(request, acting, pk)
            context |= {"posting": now, "conflict": both(now, form, reader()), "message": str(moved)}
            form.data = request.POST.copy()
            form.data["version"] = str(now.version)
            status = moved.status
        except DomainError as refusal:
            status = blame_kindly(form, refusal)
    return render(request, "portal/posting_edit.html", context, status=status)


def _saved(request: HttpRequest, posting: Posting) -> HttpResponse:
    if "hand_in" in request.POST:
        actions.submit_posting(posting=posting, by=request.user)
        messages.success(request, _("Handed in. The secretariat looks at it; you will be told."))
    else:
        messages.success(request, _("Saved."))
    return redirect("portal_posting", posting.pk)


@require_safe
def posting(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a posting: one's own with what can be done next, or another member's with the way to answer."""
    acting = acting_for(request)
    shown = get_object_or_404(queries.with_region(Posting.objects.filter(pk=pk)))
    if not can_see_posting(request.user, shown):
        raise Http404
    own = shown.region_id == acting.region.pk
    found = queries.answers_of(visible_answers(request.user).filter(posting=shown))
    answers = list(found.order_by("answered_at", "pk"))
    mine = next((a for a in answers if a.region_id == acting.region.pk), None)
    names = names_on(today(), reader(), {shown.region_id, *(a.region_id for a in answers)})
    verbs = open_verbs(request.user, shown) if own else []
    context: dict[str, Any] = {
        "acting": acting, "posting": shown, "own": own, "standing": standing_of(shown), "names": names,
        "answers": answers if own else [], "mine": mine, "topics": labelled(shown.topics, reader()),
        "verbs": [v for v in verbs if v in STEPS],
        "may_answer": mine is None and can_answer_posting(request.user, shown, acting.region),
        "may_edit": "edit_posting" in verbs,
        "clock": queries.reply_clock(shown.region_id),
    }  # fmt: skip
    return render(request, "portal/posting.html", context)


# The steps a member takes with one button, and whether it is asked about them first.
STEPS = {
    "submit_posting": False, "confirm_posting": False, "fulfil_posting": True, "withdraw_posting": True,
}  # fmt: skip
_DONE = {
    "submit_posting": gettext_lazy("Handed in. The secretariat looks at it; you will be told."),
    "confirm_posting": gettext_lazy("Confirmed. It is shown for another 180 days."),
    "fulfil_posting": gettext_lazy("Noted as fulfilled. Thank you."),
    "withdraw_posting": gettext_lazy("Withdrawn. It is kept for you and shown to nobody else."),
}


@require_http_methods(["POST"])
def do(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Take one step with a posting; what cannot be taken back is asked about first."""
    acting = acting_for(request)
    if verb not in STEPS:
        raise Http404
    shown = own_posting(request, acting, pk)
    if STEPS[verb] and "confirmed" not in request.POST:
        context = {"acting": acting, "posting": shown, "verb": verb, "label": step_label(verb)}
        return render(request, "portal/posting_confirm.html", context)
    getattr(actions, verb)(posting=shown, by=request.user)
    messages.success(request, str(_DONE[verb]))
    return redirect("portal_posting", pk)


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """List what other members need and offer, narrowed by direction, form, country, language and topic."""
    acting = acting_for(request)
    asked = filters_of(request)
    found = queries.public_postings(today(), **asked).exclude(region=acting.region)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    names = names_on(today(), reader(), {p.region_id for p in page.object_list})
    context = {"acting": acting, "page": page, "names": names, "asked": asked, **choices_of_filters(reader())}
    return render(request, "portal/find.html", context)
