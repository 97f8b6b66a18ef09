"""Pages for what went wrong, in the reader's language."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def _answer(request: HttpRequest, status: int, message: str) -> HttpResponse:
    context = {"message": message, "status": status}
    return render(request, "site/refusal.html", context, status=status)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Answer what cannot be understood."""
    return _answer(request, 400, _("This request could not be understood."))


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Answer what is not allowed."""
    return _answer(request, 403, _("You are not allowed to see this page."))


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Answer an address without a page."""
    return _answer(request, 404, _("There is no page at this address."))


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a fault of our own."""
    return _answer(request, 500, _("Something went wrong on our side. Please try again later."))
