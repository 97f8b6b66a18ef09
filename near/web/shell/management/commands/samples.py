"""near samples: sample accounts for a trial, marked as samples; --remove takes them away."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from near.foundation.journal import SYSTEM
from near.foundation.period import today
from near.people.actions import appoint_officer, close_account, open_account, release_officer
from near.people.enums import Post
from near.people.models import Account, SecretariatPost
from near.registry.actions import end_mandate, give_mandate
from near.registry.enums import Office
from near.registry.models import Mandate, Region

# Not a secret: printed at every trial, for accounts that exist on trial databases only.
TRIAL_PASSWORD = "near-trial-2026"  # noqa: S105 -- see above


@dataclass(frozen=True)
class Sample:
    """One sample account: where it belongs and what it may do."""

    email: str
    name: str
    language: str
    time_zone: str
    role: str
    post: str = ""
    region: str = ""
    office: str = ""


SAMPLES = (
    Sample("secretariat@sample.near", "Sample Officer", "en", "Asia/Seoul",
           "secretariat (head)", post=Post.HEAD),
    Sample("khentii@sample.near", "Жишээ ажилтан", "mn", "Asia/Ulaanbaatar",
           "member official, Khentii", region="mn-khentii", office=Office.CONTACT),
    Sample("tottori@sample.near", "見本 担当者", "ja", "Asia/Tokyo",
           "member official, Tottori", region="jp-tottori", office=Office.HEAD),
)  # fmt: skip


class Command(BaseCommand):
    """Load or remove the sample accounts."""

    help = "Load sample accounts for a trial (never on an installation), or remove them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--remove", action="store_true")
        parser.add_argument("--quiet", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["remove"]:
            self.stdout.write(f"{remove()} sample accounts closed.")
            return
        for sample in SAMPLES:
            load(sample)
        if not options["quiet"]:
            self.stdout.write(f"{len(SAMPLES)} sample accounts; password {TRIAL_PASSWORD}")


def load(sample: Sample) -> None:
    """Open one sample account with its post or mandate, unless it is there already."""
    if Account.objects.filter(email=sample.email).exists():
        return
    account = open_account(
        email=sample.email, name=sample.name, language=sample.language, by=SYSTEM,
        password=TRIAL_PASSWORD, time_zone=sample.time_zone, is_sample=True,
    )  # fmt: skip
    since = today()
    if sample.post:
        appoint_officer(account=account, post=Post(sample.post), since=since, by=SYSTEM)
    if sample.region:
        region = Region.objects.get(slug=sample.region)
        give_mandate(
            region=region, office=Office(sample.office), since=since, by=SYSTEM,
            account=account, is_sample=True,
        )  # fmt: skip


def remove() -> int:
    """Close every sample account: its mandates and posts end, its password stops working."""
    until = today() + dt.timedelta(days=1)
    for mandate in Mandate.objects.filter(is_sample=True, until__isnull=True):
        end_mandate(mandate=mandate, until=until, by=SYSTEM)
    for held in SecretariatPost.objects.filter(account__is_sample=True, until__isnull=True):
        release_officer(held=held, until=until, by=SYSTEM)
    accounts = list(Account.objects.filter(is_sample=True, is_active=True))
    for account in accounts:
        close_account(account=account, by=SYSTEM)
    return len(accounts)
