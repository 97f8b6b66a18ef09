"""The marker of public pages: read-only, and open to everybody."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Open a view to everybody, for reading only. Everything not marked so asks for a sign-in."""
    marked: View = login_not_required(require_safe(view))
    return marked
