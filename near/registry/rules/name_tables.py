"""The tables of the name authority: every name of every place, by what is left of it when it is folded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from near.registry.rules.cyrillising import cyrillised
from near.registry.rules.folding import (
    HAN,
    HANGUL,
    LATIN,
    Folding,
    jamo,
    loosened,
    loosened_korean,
    script_of,
    syllables,
)
from near.registry.rules.romanising import romanised
from near.registry.rules.slips import SlipIndex
from near.registry.rules.type_words import CITY, TypeWords

KOREAN = ("KR", "KP")
SHORTEST_WRITTEN = 3  # Chinese characters a name needs before one of them may be wrong
_SPELLED_AT_HOME = {"ru": ("RU", "MN", "KG"), "mn": ("MN",), "ja": ("JP",)}

Hits = Mapping[str, set[str]]  # the ids of places, each with the languages it is called so in
_NO_HITS: Hits = {}


@dataclass(frozen=True)
class Place:
    """A unit that can be meant. `id` is a region's slug, else the ISO code; `city` where it is one itself."""

    id: str
    iso: str
    country: str
    city: bool = False


@dataclass
class Table:
    """Keys, and which places they name."""

    rows: dict[str, dict[str, set[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(set))
    )

    def put(self, key: str, place: str, language: str) -> None:
        """Let a key name a place in a language."""
        self.rows[key][place].add(language)

    def get(self, key: str) -> Hits:
        """Return what a key names."""
        return self.rows.get(key, _NO_HITS)


class NameTables:
    """Names as written (`names`), without their word of kind (`stems`), spelled in other letters (`derived`).

    `loose`, `loose_stems`, `korean`: the same, loosely transcribed. `confused…`: what always means several.
    """

    def __init__(self, folding: Folding, types: TypeWords) -> None:
        self._folding, self._types = folding, types
        self.names, self.stems, self.derived = Table(), Table(), Table()
        self.loose, self.loose_stems, self.korean = Table(), Table(), Table()
        self.confused, self.confused_loose, self.confused_korean = Table(), Table(), Table()
        self._slips, self._wide_slips = SlipIndex(), SlipIndex()

    def confuse(self, name: str, place: str) -> None:
        """Let a name always mean this place too."""
        key = self._folding.folded(name)
        self.confused.put(key, place, "")
        self.confused_loose.put(loosened(key), place, "")
        if script_of(key) == LATIN and place[:2].upper() in KOREAN:
            self.confused_korean.put(loosened_korean(key), place, "")

    def add(self, place: Place, language: str, name: str) -> None:
        """Put one name of a place in, with the spellings of it in other letters."""
        words = self._folding.words_of(name)
        if not words:
            return
        stem = self._put(place, language, words, self.names, self.stems)
        if place.country in _SPELLED_AT_HOME.get(language, ()):
            for written in {" ".join(words), stem}:
                for spelled in romanised(written, language):
                    self._put(place, "en", spelled.split(), self.derived, self.derived)
        if place.country == "JP" and language == "ja":
            for spoken, spelled in cyrillised(stem):
                self._put(place, spoken, self._folding.words_of(spelled), self.derived, self.derived)

    def _put(self, place: Place, language: str, words: list[str], whole: Table, stems: Table) -> str:
        """Put the words of a name into the tables; return its stem."""
        key, (stem, kind) = "".join(words), self._types.taken_off(words)
        whole.put(key, place.id, language)
        self.loose.put(loosened(key), place.id, language)
        if stem != key:
            stems.put(stem, place.id, language)
            self.loose_stems.put(loosened(stem), place.id, language)
        if place.country in KOREAN and script_of(key) == LATIN:
            self.korean.put(loosened_korean(key), place.id, language)
        # 高山市 and 서산시 are towns of their own, no slips of 釜山市 and 부산시.
        two_and_city = kind == CITY and len(stem) == len(key) - 1 < SHORTEST_WRITTEN
        for form in {stem} if two_and_city else {key, stem}:
            self._expect_slips(form, whole=form == key)
        return stem

    def _expect_slips(self, form: str, *, whole: bool) -> None:
        script = script_of(form)
        if script == HANGUL:
            self._slips.add(jamo(form))
            self._wide_slips.add(form)
        elif script != HAN or (whole and len(form) >= SHORTEST_WRITTEN):
            self._slips.add(form)

    def named(self, form: str) -> Hits:
        """Return what a folded name or stem names; what always means several, before all else."""
        return (
            self.confused.get(form)
            or united(self.names.get(form), self.stems.get(form))
            or self.derived.get(form)
        )

    def loosely(self, form: str) -> Hits:
        """Return what a loosened name or stem names."""
        return united(self.loose.get(form), self.loose_stems.get(form))

    def one_slip_away(self, form: str, *, sure: bool) -> Hits:
        """Return what the names one slip away from a form name; of Hangul one letter away."""
        written = jamo(form) if script_of(form) == HANGUL else form
        return self._places_of(form, self._slips.near(written, sure=sure))

    def one_syllable_away(self, form: str) -> Hits:
        """Return what the Hangul names one syllable away from a form name."""
        return self._places_of(form, self._wide_slips.near(form))

    def _places_of(self, written: str, forms: Iterable[str]) -> Hits:
        found: dict[str, set[str]] = {}
        for form in map(syllables, forms):
            # Zabaykalsk is a town, Zabaykalsky a krai: that letter is no slip.
            if form[:-1] == written and written.endswith(("sk", "ск")):
                continue
            for place, languages in self.named(form).items():
                found.setdefault(place, set()).update(languages)
        return found


def united(one: Hits, other: Hits) -> Hits:
    """Return what either names, with the languages of both."""
    if not one or not other:
        return one or other
    return {place: one.get(place, set()) | other.get(place, set()) for place in one.keys() | other.keys()}
