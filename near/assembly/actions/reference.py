"""Loading the association's own record from data/, once, whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from near.assembly.models import (
    AssociationName,
    ChairTerm,
    CharterRevision,
    Coordination,
    Discrepancy,
    Organ,
    OrganEvent,
    Passage,
    SecretaryGeneralTerm,
    Session,
    TimelineItem,
)
from near.assembly.perms import can_edit_association
from near.foundation.action import action
from near.foundation.errors import NotAllowed
from near.foundation.journal import Reference, append
from near.foundation.reference_data import already_loaded, digest_of
from near.people.perms import Actor, reference_of
from near.registry.actions.reference import (
    Texts,
    day,
    known_day,
    read_texts,
    rows,
    text_of,
)
from near.registry.models import Region

# What the association says of itself; the other keys belong to records with tables of their own.
_PASSAGES = ("association.", "role.", "prehistory.")


@action("assembly.load_association")
def load_association(*, folder: Path, by: Actor) -> bool:
    """Load organs, sessions, chairs, Charter and history. Returns whether anything was done."""
    if not can_edit_association(by):
        raise NotAllowed
    if already_loaded("assembly.load_association"):
        return False
    texts = read_texts(folder / "texts")
    by_slug = {region.slug: region for region in Region.objects.all()}
    _load_organs(folder, by_slug, texts)
    _load_sessions(folder, by_slug, texts)
    _load_terms(folder, by_slug, texts)
    _load_account(folder, texts)
    tables = (Organ, Session, ChairTerm, Passage, TimelineItem, Discrepancy)
    append(
        by=reference_of(by), verb="assembly.load_association",
        subject=Reference("association", "reference-data"),
        after={"digest": digest_of(folder), **{t.__name__.lower(): t.objects.count() for t in tables}},
    )  # fmt: skip
    return True


def _read(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _load_organs(folder: Path, by_slug: dict[str, Region], texts: Texts) -> None:
    for entry in _read(folder / "organs.json"):
        key = f"organ.{entry['id']}"
        organ = Organ.objects.create(
            slug=entry["id"], kind=entry["kind"], number=entry.get("number"),
            order=entry.get("order") or 0, name=text_of(texts, f"{key}.name"),
            summary=text_of(texts, f"{key}.summary"), since=day(entry.get("since")),
            until=day(entry.get("until")), precision=entry.get("precision") or "day",
            source=entry["source"],
        )  # fmt: skip
        for spell in entry.get("coordinators") or []:
            Coordination.objects.create(
                organ=organ, region=by_slug[spell["region"]], since=day(spell.get("since")),
                until=day(spell.get("until")), precision=spell.get("precision") or "day",
            )  # fmt: skip
        for event in entry.get("history") or []:
            OrganEvent.objects.create(
                organ=organ, on=known_day(event["date"]), precision=event.get("precision") or "day",
                kind=event["kind"], note=text_of(texts, event.get("text_key") or "-"),
                source=event.get("source") or entry["source"],
            )  # fmt: skip


def _load_sessions(folder: Path, by_slug: dict[str, Region], texts: Texts) -> None:
    organs = {organ.slug: organ for organ in Organ.objects.all()}
    for entry in _read(folder / "sessions.json"):
        Session.objects.create(
            slug=entry["id"], organ=organs[entry["organ"]], number=entry["number"],
            since=day(entry.get("since")), until=day(entry.get("until")),
            precision=entry.get("precision") or "day", host=by_slug.get(entry.get("host") or ""),
            place=text_of(texts, f"session.{entry['id']}.place"),
            outcome=text_of(texts, f"session.{entry['id']}.outcome"),
            online=bool(entry.get("online")), figures=entry.get("figures") or {},
            source=entry["source"],
        )  # fmt: skip


def _load_terms(folder: Path, by_slug: dict[str, Region], texts: Texts) -> None:
    for row in rows(folder / "chairs.csv"):
        ChairTerm.objects.create(
            number=int(row["number"]), region=by_slug[row["region"]], since=known_day(row["since"]),
            since_precision=row["since_precision"], until=day(row["until"]),
            until_precision=row["until_precision"] or "day",
            note=text_of(texts, row["note_key"] or "-"), source=row["source"],
        )  # fmt: skip
    for row in rows(folder / "secretaries_general.csv"):
        SecretaryGeneralTerm.objects.create(
            number=int(row["number"]), person=row["person"], since=known_day(row["since"]),
            until=day(row["until"]), precision=row["precision"], source=row["source"],
        )  # fmt: skip


def _load_account(folder: Path, texts: Texts) -> None:
    """Load what the association says of itself: names, Charter, passages, history, contradictions."""
    for row in rows(folder / "names.csv"):
        AssociationName.objects.create(
            language=row["lang"], name=row["name"], short=row["short"], since=day(row["since"]),
            until=day(row["until"]), source=row["source"],
        )  # fmt: skip
    for row in rows(folder / "charter.csv"):
        CharterRevision.objects.create(
            on=known_day(row["date"]), kind=row["kind"], session=row["session"], source=row["source"],
            summary=text_of(texts, f"charter.{row['date']}.summary"),
        )  # fmt: skip
    for key in sorted(k for k in texts.get("en", {}) if k.startswith(_PASSAGES)):
        source = "S1" if key.startswith("association.tasks") else "S0"
        Passage.objects.create(key=key, text=text_of(texts, key), source=source)
    for row in rows(folder / "timeline.csv"):
        TimelineItem.objects.create(
            key=row["id"], on=known_day(row["date"]), precision=row["precision"], kind=row["kind"],
            text=text_of(texts, f"timeline.{row['id']}"), source=row["source"],
        )  # fmt: skip
    for entry in _read(folder / "discrepancies.json"):
        Discrepancy.objects.create(
            key=entry["id"], text=text_of(texts, entry["text_key"]),
            source=";".join(entry["sources"]) if isinstance(entry["sources"], list) else entry["sources"],
        )  # fmt: skip
