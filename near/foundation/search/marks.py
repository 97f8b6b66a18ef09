"""Where the words of a question stand in a text: marked, and cut out with what is around them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from near.foundation.search.analysis import folded, tokens

# A stretch of a text, and whether it is one of the words looked for.
Piece = tuple[str, bool]
LONGEST_READ = 6000  # characters of a text that are looked through
WIDTH, WIDTH_EAST = 220, 110  # characters shown around the words found
_WORD = re.compile(
    r"(?P<pairs>[\u3005-\u3007\u3041-\u309f\u30a1-\u30ff\u3400-\u9fff\uf900-\ufaff]+|[\uac00-\ud7af]+)"
    r"|(?P<word>[^\W_]+)"
)
_EAST = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")
_EDGE = re.compile(r"[\s。、，；！？!?.,;·]")
_LEEWAY = 24  # characters a cut may move to fall between words


def pieces(text: str, language: str, asked: Collection[str]) -> tuple[Piece, ...]:
    """Return a whole text with the words of a question (its tokens) marked."""
    return _cut(text, spans(text[:LONGEST_READ], language, asked), 0, len(text))


def excerpt(text: str, language: str, asked: Collection[str]) -> tuple[Piece, ...]:
    """Return the stretch of a text with most of the words of a question; nothing where it holds none."""
    found = spans(text[:LONGEST_READ], language, asked)
    if not found:
        return ()
    width = WIDTH_EAST if _EAST.search(text) else WIDTH
    first = max(range(len(found)), key=lambda i: (_held(found, i, width), -i))
    start = _edge_before(text, max(0, found[first][0] - width // 3))
    end = _edge_after(text, min(len(text), start + width))
    cut = _cut(text, found, start, end)
    return _dotted(cut, before=start > 0, after=end < len(text))


def spans(text: str, language: str, asked: Collection[str]) -> list[tuple[int, int]]:
    """Return where in a text the words of a question stand, in order, those that touch as one."""
    known: dict[str, bool] = {}
    merged: list[tuple[int, int]] = []
    for start, end in _found(text, language, frozenset(asked), known):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _found(
    text: str, language: str, asked: frozenset[str], known: dict[str, bool]
) -> Iterator[tuple[int, int]]:
    for match in _WORD.finditer(text):
        start, run = match.start(), match[0]
        if match.lastgroup == "pairs" and len(run) > 1:
            pairs = (i for i in range(len(run) - 1) if folded(run[i : i + 2]) in asked)
            yield from ((start + i, start + i + 2) for i in pairs)
            continue
        if run not in known:
            known[run] = not asked.isdisjoint(tokens(run, language))
        if known[run]:
            yield match.span()


def _held(found: Sequence[tuple[int, int]], first: int, width: int) -> int:
    return sum(1 for start, _end in found[first:] if start < found[first][0] + width * 2 // 3)


def _edge_before(text: str, at: int) -> int:
    edges = [m.end() for m in _EDGE.finditer(text, max(0, at - _LEEWAY), at)]
    return 0 if at < _LEEWAY else (edges[-1] if edges else at)


def _edge_after(text: str, at: int) -> int:
    edge = _EDGE.search(text, at, at + _LEEWAY)
    return len(text) if at + _LEEWAY > len(text) else (edge.start() if edge else at)


def _cut(text: str, found: Sequence[tuple[int, int]], start: int, end: int) -> tuple[Piece, ...]:
    made: list[Piece] = []
    at = start
    for begin, stop in found:
        if begin < at or stop > end:
            continue
        made += [(text[at:begin], False), (text[begin:stop], True)]
        at = stop
    made.append((text[at:end], False))
    return tuple(piece for piece in made if piece[0])


def _dotted(cut: tuple[Piece, ...], *, before: bool, after: bool) -> tuple[Piece, ...]:
    head: tuple[Piece, ...] = (("… ", False),) if before else ()
    tail: tuple[Piece, ...] = ((" …", False),) if after else ()
    return head + cut + tail
