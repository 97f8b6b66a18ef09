"""Reference data that ships with the platform: loaded once per set, known by its digest (ADR 0011)."""

from __future__ import annotations

import hashlib
from pathlib import Path

from near.foundation.journal import JournalEntry


def digest_of(folder: Path) -> str:
    """Return a digest over all files of a set, so that the journal says what was loaded."""
    seal = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        seal.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return seal.hexdigest()


def already_loaded(verb: str) -> bool:
    """Tell whether a set was loaded before. Later changes at the desk are never overwritten."""
    return JournalEntry.objects.filter(verb=verb).exists()
