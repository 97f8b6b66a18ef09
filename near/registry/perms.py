"""Who may change the register, and who may see what of it."""

from __future__ import annotations

from near.foundation.period import today
from near.people.models import Account
from near.people.perms import Actor, in_secretariat
from near.registry.enums import Office
from near.registry.models import Mandate, Region


def can_keep_register(by: Actor) -> bool:
    """The secretariat keeps the register: admissions, names, partners, agreements. Nobody else does."""
    return in_secretariat(by)


def can_speak_for(by: Actor, region: Region) -> bool:
    """Whoever holds any mandate of this member today, on an active account."""
    return _holds(by, region, tuple(Office.values))


def can_give_mandate(by: Actor, region: Region) -> bool:
    """The member's head or deputy gives and ends its mandates; the secretariat can always help."""
    return in_secretariat(by) or _holds(by, region, (Office.HEAD, Office.DEPUTY))


def can_read_journal(by: Actor) -> bool:
    """The secretariat reads the journal."""
    return in_secretariat(by)


def can_see_drafts(by: Actor) -> bool:
    """Names not yet gone over are pointed out to the secretariat only; the public sees them unmarked."""
    return in_secretariat(by)


def _holds(by: Actor, region: Region, offices: tuple[str, ...]) -> bool:
    if not isinstance(by, Account) or not by.is_active:
        return False
    held = Mandate.objects.filter(account=by, region=region, office__in=offices)
    return held.on(today()).exists()
