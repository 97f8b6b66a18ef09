"""Keeping the index in line, step by step: what the background process does between other work."""

from __future__ import annotations

from near.foundation.journal import head
from near.foundation.search.encoders import encoders
from near.foundation.search.indexing import copy_records, encode_some, settle
from near.foundation.search.state import remember, remembered

_SEEN, _UNSETTLED = "seen", "unsettled"
ENCODED_AT_ONCE = 4  # texts of one step: other work waits no longer than that takes


def step(recipe: str) -> bool:
    """Do one step; return whether there may be more to do.

    `recipe` names the version of the software: another one makes the copies anew. First records that changed
    are copied, then texts are encoded a few at a time, last what the index holds is counted.
    """
    seen = {"journal": head(), "recipe": recipe}
    if remembered(_SEEN) != seen:
        if copy_records():
            remember(_UNSETTLED, {"is": True})
        # Asked for before the records were read: what came meanwhile is copied by the next step.
        remember(_SEEN, seen)
        return True
    if any(encode_some(encoder, ENCODED_AT_ONCE) for encoder in encoders()):
        remember(_UNSETTLED, {"is": True})
        return True
    if remembered(_UNSETTLED):
        settle()
        remember(_UNSETTLED, {})
    return False
