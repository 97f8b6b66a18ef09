"""Translation is a discipline: no string goes out in a language that lacks it. Never skipped."""

from __future__ import annotations

import pytest
from babel.messages.catalog import Catalog

from near.web.shell.catalogues import LOCALES, PUBLIC_LOCALES, extracted, faults, public, templates
from near.web.shell.reach import public_sources
from near.web.shell.soundness import unsound


def test_every_string_is_translated_in_every_language() -> None:
    found = [str(fault) for fault in faults()]
    assert found == [], f"{len(found)} strings to mend; `near messages --check` lists them"


def test_the_extraction_finds_strings_of_code_and_of_templates() -> None:
    endings = {place.rsplit(".", 1)[-1] for message in extracted() for place, _line in message.locations}
    assert {"py", "html"} <= endings


def test_the_languages_of_readers_must_hold_what_public_pages_show_and_no_more() -> None:
    wanted = {(w.locale, w.domain): {str(m.id) for m in w.template} for w in templates()}
    assert {locale for locale, _domain in wanted} == {*LOCALES, *PUBLIC_LOCALES}
    shown, whole = (wanted[x, "django"] for x in ("vi", "ja"))
    assert shown < whole
    assert {"Skip to the content", "There is no page at this address.", "Password"} <= shown
    assert not {"Admit a region", "Import a table", "verb"} & shown


def test_what_public_pages_reach_is_found_through_imports_and_templates() -> None:
    found = public_sources()
    assert {
        "near/web/templates/site/home.html",
        "near/registry/enums.py",
        "near/foundation/errors.py",
    } <= found
    assert not [x for x in found if "/desk/" in x or "/models" in x or "/actions" in x]


def test_a_string_said_on_both_sides_is_public() -> None:
    both = Catalog()
    both.add(
        "Members", locations=[("near/web/desk/verbs.py", 1), ("near/web/templates/site/members.html", 1)]
    )
    both.add("Merge regions", locations=[("near/web/desk/verbs.py", 2)])
    assert [m.id for m in public(both) if m.id] == ["Members"]


@pytest.mark.parametrize(
    ("original", "form", "reasons"),
    [
        ("On %(day)s: %(count)d members", "%(day)s: %(count)d гишүүн", []),
        ("On %(day)s: %(count)d members", "%(day)s: гишүүн", ["places differ"]),
        ("Read {name}", "{title}を読む", ["places differ"]),
        ("100%s", "百", ["places differ"]),
        ("See <b>this</b>", "これを見る", ["markup differs"]),
        ("A &amp; B", "AとB", ["markup differs"]),
        ("Label: ", "ラベル：", ["spaces at the ends differ"]),
        ("One\ntwo", "一二", ["lines differ"]),
        ("Saved.", "保存しました。", []),
        ("Saved.", "保存しました", ["final mark differs"]),
        ("Really?", "Точно.", ["final mark differs"]),
        ("(see below.)", "（下記参照。）", []),
        ("No.", "№", []),
        ("Members", "Members", ["left in English"]),
        ("%(a)s, %(b)s", "%(a)s, %(b)s", []),
        ("NEAR", "NEAR", []),
    ],
)
def test_a_translation_that_cannot_stand_is_named(original: str, form: str, reasons: list[str]) -> None:
    assert list(unsound((original,), (form,))) == reasons


def test_the_forms_of_a_plural_may_leave_out_the_number_but_name_nothing_else() -> None:
    assert list(unsound(("%(n)d day", "%(n)d days"), ("один день", "%(n)d дня"))) == []
    assert list(unsound(("%(n)d day", "%(n)d days"), ("%(m)d дня",))) == ["places differ"]
