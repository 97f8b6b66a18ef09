"""The termbase as TBX-Basic (ISO 30042:2019): written in the DCA style, read in both styles.

Our own marks stand where TBX-Basic has a place for them: a draft or a homonym as the term's `projectSubset`,
a locked concept as the entry's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import ParseError
from xml.sax.saxutils import escape, quoteattr

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from near.terminology.rules.cells import TERM_LANGUAGES, Written
from near.terminology.rules.entries import Entry, Fault

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
<tbxHeader><fileDesc><titleStmt><title>{title}</title></titleStmt><sourceDesc><p>{source}</p></sourceDesc></fileDesc></tbxHeader>
<text><body>
"""
_FOOT = "</body></text>\n</tbx>\n"
_STATUS = ("preferredTerm-admn-sts", "admittedTerm-admn-sts")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# What may not stand in XML 1.0 at all.
_UNWRITABLE = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LOCKED, _DRAFT, _SHARED = "locked", "draft", "shared"
_WRAPPERS = ("descripGrp", "adminGrp", "termNoteGrp", "transacGrp")


class NotTbx(Exception):
    """A file that is no TBX: `kind` is xml, hostile, root or empty."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def write_tbx(entries: Iterable[Entry], *, title: str, source: str) -> str:
    """Write concepts as one TBX document."""
    parts = [_HEAD.format(title=_text(title), source=_text(source))]
    parts += [part for entry in entries for part in _concept(entry)]
    return "".join([*parts, _FOOT])


def _concept(entry: Entry) -> Iterator[str]:
    yield f'<conceptEntry id="{entry.slug}">\n'
    yield f'<descrip type="subjectField">{_text(entry.field or "")}</descrip>\n'
    if entry.locked:
        yield f'<admin type="projectSubset">{_LOCKED}</admin>\n'
    if entry.note:
        yield f"<note>{_text(entry.note)}</note>\n"
    for language in TERM_LANGUAGES:
        if terms := entry.terms.get(language):
            yield f"<langSec xml:lang={quoteattr(_tag(language))}>\n"
            yield from (_term(term, _STATUS[place > 0]) for place, term in enumerate(terms))
            yield "</langSec>\n"
    yield "</conceptEntry>\n"


def _term(term: Written, status: str) -> str:
    marks = [_DRAFT] * term.draft + [_SHARED] * term.shared
    subsets = "".join(f'<admin type="projectSubset">{mark}</admin>' for mark in marks)
    note = f'<termNote type="administrativeStatus">{status}</termNote>'
    return f"<termSec><term>{_text(term.words)}</term>{note}{subsets}</termSec>\n"


def _text(words: str) -> str:
    return escape(_UNWRITABLE.sub("", words))


def _tag(language: str) -> str:
    return "zh-Hans" if language == "zh" else language


def read_tbx(content: bytes) -> tuple[list[Entry], list[Fault]]:
    """Read a TBX document in the DCA or DCT style; `line` counts concepts. Raises `NotTbx`."""
    try:
        root = fromstring(content, forbid_entities=True, forbid_external=True)
    except DefusedXmlException:
        raise NotTbx("hostile") from None
    except (ParseError, ValueError, LookupError):
        raise NotTbx("xml") from None
    if _name(root) != "tbx":
        raise NotTbx("root")
    found = [element for element in root.iter() if _name(element) == "conceptEntry"]
    if not found:
        raise NotTbx("empty")
    entries: list[Entry] = []
    faults: list[Fault] = []
    for number, element in enumerate(found, start=1):
        entry, bad = _entry(element, number)
        entries.append(entry)
        faults += bad
    return entries, faults


@dataclass
class _Said:
    """What a level of an entry says of itself: its data categories, its note."""

    categories: list[tuple[str, str]]
    note: str | None

    def of(self, category: str) -> list[str]:
        return [words for name, words in self.categories if name == category]


def _entry(element: Any, number: int) -> tuple[Entry, list[Fault]]:
    said, slug = _said(element), str(element.get("id", ""))
    terms: dict[str, tuple[Written, ...]] = {}
    faults: list[Fault] = []
    for section in _children(element, "langSec"):
        tag = str(section.get(_LANG, ""))
        language = _language(tag)
        if language is None:
            faults.append(Fault("unknown_language", number, slug[:80], "xml:lang", tag[:20]))
            continue
        terms[language] = (*terms.get(language, ()), *_terms(section))
    field = next(iter(said.of("subjectField")), None)
    locked = _LOCKED in said.of("projectSubset")
    return Entry(slug, field, said.note or "", locked, terms, number), faults


def _terms(section: Any) -> list[Written]:
    """Return the terms of a language, those with the preferred status first."""
    ranked = []
    for part in _children(section, "termSec"):
        said = _said(part)
        words = " ".join(_words(next(_children(part, "term"), None)).split())
        marks = said.of("projectSubset")
        preferred = _STATUS[0] in said.of("administrativeStatus")
        if words:
            ranked.append((not preferred, Written(words, draft=_DRAFT in marks, shared=_SHARED in marks)))
    return [term for _later, term in sorted(ranked, key=lambda x: x[0])]


def _said(element: Any) -> _Said:
    """Read the data categories at one level: by their `type` (DCA) or by the element's own name (DCT)."""
    categories: list[tuple[str, str]] = []
    note: str | None = None
    inner = [e for child in element for e in (list(child) if _name(child) in _WRAPPERS else [child])]
    for child in inner:
        name = _name(child)
        if name == "note":
            note = note or _words(child)
        else:
            categories.append((str(child.get("type", "")) or name, _words(child)))
    return _Said(categories, note)


def _children(element: Any, name: str) -> Iterator[Any]:
    return (child for child in element if _name(child) == name)


def _words(element: Any) -> str:
    return "" if element is None else "".join(element.itertext()).strip()


def _name(element: Any) -> str:
    """Return an element's name without its namespace; comments and instructions have none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _language(tag: str) -> str | None:
    """Return our code for a language tag; None for a language, or a script of it, that we do not keep."""
    parts = tag.lower().replace("_", "-").split("-")
    if parts[0] == "zh" and {"hant", "tw", "hk", "mo"} & set(parts):
        return None
    return parts[0] if parts[0] in TERM_LANGUAGES else None
