"""The refusals of the register, in words."""

from django.utils.translation import gettext_lazy as _

from near.foundation.errors import DomainError


class MembershipOverlap(DomainError):
    message = _("%(region)s already has a membership in this period. End that one first.")


class NotAMember(DomainError):
    message = _("%(region)s has no membership on %(day)s.")


class SuspensionOverlap(DomainError):
    message = _("The rights of %(region)s already rest in this period.")


class AlreadyEnded(DomainError):
    message = _("This has already ended, on %(day)s.")


class NameTaken(DomainError):
    message = _("%(region)s already has this name in this language.")


class CodeTaken(DomainError):
    message = _("“%(key)s” is already in use.")


class IntoItself(DomainError):
    message = _("A region cannot merge into itself.")


class EmptyName(DomainError):
    message = _("A name is needed.")


class UnknownCountry(DomainError):
    message = _("“%(code)s” is not one of the countries here. Known: %(known)s.")
    status = 400


class UnreadableQuestion(DomainError):
    message = _("A name as text is needed, or an object with “name”.")
    status = 400


class UnreadableLine(DomainError):
    message = _("This line is not JSON in UTF-8.")
    status = 400


class SeveralMeant(DomainError):
    message = _("“%(name)s” may mean several regions: %(readings)s. Write the one that is meant.")


class NotInRegister(DomainError):
    message = _("“%(name)s” is understood as %(reading)s, which is not in the register.")


class MandateHeld(DomainError):
    message = _("%(name)s already holds a mandate in this office: %(office)s.")


class AccountClosed(DomainError):
    message = _("The account with this address is closed. Please ask the secretariat.")


class LastHead(DomainError):
    message = _("This is the last mandate of a head. Name a successor instead, or ask the secretariat.")
    status = 403
