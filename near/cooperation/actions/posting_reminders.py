"""Reminders of what ends by itself: written by the daily round, once for each day it ends on."""

from __future__ import annotations

import datetime as dt

from near.cooperation.notices.postings import to_be_reminded
from near.foundation.action import action
from near.foundation.errors import NotAllowed
from near.foundation.notices import tell
from near.people.perms import Actor, is_system
from near.registry.queries.speakers import speakers_of


@action("cooperation.remind_of_expiry")
def remind_of_expiry(*, day: dt.date, by: Actor) -> int:
    """Tell members which of their postings expire within two weeks; return how many. Told once an expiry."""
    if not is_system(by):
        raise NotAllowed
    found = to_be_reminded(day)
    for posting in found:
        details = {"member": posting.region, "title": posting.title, "posting": posting.pk}
        tell(speakers_of([posting.region]), "cooperation.posting_expires", details=details,
             event=f"posting:{posting.pk}:{posting.expires_on}", region=posting.region,
             sample=posting.is_sample)  # fmt: skip
    return len(found)
