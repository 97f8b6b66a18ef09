"""How sign-in behaves here."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from near.foundation.languages import language_of
from near.foundation.period import today
from near.people.models import Account
from near.people.perms import in_secretariat
from near.registry.models import Mandate
from near.web.desk.ministry.refusals import MinistryUnproven, MinistryUnsuccessful, NoAccountForAddress

_log = logging.getLogger(__name__)


class ClosedRegistration(DefaultAccountAdapter):
    """Nobody registers by themselves: accounts come from the secretariat or by a member's mandate."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        if in_secretariat(request.user):
            return reverse("wagtailadmin_home")
        speaks = Mandate.objects.on(today()).filter(account=request.user).exists()
        return reverse("portal_home" if speaks else "home")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write in the language of whoever is written to, not of the page."""
        account = Account.objects.filter(email=email.lower()).first()
        language = language_of(account.language).django if account else translation.get_language()
        with translation.override(language):
            super().send_mail(template_prefix, email, context)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Tell of a change; the change stands where no mail server answers."""
        try:
            super().send_notification_mail(*args, **kwargs)
        except OSError:
            _log.exception("a letter about a change of sign-in could not be sent")


class SecondStep(DefaultMFAAdapter):
    """Keys and apps call the platform by its name, not by its host."""

    def _get_site_name(self) -> str:
        return "NEAR"


class ByMinistry(DefaultSocialAccountAdapter):
    """Sign-in by a ministry's own server opens an account there is, by its confirmed address; nothing more.

    No account is made that way: who acts for a member is the member's to say, not a ministry's server's.
    Nothing is connected for later either. So the address decides each time anew, and an account that is
    closed, or whose address has passed to somebody else, is not opened by an old connection. A ministry's
    server speaks for the domains it is configured with only: it opens no account of another member.
    """

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find the account, or refuse in words."""
        if sociallogin.state.get("process") not in (None, AuthProcess.LOGIN):
            raise MinistryUnsuccessful(name=sociallogin.provider.name)
        said = [a.email.lower() for a in sociallogin.email_addresses if a.verified is True]
        domains = sociallogin.provider.app.settings["domains"]
        proven = [email for email in said if email.partition("@")[2] in domains]
        if not proven:
            raise MinistryUnproven(name=sociallogin.provider.name)
        account = Account.objects.filter(email__in=proven, is_active=True).first()
        if account is None:
            raise NoAccountForAddress(address=proven[0])
        sociallogin.user = account

    def on_authentication_error(self, request: HttpRequest, provider: Any, *args: Any, **kwargs: Any) -> None:
        raise MinistryUnsuccessful(name=provider.name)
