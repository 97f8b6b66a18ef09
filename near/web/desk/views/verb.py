"""One view for every verb: fill in, see what it will do, confirm."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from near.foundation.errors import DomainError
from near.foundation.journal import head
from near.foundation.period import today
from near.foundation.text import digest
from near.web.desk.forms.fields import VerbForm
from near.web.desk.rehearsal import Rehearsal, rehearsed
from near.web.desk.verbs import VERBS, DeskVerb
from near.web.desk.wording import refusal_in_words


def run_verb(request: HttpRequest, key: str) -> HttpResponse:
    """Show the form; on the first post show what would change; on the confirmed post do it."""
    verb = VERBS.get(key)
    if verb is None:
        raise Http404
    if request.method != "POST":
        form = verb.form(initial=verb.form.initial_for(request.GET.dict()))
        return _page(request, verb, form)
    form = verb.form(request.POST)
    if not form.is_valid():
        return _page(request, verb, form, status=422)
    try:
        preview = rehearsed(lambda: form.run(request.user), _day_of(form))
        # Whoever confirms has seen exactly this: if the records moved meanwhile, it is shown again.
        if form.data.get("seen") != _seal(form):
            return _page(request, verb, form, preview)
        # Read anew: the rehearsal has changed the records in hand, though not those of the database.
        form = verb.form(request.POST)
        form.full_clean()
        with transaction.atomic():
            form.run(request.user)
    except DomainError as refusal:
        _blame(form, refusal)
        return _page(request, verb, form, status=refusal.status)
    messages.success(request, _("Done: %(what)s") % {"what": verb.label})
    return redirect("near_desk_list", verb.group)


def _seal(form: VerbForm) -> str:
    """Return what ties a confirmation to a preview: the state of the records, and what was entered."""
    entered = sorted((k, v) for k, v in form.data.items() if k not in ("seen", "csrfmiddlewaretoken"))
    return f"{head()}-{digest(repr(entered))}"


def _blame(form: VerbForm, refusal: DomainError) -> None:
    """Put a refusal beside the input at fault, else above the form."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, forms.ValidationError(refusal_in_words(refusal)))


def _day_of(form: VerbForm) -> dt.date:
    """Return the day a change takes effect, as far as the form names one."""
    days = [form.cleaned_data.get(name) for name in ("since", "until", "on")]
    return next((d for d in days if isinstance(d, dt.date)), today())


def _page(
    request: HttpRequest, verb: DeskVerb, form: VerbForm, preview: Rehearsal | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    context: dict[str, Any] = {"verb": verb, "form": form, "preview": preview, "seen": _seal(form)}
    return render(request, "desk/verb.html", context, status=status)
