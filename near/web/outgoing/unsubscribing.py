"""The way out of every mail: a signed address that needs no sign-in (RFC 8058)."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from near.foundation.errors import DomainError
from near.people.models import Account

_SALT = "near.notices.unsubscribe"
LASTS = 400 * 24 * 3600  # seconds; who digs out a mail of last year still finds the way out


class NoSuchWayOut(DomainError):
    message = _("This address is not complete, or not from one of our mails. Open it again from the mail.")
    status = 404


class WayOutTooOld(DomainError):
    message = _(
        "This address is from a mail of more than a year ago and opens nothing any more. "
        "Use the one in a newer mail, or sign in and change your settings."
    )
    status = 410


def way_out(account: Account) -> str:
    """Return the absolute address at which somebody unsubscribes, in the language that is active."""
    token = signing.dumps(account.pk, salt=_SALT, compress=False)
    return settings.SITE_URL + reverse("notices_unsubscribe", args=[token])


def account_leaving(token: str) -> Account:
    """Return whose mails a token ends; `NoSuchWayOut` or `WayOutTooOld` where it opens nothing."""
    try:
        pk = signing.loads(token, salt=_SALT, max_age=LASTS)
    except signing.SignatureExpired:
        raise WayOutTooOld from None
    except signing.BadSignature:
        raise NoSuchWayOut from None
    account = Account.objects.filter(pk=pk).first()
    if account is None:
        raise NoSuchWayOut
    return account
