"""Translation by machine: one interface for every provider, and words that no machine may touch (ADR 0015).

Which provider there is, and how it is spoken to, is the facade's business (near/web/outgoing); it declares a
maker of it here. Off by default.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from near.foundation.errors import DomainError
from near.foundation.languages import LANGUAGES
from near.foundation.locking import locks


class MachineRefusal(DomainError):
    """A machine did not translate, for a reason the reader is told."""

    message = _("The machine did not translate this.")


class MachineOff(MachineRefusal):
    message = _("No machine translation is set up here. People translate as before.")
    status = 404


class PairUnsupported(MachineRefusal):
    message = _("%(provider)s does not translate from %(source)s into %(target)s.")


class KeyRefused(MachineRefusal):
    message = _("%(provider)s refused our key. The operator of the platform has to look at it.")


class TooMuchAtOnce(MachineRefusal):
    message = _("This text is too long for %(provider)s.")


class MachineBusy(MachineRefusal):
    message = _("%(provider)s is busy. Ask again in some minutes.")


class QuotaUsed(MachineRefusal):
    message = _("%(provider)s has translated as much as was agreed for this period.")


class MachineUnreachable(MachineRefusal):
    message = _("%(provider)s does not answer.")


class AnswerUnusable(MachineRefusal):
    message = _("%(provider)s answered something that cannot be used.")


class LockDamaged(MachineRefusal):
    message = _(
        "The machine lost or changed a name that must stay: %(words)s. Nothing of this passage was kept."
    )


class MarkupDamaged(MachineRefusal):
    message = _("The machine damaged the form of this passage. Nothing of it was kept.")


REFUSALS: dict[str, type[MachineRefusal]] = {
    kind.__name__: kind
    for kind in (
        MachineOff, PairUnsupported, KeyRefused, TooMuchAtOnce, MachineBusy, QuotaUsed,
        MachineUnreachable, AnswerUnusable, LockDamaged, MarkupDamaged,
    )
}  # fmt: skip


class Translator(Protocol):
    """A provider. Texts are markup: `<x id="0">…</x>` stands for words it must carry over untouched."""

    @property
    def name(self) -> str:
        """Return what the provider is called."""
        ...

    def supports(self, source: str, target: str) -> bool:
        """Tell whether it translates between two of our languages; it is asked, nothing is guessed."""
        ...

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Return one translation a text, in order; `MachineRefusal` where it does not."""
        ...


_maker: list[Callable[[], Translator | None]] = []


def declare_translator(maker: Callable[[], Translator | None]) -> None:
    """Let the facade say how the provider is reached; the maker returns None while none is set up."""
    _maker[:] = [maker]


def translator() -> Translator | None:
    """Return the provider, or None where machine translation is off."""
    return _maker[0]() if _maker else None


@dataclass(frozen=True)
class Answer:
    """What came of one text: its words, or the refusal that says why there are none."""

    words: str = ""
    refusal: MachineRefusal | None = None


def translated(texts: Sequence[str], source: str, target: str, *, markup: bool = False) -> list[Answer]:
    """Return one answer a text. What concerns all of them (no provider, no key, no pair) is raised.

    With `markup` the texts are HTML whose tags must come back as they went. Never call this inside a
    transaction: it waits for somebody else's server.
    """
    provider = translator()
    if provider is None:
        raise MachineOff
    if not provider.supports(source, target):
        raise unsupported(provider.name, source, target)
    masked = [mask(text, source, target, markup=markup) for text in texts]
    answers = provider.translate([m.words for m in masked], source, target)
    return [unmasked(m, answer, markup=markup) for m, answer in zip(masked, answers, strict=True)]


def unsupported(provider: str, source: str, target: str) -> PairUnsupported:
    """Return the refusal of a pair, its languages called as they call themselves."""
    autonyms = {language.code: language.autonym for language in LANGUAGES}
    named = {"source": autonyms.get(source, source), "target": autonyms.get(target, target)}
    return PairUnsupported(provider=provider, **named)


@dataclass(frozen=True)
class Masked:
    """A text ready for a machine, the settled words behind its marks, and the tags it came with."""

    words: str
    settled: Mapping[str, str]
    tags: tuple[str, ...] = ()


_TAG = re.compile(r"<[^>]*>")
_LOCKED = re.compile(r'<x id="([^"<>]*)">[^<>]*</x>')


def mask(text: str, source: str, target: str, *, markup: bool = False) -> Masked:
    """Mark every locked stretch, with its settled words inside so that the sentence around it can agree."""
    settled: dict[str, str] = {}

    def run(words: str) -> str:
        out, done = [], 0
        for lock in locks(words, source, target):
            number = str(len(settled))
            settled[number] = lock.words
            out.append(escape(words[done : lock.start], quote=False))
            out.append(f'<x id="{number}">{escape(lock.words, quote=False)}</x>')
            done = lock.end
        return "".join(out) + escape(words[done:], quote=False)

    if not markup:
        return Masked(run(text), settled)
    pieces = re.split(f"({_TAG.pattern})", text)
    words = "".join(p if n % 2 else run(unescape(p)) for n, p in enumerate(pieces))
    return Masked(words, settled, tuple(sorted(_TAG.findall(text))))


def unmasked(masked: Masked, answer: str, *, markup: bool = False) -> Answer:
    """Put the settled words back. A mark that is missing, doubled or broken refuses the whole passage."""
    if not answer.strip():
        return Answer(refusal=MarkupDamaged())
    found = [hit[1] for hit in _LOCKED.finditer(answer)]
    lost = [words for number, words in masked.settled.items() if found.count(number) != 1]
    if lost or len(found) != len(masked.settled):
        return Answer(refusal=LockDamaged(words=", ".join(lost or masked.settled.values())[:200]))
    bare = _LOCKED.sub("", answer)
    if tuple(sorted(_TAG.findall(bare))) != masked.tags or "<" in _TAG.sub("", bare):
        return Answer(refusal=MarkupDamaged())
    filled = _LOCKED.sub(lambda hit: escape(masked.settled[hit[1]], quote=False), answer)
    return Answer(filled if markup else unescape(filled))
