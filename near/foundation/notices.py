"""Notices: one thing told to one reader, once. Rooms declare what they say; the cellar keeps and speaks it.

What is kept is never words: a kind, and details as plain data. So a notice speaks the language of whoever
reads it, whatever that is when it is read. A room says in its own `notices.py` what it tells:

    def _answered(told: Mapping[str, Any]) -> str:
        return _("%(member)s has answered your posting “%(title)s”.") % told

    KINDS = (
        NoticeKind(
            "cooperation.answer_received", gettext_lazy("Answers to your postings"), _answered,
            address="portal_posting", args=("posting",),
        ),
    )

names it in its `apps.py` (`declare_notices(*KINDS)`), and tells it from inside a verb:

    tell(
        speakers_of([posting.region]), "cooperation.answer_received", event=f"answer:{answer.pk}",
        details={"member": answer.region, "title": posting.title, "posting": posting.pk},
        region=posting.region, but=by, sample=posting.is_sample,
    )

A region and a `MultilingualText` are given as they are: the sentence gets the region's name and the text's
words in the reader's language. Numbers, strings, booleans and lists of them stay what they are. `address` is
the name of the page a notice leads to, `args` the details that fill it. With `due` a notice comes first in
the mail. It is a row in the verb's own transaction; the mail goes out later (near.flows.digest). The database
holds that nobody is told one event twice.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language

from near.foundation.journal import Reference
from near.foundation.languages import language_of
from near.foundation.text import MultilingualText, spoken_by_machine

_log = logging.getLogger(__name__)


class Named(Protocol):
    """Whatever can say how it is named from afar: an account, a region."""

    def reference(self) -> Reference:
        """Return type and identifier."""


Sentence = Callable[[Mapping[str, Any]], str]
Namer = Callable[[Collection[str], str], Mapping[str, str]]


@dataclass(frozen=True)
class NoticeKind:
    """One kind of notice: `key` (`room.what_happened`), the heading over several, and the whole sentence.

    `said` is called with the details in the reader's language while that language is active.
    """

    key: str
    label: Any
    said: Sentence
    address: str = ""
    args: tuple[str, ...] = ()


class Notice(models.Model):
    """One thing told to one reader. `recipient` and `region` name from afar: no foreign keys here."""

    recipient = models.CharField(max_length=80)
    kind = models.CharField(max_length=80)
    event = models.CharField(max_length=160)
    region = models.CharField(max_length=60, blank=True)
    details = models.JSONField(default=dict)
    due = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "foundation"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "kind", "event"], name="told_once"),
        ]
        indexes = [
            models.Index(fields=["recipient", "-at"], name="notice_of_reader"),
            models.Index(
                fields=["recipient", "at"], name="notice_to_mail",
                condition=Q(mailed_at__isnull=True, read_at__isnull=True),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.recipient} {self.kind} {self.event}"


@dataclass(frozen=True)
class Told:
    """A notice in the reader's language. `region` is the member's slug and may be empty, as its name.

    `machine` tells that words in the sentence were translated by a machine, `sample` that it is about a
    made-up record: whoever shows it says so.
    """

    pk: int
    kind: str
    label: str
    sentence: str
    region: str
    region_name: str
    at: dt.datetime
    due: dt.datetime | None
    read: bool
    address: str
    args: tuple[Any, ...]
    machine: bool = False
    sample: bool = False


_kinds: dict[str, NoticeKind] = {}


def _slugs(regions: Collection[str], _language: str) -> Mapping[str, str]:
    """Stand in where no room keeps names: a region is called by its identifier."""
    return {slug: slug for slug in regions}


_namer: list[Namer] = [_slugs]


def declare_notices(*kinds: NoticeKind) -> None:
    """Let a room name what it tells."""
    _kinds.update({kind.key: kind for kind in kinds})


def kinds() -> dict[str, NoticeKind]:
    """Return every declared kind by its key."""
    return dict(_kinds)


def declare_region_names(namer: Namer) -> None:
    """Let the room that keeps the regions say what they are called: (slugs, language) to names."""
    _namer[:] = [namer]


def tell(
    recipients: Iterable[Named], kind: str, *, event: str, details: Mapping[str, Any] | None = None,
    region: Named | None = None, due: dt.datetime | None = None, but: Any = None, sample: bool = False,
) -> None:  # fmt: skip
    """Tell each of the accounts of an event, once, inside the caller's transaction.

    `event` names what happened for this kind (`answer:12`); who was told of it before is not told again.
    `but` is whoever did it: nobody is told of what they did themselves. `sample` marks what is about a
    made-up record. Undeclared kinds are a `LookupError`.
    """
    if kind not in _kinds:
        raise LookupError(kind)
    kept = {name: _kept(name, value) for name, value in (details or {}).items()}
    if sample:
        kept[_SAMPLE] = True
    now, doer = timezone.now(), _name(but)
    told = dict.fromkeys(_name(account) for account in recipients)
    Notice.objects.bulk_create(
        [
            Notice(
                recipient=name, kind=kind, event=event, details=kept, due=due, at=now,
                region=region.reference().id if region else "",
            )
            for name in told
            if name != doer
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def _name(account: Any) -> str:
    return str(account.reference()) if hasattr(account, "reference") else ""


_TEXT, _REGION, _SAMPLE = "$text", "$region", "$sample"
_PLAIN = (str, int, float, bool, type(None))


def _kept(name: str, value: Any) -> Any:
    """Return a detail as plain data; a `TypeError` for what could not be said again later."""
    if isinstance(value, MultilingualText):
        return {_TEXT: value.as_json()}
    if isinstance(value, _PLAIN) or (isinstance(value, list) and all(isinstance(x, _PLAIN) for x in value)):
        return value
    if hasattr(value, "reference") and value.reference().type == "region":
        return {_REGION: value.reference().id}
    raise TypeError(name)


def notices_of(account: Named, *, regions: Collection[str] | None = None) -> models.QuerySet[Notice]:
    """Return what an account was told, unread first, then the latest first.

    With `regions` (slugs) only what concerns them or nobody in particular.
    """
    found = Notice.objects.filter(recipient=_name(account), kind__in=list(_kinds))
    if regions is not None:
        found = found.filter(region__in=["", *regions])
    return found.annotate(was_read=Q(read_at__isnull=False)).order_by("was_read", "-at", "-pk")


def unread_count(account: Named, *, regions: Collection[str] | None = None) -> int:
    """Return how many notices of an account are unread. One query."""
    return notices_of(account, regions=regions).filter(read_at__isnull=True).count()


def spoken(notices: Iterable[Notice]) -> list[Told]:
    """Say notices in the language that is active. One reading of regions' names, whatever their number."""
    found: Sequence[Notice] = list(notices)
    slugs = {x.region for x in found if x.region} | {
        value[_REGION] for x in found for value in x.details.values() if _tagged(value, _REGION)
    }
    names, code = region_names(slugs), _reader()
    return [_spoken(notice, names, code) for notice in found]


