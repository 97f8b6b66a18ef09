"""The digest: what somebody was told and has not read, in one mail, when they want it and in their language.

Who is due is derived from dated facts, nothing is scheduled: a notice told before the reader's latest slot
(`latest_slot`) and neither read nor mailed is due now. So a round may run at any time and as often as one
likes, and what did not go out goes out in the next. Mail is never sent inside a transaction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import F, Min, Q, QuerySet
from django.utils import timezone, translation

from near.foundation.deadlines import Deadline, deadlines
from near.foundation.languages import Language, language_of
from near.foundation.notices import Notice, Told, kinds, region_names, spoken
from near.people.enums import Rhythm
from near.people.models import Account, NoticeSetting
from near.people.queries import secretariat_on, zone_of_account
from near.people.rules import latest_slot
from near.registry.queries.speakers import regions_spoken_for
from near.registry.queries.zones import zone_of_slug

LOOK_BACK = dt.timedelta(days=31)  # what is older is on the page, and no longer news
LOOK_AHEAD = dt.timedelta(days=14)
# How long a mail that was tried so often (fewer times than) rests until it is tried again. For the first of
# these times it also belongs to the process that is at it.
PATIENCE = (
    (4, dt.timedelta(minutes=4)),
    (12, dt.timedelta(hours=1)),
    (32767, dt.timedelta(days=1)),
)
MOST_FAULTS = 3  # in a row: then the mail server is at fault, not an address


class NotDelivered(Exception):
    """A mail was not accepted; it is tried again in the next round."""


@dataclass(frozen=True)
class Line:
    """One sentence of a digest; `notice` its number, if it is one, `due` a day or a moment.

    `machine` tells that words in it were translated by a machine, `sample` that it is about a made-up record.
    """

    sentence: str
    due: dt.date | dt.datetime | None = None
    notice: int | None = None
    address: str = ""
    args: tuple[object, ...] = ()
    machine: bool = False
    sample: bool = False


@dataclass
class Part:
    """What concerns one member, or nobody in particular: deadlines in its time, the rest by kind."""

    zone: ZoneInfo
    member: str = ""
    due: list[Line] = field(default_factory=list)
    rest: dict[str, list[Line]] = field(default_factory=dict)


@dataclass(frozen=True)
class Digest:
    """One reader's mail, in the language that was active when it was put together."""

    account: Account
    setting: NoticeSetting
    language: Language
    parts: list[Part]
    notices: tuple[int, ...]


@dataclass
class Outcome:
    """What a round did: mails sent, mails that failed, and notices in those sent."""

    sent: int = 0
    failed: int = 0
    notices: int = 0


Deliver = Callable[[Digest], None]


def send_round(deliver: Deliver, *, now: dt.datetime | None = None, at_once: bool = False) -> Outcome:
    """Send every digest that is due; `at_once` also those that are not, yet. `deliver` sends one mail.

    `deliver` raises `NotDelivered` for a mail that was not accepted. That one waits for the next round, the
    others go out; after three in a row the round ends, since the server is at fault.
    """
    outcome, in_a_row = Outcome(), 0
    for digest in due_digests(now=now, at_once=at_once):
        if not _claimed(digest):
            continue
        try:
            with translation.override(digest.language.django):
                deliver(digest)
        except NotDelivered:
            outcome.failed += 1
            in_a_row += 1
            if in_a_row == MOST_FAULTS:
                break
            continue
        in_a_row = 0
        Notice.objects.filter(pk__in=digest.notices).update(mailed_at=timezone.now())
        outcome.sent += 1
        outcome.notices += len(digest.notices)
    return outcome


def due_digests(*, now: dt.datetime | None = None, at_once: bool = False) -> Iterator[Digest]:
    """Yield the digest of every reader who is due at `now`; those whose mail failed lately come last."""
    now = now or timezone.now()
    accounts = _readers(now)
    spoken_for = regions_spoken_for([account.pk for account in accounts])
    officers = {account.pk for account in secretariat_on()}
    for account in accounts:
        setting = _setting(account)
        before = now if at_once else _slot(account, setting, now)
        if setting.rhythm == Rhythm.NEVER:
            continue
        regions = spoken_for.get(account.pk, {})
        about = None if account.pk in officers else set(regions.values())
        waiting = list(_waiting(account, since=now - LOOK_BACK, before=before, about=about))
        if waiting:
            yield _digest(account, setting, waiting, regions, now)


