"""The mean vector of each language, kept so that every process subtracts the same."""

from __future__ import annotations

import base64

import numpy as np

from near.foundation.search.encoders import CHAIN, Vectors
from near.foundation.search.models import SearchVector
from near.foundation.search.state import remember, remembered
from near.foundation.search.vectors import leaned, shipped_means, unpacked

MOST_READ = 4000  # texts of a language a mean is made of: more change nothing


def estimate_means() -> None:
    """Estimate every language's mean of every encoder anew, on what the index holds."""
    found = {e.name: _of_encoder(e.name, e.width) for e in CHAIN}
    packed = {
        name: {
            code: base64.b64encode(mean.astype(np.float16).tobytes()).decode() for code, mean in means.items()
        }
        for name, means in found.items()
    }
    remember("means", packed)


def _of_encoder(encoder: str, width: int) -> dict[str, Vectors]:
    shipped = shipped_means(encoder)
    gists = SearchVector.objects.filter(encoder=encoder, part=0)
    codes = set(gists.order_by().values_list("text__language", flat=True).distinct())
    means = {code: mean for code, mean in shipped.items() if not code.endswith("?")}
    for code in codes:
        rows = gists.filter(text__language=code).order_by("-pk").values_list("vector", flat=True)[:MOST_READ]
        means[code] = leaned(unpacked([bytes(row) for row in rows], width), shipped.get(code))
    return means


def remembered_means() -> dict[str, dict[str, Vectors]]:
    """Return the kept means by encoder and language."""
    return {
        encoder: {
            c: np.frombuffer(base64.b64decode(m), np.float16).astype(np.float32) for c, m in means.items()
        }
        for encoder, means in remembered("means").items()
    }
