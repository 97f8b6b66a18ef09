"""What the termbase locks in a text to be translated: terms of the association and of its treaties."""

from __future__ import annotations

from collections import defaultdict

from near.foundation.locking import Lock
from near.terminology.queries.lexicon import Finding, lexicon


def locks_of_terms(text: str, source: str, target: str) -> list[Lock]:
    """Return each locked term of a text with its preferred words in the target; a homonym is left open."""
    known = lexicon()
    spots: defaultdict[tuple[int, int], list[Finding]] = defaultdict(list)
    for finding in known.found(text, source):
        spots[finding.start, finding.end].append(finding)
    locks = []
    for (start, end), meant in spots.items():
        words = known.words(meant[0].concept, target)
        if len(meant) == 1 and meant[0].concept in known.locked and words:
            locks.append(Lock(start, end, words[0]))
    return locks
