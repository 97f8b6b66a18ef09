"""How a text in many languages changes, passage by passage: the only place that decides it (ADR 0015).

An edit of the original makes exactly the passages stale that followed the words it changed. A person's words
give way to a person's words only: a machine fills what is missing and renews what a machine wrote; beside a
person's stale words it may lay a proposal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache

from django.utils.translation import gettext_lazy as _

from near.foundation.errors import DomainError, UnknownLanguage
from near.foundation.languages import NAME_LANGUAGES
from near.foundation.text import (
    MISSING,
    MultilingualText,
    Passage,
    Proposal,
    TextState,
    digest,
    parts_of,
    split,
)


class OriginalNeeded(DomainError):
    message = _("Other languages follow this text. It can be changed, but not emptied.")


class PassagesDiffer(DomainError):
    message = _(
        "The original has %(wanted)d passages, set apart by blank lines; this text has %(given)d. "
        "Write them one by one in the editor of translations."
    )


@dataclass(frozen=True)
class Hand:
    """Who writes (a journal reference or a tool), and when (ISO time)."""

    by: str
    at: str


@dataclass(frozen=True)
class Offer:
    """A machine's words for one passage, and the digest of the original's passage they were made from."""

    words: str
    source_digest: str


def rewritten(text: MultilingualText, code: str, words: str, hand: Hand) -> MultilingualText:
    """Return the text as a person writes it anew in one language, all its passages at once.

    The original's own language ages the others. In a translation, passages left untouched keep their state;
    a text sent back without any change is thereby confirmed as it stands.
    """
    _known(code)
    if code == (text.original or code):
        return _original(text, code, split(words), hand)
    sources, old, pieces = parts_of(text, text.original), parts_of(text, code), split(words)
    if len(sources) == 1:
        pieces = ["\n\n".join(pieces)] if pieces else []
    if pieces and len(pieces) != len(sources):
        raise PassagesDiffer(wanted=len(sources), given=len(pieces), field="words")
    pieces = pieces or [""] * len(sources)
    untouched = [piece == part.words for piece, part in zip(pieces, old, strict=True)]
    parts = [
        part if same and not all(untouched) else _by_hand(piece, source, hand)
        for piece, source, part, same in zip(pieces, sources, old, untouched, strict=True)
    ]
    return _with(text, code, parts)


def corrected(text: MultilingualText, code: str, number: int, words: str, hand: Hand) -> MultilingualText:
    """Return the text with one passage as a person writes it: checked, and no proposal left beside it."""
    _known(code)
    parts, words = list(parts_of(text, code)), words.strip()
    if code == text.original:
        pieces = [*(p.words for p in parts[:number]), words, *(p.words for p in parts[number + 1 :])]
        return _original(text, code, split("\n\n".join(pieces)), hand)
    parts[number] = _by_hand(words, parts_of(text, text.original)[number], hand)
    return _with(text, code, parts)


def proposed(text: MultilingualText, code: str, number: int, words: str, hand: Hand) -> MultilingualText:
    """Return the text with a person's draft laid beside one passage; what readers see stays as it is."""
    _known(code)
    parts, source = list(parts_of(text, code)), parts_of(text, text.original)[number]
    draft = Proposal(words.strip(), TextState.DRAFT, hand.by, hand.at, digest(source.words))
    parts[number] = replace(parts[number], proposal=draft if draft.words else None)
    return _with(text, code, parts)


def machine_may(part: Passage) -> str:
    """Return what a machine may do with a passage: `fill`, `replace`, `propose`, or nothing at all."""
    if not part.words:
        return "fill"
    stale = part.state == TextState.STALE
    if part.state == TextState.MACHINE or (stale and part.was == TextState.MACHINE):
        return "replace"
    return "propose" if stale else ""


