"""What is said where a ministry's own sign-in did not open an account here."""

from django.utils.translation import gettext_lazy as _

from near.foundation.errors import DomainError


class MinistryUnsuccessful(DomainError):
    message = _("The sign-in of %(name)s did not succeed. Please try again, or sign in with your password.")
    status = 403


class MinistryUnproven(DomainError):
    message = _("%(name)s did not confirm an e-mail address of its own. Please sign in with your password.")
    status = 403


class NoAccountForAddress(DomainError):
    message = _("There is no account with the address %(address)s. Accounts are opened by invitation only.")
    status = 403
