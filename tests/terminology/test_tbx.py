"""TBX: what is written is read again, both styles are read, and hostile or foreign XML is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from near.foundation.journal import SYSTEM
from near.terminology import actions
from near.terminology.enums import Field
from near.terminology.queries import entries, table_rows
from near.terminology.rules import Entry, Written, entries_of, parse_cell
from near.terminology.rules.tbx import NotTbx, read_tbx, write_tbx

DCT = """<?xml version="1.0"?><!-- by another tool -->
<?xml-model href="x.rng"?>
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
  xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader><text><body>
<conceptEntry id="forest"><min:subjectField>environment</min:subjectField>
 <langSec xml:lang="en-GB"><termSec><term>woods</term>
 <min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus></termSec>
 <termSec><term> the
   forest </term>
 <min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec></langSec>
 <langSec xml:lang="zh-CN"><termSec><term>森林</term></termSec><termSec><term/></termSec></langSec>
 <langSec xml:lang="zh-Hant"><termSec><term>森林</term></termSec></langSec>
 <langSec xml:lang="de"><termSec><term>Wald</term></termSec></langSec>
</conceptEntry></body></text></tbx>"""
BOMB = '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><tbx>&b;</tbx>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><tbx>&a;</tbx>'


def test_the_other_style_is_read_and_foreign_languages_are_named() -> None:
    read, faults = read_tbx(DCT.encode())
    terms = {"en": (Written("the forest"), Written("woods")), "zh": (Written("森林"),)}
    assert read == [Entry("forest", "environment", "", locked=False, terms=terms, line=1)]
    assert [(x.kind, x.column, x.words) for x in faults] == [
        ("unknown_language", "xml:lang", "zh-Hant"),
        ("unknown_language", "xml:lang", "de"),
    ]


def test_grouped_categories_are_read() -> None:
    text = (
        '<tbx><text><body><conceptEntry id="a">'
        '<descripGrp><descrip type="subjectField">trade</descrip></descripGrp>'
        '<note>n</note><langSec xml:lang="mn"><termSec><term>x</term></termSec></langSec>'
        "</conceptEntry></body></text></tbx>"
    )
    assert read_tbx(text.encode())[0] == [
        Entry("a", "trade", "n", locked=False, terms={"mn": (Written("x"),)}, line=1)
    ]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "xml"),
        (b"<tbx>", "xml"),
        (b"\xff\xfe\x00", "xml"),
        (b"PK\x03\x04", "xml"),
        (BOMB.encode(), "hostile"),
        (OUTSIDE.encode(), "hostile"),
        (b"<martif/>", "root"),
        (b"<tbx/>", "empty"),
        (b'<?xml version="1.0" encoding="no-such"?><tbx/>', "xml"),
    ],
)
def test_what_is_no_tbx_is_refused_by_kind(content: bytes, kind: str) -> None:
    with pytest.raises(NotTbx) as refused:
        read_tbx(content)
    assert refused.value.kind == kind


@given(st.text("<&>\"' a森\x00\x0b\ud800", min_size=1))
def test_any_words_can_be_written(words: str) -> None:
    entry = Entry("a", "trade", "n", locked=False, terms={"en": (Written(f"x{words}y"),)})
    read, faults = read_tbx(write_tbx([entry], title="<t>", source="&").encode())
    assert faults == []
    kept = "".join(c for c in words if c not in "\x00\x0b\ud800")
    assert read[0].terms["en"][0].words == " ".join(f"x{kept}y".split())


@pytest.mark.django_db
def test_table_to_records_to_tbx_to_records_to_table_is_the_same() -> None:
    rows = [
        {
            "id": "a",
            "field": "trade",
            "en": "bank|?till & Co",
            "ja": "?*銀行|バンク",
            "ko": "은행",
            "zh": "银行",
            "ru": "банк",
            "mn": "банк",
            "vi": "",
            "ky": "",
            "locked": "yes",
            "note": "a <b>",
        },
        {
            "id": "b",
            "field": "law",
            "en": "*bench",
            "ja": "ベンチ",
            "ko": "",
            "zh": "",
            "ru": "",
            "mn": "",
            "vi": "ghế",
            "ky": "?отургуч",
            "locked": "",
            "note": "",
        },
    ]
    actions.import_terms(entries=entries_of(rows, Field.values)[0], source="s", by=SYSTEM)
    written = sorted(table_rows(), key=lambda x: x["id"])
    assert written == rows
    tbx = write_tbx(entries(), title="t", source="s")
    from near.terminology.models import Concept  # noqa: PLC0415 -- only this test empties the termbase

    for concept in Concept.objects.all():
        actions.withdraw_concept(concept=concept, by=SYSTEM)
    read, faults = read_tbx(tbx.encode())
    assert faults == []
    actions.import_terms(entries=read, source="s", by=SYSTEM)
    assert sorted(table_rows(), key=lambda x: x["id"]) == rows
    assert write_tbx(entries(), title="t", source="s") == tbx
    assert parse_cell(rows[0]["ja"])[0].shared