def offered(text: MultilingualText, code: str, offers: Mapping[int, Offer], hand: Hand) -> MultilingualText:
    """Return the text with a machine's words where the law lets it write; all else stays as it is.

    An offer made from words the original no longer has is left out.
    """
    _known(code)
    sources, parts = parts_of(text, text.original), list(parts_of(text, code))
    for number, offer in offers.items():
        fits = code != text.original and number < len(parts) and offer.words
        if not fits or offer.source_digest != digest(sources[number].words):
            continue
        parts[number] = _offered(parts[number], offer, hand)
    return _with(text, code, parts)


def _offered(part: Passage, offer: Offer, hand: Hand) -> Passage:
    may = machine_may(part)
    if may in ("fill", "replace"):
        kept = part.proposal if part.proposal and part.proposal.state == TextState.DRAFT else None
        return Passage(offer.words, TextState.MACHINE, hand.by, hand.at, offer.source_digest, proposal=kept)
    if may == "propose" and not (part.proposal and part.proposal.state == TextState.DRAFT):
        beside = Proposal(offer.words, TextState.MACHINE, hand.by, hand.at, offer.source_digest)
        return replace(part, proposal=beside)
    return part


def state_of(part: Passage) -> str:
    """Return the state a board shows: that of the words, else `draft` where a draft waits, else nothing."""
    if part.words:
        return part.state
    return TextState.DRAFT if part.proposal else ""


def _by_hand(words: str, source: Passage, hand: Hand) -> Passage:
    if not words:
        return MISSING
    return Passage(words, TextState.CHECKED, hand.by, hand.at, digest(source.words))


def _known(code: str) -> None:
    if code not in NAME_LANGUAGES:
        raise UnknownLanguage(code=code, known=", ".join(NAME_LANGUAGES))


def _with(text: MultilingualText, code: str, parts: Sequence[Passage]) -> MultilingualText:
    """Put passages in place of a language's; a language that says nothing at all is left out."""
    rest = {c: p for c, p in text.passages.items() if c != code}
    if any(map(_says, parts)):
        rest[code] = whole(parts)
    return MultilingualText({c: rest[c] for c in sorted(rest, key=[*text.passages, code].index)})


def _says(part: Passage) -> bool:
    return bool(part.words or part.proposal)


def whole(parts: Sequence[Passage]) -> Passage:
    """Return the passages of one language as what is stored: a single one as itself."""
    if len(parts) == 1:
        return parts[0]
    spoken = [part for part in parts if part.words]
    last = max(spoken, key=lambda part: part.at, default=MISSING)
    worst = min((part.state for part in spoken), key=_WORST.index, default="")
    return Passage("\n\n".join(p.words for p in spoken), worst, last.by, last.at, parts=tuple(parts))


_WORST = [
    TextState.STALE, TextState.MACHINE, TextState.DRAFT, TextState.CHECKED, TextState.ORIGINAL, "",
]  # fmt: skip


def _original(text: MultilingualText, code: str, pieces: list[str], hand: Hand) -> MultilingualText:
    """Write the original anew; every other language keeps what followed words that stayed."""
    followers = [c for c in text.passages if c != code and any(map(_says, parts_of(text, c)))]
    if not pieces and followers:
        raise OriginalNeeded(field="words")
    old = parts_of(text, code)
    plan = aligned([part.words for part in old], pieces)
    made = []
    for piece, froms in zip(pieces, plan, strict=True):
        same = len(froms) == 1 and old[froms[0]].words == piece
        fresh = Passage(piece, by=hand.by, at=hand.at)
        made.append(replace(old[froms[0]] if same else fresh, state=TextState.ORIGINAL))
    changed = _with(text, code, made)
    for other in followers:
        parts = parts_of(text, other)
        changed = _with(
            changed, other, [_followed(parts, old, f, p) for f, p in zip(plan, pieces, strict=True)]
        )
    return changed


