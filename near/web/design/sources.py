"""Where a name comes from, in the reader's words: the phrases of the reference data, each translated."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

PHRASES = {
    "working translation": gettext_noop("working translation"),
    "national usage": gettext_noop("national usage"),
    "national usage (reviewed)": gettext_noop("national usage (reviewed)"),
    "other spelling, not looked up": gettext_noop("other spelling, not confirmed"),
    "other spelling, editor's knowledge": gettext_noop("other spelling, by the editor"),
    "near-introduction.ja.txt (S0)": gettext_noop("the association's own page (S0)"),
    "shortened from S0": gettext_noop("shortened from the association's own page (S0)"),
    "traditional form": gettext_noop("traditional characters"),
    "other transliteration": gettext_noop("other transliteration"),
    "kana spelling of the national pronunciation": gettext_noop("national pronunciation in kana"),
    "Sino-Vietnamese reading": gettext_noop("Sino-Vietnamese reading"),
    "other spelling in use": gettext_noop("other spelling in use"),
    "Hanja reading": gettext_noop("Hanja reading"),
    "other word for krai": gettext_noop("other word for krai"),
    "McCune-Reischauer or revised romanisation 2000": gettext_noop(
        "McCune–Reischauer or revised romanisation"
    ),
    "postal and Wade-Giles romanisation": gettext_noop("postal or Wade–Giles romanisation"),
    "other characters in use": gettext_noop("other characters in use"),
    "Consulate of Mongolia in Busan (busan.consul.mn)": gettext_noop("Consulate of Mongolia in Busan"),
    "everyday form": gettext_noop("everyday form"),
    "ASCII variant": gettext_noop("plain Latin letters"),
    "CLDR 48 name or national usage, type word by the editor": gettext_noop(
        "CLDR 48, with type word by the editor"
    ),
    "national usage (reviewed), CLDR 48 converted to simplified": gettext_noop(
        "CLDR 48, in simplified characters"
    ),
    "national law of 2024-01-18; the association's page (S0) writes 全羅北道": gettext_noop(
        "national law of 18 January 2024"
    ),
    "termbase": gettext_noop("the association's termbase, written for this platform"),
    "shortened from S8": "S8",
    "near.md S8": "S8",
}


def source_in_words(source: str) -> str:
    """Return where a name comes from in the reader's language; what is no known phrase stays as it is."""
    known = PHRASES.get(source)
    return _(known) if known else source
