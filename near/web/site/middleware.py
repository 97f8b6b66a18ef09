"""House habits of every request: closed by default, reading cannot write, refusals in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from near.foundation.errors import DomainError

Answer = Callable[[HttpRequest], HttpResponse]

# Wagtail's own public views cannot carry Django's marker; they are named here, once.
PUBLIC_VIEWS = {
    "wagtail.views.serve",
    "wagtail.documents.views.serve.serve",
    "wagtail.images.views.serve.ServeView",
    "django.views.static.serve",
}
SERVER_FAULT = 500
READING = {"GET", "HEAD", "OPTIONS", "TRACE"}
_WRITE = re.compile(r'^\s*(INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)', re.IGNORECASE)
# Bookkeeping of sign-in and of the back office; never a record of the association. The CMS notes the size of
# a picture when its page is first read, and asks the background process to read the picture anew.
_BOOKKEEPING = (
    "django_session", "wagtail", "account_", "socialaccount_", "mfa_", "people_account",
    "django_tasks_database_",
)  # fmt: skip


class WroteWhileReading(RuntimeError):
    """A view wrote to the database on a reading request: a programming error."""


class ClosedByDefault(LoginRequiredMiddleware):
    """Every page asks for a sign-in unless its view says it is public."""

    def process_view(self, request: Any, view_func: Any, args: Any, kwargs: Any) -> Any:
        view = getattr(view_func, "view_class", view_func)
        if f"{view.__module__}.{getattr(view, '__qualname__', '')}" in PUBLIC_VIEWS:
            return None
        return super().process_view(request, view_func, args, kwargs)


class ReadingCannotWrite:
    """A GET that writes fails loudly, before anything is written."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in READING:
            return self.get_response(request)
        with connection.execute_wrapper(refuse_writes):
            return self.get_response(request)


def refuse_writes(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    """Let a statement through unless it writes to one of our own tables."""
    write = _WRITE.match(sql)
    if write and not write.group(2).lower().startswith(_BOOKKEEPING):
        raise WroteWhileReading(sql[:120])
    return execute(sql, params, many, context)


def written_by(request: HttpRequest) -> list[str]:
    """Return the longer texts a refused form held, so that nobody has to write them again."""
    if request.method != "POST" or request.content_type == "application/json":
        return []
    shown = [key for key in request.POST if not any(secret in key for secret in _SECRETS)]
    own = (value for key in shown for value in request.POST.getlist(key))
    return [value for value in own if len(value) >= _WORTH_KEEPING]


_SECRETS = ("password", "token", "credential")
_WORTH_KEEPING = 40


class RefusalsInWords:
    """Turn a domain refusal no view has caught into a page in the reader's language."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, DomainError) or exception.status >= SERVER_FAULT:
            return None
        context = {"message": str(exception), "status": exception.status, "written": written_by(request)}
        return render(request, "site/refusal.html", context, status=exception.status)
