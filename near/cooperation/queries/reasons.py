"""Why something is suggested, said to a reader: one sentence a reason, in the language being spoken.

The words are kind to both sides: they name what two members share, and never what one of them lacks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from near.cooperation.enums import Form
from near.cooperation.rules.matching import Reason
from near.foundation.languages import language_of
from near.registry.queries.roster import countries
from near.terminology.enums import Field
from near.terminology.queries import lexicon

Data = Mapping[str, object]
MOST_NAMED = 3  # concepts or forms of one reason: more are no easier to read


def worded(reasons: Iterable[Reason]) -> list[str]:
    """Return a sentence for each reason, in the active language. An unknown code is left out."""
    return [_SENTENCES[reason.code](reason.data) for reason in reasons if reason.code in _SENTENCES]


def _listed(words: Iterable[str]) -> str:
    """Return words one after another, with the reader's own comma."""
    comma = _COMMA.get(get_language() or "", ", ")
    return comma.join([word for word in words if word][:MOST_NAMED])


# Full-width marks carry their own space; the other languages share the Western ones.
_COMMA = {"ja": "、", "zh-hans": "、"}


def _keys(data: Data, name: str) -> list[str]:
    found = data[name]
    return [str(key) for key in found] if isinstance(found, (list, tuple)) else [str(found)]


def _topics(data: Data) -> str:
    code = language_of(get_language() or "en").code
    known = lexicon()
    named = (
        (*known.words(slug, code), *known.words(slug, "en"), slug)[0] for slug in _keys(data, "concepts")
    )
    return _("Both are about: %(topics)s") % {"topics": _listed(named)}


def _fields(data: Data) -> str:
    labels = dict(Field.choices)
    named = (str(labels.get(key, key)) for key in _keys(data, "fields"))
    return _("Same field of work: %(fields)s") % {"fields": _listed(named)}


def _forms(data: Data) -> str:
    labels = dict(Form.choices)
    named = (str(labels.get(key, key)) for key in _keys(data, "forms"))
    return _("A form of cooperation that suits both: %(forms)s") % {"forms": _listed(named)}


def _languages(data: Data) -> str:
    named = (language_of(code).autonym for code in _keys(data, "languages"))
    return _("A language both can work in: %(languages)s") % {"languages": _listed(named)}


def _country(data: Data) -> str:
    code = language_of(get_language() or "en").code
    key = str(data["country"])
    known = countries().get(key)
    name = known.short_name.words(code) if known else key
    return _("From a country you are looking for: %(country)s") % {"country": name}


def _neighbour(data: Data) -> str:
    return _("Not far away: about %(km)s km") % {"km": number_format(str(data["km"]))}


_SENTENCES: dict[str, Callable[[Data], str]] = {
    "same_topic": _topics,
    "same_field": _fields,
    "close_in_meaning": lambda _data: _("The two texts are close in meaning"),
    "answers_your_need_too": lambda _data: _("They also offer something you are looking for"),
    "uses_your_offer_too": lambda _data: _("They are also looking for something you offer"),
    "same_form": _forms,
    "common_language": _languages,
    "wished_country": _country,
    "similar_size": lambda _data: _("About as many people live there"),
    "similar_density": lambda _data: _("People live about as close together there"),
    "similar_economy": lambda _data: _("An economy at a similar level"),
    "similar_climate": lambda _data: _("A similar climate"),
    "neighbour": _neighbour,
    "received_little": lambda _data: _("There is room for more exchange with this member this year"),
    "first_time": lambda _data: _("It would be the first exchange of this member on the platform"),
}
