"""Imports: a file is tried first; it is taken whole or not at all."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from near.foundation.errors import DomainError
from near.foundation.languages import language_of
from near.registry.perms import can_keep_register
from near.web.desk.importing import KINDS, MissingValue, Row, UnknownWord, import_rows, read_table
from near.web.desk.past_projects import template_file

_SALT = "near.desk.import"
_AN_HOUR = 3600


def import_table(request: HttpRequest) -> HttpResponse:
    """Show the form; try an uploaded file; keep it when it is confirmed and every row is good."""
    if not can_keep_register(request.user):
        raise PermissionDenied
    context: dict[str, Any] = {"kinds": KINDS.values()}
    if request.method != "POST":
        return render(request, "desk/import.html", context)
    try:
        kind, rows, confirmed = _given(request)
        bad = import_rows(kind, rows, by=request.user, dry=not confirmed)
    except DomainError as refusal:
        context["fault"] = str(refusal)
        return render(request, "desk/import.html", context, status=refusal.status)
    if confirmed and not bad:
        messages.success(request, _("%(count)d rows taken.") % {"count": len(rows)})
        return redirect("near_desk_journal")
    parcel = signing.dumps([kind.key, rows], salt=_SALT, compress=True)
    context |= {"kind": kind, "count": len(rows), "bad": bad, "parcel": parcel}
    return render(request, "desk/import.html", context, status=422 if bad else 200)


def show_template(request: HttpRequest) -> HttpResponse:
    """Give the empty table of past projects, its headings in the reader's language."""
    if not can_keep_register(request.user):
        raise PermissionDenied
    code = language_of(get_language() or "en").code
    answer = HttpResponse(template_file(code), content_type=_WORKBOOK)
    answer["Content-Disposition"] = 'attachment; filename="near-past-projects.xlsx"'
    return answer


_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _given(request: HttpRequest) -> tuple[Any, list[Row], bool]:
    """Return kind, rows, and whether this is the confirmation of a dry run."""
    parcel = request.POST.get("parcel")
    if parcel:
        try:
            key, rows = signing.loads(parcel, salt=_SALT, max_age=_AN_HOUR)
        except signing.BadSignature:
            raise UnknownWord(value="parcel", known="", field="") from None
        return KINDS[key], rows, True
    kind = KINDS.get(request.POST.get("kind", ""))
    upload = request.FILES.get("file")
    if kind is None or upload is None:
        raise MissingValue(field="file")
    return kind, read_table(upload.name or "", upload.read()), False