def region_names(slugs: Collection[str]) -> Mapping[str, str]:
    """Return what regions are called in the active language; one without a name by its slug."""
    return {slug: slug for slug in slugs} | dict(_namer[0](slugs, _reader())) if slugs else {}


def _reader() -> str:
    return language_of(get_language() or "en").code


def _tagged(value: Any, tag: str) -> bool:
    return isinstance(value, dict) and tag in value


def _spoken(notice: Notice, names: Mapping[str, str], code: str) -> Told:
    kind = _kinds[notice.kind]
    details = {name: _said(value, names, code) for name, value in notice.details.items()}
    return Told(
        pk=notice.pk, kind=kind.key, label=str(kind.label), sentence=_sentence(kind, details),
        region=notice.region, region_name=names.get(notice.region, notice.region), at=notice.at,
        due=notice.due, read=notice.read_at is not None, address=kind.address,
        args=tuple(_plain(notice.details.get(name, "")) for name in kind.args),
        machine=any(_of_machine(value, code) for value in notice.details.values()),
        sample=bool(notice.details.get(_SAMPLE)),
    )  # fmt: skip


def _sentence(kind: NoticeKind, details: Mapping[str, Any]) -> str:
    """Return a notice's sentence; its heading where an older notice lacks what the sentence now asks for."""
    try:
        return kind.said(details)
    except KeyError:
        _log.warning("A notice of the kind %s lacks a detail.", kind.key, exc_info=True)
        return str(kind.label)


def _said(value: Any, names: Mapping[str, str], code: str) -> Any:
    if _tagged(value, _TEXT):
        return MultilingualText.from_json(value[_TEXT]).words(code)
    if _tagged(value, _REGION):
        return names.get(value[_REGION], value[_REGION])
    return value


def _of_machine(value: Any, code: str) -> bool:
    return _tagged(value, _TEXT) and spoken_by_machine(MultilingualText.from_json(value[_TEXT]), code)


def _plain(value: Any) -> Any:
    """Return what fills an address: a region's slug for a region."""
    return value[_REGION] if _tagged(value, _REGION) else value


def read_all(account: Named, *, pk: int | None = None) -> int:
    """Mark an account's notices as read, or the one named; return how many were unread."""
    unread = Notice.objects.filter(recipient=_name(account), read_at__isnull=True)
    if pk is not None:
        unread = unread.filter(pk=pk)
    return unread.update(read_at=timezone.now())
