"""Regions and their names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from near.foundation.action import action, snapshot
from near.foundation.errors import UnknownLanguage
from near.foundation.languages import NAME_LANGUAGES
from near.foundation.period import Period
from near.people.perms import Actor
from near.registry.actions.written import put, require_keeper
from near.registry.enums import EventKind, NameKind, NameState, RegionKind
from near.registry.models import Country, Decision, Region, RegionCode, RegionEvent, RegionName
from near.registry.refusals import CodeTaken, EmptyName, NameTaken


@action("registry.register_region")
def register_region(
    *, slug: str, country: Country, kind: RegionKind, by: Actor, iso: str = "",
    latitude: float | None = None, longitude: float | None = None,
) -> Region:  # fmt: skip
    """Give a region its lasting identity. It is no member yet."""
    require_keeper(by)
    if Region.objects.filter(slug=slug).exists():
        raise CodeTaken(key=slug, field="slug")
    if iso and RegionCode.objects.filter(code=iso, until__isnull=True).exists():
        raise CodeTaken(key=iso, field="iso")
    region = Region(slug=slug, country=country, kind=kind, latitude=latitude, longitude=longitude)
    put(region, verb="registry.register_region", by=by, subject=region.reference())
    if iso:
        code = RegionCode(region=region, code=iso, source="desk")
        put(code, verb="registry.give_code", by=by, subject=region.reference())
    return region


@action("registry.add_name")
def add_name(
    *, region: Region, language: str, kind: NameKind, name: str, source: str, by: Actor,
    sort_key: str = "", since: dt.date | None = None, until: dt.date | None = None,
    state: NameState = NameState.CHECKED,
) -> RegionName:  # fmt: skip
    """Add a name. A second current official or short name in one language is refused."""
    require_keeper(by)
    name = name.strip()
    if not name:
        raise EmptyName(field="name")
    if language not in NAME_LANGUAGES:
        raise UnknownLanguage(code=language, known=", ".join(NAME_LANGUAGES), field="language")
    Period(since, until)
    if _taken(region, language, kind, name, until):
        raise NameTaken(region=region, field="name")
    record = RegionName(
        region=region, language=language, kind=kind, name=name, sort_key=sort_key or name.lower(),
        since=since, until=until, source=source, state=state,
    )  # fmt: skip
    return put(record, verb="registry.add_name", by=by, subject=region.reference())


def _taken(region: Region, language: str, kind: NameKind, name: str, until: dt.date | None) -> bool:
    same = RegionName.objects.filter(region=region, language=language, kind=kind)
    single = kind in (NameKind.OFFICIAL, NameKind.SHORT) and until is None
    return same.filter(until__isnull=True).exists() if single else same.filter(name=name).exists()


@action("registry.correct_name")
def correct_name(
    *, record: RegionName, name: str, sort_key: str, source: str, state: NameState, by: Actor
) -> RegionName:
    """Mend a misspelt name. A region that took a new name is renamed instead."""
    require_keeper(by)
    if not name.strip():
        raise EmptyName(field="name")
    before = snapshot(record)
    record.name, record.sort_key = name.strip(), sort_key or name.strip().lower()
    record.source, record.state = source, state
    return put(
        record, verb="registry.correct_name", by=by, subject=record.region.reference(),
        before=before,
    )  # fmt: skip


@action("registry.rename_region")
def rename_region(
    *, region: Region, names: Mapping[str, str], on: dt.date, decision: Decision, by: Actor,
    kind: RegionKind | None = None,
) -> RegionEvent:  # fmt: skip
    """Give a region new official names from `on`; the old ones stay as former names with their period."""
    require_keeper(by)
    if not any(names.values()):
        raise EmptyName(field="names")
    current = RegionName.objects.filter(
        region=region, kind=NameKind.OFFICIAL, until__isnull=True, language__in=names
    )
    for old in current:
        before = snapshot(old)
        old.until, old.kind = Period(old.since).ended(on).until, NameKind.FORMER
        put(old, verb="registry.retire_name", by=by, subject=region.reference(), before=before)
    for language, name in names.items():
        add_name(
            region=region, language=language, kind=NameKind.OFFICIAL, name=name, since=on,
            source=decision.source, by=by,
        )  # fmt: skip
    return _record_renaming(region, on, decision, by, kind)


def _record_renaming(
    region: Region, on: dt.date, decision: Decision, by: Actor, kind: RegionKind | None
) -> RegionEvent:
    what = EventKind.STATUS_CHANGED if kind and kind != region.kind else EventKind.RENAMED
    if kind and kind != region.kind:
        before = snapshot(region)
        region.kind = kind
        put(region, verb="registry.change_kind", by=by, subject=region.reference(), before=before)
    key = f"{region.slug}-{what}-{on.isoformat()}"
    standing: RegionEvent | None = RegionEvent.objects.filter(key=key).first()
    if standing is not None:
        return standing  # names in further languages of the same renaming
    event = RegionEvent(key=key, region=region, kind=what, on=on, source=decision.source)
    return put(event, verb="registry.rename_region", by=by, subject=region.reference())
