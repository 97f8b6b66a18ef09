"""Loading the termbase that ships with the platform, once, whole or not at all."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import replace as having
from pathlib import Path

from near.foundation.action import action
from near.foundation.journal import Reference, append
from near.foundation.reference_data import already_loaded, digest_of
from near.people.perms import Actor, reference_of
from near.terminology.actions.written import judged, replace, require_editor
from near.terminology.enums import Field
from near.terminology.models import Concept, Term
from near.terminology.refusals import RefusedTermbase
from near.terminology.rules import Entry, Fault, entries_of, key_of

SOURCE = "termbase"


@action("terminology.load_termbase")
def load_termbase(*, folder: Path, by: Actor) -> bool:
    """Load the concepts and terms of a folder. Returns whether anything was done."""
    require_editor(by)
    if already_loaded("terminology.load_termbase"):
        return False
    entries, faults = read_termbase(folder)
    Concept.objects.bulk_create(
        Concept(slug=e.slug, field=e.field or "", note=e.note or "", locked=bool(e.locked)) for e in entries
    )
    concepts = {concept.slug: concept for concept in Concept.objects.all()}
    wanted = {(concepts[e.slug], code): terms for e in entries for code, terms in e.terms.items() if terms}
    bad, homonyms = judged(wanted)
    faults += [Fault("taken", column=c.language, words=c.words, others=", ".join(c.slugs)) for c in bad]
    if faults:
        raise RefusedTermbase(faults)
    replace(wanted, homonyms, SOURCE)
    counts = {"concept": Concept.objects.count(), "term": Term.objects.count()}
    append(
        by=reference_of(by), verb="terminology.load_termbase",
        subject=Reference("termbase", "reference-data"), after={"digest": digest_of(folder), **counts},
    )  # fmt: skip
    return True


def read_termbase(folder: Path) -> tuple[list[Entry], list[Fault]]:
    """Read the tables of a folder, one a field, and the list of homonyms; return entries and faults."""
    rows = [
        {"field": path.stem, "locked": "", **row, "_line": str(line)}
        for path in sorted(folder.glob("*.csv"))
        if path.stem in Field.values
        for line, row in enumerate(_rows(path), start=2)
    ]
    entries, faults = entries_of(rows, Field.values)
    homonyms = {(row["language"], key_of(row["term"])) for row in _rows(folder / "homonyms.csv")}
    return list(_marked(entries, homonyms)), faults


def _marked(entries: Iterable[Entry], homonyms: set[tuple[str, str]]) -> Iterable[Entry]:
    for entry in entries:
        terms = {
            code: tuple(having(t, shared=t.shared or (code, key_of(t.words)) in homonyms) for t in named)
            for code, named in entry.terms.items()
        }
        yield having(entry, terms=terms)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
