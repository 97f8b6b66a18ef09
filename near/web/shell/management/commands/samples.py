"""near samples: sample accounts and records for a trial, marked as samples; --remove takes all away."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from near.cooperation.actions.samples import load_samples, remove_samples
from near.foundation.journal import SYSTEM
from near.foundation.period import today
from near.foundation.text import MultilingualText
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
    """One sample account: where it belongs and what it may do; `unit` in the member's own language."""

    email: str
    name: str
    language: str
    time_zone: str
    role: str
    post: str = ""
    region: str = ""
    office: str = ""
    unit: str = ""
    unit_en: str = ""
    address: str = ""


SAMPLES = (
    Sample("secretariat@sample.near", "Sample Officer", "en", "Asia/Seoul",
           "secretariat (head)", post=Post.HEAD),
    Sample("officer@sample.near", "견본 담당관", "ko", "Asia/Seoul",
           "secretariat (officer)", post=Post.OFFICER),
    Sample("khentii@sample.near", "Жишээ ажилтан", "mn", "Asia/Ulaanbaatar",
           "member official, Khentii", region="mn-khentii", office=Office.CONTACT,
           unit="Хөгжлийн бодлого, төлөвлөлтийн хэлтэс",
           unit_en="Division of Development Policy and Planning", address="office@khentii.example"),
    Sample("khentii.head@sample.near", "Жишээ дарга", "mn", "Asia/Ulaanbaatar",
           "head of office, Khentii", region="mn-khentii", office=Office.HEAD,
           unit="Засаг даргын Тамгын газар", unit_en="Governor's Office",
           address="governor@khentii.example"),
    Sample("tottori@sample.near", "見本 担当者", "ja", "Asia/Tokyo",
           "member official, Tottori", region="jp-tottori", office=Office.HEAD,
           unit="交流推進課", unit_en="Exchange Promotion Division", address="office@tottori.example"),
    Sample("gyeongbuk@sample.near", "견본 담당자", "ko", "Asia/Seoul",
           "member official, Gyeongsangbuk-do", region="kr-gyeongbuk", office=Office.CONTACT,
           unit="국제협력과", unit_en="International Cooperation Division",
           address="office@gyeongbuk.example"),
    Sample("ningxia@sample.near", "示例 工作人员", "zh", "Asia/Shanghai",
           "member official, Ningxia", region="cn-ningxia", office=Office.CONTACT,
           unit="外事办公室", unit_en="Foreign Affairs Office", address="office@ningxia.example"),
    Sample("buryatia@sample.near", "Сотрудник-пример", "ru", "Asia/Irkutsk",
           "member official, Buryatia", region="ru-buryatia", office=Office.CONTACT,
           unit="Отдел международного сотрудничества", unit_en="Division of International Cooperation",
           address="office@buryatia.example"),
)  # fmt: skip


class Command(BaseCommand):
    """Load or remove the sample accounts and records."""

    help = "Load samples for a trial (never on an installation), or remove all of them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--remove", action="store_true")
        parser.add_argument("--quiet", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["remove"]:
            self.stdout.write(removed())
            return
        for sample in SAMPLES:
            load(sample)
        counts = load_samples(folder=folder(), by=SYSTEM)
        if options["quiet"]:
            return
        self.stdout.write(f"{len(SAMPLES)} sample accounts; password {TRIAL_PASSWORD}")
        new = ", ".join(f"{count} {name}" for name, count in counts.items())
        self.stdout.write(f"New sample records: {new}")


def folder() -> Path:
    """Return where the sample sets of cooperation lie."""
    return Path(settings.DATA_DIR) / "samples" / "cooperation"


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
            account=account, is_sample=True, role_address=sample.address,
            unit=MultilingualText.of(**{sample.language: sample.unit, "en": sample.unit_en}),
        )  # fmt: skip


def removed() -> str:
    """Take away every sample, accounts and records; return in words what went and what had to stay."""
    accounts, records = remove(), remove_samples(by=SYSTEM)
    said = f"{accounts} sample accounts closed. {records.gone} sample records removed."
    if not records.kept:
        return said
    kept = "\n".join(f"  {label}" for label in records.kept)
    return f"{said}\n{len(records.kept)} stay, since real records hang on them:\n{kept}"


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
