"""Pages of the sign-in that this house keeps shut."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from near.foundation.errors import DomainError


class AddressKept(DomainError):
    message = _("The e-mail address of an account is changed by the secretariat. Please write to it.")
    status = 403


@login_not_required
def address_kept(request: HttpRequest) -> HttpResponse:
    """Refuse in words: whoever could change the address could take an account from its member."""
    raise AddressKept
