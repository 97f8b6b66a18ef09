"""The verbs of the termbase: who may, what is put on record, what is refused and then leaves no trace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from near.foundation.errors import DomainError, NotAllowed, OutsideAction, TooLong, UnknownLanguage
from near.foundation.journal import SYSTEM
from near.people.models import Account
from near.terminology import actions
from near.terminology.actions.imports import Taken
from near.terminology.enums import Field
from near.terminology.models import Concept, Term
from near.terminology.queries import entries
from near.terminology.refusals import FaultyTerm, RefusedTermbase, SlugTaken, TermTaken, fault_in_words
from near.terminology.rules import Entry, entries_of, parse_cell
from tests.foundation.journalled import changes, everything, journalled, verbs
from tests.terminology.factories import TermFactory, concept

pytestmark = pytest.mark.django_db


def _add() -> dict[str, Any]:
    terms = {"en": parse_cell("forest|?woods"), "ja": parse_cell("森林"), "ko": ()}
    return {"slug": "forest", "field": Field.AGRICULTURE, "terms": terms, "source": "a letter", "note": "n"}


def _edit() -> dict[str, Any]:
    return {"concept": concept("forest", en="forest"), "field": Field.TRADE, "note": "new", "locked": True}


def _write() -> dict[str, Any]:
    made = concept("forest", en="forest", ja="森")
    return {"concept": made, "language": "ja", "terms": parse_cell("森林|?森"), "source": "a letter"}


def _withdraw() -> dict[str, Any]:
    return {"concept": concept("forest", en="forest|woods", ja="森林")}


def _import() -> dict[str, Any]:
    concept("forest", en="forest", ja="森")
    terms = {"ja": parse_cell("森林")}
    return {
        "entries": [
            Entry("forest", terms=terms),
            Entry("tree", "agriculture", terms=terms | {"ja": parse_cell("木")}),
        ],
        "source": "a letter",
    }


CASES: dict[str, Callable[[], dict[str, Any]]] = {
    "add_concept": _add,
    "edit_concept": _edit,
    "write_terms": _write,
    "withdraw_concept": _withdraw,
    "import_terms": _import,
}


def cells(slug: str) -> dict[str, str]:
    from near.terminology.actions.written import cells_of  # noqa: PLC0415 -- what the journal keeps, not offered

    return cells_of(Concept.objects.get(slug=slug))


def test_every_verb_has_a_case() -> None:
    assert set(CASES) == set(actions.__all__) - {"load_termbase"}


@pytest.mark.parametrize("verb", CASES)
def test_an_officer_may_and_it_is_on_record(verb: str, clerk: Account) -> None:
    given = CASES[verb]()
    with journalled() as found:
        getattr(actions, verb)(**given, by=clerk)
    assert set(verbs(found)) == {f"terminology.{verb}"}
    assert (found[0].actor, found[0].subject) == (f"account:{clerk.pk}", "concept:forest")


@pytest.mark.parametrize("verb", CASES)
def test_an_outsider_may_not_and_nothing_is_written(verb: str, outsider: Account) -> None:
    given = CASES[verb]()
    before = everything("terminology")
    for by in (outsider, AnonymousUser()):
        with pytest.raises(NotAllowed):
            getattr(actions, verb)(**given, by=by)
    assert everything("terminology") == before


def test_an_outsider_loads_no_termbase(outsider: Account, tmp_path: Any) -> None:
    with pytest.raises(NotAllowed):
        actions.load_termbase(folder=tmp_path, by=outsider)


def test_a_new_concept_has_its_terms_in_order(clerk: Account) -> None:
    with journalled() as found:
        actions.add_concept(**_add(), by=clerk)
    assert cells("forest") == {"en": "forest|?woods", "ja": "森林"}
    assert found[0].after == {
        "slug": "forest",
        "field": "agriculture",
        "note": "n",
        "locked": False,
        "en": "forest|?woods",
        "ja": "森林",
    }
    ranks = (
        Term.objects.filter(language="en").order_by("place").values_list("words", "rank", "state", "source")
    )
    assert list(ranks) == [
        ("forest", "preferred", "checked", "a letter"),
        ("woods", "accepted", "draft", "a letter"),
    ]


def test_a_change_says_from_what_to_what(clerk: Account) -> None:
    with journalled() as found:
        actions.edit_concept(**_edit(), by=clerk)
    assert changes(found[0]) == {
        "field": ("environment", "trade"),
        "note": ("", "new"),
        "locked": (False, True),
    }
    with journalled() as found:
        given = {
            "concept": Concept.objects.get(),
            "language": "en",
            "terms": parse_cell("wood"),
            "source": "s",
        }
        actions.write_terms(**given, by=clerk)
    assert changes(found[0]) == {"en": ("forest", "wood"), "source": (None, "s")}


def test_no_terms_take_a_language_away_and_a_withdrawal_takes_all(clerk: Account) -> None:
    given = _write()
    actions.write_terms(**given | {"terms": ()}, by=clerk)
    assert cells("forest") == {"en": "forest"}
    with journalled() as found:
        actions.withdraw_concept(concept=given["concept"], by=clerk)
    assert (Concept.objects.count(), Term.objects.count()) == (0, 0)
    assert found[0].before["en"] == "forest"


REFUSED: list[tuple[str, dict[str, Any], type[DomainError], str]] = [
    ("add_concept", {"slug": "No Slug"}, FaultyTerm, "slug"),
    ("add_concept", {"field": "magic"}, FaultyTerm, "slug"),
    ("add_concept", {"terms": {"en": ()}}, FaultyTerm, "terms_en"),
    ("add_concept", {"note": "x" * 501}, TooLong, "note"),
    ("add_concept", {"terms": {"en": parse_cell("taken")}}, TermTaken, "terms_en"),
    ("add_concept", {"terms": {"xx": parse_cell("x")}}, UnknownLanguage, "language"),
    ("add_concept", {"slug": "other"}, SlugTaken, "slug"),
    ("add_concept", {"source": "x" * 201}, TooLong, "source"),
    ("edit_concept", {"note": "x" * 501}, TooLong, "note"),
    ("write_terms", {"source": "x" * 201}, TooLong, "source"),
    ("write_terms", {"terms": parse_cell("木|木")}, FaultyTerm, "terms"),
    ("write_terms", {"language": "xx"}, UnknownLanguage, "language"),
    ("write_terms", {"terms": parse_cell("x" * 201)}, FaultyTerm, "terms"),
    ("write_terms", {"terms": parse_cell("取得")}, TermTaken, "terms"),
]


@pytest.mark.parametrize(("verb", "change", "refusal", "field"), REFUSED)
def test_a_refusal_names_the_input_and_leaves_no_trace(
    verb: str, change: dict[str, Any], refusal: type[DomainError], field: str, clerk: Account
) -> None:
    concept("other", en="Taken", ja="取得")
    given = CASES[verb]() | change
    before = everything("terminology")
    with pytest.raises(refusal) as refused:
        getattr(actions, verb)(**given, by=clerk)
    assert refused.value.field == field
    assert str(refused.value)
    assert everything("terminology") == before


def test_a_homonym_is_taken_when_it_is_marked_and_its_namesake_is_marked_too(clerk: Account) -> None:
    concept("money", en="bank")
    actions.add_concept(**_add() | {"slug": "river", "terms": {"en": parse_cell("*Bank")}}, by=clerk)
    assert cells("money") == {"en": "*bank"}
    third = _add() | {"slug": "data", "terms": {"en": parse_cell("bank")}}
    actions.add_concept(**third, by=clerk)
    assert cells("data") == {"en": "*bank"}


def test_the_database_itself_holds_the_law() -> None:
    first = TermFactory(words="bank")
    for fields in ({"words": "Bank"}, {"concept": first.concept, "words": "x"}, {"words": "", "key": "k"}):
        with transaction.atomic(), pytest.raises(IntegrityError):
            TermFactory(**fields)
    with pytest.raises(OutsideAction):
        Term.objects.update(words="y")


def test_an_import_adds_changes_and_leaves(clerk: Account) -> None:
    given = _import()
    concept("same", en="same")
    given["entries"].append(Entry("same", terms={"en": parse_cell("same")}))
    with journalled() as found:
        assert actions.import_terms(**given, by=clerk) == Taken(added=1, changed=1, same=1)
    assert [(x.subject, changes(x)) for x in found] == [
        ("concept:forest", {"ja": ("森", "森林"), "source": (None, "a letter")}),
        (
            "concept:tree",
            {
                "field": (None, "agriculture"),
                "ja": (None, "木"),
                "source": (None, "a letter"),
                **{k: v for k, v in changes(found[1]).items() if k in ("note", "locked")},
            },
        ),
    ]
    assert (cells("forest"), cells("tree")) == ({"en": "forest", "ja": "森林"}, {"ja": "木"})


def test_an_import_of_what_is_there_changes_nothing(clerk: Account) -> None:
    concept("forest", en="forest|*woods", ja="?森", locked=True)
    with journalled() as found:
        assert actions.import_terms(entries=entries(), source="s", by=clerk) == Taken(0, 0, 1)
    assert found == []


def test_an_empty_cell_and_a_said_note_change_and_two_terms_may_change_places(clerk: Account) -> None:
    concept("a", en="one", ja="甲"), concept("b", en="two", ja="乙")
    rows = [{"id": "a", "en": "two", "ja": "", "note": "n", "locked": "yes"}, {"id": "b", "en": "one"}]
    actions.import_terms(entries=entries_of(rows, Field.values)[0], source="s", by=clerk)
    assert (cells("a"), cells("b")) == ({"en": "two"}, {"en": "one", "ja": "乙"})
    changed = Concept.objects.get(slug="a")
    assert (changed.note, changed.locked, changed.field) == ("n", True, "environment")


@pytest.mark.parametrize(
    ("entry", "kind", "column"),
    [
        (Entry("new", terms={"en": parse_cell("x")}, line=3), "no_field", "field"),
        (Entry("new", "trade", line=3), "no_terms", "en"),
        (Entry("new", "magic", terms={"en": parse_cell("x")}, line=3), "unknown_field", "field"),
        (Entry("new", "trade", terms={"en": parse_cell("FOREST")}, line=3), "taken", "en"),
    ],
)
def test_one_faulty_entry_refuses_the_whole_import(
    entry: Entry, kind: str, column: str, clerk: Account
) -> None:
    given = _import()
    before = everything("terminology")
    with pytest.raises(RefusedTermbase) as refused:
        actions.import_terms(entries=[*given["entries"], entry], source="s", by=clerk)
    assert [(x.kind, x.line, x.column) for x in refused.value.faults] == [(kind, 3, column)]
    assert fault_in_words(refused.value.faults[0])
    assert everything("terminology") == before


def test_a_faulty_folder_is_refused_whole(tmp_path: Any) -> None:
    (tmp_path / "trade.csv").write_text("id,en\na,bank\nb,bank\nC,x\n", encoding="utf-8")
    (tmp_path / "homonyms.csv").write_text("language,term,concepts,note\n", encoding="utf-8")
    with pytest.raises(RefusedTermbase) as refused:
        actions.load_termbase(folder=tmp_path, by=SYSTEM)
    assert {x.kind for x in refused.value.faults} == {"taken", "bad_slug"}
    assert Concept.objects.count() == 0
    (tmp_path / "trade.csv").write_text("id,en\na,bank\nb,bank\n", encoding="utf-8")
    (tmp_path / "homonyms.csv").write_text("language,term,concepts,note\nen,Bank,a b,two\n", encoding="utf-8")
    assert actions.load_termbase(folder=tmp_path, by=SYSTEM) is True
    assert actions.load_termbase(folder=tmp_path, by=SYSTEM) is False
    assert cells("a") == {"en": "*bank"}
