"""Who may change the register, and who may see what of it."""

from __future__ import annotations

from near.foundation.period import today
from near.people.models import Account
from near.people.perms import Actor, in_secretariat
from near.registry.enums import Office
from near.registry.models import Mandate, MembershipSpell, Region, SuspensionSpell
from near.registry.rules import own_languages


def can_keep_register(by: Actor) -> bool:
    """The secretariat keeps the register: admissions, names, partners, agreements. Nobody else does."""
    return in_secretariat(by)


def can_speak_for(by: Actor, region: Region) -> bool:
    """Whoever holds any mandate of this member today, on an active account."""
    return _holds(by, region, tuple(Office.values))


def can_give_mandate(by: Actor, region: Region) -> bool:
    """The member's head or deputy gives and ends its mandates; the secretariat can always help."""
    return in_secretariat(by) or _holds(by, region, (Office.HEAD, Office.DEPUTY))


def can_give_office(by: Actor, region: Region, office: str) -> bool:
    """The member's head gives every office, its deputy every office but the head's; the secretariat any."""
    offices = (Office.HEAD,) if office == Office.HEAD else (Office.HEAD, Office.DEPUTY)
    return in_secretariat(by) or _holds(by, region, offices)


def can_end_mandate(by: Actor, mandate: Mandate) -> bool:
    """Whoever gives an office ends it. The last head's is ended by the secretariat only: a member's own
    people hand it to a successor, lest nobody be left who may give a mandate.
    """
    if in_secretariat(by):
        return True
    return can_give_office(by, mandate.region, mandate.office) and not _is_last_head(mandate)


def can_vouch(by: Actor) -> bool:
    """Whoever is head or deputy of a member today vouches for the people they invite."""
    if not isinstance(by, Account) or not by.is_active:
        return False
    held = Mandate.objects.on(today()).filter(account=by, office__in=(Office.HEAD, Office.DEPUTY))
    return held.filter(region__in=MembershipSpell.objects.on(today()).values("region")).exists()


def can_write_language(by: Actor, language: str) -> bool:
    """The secretariat writes in every language; whoever holds a mandate of a member today, whose rights do
    not rest, in the languages of that member's country. Nobody else writes in any.
    """
    return in_secretariat(by) or language in languages_of(by)


def can_write_text(by: Actor, language: str, original: str) -> bool:
    """Whoever may write a language corrects translations in it; originals are the secretariat's to change."""
    return in_secretariat(by) or (language != original and can_write_language(by, language))


def languages_of(by: Actor) -> tuple[str, ...]:
    """Return the languages somebody may write for their members today, each once. One query."""
    if not isinstance(by, Account) or not by.is_active:
        return ()
    day = today()
    members = MembershipSpell.objects.on(day).values("region")
    resting = SuspensionSpell.objects.on(day).values("region")
    held = Mandate.objects.on(day).filter(account=by, region__in=members).exclude(region__in=resting)
    countries = held.order_by("since", "pk").values_list("region__country_id", flat=True)
    return tuple(dict.fromkeys(code for country in countries for code in own_languages(country)))


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


def _is_last_head(mandate: Mandate) -> bool:
    """Tell whether without this mandate nobody would be left who signs in as head, with no end in sight."""
    if mandate.office != Office.HEAD or mandate.account_id is None:
        return False
    others = Mandate.objects.on(today()).filter(region=mandate.region_id, office=Office.HEAD, until=None)
    return not others.filter(account__is_active=True).exclude(pk=mandate.pk).exists()
