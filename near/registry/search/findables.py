"""What is findable in the register: regions by every name, partners, supporting institutions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from near.foundation.languages import NAME_LANGUAGES
from near.foundation.period import today
from near.foundation.search.findable import Findable, Kind, Wording
from near.foundation.search.wordings import first_spoken, joined, said_in, wordings_of
from near.foundation.text import MultilingualText
from near.registry.enums import NameKind
from near.registry.models import Institution, Partner, Region, RegionName
from near.registry.queries import codes_on
from near.registry.queries.house_rules import kind_word

# What a country's regions call themselves in: the language their names are translated from.
OWN_LANGUAGES = {
    "CN": "zh", "JP": "ja", "KR": "ko", "KP": "ko", "MN": "mn", "RU": "ru", "VN": "vi", "KG": "ky",
}  # fmt: skip
_RANKS = (NameKind.OFFICIAL, NameKind.SHORT, NameKind.FORMER, NameKind.EXONYM)
_BETWEEN = " · "


def regions() -> Iterator[Findable]:
    """Yield every region, member or not, with all its names as words. Three queries."""
    names, codes = _names_by_region(), codes_on(today())
    for region in Region.objects.select_related("country").defer("outline").order_by("pk"):
        written = OWN_LANGUAGES.get(region.country_id, "en")
        wordings = {
            code: _called(region, found, codes.get(region.pk, ""), own=code == written)
            for code, found in names.get(region.pk, {}).items()
        }
        if wordings:
            yield Findable(
                "region", region.slug, wordings,
                original=first_spoken(written, wordings), country=region.country_id,
            )  # fmt: skip


def _names_by_region() -> dict[int, dict[str, list[RegionName]]]:
    """Return the names by region and language, the one it goes by today first."""
    day = today()
    found: defaultdict[int, defaultdict[str, list[RegionName]]] = defaultdict(lambda: defaultdict(list))
    for name in RegionName.objects.order_by("sort_key", "pk"):
        found[name.region_id][name.language].append(name)
    order = {kind: place for place, kind in enumerate(_RANKS)}
    return {
        region: {
            code: sorted(
                languages[code], key=lambda n: (bool(n.until and n.until <= day), order[NameKind(n.kind)])
            )
            for code in NAME_LANGUAGES
            if code in languages
        }
        for region, languages in found.items()
    }


def _called(region: Region, names: list[RegionName], iso: str, *, own: bool) -> Wording:
    first, code = names[0], names[0].language
    others = dict.fromkeys(n.name for n in names[1:] if n.name != first.name)
    words = (_kind_in(code, region), said_in(region.country.short_name, code))
    return Wording(
        title=first.name,
        summary=_BETWEEN.join(word for word in words if word),
        body=_BETWEEN.join([*others, *([iso] if iso else [])]),
        state="original" if own else first.state,
    )


def _kind_in(code: str, region: Region) -> str:
    """Return what the region's kind is called in exactly this language, as it stands at a beginning."""
    word = kind_word(code, region.kind, region.country_id)
    return word[:1].upper() + word[1:]


def partners() -> Iterator[Findable]:
    """Yield every partner: its name, what it is, its seat. Two queries."""
    for partner in Partner.objects.prefetch_related("agreements").order_by("pk"):
        signed = [agreement.signed_on for agreement in partner.agreements.all()]
        yield Findable(
            "partner", partner.slug,
            wordings_of(partner.name, partner.summary, _more(partner, partner.name)),
            original=partner.name.original, on=min(signed, default=None),
        )  # fmt: skip


def _more(partner: Partner, languages: Iterable[str]) -> MultilingualText:
    """Return seat and abbreviation as a body, by language."""
    words = {
        code: _BETWEEN.join(x for x in (partner.abbreviation, joined([partner.seat], code)) if x)
        for code in languages
    }
    return MultilingualText.of(**words)


def institutions() -> Iterator[Findable]:
    """Yield every supporting institution under its member's name. Two queries."""
    found = Institution.objects.select_related("region").defer("region__outline").order_by("pk")
    records = list(found)
    members = _official_names({record.region_id for record in records})
    for record in records:
        member = MultilingualText.of(**members.get(record.region_id, {}))
        words = MultilingualText.of(**dict.fromkeys(record.name, record.abbreviation))
        yield Findable(
            "institution", record.slug, wordings_of(record.name, member, words),
            original=record.name.original, country=record.region.country_id,
        )  # fmt: skip


def _official_names(regions: set[int]) -> Mapping[int, dict[str, str]]:
    names: defaultdict[int, dict[str, str]] = defaultdict(dict)
    found = RegionName.objects.on(today()).filter(region__in=regions, kind=NameKind.OFFICIAL)
    for region, code, name in found.order_by("pk").values_list("region_id", "language", "name"):
        names[region][code] = name
    return names


KINDS = (
    Kind("region", _("Region"), regions),
    Kind("partner", _("Partner"), partners),
    Kind("institution", _("Supporting institution"), institutions),
)
