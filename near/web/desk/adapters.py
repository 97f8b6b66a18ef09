"""How sign-in behaves here."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from near.foundation.period import today
from near.people.perms import in_secretariat
from near.registry.models import Mandate


class ClosedRegistration(DefaultAccountAdapter):
    """Nobody registers by themselves: accounts come from the secretariat or by a member's mandate."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        if in_secretariat(request.user):
            return reverse("wagtailadmin_home")
        speaks = Mandate.objects.on(today()).filter(account=request.user).exists()
        return reverse("portal_home" if speaks else "home")