def _followed(
    parts: Sequence[Passage], old: Sequence[Passage], froms: tuple[int, ...], piece: str
) -> Passage:
    """Return what a translation has for one passage of the new original, made from passages of the old."""
    if not froms:
        return MISSING
    source = "\n".join(old[n].words for n in froms)
    if len(froms) == 1:
        return aged(parts[froms[0]], source, piece)
    spoken = [parts[n] for n in froms if parts[n].words]
    if not spoken:
        return MISSING
    human = next((p for p in spoken if (p.was or p.state) != TextState.MACHINE), spoken[0])
    joined = replace(human, words="\n".join(p.words for p in spoken), source_digest="", source="")
    return aged(joined, source, piece)


def aged(part: Passage, old: str, new: str) -> Passage:
    """Return a translation after its original went from `old` to `new` words: stale, or in force again."""
    if not part.words:
        return part
    follows = part.source_digest or digest(old)
    if follows == digest(new):
        state = (part.was or TextState.CHECKED) if part.state == TextState.STALE else part.state
        return replace(part, state=state, was="", source="")
    known = part.source or (old if follows == digest(old) else "")
    was = part.was if part.state == TextState.STALE else part.state
    return replace(part, state=TextState.STALE, was=was, source=known, source_digest=follows)


def aligned(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, ...]]:
    """Tell for each new passage which old ones it comes from: unchanged, moved, reworded or merged ones.

    A passage that moved is known by its words. Among reworded ones the likest pairs are taken in order;
    old ones left over between two that stayed have been merged into the pair before them.
    """
    plan: list[tuple[int, ...]] = [()] * len(new)
    gaps = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            plan[c:d] = [(a + n,) for n in range(d - c)]
        else:
            gaps.append((list(range(a, b)), list(range(c, d))))
    _moved(gaps, plan, lambda i, j: old[i] == new[j])
    lone = [(olds, news) for olds, news in gaps if not (olds and news)]
    _moved(lone, plan, lambda i, j: SequenceMatcher(None, old[i], new[j]).ratio() >= _THE_SAME)
    for olds, news in gaps:
        for pair in _likest(tuple(old[i] for i in olds), tuple(new[j] for j in news)):
            plan[news[pair[1]]] = (*plan[news[pair[1]]], olds[pair[0]])
    return plan


def _moved(
    gaps: list[tuple[list[int], list[int]]], plan: list[tuple[int, ...]], same: Callable[[int, int], bool]
) -> None:
    """Take passages that only stand elsewhere now out of the gaps."""
    for _olds, news in gaps:
        for j in list(news):
            found = next(((olds, i) for olds, _news in gaps for i in olds if same(i, j)), None)
            if found is not None:
                found[0].remove(found[1])
                news.remove(j)
                plan[j] = (found[1],)


def _likest(olds: tuple[str, ...], news: tuple[str, ...]) -> list[tuple[int, int]]:
    """Pair old with new passages in order so that the pairs are as like as can be."""
    if not olds or not news:
        return []

    @cache
    def best(i: int, j: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        if i == len(olds) or j == len(news):
            return 0.0, ()
        likeness = SequenceMatcher(None, olds[i], news[j]).quick_ratio() + _A_PAIR
        score, pairs = best(i + 1, j + 1)
        return max((likeness + score, ((i, j), *pairs)), best(i + 1, j), best(i, j + 1))

    pairs = list(best(0, 0)[1])
    taken = {i for i, _j in pairs}
    left = [i for i in range(len(olds)) if i not in taken]
    return sorted([*pairs, *((i, _home(i, pairs)) for i in left)])


def _home(i: int, pairs: list[tuple[int, int]]) -> int:
    """Return the new passage of the pair before an old one that was left over, else of the first."""
    before = [j for other, j in pairs if other < i]
    return before[-1] if before else pairs[0][1]


# Two passages in the same place are taken for one reworded, however little they share.
_A_PAIR = 0.1
# So much in common, and a passage that moved is the same one reworded.
_THE_SAME = 0.6
