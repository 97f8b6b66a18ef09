"""Pages translated by machine: the CMS's translation of pages speaks to the one provider of the house."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.strings import StringValue

from near.foundation.errors import DomainError
from near.foundation.languages import language_of
from near.foundation.machine_translation import translated, translator


class PageTranslator(BaseMachineTranslator):
    """Hands the segments of a page to the provider, names and terms locked; refused ones stay open.

    The CMS fills segments nobody has translated yet, and keeps of each that a machine wrote it.
    """

    @property
    def display_name(self) -> str:
        """Return what the provider is called."""
        provider = translator()
        return provider.name if provider else ""

    def can_translate(self, source_locale: Any, target_locale: Any) -> bool:
        """Tell whether the provider is asked for this pair; whether it knows it, it says when asked."""
        return translator() is not None and source_locale != target_locale

    def translate(
        self, source_locale: Any, target_locale: Any, strings: Iterable[StringValue]
    ) -> dict[StringValue, StringValue]:
        """Return the translated segments; those refused are left out, and the CMS leaves them open."""
        segments = list(strings)
        source, target = (language_of(x.language_code).code for x in (source_locale, target_locale))
        answers = translated([segment.data for segment in segments], source, target, markup=True)
        if answers and not any(answer.words for answer in answers):
            raise answers[0].refusal or DomainError()
        return {
            segment: StringValue(answer.words)
            for segment, answer in zip(segments, answers, strict=True)
            if answer.words
        }
