"""Text in many languages as one value: per language its words, their state and their origin (ADR 0003)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, cast

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from near.foundation.languages import nearby


class TextState(models.TextChoices):
    """Where a passage stands in one language."""

    ORIGINAL = "original", _("original")
    MACHINE = "machine", _("machine translation")
    CHECKED = "checked", _("checked translation")
    DRAFT = "draft", _("draft")
    STALE = "stale", _("out of date")


@dataclass(frozen=True)
class Proposal:
    """Words laid beside a passage, never in its place: a machine's, or those of somebody not sure yet."""

    words: str
    state: str = TextState.DRAFT
    by: str = ""
    at: str = ""
    source_digest: str = ""


@dataclass(frozen=True)
class Passage:
    """The words of one language: state, who and when wrote them, digest of the source they follow.

    While it is stale, `was` says which state it had and `source` the words it was made from. Where the
    original has several passages, `parts` are its own, one for each of the original's, empty where missing;
    `words` and `state` then sum them up.
    """

    words: str
    state: str = TextState.CHECKED
    by: str = ""
    at: str = ""
    source_digest: str = ""
    was: str = ""
    source: str = ""
    proposal: Proposal | None = None
    parts: tuple[Passage, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return plain data: the filled fields only."""
        plain: dict[str, Any] = {k: str(getattr(self, k)) for k in _PLAIN if getattr(self, k)}
        if self.proposal:
            plain["proposal"] = {k: str(v) for k, v in asdict(self.proposal).items() if v}
        if self.parts:
            plain["parts"] = [part.as_json() for part in self.parts]
        return plain

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Passage:
        """Read what `as_json` wrote, or the older form that knew neither parts nor proposals."""
        proposal = Proposal(**data["proposal"]) if data.get("proposal") else None
        parts = tuple(cls.from_json(part) for part in data.get("parts", ()))
        plain = {k: data[k] for k in _PLAIN if k in data}
        state = plain.pop("state", TextState.CHECKED if plain.get("words") else "")
        return cls(plain.pop("words", ""), state=state, proposal=proposal, parts=parts, **plain)


_PLAIN = ("words", "state", "by", "at", "source_digest", "was", "source")
MISSING = Passage("", state="")


def digest(words: str) -> str:
    """Return the short digest by which a translation remembers its source."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def split(words: str) -> list[str]:
    """Return the passages of a text: its paragraphs, set apart by blank lines."""
    found = (part.strip(_EDGES) for part in _BLANK_LINE.split(words.replace("\r\n", "\n")))
    return [part for part in found if part]


_BLANK_LINE = re.compile(r"\n[ \t\u3000]*\n")
_EDGES = " \t\r\n"  # a full-width space at the head of a Japanese paragraph belongs to it


@dataclass(frozen=True)
class MultilingualText:
    """Passages by language code. Reading falls back to a near language and says which one it took."""

    passages: Mapping[str, Passage] = field(default_factory=dict)

    @classmethod
    def of(cls, **words: str) -> MultilingualText:
        """Build checked text from plain words: `MultilingualText.of(en="Sea", ja="海")`."""
        return cls({code: Passage(text) for code, text in words.items() if text})

    def __bool__(self) -> bool:
        return any(passage.words for passage in self.passages.values())

    def __iter__(self) -> Iterator[str]:
        return iter(self.passages)

    def __str__(self) -> str:
        return self.words(get_language() or "en")

    @property
    def original(self) -> str:
        """Return the language the others follow: the one marked so, else English, else the first there is."""
        marked = (c for c, p in self.passages.items() if p.state == TextState.ORIGINAL and p.words)
        spoken = [c for c, p in self.passages.items() if p.words]
        return next(marked, "en" if "en" in spoken else next(iter(spoken), ""))

    def pick(self, code: str) -> tuple[str, Passage] | None:
        """Return (language, passage) nearest to a reader of `code`, or None where there is no text.

        Where no language near the reader's has words, it is the original, never another translation.
        """
        code = "zh" if code.lower().startswith("zh") else code.lower()
        spoken = {c: p for c, p in self.passages.items() if p.words}
        order = (*nearby(code), self.original, *spoken)
        return next(((c, spoken[c]) for c in order if c in spoken), None)

    def words(self, code: str) -> str:
        """Return the words for a reader of `code`, fallen back where they are missing, passage by passage."""
        return "\n\n".join(passage.words for _language, passage in self.shown(code))

    def shown(self, code: str) -> list[tuple[str, Passage]]:
        """Return (language, passage) of each passage for a reader of `code`; nothing of the text is lost."""
        found = self.pick(code)
        if found is None:
            return []
        chosen, whole = found
        if not whole.parts:
            return [found]
        own, source = whole.parts, parts_of(self, self.original)
        return [
            (chosen, part) if part.words else (self.original, source[number])
            for number, part in enumerate(own)
            if part.words or number < len(source)
        ]

    def as_json(self) -> dict[str, dict[str, Any]]:
        """Return plain data for storage: language to the filled fields of its passage."""
        return {code: passage.as_json() for code, passage in self.passages.items()}

    @classmethod
    def from_json(cls, data: Mapping[str, Mapping[str, Any]] | None) -> MultilingualText:
        """Read what `as_json` wrote."""
        return cls({code: Passage.from_json(fields) for code, fields in (data or {}).items()})


def of_machine(part: Passage) -> bool:
    """Tell whether a machine wrote the words of a passage, out of date or not."""
    return TextState.MACHINE in (part.state, part.was)


def spoken_by_machine(text: MultilingualText, code: str) -> bool:
    """Tell whether a reader of `code` reads any words of a machine in a text."""
    return any(of_machine(part) for _language, part in text.shown(code))


def parts_of(text: MultilingualText, code: str) -> tuple[Passage, ...]:
    """Return the passages of one language, one for each of the original's; `MISSING` where there is none."""
    original, own = text.original, text.passages.get(code)
    sources = split(text.passages[original].words) if original else []
    if own is None:
        return (MISSING,) * len(sources)
    if own.parts and len(own.parts) == len(sources):
        return own.parts
    return (own,) if len(sources) <= 1 else _spread(own, sources, text.passages[original].words)


def _spread(own: Passage, sources: list[str], whole: str) -> tuple[Passage, ...]:
    """Divide words stored as one among the passages of the original; what is too much joins the last."""
    pieces = split(own.words)
    pieces = [*pieces[: len(sources) - 1], "\n".join(pieces[len(sources) - 1 :])]
    follows = own.state != TextState.STALE and own.source_digest in ("", digest(whole))
    made = []
    for number, source in enumerate(sources):
        words = pieces[number] if number < len(pieces) else ""
        mark = digest(source) if follows and own.source_digest else own.source_digest
        made.append(replace(own, words=words, source_digest=mark) if words else MISSING)
    return tuple(made)


class MultilingualTextField(models.JSONField):
    """Stores a `MultilingualText` as JSON."""

    description = "Text in many languages"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", MultilingualText)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> MultilingualText:
        return MultilingualText.from_json(super().from_db_value(value, expression, connection))

    def get_prep_value(self, value: Any) -> Any:
        return value.as_json() if isinstance(value, MultilingualText) else value

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return super().get_db_prep_value(self.get_prep_value(value), connection, prepared)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(self.get_prep_value(value), model_instance)

    def value_to_string(self, obj: models.Model) -> str:
        return cast(str, self.get_prep_value(self.value_from_object(obj)))

    def to_python(self, value: Any) -> Any:
        return value if isinstance(value, MultilingualText) else MultilingualText.from_json(value)
