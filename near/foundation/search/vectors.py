"""Vectors as they are kept and compared: in 16-bit floats, freed of what only says the language.

A sentence's vector says two things: what it is about and which language it is in. Each language's mean
vector is subtracted before comparing (centred), else the nearest records are those of the asker's own
language. The means are estimated on the index itself, leaning on those shipped while it holds few texts.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from near.foundation.search.encoders import Vectors

_SHIPPED = Path(__file__).with_name("means.npz")
LEANING = 40  # shipped means weigh as much as so many texts of the index


def packed(vector: NDArray[np.floating]) -> bytes:
    """Return one vector as it is stored."""
    return vector.astype(np.float16).tobytes()


def unpacked(rows: list[bytes], width: int) -> Vectors:
    """Return stored vectors as `(n, width)`; empty where there are none."""
    return np.frombuffer(b"".join(rows), np.float16).astype(np.float32).reshape(-1, width)


@cache
def shipped_means(encoder: str) -> Mapping[str, Vectors]:
    """Return the shipped mean vectors of an encoder, by `LANG` for passages and `LANG?` for questions."""
    if not _SHIPPED.exists():
        return {}
    with np.load(_SHIPPED) as kept:
        prefix = f"{encoder}/"
        return {
            k.removeprefix(prefix): kept[k].astype(np.float32) for k in kept.files if k.startswith(prefix)
        }


def leaned(own: Vectors, shipped: Vectors | None) -> Vectors:
    """Return the mean of a language's vectors, `(n, width)`, leaning on the shipped one while few."""
    if shipped is None:
        return np.asarray(own.mean(axis=0), np.float32)
    return np.asarray((own.sum(axis=0) + LEANING * shipped) / (len(own) + LEANING), np.float32)
