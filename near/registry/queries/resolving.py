"""Asking the name authority: questions as they come in, answers as data, and the region a form means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from near.foundation.errors import UnknownLanguage, UnknownRecord
from near.foundation.languages import NAME_LANGUAGES
from near.foundation.period import today
from near.registry.models import Region
from near.registry.queries.authority import COUNTRIES, gazetteer, names_of_units
from near.registry.queries.names import names_on
from near.registry.refusals import NotInRegister, SeveralMeant, UnknownCountry, UnreadableQuestion
from near.registry.rules.gazetteer import AMBIGUOUS, UNKNOWN, Answer, Gazetteer
from near.registry.rules.name_tables import Place

# How the languages may be written beside their own codes.
_OTHER_CODES = {"zh-hans": "zh", "zh-hant": "zh", "zh-cn": "zh", "zh-tw": "zh"}
LONGEST_SHOWN = 60


@dataclass(frozen=True)
class Question:
    """A name to be understood, with what narrows it: a language and a country, or ""."""

    name: str
    language: str = ""
    country: str = ""


def question(name: object, language: object = "", country: object = "") -> Question:
    """Return a checked question. Refused: what is no text, an unknown language, an unknown country."""
    if not isinstance(name, str):
        raise UnreadableQuestion(field="name")
    return Question(printable(name), language_in_context(language), country_in_context(country))


def question_from(data: object) -> Question:
    """Return the question in a JSON value: an object with `name`, or the name alone."""
    if isinstance(data, Mapping):
        return question(data.get("name"), data.get("lang") or "", data.get("country") or "")
    return question(data)


def language_in_context(code: object) -> str:
    """Return the language a code means; "" for none. Anything else is refused."""
    plain = str(code).strip().lower().replace("_", "-")
    found = _OTHER_CODES.get(plain, plain)
    if found and found not in NAME_LANGUAGES:
        raise UnknownLanguage(code=str(code)[:LONGEST_SHOWN], known=", ".join(NAME_LANGUAGES), field="lang")
    return found


def country_in_context(code: object) -> str:
    """Return the country a code means; "" for none. Anything else is refused."""
    found = str(code).strip().upper()
    if found and found not in COUNTRIES:
        raise UnknownCountry(code=str(code)[:LONGEST_SHOWN], known=", ".join(COUNTRIES), field="country")
    return found


def printable(name: str) -> str:
    """Return a name that can be written out: half a surrogate pair becomes replacement marks."""
    return name.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def answered(asked: Question, authority: Gazetteer) -> dict[str, Any]:
    """Return the answer as JSON data: `name`, `status`, `matches` (`id`, `iso`, `score`), best first."""
    answer = authority.resolve(asked.name, asked.language, asked.country)
    matches = [{"id": m.place.id, "iso": m.place.iso, "score": m.score} for m in answer.matches]
    return {"name": asked.name, "status": answer.status, "matches": matches}


def region_meant(text: str, language: str, authority: Gazetteer | None = None) -> Region:
    """Return the region of the register that a text means, by its identifier or by any of its names.

    Refused, in words for a reader of `language`: a name of several regions, a place that is not in the
    register, and what means nothing.
    """
    found = Region.objects.defer("outline")
    by_slug: Region | None = found.filter(slug=text).first()
    if by_slug is not None:
        return by_slug
    answer = (authority or gazetteer()).resolve(text)
    shown = printable(text)[:LONGEST_SHOWN]
    if answer.status == UNKNOWN:
        raise UnknownRecord(key=shown, field="region")
    readings = readings_in_words(answer, language)
    if answer.status == AMBIGUOUS:
        raise SeveralMeant(name=shown, readings="; ".join(readings.values()), field="region")
    region: Region | None = found.filter(slug=answer.matches[0].place.id).first()
    if region is None:
        raise NotInRegister(name=shown, reading=next(iter(readings.values())), field="region")
    return region


def readings_in_words(answer: Answer, language: str) -> dict[str, str]:
    """Return each reading by its id as a reader knows it: the name in the language, and the id or code."""
    names = names_of_places([m.place for m in answer.matches], language)
    return {place_id: f"{name} ({place_id})" for place_id, name in names.items()}


def names_of_places(places: Iterable[Place], language: str) -> dict[str, str]:
    """Return the name of each place by id: of our regions the official one, of others the usual one."""
    wanted = [place.id for place in places]
    pks = dict(Region.objects.filter(slug__in=wanted).order_by("pk").values_list("slug", "pk"))
    named = names_on(today(), language, pks.values()) if pks else {}
    others = names_of_units(language)
    return {
        place: named[pks[place]].official if pks.get(place) in named else others.get(place, place)
        for place in wanted
    }
