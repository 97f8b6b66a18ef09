"""The letter that tells somebody of a mandate, with the way in: in their language, afterwards."""

from __future__ import annotations

from typing import Any

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from near.foundation.languages import language_of
from near.foundation.period import today
from near.people.models import Account
from near.registry.models import Mandate
from near.registry.queries import names_on


def send_invitation(mandate: Mandate, *, by: Account) -> bool:
    """Write to whoever holds a mandate; call it when nothing can take the mandate back any more.

    Whoever has no password yet is sent the address where it is set. Return whether the letter went out:
    a mail server that does not answer is no reason to take the mandate back.
    """
    account = mandate.account
    if account is None:
        return False
    language = language_of(account.language)
    with translation.override(language.django):
        context = _said(mandate, account, by)
        subject = " ".join(render_to_string("outgoing/invitation_subject.txt", context).split())
        body = render_to_string("outgoing/invitation.txt", context).strip() + "\n"
    try:
        return bool(send_mail(subject, body, None, [account.email]))
    except OSError:
        return False


def _said(mandate: Mandate, account: Account, by: Account) -> dict[str, Any]:
    """Return what the letter says, in the present language."""
    names = names_on(today(), language_of(account.language).code, [mandate.region_id])
    name = names.get(mandate.region_id)
    first = not account.has_usable_password()
    return {
        "account": account,
        "member": name.official if name else mandate.region.slug,
        "mandate": mandate,
        "by": by,
        "first": first,
        "address": settings.SITE_URL + (_way_in(account) if first else reverse("portal_home")),
        "days": settings.INVITATION_DAYS,
    }


def _way_in(account: Account) -> str:
    """Return the address where a password is set, good for `INVITATION_DAYS` and until it is used."""
    key = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(account)
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(account), key])
