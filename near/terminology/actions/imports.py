"""A whole table or file of concepts, taken whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from near.foundation.action import action
from near.foundation.journal import Reference, append
from near.people.perms import Actor, reference_of
from near.terminology.actions.written import judged, replace, require_editor
from near.terminology.enums import Field
from near.terminology.models import Concept
from near.terminology.queries.sets import entries as present_entries
from near.terminology.refusals import RefusedTermbase
from near.terminology.rules import Clash, Entry, Fault, format_cell
from near.terminology.rules.entries import faults_in


@dataclass(frozen=True)
class Taken:
    """What an import did: concepts new, changed, and left as they were."""

    added: int
    changed: int
    same: int


@action("terminology.import_terms")
def import_terms(*, entries: Sequence[Entry], source: str, by: Actor) -> Taken:
    """Add the concepts that are new, and replace in the others what the entries say of them.

    A language an entry says nothing of stays; an empty one loses its terms; concepts not named stay.
    """
    require_editor(by)
    old = {entry.slug: entry for entry in present_entries()}
    faults = [*faults_in(entries, set(Field.values)), *_new_and_incomplete(entries, old)]
    if faults:
        raise RefusedTermbase(faults)
    moved = [entry for entry in entries if _differs(entry, old.get(entry.slug))]
    concepts = _put_concepts(moved)
    wanted = {(concepts[entry.slug], code): terms for entry in moved for code, terms in entry.terms.items()}
    bad, homonyms = judged(wanted)
    if bad:
        raise RefusedTermbase(_blamed(bad, moved))
    replace(wanted, homonyms, source)
    for entry in moved:
        _put_on_record(entry, old.get(entry.slug), source, by)
    added = sum(entry.slug not in old for entry in moved)
    return Taken(added, len(moved) - added, len(entries) - len(moved))


def _new_and_incomplete(entries: Iterable[Entry], old: dict[str, Entry]) -> Iterable[Fault]:
    for entry in entries:
        if entry.slug not in old:
            if entry.field is None:
                yield Fault("no_field", entry.line, entry.slug, "field")
            if not any(entry.terms.values()):
                yield Fault("no_terms", entry.line, entry.slug, "en")


def _differs(entry: Entry, old: Entry | None) -> bool:
    return old is None or _plain(entry, old) != _plain(old, old)


def _plain(entry: Entry, old: Entry) -> dict[str, str | bool | None]:
    """Return what an entry leaves on record where `old` stood: what it says nothing of stays."""
    said = {"field": entry.field, "note": entry.note, "locked": entry.locked}
    kept = {"field": old.field, "note": old.note, "locked": old.locked}
    cells = {code: format_cell(terms) for code, terms in (dict(old.terms) | dict(entry.terms)).items()}
    return kept | {k: v for k, v in said.items() if v is not None} | {k: v for k, v in cells.items() if v}


def _put_concepts(moved: Sequence[Entry]) -> dict[str, Concept]:
    """Save what entries say of the concepts themselves; return the concepts by identifier."""
    known = {c.slug: c for c in Concept.objects.filter(slug__in=[entry.slug for entry in moved])}
    new = []
    for entry in moved:
        concept = known.get(entry.slug) or Concept(slug=entry.slug)
        concept.field = entry.field or concept.field
        concept.note = concept.note if entry.note is None else entry.note
        concept.locked = concept.locked if entry.locked is None else entry.locked
        if concept.pk:
            concept.save()
        else:
            new.append(concept)
    Concept.objects.bulk_create(new, batch_size=2000)
    return known | {c.slug: c for c in Concept.objects.filter(slug__in=[c.slug for c in new])}


def _blamed(bad: Iterable[Clash], moved: Iterable[Entry]) -> Iterable[Fault]:
    """Name each clash by the line of every entry that brings a term into it."""
    lines = {(entry.slug, code): entry.line for entry in moved for code in entry.terms}
    for clash in bad:
        for slug in clash.slugs:
            if (slug, clash.language) in lines:
                others = ", ".join(other for other in clash.slugs if other != slug)
                yield Fault("taken", lines[slug, clash.language], slug, clash.language, clash.words, others)


def _put_on_record(entry: Entry, old: Entry | None, source: str, by: Actor) -> None:
    before = _plain(old, old) if old else {}
    after = _plain(entry, old or entry)
    changed = {key for key in {*before, *after} if before.get(key) != after.get(key)}
    append(
        by=reference_of(by), verb="terminology.import_terms",
        subject=Reference("concept", entry.slug, entry.slug),
        before={k: v for k, v in before.items() if k in changed},
        after={k: v for k, v in after.items() if k in changed} | {"source": source},
    )  # fmt: skip
