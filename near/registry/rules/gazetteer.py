"""Which region a written name means: resolved, ambiguous or unknown. It asks back, it never guesses.

A name is looked for step by step: as written, without its word of kind, loosely transcribed, with one slip
of the pen. The first step that finds anything decides; where it finds several regions, country and language
may settle it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from near.registry.rules.folding import (
    CYRILLIC,
    HANGUL,
    LATIN,
    Folding,
    loosened,
    loosened_korean,
    script_of,
)
from near.registry.rules.name_tables import SHORTEST_WRITTEN, Hits, NameTables, Place
from near.registry.rules.type_words import CITY, REGION, TypeWord, TypeWords

RESOLVED, AMBIGUOUS, UNKNOWN = "resolved", "ambiguous", "unknown"
LONGEST = 120  # characters; a longer text is no name
_EXACT, _STEM, _LOOSE, _LOOSE_STEM, _SLIP, _WIDE_SLIP = 1.0, 0.97, 0.93, 0.9, 0.85, 0.8
_GENITIVES = ("гиин", "иин", "нии", "ын", "ны", "ии", "ы", "н")  # folded: й counts as и
# Endings that make a name the name of something else: a language, people, a river.
_ANOTHER_THING = frozenset("语語人岛島驛駅湾港江河川海어인섬강역항만")


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


class Gazetteer:
    """All names of all units, ready to be asked."""

    def __init__(self, folding: Folding, known: Knowledge | None = None) -> None:
        known = known or Knowledge()
        self._folding, self._types = folding, TypeWords(folding, known.kinds)
        self._places: dict[str, Place] = {}
        self._tables = NameTables(folding, self._types)
        self._others = frozenset(folding.folded(name) for name in known.others)
        self._marked = dict(known.marked)
        for name, place in known.confusions:
            self._tables.confuse(name, place)

    def add(self, place: Place, language: str, name: str) -> None:
        """Put one name of a place in."""
        self._places[place.id] = place
        self._tables.add(place, language, name)

    def resolve(self, name: str, language: str = "", country: str = "") -> Answer:
        """Return what `name` means; a language or a country given as context narrows it."""
        words = self._folding.words_of(name) if len(name) <= LONGEST else []
        if not words:
            return _NOTHING
        for found, score, kind in self._steps(name, words, "".join(words)):
            fitting = self._of_kind(found, kind)
            if hits := self._in_country(fitting, country):
                return self._answer(hits, score, language)
            if fitting and score >= _STEM:
                return _NOTHING  # a name known elsewhere is no misspelt name of the country asked for
        return _NOTHING

    def _steps(self, name: str, words: list[str], key: str) -> Iterator[tuple[Hits, float, str]]:
        """Give what each step finds, how sure it is, and the word of kind that was taken off for it."""
        t = self._tables
        if marked := self._told_by_accent(name):
            yield {marked: set()}, _EXACT, ""
        yield t.confused.get(key) or t.names.get(key), _EXACT, ""
        stem, kind = self._types.taken_off(words)
        yield t.stems.get(key), _STEM, ""
        yield t.derived.get(key), _STEM, ""
        if stem != key:
            for form in (stem, *_without_case(stem)):
                yield t.named(form), _STEM, kind
        if key in self._others or stem in self._others:
            return
        yield from self._loosely(key, stem, kind)
        yield from self._misspelt(words, key)
        yield from self._slipped(key, stem, kind)
        if script_of(key) == LATIN:
            korean = loosened_korean(key)
            yield t.confused_korean.get(korean), _LOOSE_STEM, ""
            yield t.korean.get(korean), _LOOSE_STEM, ""

    def _misspelt(self, words: list[str], key: str) -> Iterator[tuple[Hits, float, str]]:
        """Give the names whose word of kind has a slip in it, or is written together with the name."""
        t = self._tables
        for mended in self._types.mended(words):
            yield t.names.get("".join(mended)), _SLIP, ""
            stem, kind = self._types.taken_off(mended)
            yield t.named(stem), _SLIP, kind
            if len(stem) > SHORTEST_WRITTEN:
                loose = loosened(stem)
                yield t.loosely(loose), _SLIP, kind
        stem, kind = self._types.joined_off(key)
        if stem:
            yield t.named(stem), _SLIP, kind

    def _loosely(self, key: str, stem: str, kind: str) -> Iterator[tuple[Hits, float, str]]:
        """Give the names that only the transcription tells from this one."""
        t = self._tables
        loose = loosened(key)
        yield t.confused_loose.get(loose), _LOOSE, ""
        yield t.loose.get(loose), _LOOSE, ""
        yield t.loose_stems.get(loose), _LOOSE_STEM, ""
        if stem != key:
            loose = loosened(stem)
            yield t.confused_loose.get(loose), _LOOSE_STEM, kind
            yield t.loosely(loose), _LOOSE_STEM, kind

    def _slipped(self, key: str, stem: str, kind: str) -> Iterator[tuple[Hits, float, str]]:
        """Give the names one slip away: of the whole name first, then without its word of kind."""
        if key[-1] in _ANOTHER_THING:
            return
        for form in dict.fromkeys((key, stem)):
            yield self._tables.one_slip_away(form, sure=form != key), _SLIP, kind
        if script_of(key) == HANGUL:
            yield self._tables.one_syllable_away(key), _WIDE_SLIP, kind

    def _told_by_accent(self, name: str) -> str:
        """Return the place that only the accents of a name tell; "" where they tell nothing."""
        if name.isascii():
            return ""
        return self._marked.get(unicodedata.normalize("NFC", name.strip().lower()), "")

    def _of_kind(self, hits: Hits, kind: str) -> Hits:
        """Keep the places a word of kind can be said of."""
        if not hits or not kind:
            return hits
        return {p: languages for p, languages in hits.items() if _said_of(self._places[p], kind)}

    def _in_country(self, hits: Hits, country: str) -> Hits:
        """Keep the places of the country asked for."""
        if not hits or not country:
            return hits
        return {p: languages for p, languages in hits.items() if self._places[p].country == country}

    def _answer(self, hits: Hits, score: float, language: str) -> Answer:
        if len(hits) > 1 and language:
            hits = {place: languages for place, languages in hits.items() if language in languages} or hits
        matches = tuple(Match(self._places[place], score) for place in sorted(hits))
        return Answer(RESOLVED if len(hits) == 1 else AMBIGUOUS, matches)


def _said_of(place: Place, kind: str) -> bool:
    # 東京 is a 都 and a city at once; elsewhere a city is no region and a region no city.
    return (kind == CITY) == place.city or (kind == REGION and place.country == "JP")


def _without_case(stem: str) -> list[str]:
    """Return what a Mongolian stem is without the ending of its genitive (Омскийн муж)."""
    if script_of(stem) != CYRILLIC:
        return []
    return [
        stem[: -len(end)]
        for end in _GENITIVES
        if stem.endswith(end) and len(stem) - len(end) >= SHORTEST_WRITTEN
    ]
