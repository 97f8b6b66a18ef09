"""Habits of the back office: the officer's language, one transaction a post, its own content policy."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from near.foundation.languages import language_of
from near.people.perms import in_secretariat

Answer = Callable[[HttpRequest], HttpResponse]

DESK = "/desk/"
EDITORS = "Secretariat"
_FAILED = 500
# The CMS's own editor starts its widgets by scripts and styles inside the page, and knows no nonce
# (Wagtail 8). So the desk, which only the secretariat reaches, allows those; nothing from elsewhere is
# allowed here either.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'self'"
)


# The CMS's button that asks a provider of translations: nothing may hold the database meanwhile, and it
# opens its own transaction for what it writes.
_WAITS_FOR_OTHERS = re.compile(r"/desk/localize/translate/\d+/machine_translate/")


class DeskHabits:
    """Applies to addresses under /desk/."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user: Any = request.user
        inside = request.path.startswith(DESK)
        if user.is_authenticated and inside:
            language = language_of(user.language).django
            translation.activate(language)
            request.LANGUAGE_CODE = language
        if not inside:
            return self.get_response(request)
        if user.is_authenticated and not keep_editors_in_step(user):
            message = _("The desk is the secretariat's. Your account has no post there.")
            return render(request, "site/refusal.html", {"message": message, "status": 403}, status=403)
        response = self._in_one_transaction(request)
        response["Content-Security-Policy"] = POLICY
        return response

    def _in_one_transaction(self, request: HttpRequest) -> HttpResponse:
        """Keep what the CMS writes and its journal entry together: both or neither."""
        if request.method != "POST" or _WAITS_FOR_OTHERS.fullmatch(request.path):
            return self.get_response(request)
        with transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= _FAILED:
                transaction.set_rollback(True)
        return response


def keep_editors_in_step(user: Any) -> bool:
    """Let the CMS's group of editors hold who has a post today, and return whether this account does.

    The CMS knows groups, not dated posts; the post decides.
    """
    entitled = in_secretariat(user)
    if entitled == user.groups.filter(name=EDITORS).exists():
        return entitled
    group = Group.objects.get(name=EDITORS)
    if entitled:
        user.groups.add(group)
    else:
        user.groups.remove(group)
    return entitled
