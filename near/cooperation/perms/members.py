"""For whom somebody may act in the cooperation room."""

from __future__ import annotations

from near.foundation.period import today
from near.people.perms import Actor, in_secretariat
from near.registry.models import MembershipSpell, Region, SuspensionSpell
from near.registry.perms import can_speak_for


def can_act_for(by: Actor, region: Region) -> bool:
    """Whoever holds a mandate of this member today acts for it while it is a member and its rights do not
    rest; the secretariat can always help a member, and its hand is on record.
    """
    if not takes_part(region):
        return False
    return in_secretariat(by) or can_speak_for(by, region)


def takes_part(region: Region) -> bool:
    """Members of every category take part in cooperation, unless their rights rest."""
    day = today()
    member = MembershipSpell.objects.on(day).filter(region=region).exists()
    return member and not SuspensionSpell.objects.on(day).filter(region=region).exists()
