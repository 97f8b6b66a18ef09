"""Which region a written name means: resolved, ambiguous or unknown. It asks back, it never guesses.

A name is looked for step by step: as written, without its word of kind, loosely transcribed, with one slip
of the pen. The first step that finds anything decides; where it finds several regions, country and language
may settle it.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from near.registry.rules.cyrillising import cyrillised
from near.registry.rules.folding import (
    CYRILLIC,
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
from near.registry.rules.type_words import CITY, REGION, TypeWord, TypeWords

RESOLVED, AMBIGUOUS, UNKNOWN = "resolved", "ambiguous", "unknown"
LONGEST = 120  # characters; a longer text is no name
KOREAN = ("KR", "KP")
_SPELLED_AT_HOME = {"ru": ("RU", "MN", "KG"), "mn": ("MN",), "ja": ("JP",)}
_EXACT, _STEM, _LOOSE, _LOOSE_STEM, _SLIP, _WIDE_SLIP = 1.0, 0.97, 0.93, 0.9, 0.85, 0.8
_SHORTEST_WRITTEN = 3  # Chinese characters a name needs before one of them may be wrong
_GENITIVES = ("гиин", "иин", "нии", "ын", "ны", "ии", "ы", "н")  # folded: й counts as и
_ANOTHER_THING = frozenset(
    "语語人岛島驛駅湾港江河川海어인섬강역항만"
)  # endings that make it the name of something else

Hits = Mapping[str, set[str]]  # the ids of places, each with the languages it is called so in


@dataclass(frozen=True)
class Place:
    """A unit that can be meant. `id` is a region's slug, else the ISO code; `city` where it is one itself."""

    id: str
    iso: str
    country: str
    city: bool = False


@dataclass(frozen=True)
class Match:
    """A reading of a name with how sure it is (0 to 1)."""

    place: Place
    score: float


@dataclass(frozen=True)
class Answer:
    """What a name means: one place, several to choose from, or none."""

    status: str
    matches: tuple[Match, ...] = ()


@dataclass(frozen=True)
class Knowledge:
    """What is known beside the names themselves.

    `others`: names of other places, so that a near miss is not taken for one of ours. `confusions`: (name,
    place) of names that always mean several. `marked`: (name, place) of names told apart by an accent alone.
    `kinds`: the words that say what kind of unit is named.
    """

    others: Iterable[str] = ()
    confusions: Iterable[tuple[str, str]] = ()
    marked: Iterable[tuple[str, str]] = ()
    kinds: Iterable[TypeWord] = ()


_NOTHING = Answer(UNKNOWN)
_NO_HITS: Hits = {}


