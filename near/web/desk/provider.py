"""A ministry's own sign-in as a provider of allauth, which looks for it under this name."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider

from near.web.desk.ministry.protocol import MinistryProtocol


class MinistryProvider(OpenIDConnectProvider):
    """OpenID Connect, taken strictly."""

    id = "ministry"
    name = "Ministry"
    oauth2_adapter_class = MinistryProtocol
    package = "near.web.desk.ministry"

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, str]:
        """Take nothing over but the address: the account keeps its own name and language."""
        email = _said(data).get("email")
        return {"email": email if isinstance(email, str) else ""}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        """Take an address as confirmed only where the server says so in as many words: `true`, no text."""
        email = self.extract_common_fields(data)["email"]
        proven = _said(data).get("email_verified") is True
        return [EmailAddress(email=email, verified=proven, primary=True)] if email else []


def _said(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = data.get("userinfo") or data.get("id_token") or {}
    return found


provider_classes: list[type] = [MinistryProvider]
