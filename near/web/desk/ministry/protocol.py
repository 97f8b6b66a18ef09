"""The conversation with a ministry's server: everything it says is checked before it is believed."""

from __future__ import annotations

from typing import Any

import jwt
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.http import HttpRequest
from django.urls import reverse

_NO_PROOF, _UNREADABLE = "no id_token", "unreadable id_token"
_SOMEBODY_ELSE, _UNSIGNED = "userinfo of somebody else", "a signature we do not take"
_SIGNATURES = ("RS256", "PS256", "ES256")


class MinistryProtocol(OpenIDConnectOAuth2Adapter):
    """Discovery, authorisation with PKCE, and an identity whose signature, issuer, audience and time hold."""

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """Return who has signed in; `OAuth2Error` where the proof is missing or does not hold."""
        proof = kwargs["response"].get("id_token")
        if not isinstance(proof, str):
            raise OAuth2Error(_NO_PROOF)
        said = {"id_token": self._decode_id_token(app, proof)}
        if "email" not in said["id_token"] and self.openid_config.get("userinfo_endpoint"):
            more = self._fetch_user_info(token.token)
            if more.get("sub") != said["id_token"].get("sub"):
                raise OAuth2Error(_SOMEBODY_ELSE)
            said["userinfo"] = more
        return self.get_provider().sociallogin_from_response(request, said)

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        try:
            header = jwt.get_unverified_header(id_token)
        except jwt.PyJWTError as fault:
            raise OAuth2Error(_UNREADABLE) from fault
        if header.get("alg") not in _SIGNATURES or "kid" not in header:
            raise OAuth2Error(_UNSIGNED)
        found: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token, keys_url=self.openid_config["jwks_uri"], issuer=self.openid_config["issuer"],
            audience=app.client_id, lookup_kid=jwtkit.lookup_kid_jwk,
        )  # fmt: skip
        return found

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """Return the address the ministry sends people back to: one for all languages."""
        path = reverse("ministry_callback", args=[self.provider_id])
        url: str = build_absolute_uri(request, path, self.redirect_uri_protocol)
        return url
