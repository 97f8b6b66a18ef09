"""Translation is a discipline: no string goes out in a language that lacks it. Never skipped."""

from __future__ import annotations

from near.web.shell.catalogues import extracted, faults


def test_every_string_is_translated_in_every_language() -> None:
    found = [str(fault) for fault in faults()]
    assert found == [], f"{len(found)} strings to mend; `near messages --check` lists them"


def test_the_extraction_finds_strings_of_code_and_of_templates() -> None:
    endings = {place.rsplit(".", 1)[-1] for message in extracted() for place, _line in message.locations}
    assert {"py", "html"} <= endings
