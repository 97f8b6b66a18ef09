"""Pages for what went wrong, in the reader's language."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from near.web.site.middleware import written_by

_FORBIDDEN = 403


def _answer(request: HttpRequest, status: int, message: str) -> HttpResponse:
    context: dict[str, Any] = {"message": message, "status": status}
    if status == _FORBIDDEN:
        context["written"] = written_by(request)
    return render(request, "site/refusal.html", context, status=status)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Answer what cannot be understood."""
    return _answer(request, 400, _("This request could not be understood."))


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Answer what is not allowed."""
    return _answer(request, 403, _("You are not allowed to see this page."))


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that was loaded before a sign-in, or whose cookie is gone; what it held is shown."""
    return _answer(
        request, 403, _("This form is no longer current. Please load its page again and send it once more.")
    )


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Answer an address without a page."""
    return _answer(request, 404, _("There is no page at this address."))


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a fault of our own."""
    return _answer(request, 500, _("Something went wrong on our side. Please try again later."))