def _readers(now: dt.datetime) -> list[Account]:
    """Return the active accounts that something waits for, those never tried first. Two queries."""
    unsent = Notice.objects.filter(_unsent(), _rested(now), at__gte=now - LOOK_BACK)
    waiting = unsent.filter(recipient__startswith="account:")
    tried = dict(waiting.values_list("recipient").annotate(Min("claimed_at")).order_by("recipient"))
    names = {int(name.partition(":")[2]): at for name, at in tried.items()}
    accounts = Account.objects.filter(is_active=True, pk__in=names).select_related("notice_setting")
    return sorted(accounts, key=lambda a: (names[a.pk] is not None, names[a.pk] or now, a.pk))


def _unsent() -> Q:
    return Q(read_at__isnull=True, mailed_at__isnull=True, kind__in=list(kinds()))


def _rested(now: dt.datetime) -> Q:
    """Return the condition that a notice was never tried, or not lately: what fails is asked less."""
    free = Q(claimed_at__isnull=True)
    for tries, rest in PATIENCE:
        free |= Q(tries__lt=tries, claimed_at__lt=now - rest)
    return free


def _setting(account: Account) -> NoticeSetting:
    found: NoticeSetting = getattr(account, "notice_setting", None) or NoticeSetting(account=account)
    return found


def _slot(account: Account, setting: NoticeSetting, now: dt.datetime) -> dt.datetime:
    weekday = setting.weekday if setting.rhythm == Rhythm.WEEKLY else None
    return latest_slot(now, zone_of_account(account), settings.DIGEST_HOUR, weekday)


def _waiting(
    account: Account, *, since: dt.datetime, before: dt.datetime, about: Collection[str] | None
) -> QuerySet[Notice]:
    """Return what is to be mailed; nothing of a member whom the reader no longer speaks for."""
    found = Notice.objects.filter(_unsent(), recipient=str(account.reference()), at__range=(since, before))
    found = found.filter(_rested(timezone.now()))
    if about is not None:
        found = found.filter(region__in=["", *about])
    return found.order_by(F("due").asc(nulls_last=True), "at", "pk")


def _claimed(digest: Digest) -> bool:
    """Take the digest's notices for this process; False where another is at them, or they were read."""
    now = timezone.now()
    waiting = Notice.objects.filter(_unsent(), _rested(now), pk__in=digest.notices)
    return waiting.update(claimed_at=now, tries=F("tries") + 1) == len(digest.notices)


def _digest(
    account: Account, setting: NoticeSetting, waiting: list[Notice], regions: dict[int, str], now: dt.datetime
) -> Digest:
    language, zone = language_of(setting.spoken), zone_of_account(account)
    day = now.astimezone(zone).date()
    with translation.override(language.django):
        parts = _by_member(spoken(waiting), zone)
        _add_deadlines(parts, deadlines(list(regions), day, day + LOOK_AHEAD), regions)
    for part in parts.values():
        part.due.sort(key=lambda line: _end(line.due, part.zone))
    return Digest(account, setting, language, _in_order(parts), tuple(notice.pk for notice in waiting))


def _by_member(told: list[Told], zone: ZoneInfo) -> dict[str, Part]:
    """Sort notices by member (slug); what concerns nobody in particular is in the reader's own time."""
    parts: dict[str, Part] = {}
    for notice in told:
        own = zone_of_slug(notice.region) if notice.region else zone
        part = parts.setdefault(notice.region, Part(own, notice.region_name))
        line = Line(notice.sentence, notice.due, notice.pk, machine=notice.machine, sample=notice.sample)
        (part.due if notice.due else part.rest.setdefault(notice.label, [])).append(line)
    return parts


def _add_deadlines(parts: dict[str, Part], coming: list[Deadline], regions: dict[int, str]) -> None:
    names = region_names({regions[x.region] for x in coming})
    for deadline in coming:
        slug = regions[deadline.region]
        part = parts.setdefault(slug, Part(zone_of_slug(slug), names[slug]))
        part.due.append(Line(deadline.said(), deadline.due, None, deadline.address, deadline.args))


def _in_order(parts: dict[str, Part]) -> list[Part]:
    """Put the member whose deadline is nearest first, what concerns nobody in particular last."""
    return sorted(
        parts.values(),
        key=lambda x: (_end(x.due[0].due if x.due else None, x.zone), not x.member, x.member),
    )


def _end(due: dt.date | dt.datetime | None, zone: ZoneInfo) -> dt.datetime:
    """Return the moment something is due, in UTC: a day's last one in a zone, the last of all for none."""
    if isinstance(due, dt.datetime):
        return due.astimezone(dt.UTC)
    return dt.datetime.combine(due, dt.time.max, tzinfo=zone).astimezone(dt.UTC) if due else _NEVER


_NEVER = dt.datetime.max.replace(tzinfo=dt.UTC)
