"""Words one slip of the pen apart: a letter wrong, missing, doubled in, or two changed about."""

from __future__ import annotations

from collections import defaultdict


class SlipIndex:
    """Finds the known forms that one slip turns into a given one, without comparing with all of them."""

    def __init__(self, least: int = 0) -> None:
        self._least = least
        self._forms: set[str] = set()
        self._shortened: defaultdict[str, set[str]] = defaultdict(set)

    def add(self, form: str) -> None:
        """Put a form in. Forms too short to bear a slip are left out."""
        if form not in self._forms and len(form) >= (self._least or shortest(form) - 1):
            self._forms.add(form)
            for short in _one_less(form):
                self._shortened[short].add(form)

    def near(self, form: str, *, sure: bool = False) -> list[str]:
        """Return the known forms exactly one slip away, in order.

        `sure` says that the word is known to be a name (its word of kind stands beside it): a shorter one may
        bear a slip then. A short word that may be any other only bears two letters changed about, or one left
        out that is not the first.
        """
        least = self._least - 1 if self._least else shortest(form)
        if len(form) >= least:
            return self._one_slip_away(form)
        if len(form) == least - 1 or (sure and len(form) == least - 2 > 1):
            return [x for x in self._one_slip_away(form) if sure or _unlikely_another(x, form)]
        return []

    def _one_slip_away(self, form: str) -> list[str]:
        found = set(self._shortened.get(form, ()))
        for short in _one_less(form):
            found.update(self._shortened.get(short, ()))
            if short in self._forms:
                found.add(short)
        return sorted(known for known in found if one_slip_apart(known, form))


def _unlikely_another(known: str, form: str) -> bool:
    """Tell whether a short form is a slip of the known one rather than another word."""
    if ord(form[0]) >= _JAMO:
        return False
    return form[0] == known[0] if len(form) < len(known) else sorted(form) == sorted(known)


_JAMO, _KANA, _SYLLABLES = 0x1100, 0x3041, 0x3400  # the first letters of Hangul, of kana, of Chinese
_AFTER_JAMO, _AFTER_KANA = 0x1200, 0x3100
_LEAST_SYLLABLES, _LEAST_KANA, _LEAST_JAMO, _LEAST_LETTERS = 3, 4, 7, 5


def shortest(form: str) -> int:
    """Return how many letters a form needs so that a slip in it leaves no doubt."""
    point = ord(form[0]) if form else 0
    if point >= _SYLLABLES:
        return _LEAST_SYLLABLES
    if _KANA <= point < _AFTER_KANA:
        return _LEAST_KANA
    return _LEAST_JAMO if _JAMO <= point < _AFTER_JAMO else _LEAST_LETTERS


def _one_less(form: str) -> set[str]:
    return {form[:i] + form[i + 1 :] for i in range(len(form))}


def one_slip_apart(one: str, other: str) -> bool:
    """Tell whether one letter put in, left out, changed, or two changed about make one into the other."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    if a[1:] == b[1:] or a == b[1:] or a[1:] == b:
        return True
    return len(a) == len(b) and len(a) > 1 and a[:2] == b[1::-1] and a[2:] == b[2:]
