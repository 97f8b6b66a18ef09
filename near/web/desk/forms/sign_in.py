"""Forms of signing in, said once: labels above the fields, nothing repeated inside them."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.utils.translation import gettext_lazy as _


class SaidOnce:
    """A form without the words allauth repeats inside its fields."""

    fields: dict[str, Any]
    label_suffix: str

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class SignIn(SaidOnce, account.LoginForm):
    """Address and password."""


class ForgottenPassword(SaidOnce, account.ResetPasswordForm):
    """Where the letter goes."""


class FirstOrNewPassword(SaidOnce, account.ResetPasswordKeyForm):
    """A password set by way of a letter."""


class ChangedPassword(SaidOnce, account.ChangePasswordForm):
    """A password in place of the old one."""


class OwnPassword(SaidOnce, account.SetPasswordForm):
    """A password for whoever has come in without one."""


class PasswordAgain(SaidOnce, account.ReauthenticateForm):
    """The password once more, before something is changed."""


class CodeAtSignIn(SaidOnce, mfa.AuthenticateForm):
    """The code of the second step."""


class CodeAgain(SaidOnce, mfa.ReauthenticateForm):
    """The code once more, before something is changed."""


class FirstCode(SaidOnce, totp.ActivateTOTPForm):
    """The first code an app shows."""


class NewKey(SaidOnce, webauthn.AddWebAuthnForm):
    """A passkey or a security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")
        self.fields["name"].max_length = 100
        self.fields["passwordless"].label = _("Sign in with it alone, without a password")
        self.fields["passwordless"].help_text = _(
            "The device then asks for its code, your finger or your face."
        )


class KeyName(SaidOnce, webauthn.EditWebAuthnForm):
    """What a key is called."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")