@dataclass
class _Table:
    """Keys, and which places they name."""

    rows: dict[str, dict[str, set[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(set))
    )

    def put(self, key: str, place: str, language: str) -> None:
        self.rows[key][place].add(language)

    def get(self, key: str) -> Hits:
        return self.rows.get(key, _NO_HITS)


class Gazetteer:
    """All names of all units, ready to be asked."""

    def __init__(self, folding: Folding, known: Knowledge | None = None) -> None:
        known = known or Knowledge()
        self._folding, self._types = folding, TypeWords(folding, known.kinds)
        self._places: dict[str, Place] = {}
        self._names, self._stems, self._derived = _Table(), _Table(), _Table()
        self._loose, self._loose_stems, self._korean = _Table(), _Table(), _Table()
        self._slips, self._wide_slips = SlipIndex(), SlipIndex()
        self._others = frozenset(folding.folded(name) for name in known.others)
        self._marked = dict(known.marked)
        self._confused, self._confused_loose, self._confused_korean = _Table(), _Table(), _Table()
        for name, place in known.confusions:
            self._confuse(folding.folded(name), place)

    def _confuse(self, key: str, place: str) -> None:
        self._confused.put(key, place, "")
        self._confused_loose.put(loosened(key), place, "")
        if script_of(key) == LATIN and place[:2].upper() in KOREAN:
            self._confused_korean.put(loosened_korean(key), place, "")

    def add(self, place: Place, language: str, name: str) -> None:
        """Put one name of a place in, with the spellings of it in other letters."""
        self._places[place.id] = place
        words = self._folding.words_of(name)
        if not words:
            return
        stem = self._put(place, language, words, self._names, self._stems)
        if place.country in _SPELLED_AT_HOME.get(language, ()):
            for written in {" ".join(words), stem}:
                for spelled in romanised(written, language):
                    self._put(place, "en", spelled.split(), self._derived, self._derived)
        if place.country == "JP" and language == "ja":
            for spoken, spelled in cyrillised(stem):
                self._put(place, spoken, self._folding.words_of(spelled), self._derived, self._derived)

    def _put(self, place: Place, language: str, words: list[str], whole: _Table, stems: _Table) -> str:
        """Put the words of a name into the tables; return its stem."""
        key, (stem, kind) = "".join(words), self._types.taken_off(words)
        whole.put(key, place.id, language)
        self._loose.put(loosened(key), place.id, language)
        if stem != key:
            stems.put(stem, place.id, language)
            self._loose_stems.put(loosened(stem), place.id, language)
        if place.country in KOREAN and script_of(key) == LATIN:
            self._korean.put(loosened_korean(key), place.id, language)
        # 高山市 and 서산시 are towns of their own, no slips of 釜山市 and 부산시.
        two_and_city = kind == CITY and len(stem) == len(key) - 1 < _SHORTEST_WRITTEN
        for form in {stem} if two_and_city else {key, stem}:
            self._expect_slips(form, whole=form == key)
        return stem

    def _expect_slips(self, form: str, *, whole: bool) -> None:
        script = script_of(form)
        if script == HANGUL:
            self._slips.add(jamo(form))
            self._wide_slips.add(form)
        elif script != HAN or (whole and len(form) >= _SHORTEST_WRITTEN):
            self._slips.add(form)

    def resolve(self, name: str, language: str = "", country: str = "") -> Answer:
        """Return what `name` means; a language or a country given as context narrows it."""
        words = self._folding.words_of(name) if len(name) <= LONGEST else []
        if not words:
            return _NOTHING
        key = "".join(words)
        if not name.isascii() and (
            marked := self._marked.get(unicodedata.normalize("NFC", name.strip().lower()))
        ):
            return self._answer({marked: {language}}, _EXACT, language)
        if hits := self._allowed(self._confused.get(key) or self._names.get(key), country, ""):
            return self._answer(hits, _EXACT, language if key not in self._confused.rows else "")
        for found, score, kind in self._steps(words, key):
            if hits := self._allowed(found, country, kind):
                return self._answer(hits, score, language)
        return _NOTHING

    def _steps(self, words: list[str], key: str) -> Iterator[tuple[Hits, float, str]]:
        """Give what each step finds, how sure it is, and the word of kind that was taken off for it."""
        stem, kind = self._types.taken_off(words)
        yield self._stems.get(key), _STEM, ""
        yield self._derived.get(key), _STEM, ""
        if stem != key:
            for form in (stem, *_without_case(stem)):
                yield self._named(form), _STEM, kind
        if key in self._others or stem in self._others:
            return
        yield from self._loosely(key, stem, kind)
        yield from self._misspelt(words, key)
        yield from self._slipped(key, stem, kind)
        if script_of(key) == LATIN:
            korean = loosened_korean(key)
            yield self._confused_korean.get(korean), _LOOSE_STEM, ""
            yield self._korean.get(korean), _LOOSE_STEM, ""

    def _misspelt(self, words: list[str], key: str) -> Iterator[tuple[Hits, float, str]]:
        """Give the names whose word of kind has a slip in it, or is written together with the name."""
        for mended in self._types.mended(words):
            yield self._names.get("".join(mended)), _SLIP, ""
            stem, kind = self._types.taken_off(mended)
            yield self._named(stem), _SLIP, kind
            if len(stem) > _SHORTEST_WRITTEN:
                loose = loosened(stem)
                yield _united(self._loose.get(loose), self._loose_stems.get(loose)), _SLIP, kind
        stem, kind = self._types.joined_off(key)
        if stem:
            yield self._named(stem), _SLIP, kind

    def _loosely(self, key: str, stem: str, kind: str) -> Iterator[tuple[Hits, float, str]]:
        """Give the names that only the transcription tells from this one."""
        loose = loosened(key)
        yield self._confused_loose.get(loose), _LOOSE, ""
        yield self._loose.get(loose), _LOOSE, ""
        yield self._loose_stems.get(loose), _LOOSE_STEM, ""
        if stem != key:
            loose = loosened(stem)
            yield self._confused_loose.get(loose), _LOOSE_STEM, kind
            yield _united(self._loose.get(loose), self._loose_stems.get(loose)), _LOOSE_STEM, kind

    def _slipped(self, key: str, stem: str, kind: str) -> Iterator[tuple[Hits, float, str]]:
        """Give the names one slip away: of the whole name first, then without its word of kind."""
        if key[-1] in _ANOTHER_THING:
            return
        hangul = script_of(key) == HANGUL
        for form in dict.fromkeys((key, stem)):
            sure = form != key
            yield (
                self._places_of(form, self._slips.near(jamo(form) if hangul else form, sure=sure)),
                _SLIP,
                kind,
            )
        if hangul:
            yield self._places_of(key, self._wide_slips.near(key)), _WIDE_SLIP, kind

    def _named(self, form: str) -> Hits:
        return (
            self._confused.get(form)
            or _united(self._names.get(form), self._stems.get(form))
            or self._derived.get(form)
        )

    def _places_of(self, written: str, forms: Iterable[str]) -> Hits:
        found: dict[str, set[str]] = {}
        for form in map(syllables, forms):
            # Zabaykalsk is a town, Zabaykalsky a krai: that letter is no slip.
            if form[:-1] == written and written.endswith(("sk", "ск")):
                continue
            for place, languages in self._named(form).items():
                found.setdefault(place, set()).update(languages)
        return found

    def _allowed(self, hits: Hits, country: str, kind: str) -> Hits:
        """Keep the places of the country asked for, and those the word of kind can be said of."""
        if not hits or not (country or kind):
            return hits
        return {p: languages for p, languages in hits.items() if self._fits(self._places[p], country, kind)}

    @staticmethod
    def _fits(place: Place, country: str, kind: str) -> bool:
        if country not in ("", place.country):
            return False
        # 東京 is a 都 and a city at once; elsewhere a city is no region and a region no city.
        return not kind or (kind == CITY) == place.city or (kind == REGION and place.country == "JP")

    def _answer(self, hits: Hits, score: float, language: str) -> Answer:
        if len(hits) > 1 and language:
            hits = {place: languages for place, languages in hits.items() if language in languages} or hits
        matches = tuple(Match(self._places[place], score) for place in sorted(hits))
        return Answer(RESOLVED if len(hits) == 1 else AMBIGUOUS, matches)


def _without_case(stem: str) -> list[str]:
    """Return what a Mongolian stem is without the ending of its genitive (Омскийн муж)."""
    if script_of(stem) != CYRILLIC:
        return []
    return [
        stem[: -len(end)]
        for end in _GENITIVES
        if stem.endswith(end) and len(stem) - len(end) >= _SHORTEST_WRITTEN
    ]


def _united(one: Hits, other: Hits) -> Hits:
    if not one or not other:
        return one or other
    return {place: one.get(place, set()) | other.get(place, set()) for place in one.keys() | other.keys()}
