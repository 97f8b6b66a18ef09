"""Text in many languages as one value: per language its words, their state and their origin (ADR 0003)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, cast

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from near.foundation.errors import UnknownLanguage
from near.foundation.languages import NAME_LANGUAGES, fallbacks


class TextState(models.TextChoices):
    """Where a passage stands in one language."""

    ORIGINAL = "original", _("original")
    MACHINE = "machine", _("machine translation")
    CHECKED = "checked", _("checked translation")
    DRAFT = "draft", _("draft")
    STALE = "stale", _("out of date")


@dataclass(frozen=True)
class Passage:
    """The words of one language: state, who and when wrote them, digest of the source they follow."""

    words: str
    state: str = TextState.CHECKED
    by: str = ""
    at: str = ""
    source_digest: str = ""


def digest(words: str) -> str:
    """Return the short digest by which a translation remembers its source."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class MultilingualText:
    """Passages by language code. Reading falls back to a near language and says which one it took."""

    passages: Mapping[str, Passage] = field(default_factory=dict)

    @classmethod
    def of(cls, **words: str) -> MultilingualText:
        """Build checked text from plain words: `MultilingualText.of(en="Sea", ja="海")`."""
        return cls({code: Passage(text) for code, text in words.items() if text})

    def __bool__(self) -> bool:
        return bool(self.passages)

    def __iter__(self) -> Iterator[str]:
        return iter(self.passages)

    def __str__(self) -> str:
        return self.words(get_language() or "en")

    def pick(self, code: str) -> tuple[str, Passage] | None:
        """Return (language, passage) nearest to a reader of `code`, or None where there is no text."""
        code = "zh" if code.lower().startswith("zh") else code.lower()
        return next(((c, self.passages[c]) for c in fallbacks(code) if c in self.passages), None)

    def words(self, code: str) -> str:
        """Return the words for a reader of `code`, fallen back where they are missing."""
        found = self.pick(code)
        return found[1].words if found else ""

    def having(self, code: str, passage: Passage) -> MultilingualText:
        """Return a copy in which `code` says `passage`; passages made from other words turn stale."""
        if code not in NAME_LANGUAGES:
            raise UnknownLanguage(code=code, known=", ".join(NAME_LANGUAGES))
        changed = dict(self.passages) | {code: passage}
        if passage.state == TextState.ORIGINAL:
            fresh = digest(passage.words)
            changed = {c: self._aged(c, p, code, fresh) for c, p in changed.items()}
        return MultilingualText(changed)

    @staticmethod
    def _aged(code: str, passage: Passage, source: str, fresh: str) -> Passage:
        if code == source or not passage.source_digest or passage.source_digest == fresh:
            return passage
        return Passage(**asdict(passage) | {"state": TextState.STALE})

    def as_json(self) -> dict[str, dict[str, str]]:
        """Return plain data for storage: language to the filled fields of its passage."""
        return {c: {k: str(v) for k, v in asdict(p).items() if v} for c, p in self.passages.items()}

    @classmethod
    def from_json(cls, data: Mapping[str, Mapping[str, str]] | None) -> MultilingualText:
        """Read what `as_json` wrote."""
        return cls({code: Passage(**fields) for code, fields in (data or {}).items()})


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
