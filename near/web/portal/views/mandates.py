"""Who speaks for a member: shown to its officials; its head invites, ends and replaces, step by step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from near.foundation.errors import DomainError, NotAllowed
from near.foundation.languages import language_of
from near.foundation.period import today
from near.people.models import Account
from near.registry import actions
from near.registry.enums import Office
from near.registry.models import Mandate
from near.registry.perms import can_end_mandate, can_give_mandate, can_give_office
from near.web.outgoing.invitations import send_invitation
from near.web.portal.acting import Acting, acting_for
from near.web.portal.mandate_forms import Ending, Invitation, Succession

_ENDED_SHOWN = 20
_SECONDS_BETWEEN_LETTERS = 300


@require_safe
def mandates(request: HttpRequest) -> HttpResponse:
    """List who speaks for the member today, who will, and who did."""
    acting = acting_for(request)
    found = Mandate.objects.filter(region=acting.region).select_related("account", "region")
    day = today()
    order = [office.value for office in Office]
    held = [m for m in found.order_by("since", "pk") if m.until is None or m.until > day]
    held.sort(key=lambda mandate: order.index(mandate.office))
    rows = _rows(request, acting, held)
    ended = found.filter(until__lte=day).order_by("-until", "pk")[:_ENDED_SHOWN]
    context = {
        "acting": acting, "rows": rows, "ended": ended, "day": day,
        "may_invite": can_give_mandate(request.user, acting.region),
    }  # fmt: skip
    return render(request, "portal/mandates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Invite an official: fill in, look at it again, send."""
    acting = acting_for(request)
    region = acting.region
    if not can_give_mandate(request.user, region):
        raise NotAllowed
    form = Invitation(
        request.POST or None, by=request.user, region=region,
        initial={"language": language_of(get_language() or "en").code},
    )  # fmt: skip

    def run(data: dict[str, Any]) -> Mandate:
        given = data | {"office": Office(data["office"])}
        return actions.invite_official(region=region, **given, by=request.user)

    return _in_two_steps(request, acting, Step("portal/mandate_invite.html", form, run))


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a mandate: choose the day, look at it again, confirm."""
    acting = acting_for(request)
    mandate = _mandate(request, acting, pk)

    def run(data: dict[str, Any]) -> Mandate:
        return actions.end_mandate(mandate=mandate, **data, by=request.user)

    form = Ending(request.POST or None, initial={"until": _first_day(mandate)})
    return _in_two_steps(request, acting, Step("portal/mandate_end.html", form, run, mandate))


@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a mandate to a successor: say who and when, look at it again, confirm."""
    acting = acting_for(request)
    mandate = _mandate(request, acting, pk)

    def run(data: dict[str, Any]) -> Mandate:
        return actions.replace_mandate(mandate=mandate, **data, by=request.user)

    initial = {"language": _language_of(mandate), "on": _first_day(mandate)}
    form = Succession(request.POST or None, initial=initial)
    return _in_two_steps(request, acting, Step("portal/mandate_replace.html", form, run, mandate))


@require_POST
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the letter of a mandate once more."""
    mandate = _mandate(request, acting_for(request), pk)
    if mandate.account is None or not mandate.account.is_active:
        raise NotAllowed
    # Nobody is to use us to fill somebody's mailbox.
    if cache.add(f"letter-{mandate.pk}", 1, _SECONDS_BETWEEN_LETTERS):
        _write(request, mandate)
    else:
        messages.error(request, _("A letter went out a moment ago. Please wait a few minutes."), "bad")
    return redirect("portal_mandates")


def _rows(request: HttpRequest, acting: Acting, held: list[Mandate]) -> list[tuple[Mandate, dict[str, bool]]]:
    """Return mandates with what the reader may do: end them, replace them, write to their holders again.

    The law is asked once an office, so that a long list costs what a short one does.
    """
    gives = {office.value: can_give_office(request.user, acting.region, office) for office in Office}
    head = next((m for m in held if m.office == Office.HEAD), None)
    ends = gives | {Office.HEAD.value: head is not None and can_end_mandate(request.user, head)}
    return [
        (
            mandate,
            {
                "end": mandate.until is None and ends[mandate.office],
                "replace": mandate.until is None and gives[mandate.office],
                "write": gives[mandate.office] and _has_not_come(mandate),
            },
        )
        for mandate in held
    ]


def _has_not_come(mandate: Mandate) -> bool:
    return mandate.account is not None and mandate.account.last_login is None


def _mandate(request: HttpRequest, acting: Acting, pk: int) -> Mandate:
    """Return a mandate of the member acted for, if the reader may give its office."""
    own = Mandate.objects.filter(region=acting.region)
    found: Mandate | None = own.select_related("account", "region").filter(pk=pk).first()
    if found is None:
        raise Http404
    if not can_give_office(request.user, acting.region, found.office):
        raise NotAllowed
    return found


def _first_day(mandate: Mandate) -> dt.date:
    """Return the first day on which a mandate can be over: it holds for a day at least."""
    return max(today(), mandate.since + dt.timedelta(days=1))


def _language_of(mandate: Mandate) -> str:
    return mandate.account.language if mandate.account else language_of(get_language() or "en").code


@dataclass(frozen=True)
class Step:
    """One verb about mandates: its page, what is entered, what it does, and which mandate it is about."""

    template: str
    form: forms.Form
    run: Callable[[dict[str, Any]], Mandate]
    mandate: Mandate | None = None


def _in_two_steps(request: HttpRequest, acting: Acting, step: Step) -> HttpResponse:
    """Show the form; on the first post what it would do; on the confirmed post do it."""
    form = step.form
    context: dict[str, Any] = {"acting": acting, "form": form, "mandate": step.mandate, "settled": False}
    if request.method != "POST" or not form.is_valid():
        return render(request, step.template, context, status=422 if request.method == "POST" else 200)
    if "confirmed" not in request.POST or "change" in request.POST:
        known = Account.objects.filter(email=str(form.cleaned_data.get("email", "")).lower())
        context |= {"entered": form.cleaned_data, "known": known.exists()}
        return render(request, step.template, context | {"settled": "change" not in request.POST})
    try:
        done = step.run(form.cleaned_data)
    except DomainError as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, forms.ValidationError(str(refusal)))
        return render(request, step.template, context, status=refusal.status)
    if "email" in form.cleaned_data:
        _write(request, done)
    else:
        messages.success(request, _("The mandate has been ended."), extra_tags="good")
    return redirect("portal_mandates")


def _write(request: HttpRequest, mandate: Mandate) -> None:
    """Write to the holder of a mandate, and tell the reader whether the letter went out."""
    assert isinstance(request.user, Account)  # noqa: S101 -- whoever gives mandates is signed in
    assert mandate.account  # noqa: S101 -- an invitation has an address
    address = {"address": mandate.account.email}
    if send_invitation(mandate, by=request.user):
        messages.success(request, _("A letter has been sent to %(address)s.") % address, extra_tags="good")
    else:
        said = _("The mandate stands, but the letter to %(address)s could not be sent. Send it again later.")
        messages.error(request, said % address, extra_tags="bad")
