"""In which languages a country's regional governments write, of those the house knows."""

from __future__ import annotations

# Languages of law and administration. In Kyrgyzstan Russian is official beside Kyrgyz.
_OWN: dict[str, tuple[str, ...]] = {
    "CN": ("zh",),
    "JP": ("ja",),
    "KR": ("ko",),
    "KP": ("ko",),
    "MN": ("mn",),
    "RU": ("ru",),
    "VN": ("vi",),
    "KG": ("ky", "ru"),
}


def own_languages(country: str) -> tuple[str, ...]:
    """Return the codes of a country's own languages, the first one first; none for an unknown country."""
    return _OWN.get(country, ())
