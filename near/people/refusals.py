"""The refusals of the people room, in words."""

from django.utils.translation import gettext_lazy as _

from near.foundation.errors import DomainError


class AddressTaken(DomainError):
    message = _("There is an account with this address already.")


class BadAddress(DomainError):
    message = _("“%(email)s” is not an e-mail address. It looks like name@office.example.")


class UnknownZone(DomainError):
    message = _("“%(value)s” is not a time zone. Choose one from the list.")
    status = 400


class UnknownChoice(DomainError):
    message = _("“%(value)s” is not possible here. Choose one from the list.")
    status = 400
