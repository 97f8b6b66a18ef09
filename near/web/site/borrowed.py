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
    _("Incorrect code."),
    _("Incorrect password."),
    _("Please type your current password."),
    _("You must type the same password each time."),
    _("The password reset token was invalid."),
    _("Be patient, you are sending too many requests."),
    _("The new value must be different from the current one."),
    _("You cannot deactivate two-factor authentication."),
    _("You cannot generate recovery codes without having two-factor authentication enabled."),
    _("Use your password"),
    _("Use authenticator app or code"),
    _("Use a security key"),
    _("Master key"),
    _("Backup key"),
    _("Key nr. {number}"),
    # Ours, beside the forms of the sign-in.
    _("Name of the key"),
    _("Sign in with it alone, without a password"),
    _("The device then asks for its code, your finger or your face."),
    _("The sign-in of %(name)s did not succeed. Please try again, or sign in with your password."),
    _("%(name)s did not confirm an e-mail address of its own. Please sign in with your password."),
    _("There is no account with the address %(address)s. Accounts are opened by invitation only."),
)
FORMS = (
    _("This field is required."),
    _("Enter a valid date."),
    _("Enter a valid email address."),
    _("Select a valid choice. That choice is not one of the available choices."),
)
