"""Whether a translation can stand where its original stands: places, markup, ends; nothing left as it was."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

_PLACE = re.compile(r"%\(\w+\)[a-z]|%[sdif](?![a-z])|\{\w*(?:[.:!][^{}]*)?\}")
_MARKUP = re.compile(r"</?\w+[^<>]*>|&#?\w+;")
_ABBREVIATION = re.compile(r"(?:^|\s)(?:No|г|др)\.$")
_WORD = re.compile(r"[A-Za-z]{2,}")
_ENDS = {
    ".": "full stop", "。": "full stop", "．": "full stop", "?": "question mark", "？": "question mark",
    "!": "exclamation mark", "！": "exclamation mark", ":": "colon", "：": "colon", "…": "ellipsis",
}  # fmt: skip
# Names and codes that every language writes alike.
SAME_IN_ALL = frozenset({
    "NEAR", "S8", "ISO 3166-2", "Wikidata", "CSV", "XLSX", "JSON", "JSON-LD", "PDF", "URL", "ID",
})  # fmt: skip


def unsound(
    originals: Sequence[str], forms: Sequence[str], same: frozenset[str] = SAME_IN_ALL
) -> Iterator[str]:
    """Yield why a translation may not stand.

    `originals` is (one,) or (one, many), `forms` what the language says, `same` what it may leave as it is.
    The forms of a plural may leave out the number, and need not repeat the original's markup of another form.
    """
    plural = len(originals) > 1
    original = originals[-1]
    for form in forms:
        if not _same_places(original, form, may_leave_out=plural):
            yield "places differ"
        for reason, of in _ALIKE.items():
            if of(original) != of(form):
                yield reason
        if form in originals and form not in same and _WORD.search(_PLACE.sub("", form)):
            yield "left in English"


def _same_places(original: str, form: str, *, may_leave_out: bool) -> bool:
    wanted, found = Counter(_PLACE.findall(original)), Counter(_PLACE.findall(form))
    # A language may need to name a thing twice, where the original could say "it".
    return set(found) <= set(wanted) if may_leave_out else set(found) == set(wanted)


def _markup(text: str) -> list[str]:
    return sorted(_MARKUP.findall(text))


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _end(text: str) -> str:
    """Return the kind of mark a text ends with; brackets around it and abbreviations ("No.") do not count."""
    bare = text.rstrip().rstrip("\"'”’»」』)）")
    if _ABBREVIATION.search(bare):
        return ""
    if bare.endswith("..."):
        return "ellipsis"
    return _ENDS.get(bare[-1:], "")


_ALIKE: dict[str, Callable[[str], object]] = {
    "markup differs": _markup,
    "spaces at the ends differ": _edges,
    "lines differ": lambda text: text.count("\n"),
    "final mark differs": _end,
}
