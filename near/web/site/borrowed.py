"""Words of the libraries that our readers see, listed so that our catalogues hold them in every language."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

SIGN_IN = (
    _("Email"),
    _("Password"),
    _("Remember Me"),
    _("The email address and/or password you specified are not correct."),
    _("Too many failed login attempts. Try again later."),
    _("This account is currently inactive."),
    _("Sign Out"),
    _("Password Reset"),
    _("Reset My Password"),
    _("Two-Factor Authentication"),
    _("Authenticator App"),
    _("Authenticator code"),
    _("Security Keys"),
    _("Recovery Codes"),
    _("Activate"),
    _("Deactivate"),
    _("Add"),
    _("Code"),
    _("Current Password"),
    _("New Password"),
    _("New Password (again)"),
    _("Change Password"),
)
FORMS = (
    _("This field is required."),
    _("Enter a valid date."),
    _("Enter a valid email address."),
    _("Select a valid choice. That choice is not one of the available choices."),
)
