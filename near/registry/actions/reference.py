"""Loading the reference data that ships with the platform: once, whole or not at all."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path
from typing import Any

from near.foundation.action import action
from near.foundation.journal import Reference, append
from near.foundation.languages import FURTHER, NAME_LANGUAGES
from near.foundation.reference_data import already_loaded, digest_of
from near.foundation.text import MultilingualText, Passage, TextState
from near.people.perms import Actor, reference_of
from near.registry.actions.written import require_keeper
from near.registry.enums import AgreementState
from near.registry.models import (
    Agreement,
    Country,
    Decision,
    Institution,
    MembershipSpell,
    Partner,
    Region,
    RegionCode,
    RegionEvent,
    RegionName,
)

Texts = dict[str, dict[str, str]]


def rows(path: Path) -> list[dict[str, str]]:
    """Read a CSV file of the reference data."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(value: str | None) -> dt.date | None:
    """Read an ISO day, empty for none."""
    return dt.date.fromisoformat(value) if value else None


def known_day(value: str) -> dt.date:
    """Read an ISO day that must be there."""
    return dt.date.fromisoformat(value)


def read_texts(folder: Path) -> Texts:
    """Read the sentences of every language: language code to key to words."""
    return {
        code: json.loads((folder / f"{code}.json").read_text(encoding="utf-8"))
        for code in NAME_LANGUAGES
        if (folder / f"{code}.json").exists()
    }


def text_of(texts: Texts, key: str) -> MultilingualText:
    """Gather one key's words in every language; English is the original, others checked or drafts."""
    state = {"en": TextState.ORIGINAL} | {language.code: TextState.DRAFT for language in FURTHER}
    return MultilingualText(
        {
            code: Passage(words[key], state=state.get(code, TextState.CHECKED))
            for code, words in texts.items()
            if words.get(key)
        }
    )


@action("registry.load_register")
def load_register(*, regions: Path, association: Path, by: Actor) -> bool:
    """Load regions, names, memberships and partners from data/. Returns whether anything was done."""
    require_keeper(by)
    if already_loaded("registry.load_register"):
        return False
    texts = read_texts(association / "texts")
    _load_countries(regions)
    by_slug = _load_regions(regions)
    _load_names(regions, by_slug)
    _load_events(association, by_slug, texts)
    _load_memberships(association, by_slug, texts)
    _load_partners(association, by_slug, texts)
    counts = {m.__name__.lower(): m.objects.count() for m in (Region, RegionName, MembershipSpell)}
    append(
        by=reference_of(by), verb="registry.load_register",
        subject=Reference("register", "reference-data"),
        after={"regions": digest_of(regions), "association": digest_of(association), **counts},
    )  # fmt: skip
    return True


def _load_countries(regions: Path) -> None:
    rules = json.loads((regions / "house_rules.json").read_text(encoding="utf-8"))
    codes = {code for rule in rules.values() for code in rule["countries"]}
    Country.objects.bulk_create(
        Country(
            code=code,
            official_name=_country_text(rules, code, "official"),
            short_name=_country_text(rules, code, "short"),
            sort_key=_country_text(rules, code, "sort"),
        )
        for code in sorted(codes)
    )


def _country_text(rules: dict[str, Any], code: str, part: str) -> MultilingualText:
    return MultilingualText.of(**{lang: r["countries"][code][part] for lang, r in rules.items()})


def _load_regions(regions: Path) -> dict[str, Region]:
    outlines = json.loads((regions / "outlines.json").read_text(encoding="utf-8"))
    Region.objects.bulk_create(
        Region(
            slug=row["id"], country_id=row["country"], kind=row["kind"], wikidata=row["wikidata"],
            latitude=float(row["lat"]), longitude=float(row["lon"]),
            outline=outlines.get(row["id"], []),
        )
        for row in rows(regions / "regions.csv")
    )  # fmt: skip
    by_slug = {region.slug: region for region in Region.objects.all()}
    RegionCode.objects.bulk_create(
        RegionCode(
            region=by_slug[row["region"]], scheme=row["scheme"], code=row["code"],
            since=day(row["since"]), until=day(row["until"]), source=row["source"],
        )
        for row in rows(regions / "codes.csv")
    )  # fmt: skip
    return by_slug


def _load_names(regions: Path, by_slug: dict[str, Region]) -> None:
    RegionName.objects.bulk_create(
        RegionName(
            region=by_slug[row["region"]], language=language, kind=row["kind"], name=row["name"],
            sort_key=row["sort"], since=day(row["since"]), until=day(row["until"]),
            source=row["source"], state=row["state"],
        )
        for language in NAME_LANGUAGES
        if (regions / f"names/{language}.csv").exists()
        for row in rows(regions / f"names/{language}.csv")
    )  # fmt: skip


def _load_events(association: Path, by_slug: dict[str, Region], texts: Texts) -> None:
    RegionEvent.objects.bulk_create(
        RegionEvent(
            key=row["id"], region=by_slug[row["region"]], kind=row["kind"],
            into=by_slug.get(row["into"]), on=known_day(row["date"]), precision=row["precision"],
            note=text_of(texts, f"region_event.{row['id']}"), source=row["source"],
        )
        for row in rows(association / "region_events.csv")
    )  # fmt: skip


def _load_memberships(association: Path, by_slug: dict[str, Region], texts: Texts) -> None:
    Decision.objects.bulk_create(
        Decision(
            key=row["id"], on=known_day(row["date"]), precision=row["precision"], body=row["organ"],
            document=row["session"], source=row["source"],
        )
        for row in rows(association / "decisions.csv")
    )  # fmt: skip
    acts = {act.key: act for act in Decision.objects.all()}
    MembershipSpell.objects.bulk_create(
        MembershipSpell(
            region=by_slug[row["region"]], category=row["category"],
            since=known_day(row["since"]), since_precision=row["since_precision"],
            until=day(row["until"]), until_precision=row["until_precision"] or "",
            opened_by=acts[row["opened_by"]], closed_by=acts.get(row["closed_by"]),
            note=text_of(texts, row["note_key"] or "-"),
        )
        for row in rows(association / "memberships.csv")
    )  # fmt: skip


def _load_partners(association: Path, by_slug: dict[str, Region], texts: Texts) -> None:
    for entry in json.loads((association / "partners.json").read_text(encoding="utf-8")):
        key = f"partner.{entry['id']}"
        partner = Partner.objects.create(
            slug=entry["id"], abbreviation=entry.get("abbreviation", ""),
            name=text_of(texts, f"{key}.name"), summary=text_of(texts, f"{key}.summary"),
            seat=text_of(texts, f"{key}.seat"), founded=entry.get("founded"),
            figures=entry.get("figures", {}), source=entry["source"],
        )  # fmt: skip
        Agreement.objects.create(
            partner=partner, parties=text_of(texts, f"{key}.parties"),
            signed_on=known_day(entry["signed"]), precision=entry.get("precision", "day"),
            state=AgreementState(entry["state"]), review_on=day(entry.get("review_date")),
            source=entry["source"],
        )  # fmt: skip
    for entry in json.loads((association / "institutions.json").read_text(encoding="utf-8")):
        Institution.objects.create(
            slug=entry["id"], region=by_slug[entry["region"]],
            name=text_of(texts, f"institution.{entry['id']}.name"),
            abbreviation=entry.get("abbreviation") or "", source=entry["source"],
        )  # fmt: skip
