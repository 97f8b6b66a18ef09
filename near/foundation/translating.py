"""Which records carry text in many languages: rooms declare them and their verb, the cellar collects.

A board, an editor or a machine asks here what there is, and writes through the room's own verb.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as part
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from near.foundation.errors import DomainError, TooLong, UnknownRecord
from near.foundation.passages import Hand, Offer, corrected, offered, proposed
from near.foundation.text import MultilingualText, TextState, digest, parts_of, split

LONGEST_PASSAGE = 5000


class Moved(DomainError):
    message = _("Somebody changed this passage meanwhile. Look at it again; what you wrote is kept below.")
    status = 409


@dataclass(frozen=True)
class Edit:
    """What is to be written of one field in one language.

    `words` by number of the passage, from 0; `state` checked, draft or machine. `seen` says per passage from
    which words it was made: `seal_of` for a person, the original's digest for a machine, named in `tool`.
    """

    field: str
    language: str
    words: Mapping[int, str]
    state: str = TextState.CHECKED
    seen: Mapping[int, str] = part(default_factory=dict)
    tool: str = ""


@dataclass(frozen=True)
class TextKind:
    """Records of one table that carry text. `key` is the table's name in the journal.

    `rows` gives the records, `by` the column that names one, `fields` the columns with their labels.
    `write(kind=, key=, edit=, by=)` is the room's verb, `may_write(by, language, original)` its permission.
    """

    key: str
    label: Any
    rows: Callable[[], models.QuerySet[Any]]
    fields: Mapping[str, Any]
    by: str
    write: Callable[..., object]
    may_write: Callable[[Any, str, str], bool]

    def record(self, key: str, *, lock: bool = False) -> Any:
        """Return one record; `UnknownRecord` where there is none. `lock` holds it until commit."""
        rows = self.rows().select_for_update(of=("self",)) if lock else self.rows()
        fits = self.by != "pk" or (key.isdecimal() and len(key) < _MOST_DIGITS)
        found = rows.filter(**{self.by: key}).first() if fits else None
        if found is None:
            raise UnknownRecord(key=f"{self.key}:{key}"[:80])
        return found

    def text_of(self, record: Any, name: str) -> MultilingualText:
        """Return a record's text in one field; `UnknownRecord` where this kind has no such field."""
        if name not in self.fields:
            raise UnknownRecord(key=f"{self.key}.{name}"[:80])
        text: MultilingualText = getattr(record, name)
        return text

    def entry(self, key: str) -> Entry:
        """Return one record as an entry."""
        return self._entry(self.record(key))

    def entries(self) -> list[Entry]:
        """Return every record that says anything. One query."""
        found = (self._entry(record) for record in self.rows())
        return [entry for entry in found if entry.texts]

    def _entry(self, record: Any) -> Entry:
        texts = {name: getattr(record, name) for name in self.fields}
        spoken = {name: text for name, text in texts.items() if text}
        return Entry(self, str(getattr(record, self.by)), str(record), spoken)


_MOST_DIGITS = 18


@dataclass(frozen=True)
class Entry:
    """One record: its kind, what names it, how it calls itself, and its texts by field."""

    kind: TextKind
    key: str
    title: str
    texts: Mapping[str, MultilingualText]

    @property
    def label(self) -> str:
        """Return the words by which a reader knows the record: the first passage of its first text."""
        return next(iter(split(str(next(iter(self.texts.values()), "")))), self.title)

    def text(self, name: str) -> MultilingualText:
        """Return the text of one field; `UnknownRecord` where the record has no words in it."""
        if name not in self.texts:
            raise UnknownRecord(key=f"{self.kind.key}:{self.key}.{name}"[:80])
        return self.texts[name]


_kinds: dict[str, TextKind] = {}


def declare_texts(*kinds: TextKind) -> None:
    """Let a room name its records that carry text."""
    _kinds.update({kind.key: kind for kind in kinds})


def kinds() -> list[TextKind]:
    """Return every declared kind, in the order of the rooms."""
    return list(_kinds.values())


def kind_of(key: str) -> TextKind:
    """Return one kind; `UnknownRecord` where no room has declared it."""
    if key not in _kinds:
        raise UnknownRecord(key=key[:60])
    return _kinds[key]


def all_entries() -> Iterator[Entry]:
    """Yield every record that carries text. One query a kind."""
    for kind in kinds():
        yield from kind.entries()


def seal_of(text: MultilingualText, language: str, number: int) -> str:
    """Return what ties an edit to what its writer saw: the original's passage and the translation's."""
    source, own = parts_of(text, text.original)[number], parts_of(text, language)[number]
    return digest(f"{digest(source.words)}.{digest(own.words)}")


def applied(text: MultilingualText, edit: Edit, by: str) -> MultilingualText:
    """Return the text after an edit; `Moved` if its writer saw other words than there are."""
    now = timezone.now().isoformat(timespec="seconds")
    if edit.state == TextState.MACHINE:
        offers = {n: Offer(words, edit.seen.get(n, "")) for n, words in edit.words.items()}
        return offered(text, edit.language, offers, Hand(edit.tool, now))
    for number, words in edit.words.items():
        _require_sound(text, edit, number, words)
        write = proposed if edit.state == TextState.DRAFT else corrected
        text = write(text, edit.language, number, words, Hand(by, now))
    return text


def _require_sound(text: MultilingualText, edit: Edit, number: int, words: str) -> None:
    if not 0 <= number < len(parts_of(text, text.original)):
        raise UnknownRecord(key=f"{edit.field}.{number}"[:80])
    if len(words) > LONGEST_PASSAGE:
        raise TooLong(length=len(words), limit=LONGEST_PASSAGE, field="words")
    seen = edit.seen.get(number)
    if seen is not None and seen != seal_of(text, edit.language, number):
        raise Moved(field="words")
