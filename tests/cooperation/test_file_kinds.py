"""Files are what they contain, whatever they are called; hostile ones are named."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest

from near.cooperation.refusals.projects import FOUND, WrongFile
from near.cooperation.rules import file_kinds
from near.cooperation.rules.file_kinds import FileKind, kind_of

TYPES = b'<?xml version="1.0"?><Types xmlns="x"></Types>'
PDF = b"%%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%s\n%%%%EOF\n"


def packed(**parts: bytes) -> bytes:
    """Return an archive; `__` in a name stands for a slash, `_DOT_` for a dot."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), content)
    return file.getvalue()


def office(part: str, types: bytes = TYPES, **more: bytes) -> bytes:
    """Return a document of Office with its main part, and more where asked."""
    return packed(**{"[Content_Types]_DOT_xml": types, part: b"<x/>", **more})


def odt(**more: bytes) -> bytes:
    """Return a text of OpenDocument."""
    return packed(mimetype=b"application/vnd.oasis.opendocument.text", content_DOT_xml=b"<x/>", **more)


DOCX = office("word__document_DOT_xml")
GOOD = {
    "pdf": PDF % b"",
    "docx": DOCX,
    "xlsx": office("xl__workbook_DOT_xml"),
    "pptx": office("ppt__presentation_DOT_xml"),
    "odt": odt(),
    "png": b"\x89PNG\r\n\x1a\n" + b"\x00" * 30,
    "jpg": b"\xff\xd8\xff\xe0" + b"\x00" * 30,
    "txt": "Хөтөлбөр\n事業計画\n사업 계획".encode(),
}
STREAM = b"5 0 obj\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n%s\nendstream"
HOSTILE = {
    "nothing": b"",
    "too_large": b"a" * (file_kinds.MOST_BYTES + 1),
    "broken": b"PK\x03\x04 no archive",
    "acting_pdf": PDF % b"<< /S /JavaScript /JS (go) >>",
    "macros": office("word__document_DOT_xml", word__vbaProject_DOT_bin=b"x"),
    "archive": packed(readme_DOT_txt=b"hello"),
    "program": b"MZ\x90\x00 This program cannot be run",
    "old_office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "picture": b"GIF89a",
    "media": b"RIFF\x00\x00WAVE",
    "drawing": b'<svg xmlns="http://www.w3.org/2000/svg"><script>go()</script></svg>',
    "web_page": b"<!DOCTYPE html><html><body>hello</body></html>",
    "unknown": b"\x00\x01\x02\x03\x04",
}


@pytest.mark.parametrize("ending", GOOD)
def test_a_good_file_is_known_by_its_content(ending: str) -> None:
    found = kind_of(GOOD[ending], "evil.exe")
    assert isinstance(found, FileKind)
    assert found.ending == ending


@pytest.mark.parametrize("what", HOSTILE)
def test_a_file_of_another_kind_is_named_whatever_it_is_called(what: str) -> None:
    assert kind_of(HOSTILE[what], "minutes.pdf") == what


def test_every_finding_has_its_words_and_every_word_its_finding() -> None:
    assert set(HOSTILE) == set(FOUND)
    for found in FOUND:
        assert "%(" not in str(WrongFile(found=found))


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (office("word__document_DOT_xml", types=b"<Types>word.document.macroEnabled</Types>"), "macros"),
        (office("xl__workbook_DOT_xml", xl__activeX__a_DOT_xml=b"x"), "macros"),
        (office("ppt__presentation_DOT_xml", ppt__media__go_DOT_exe=b"x"), "macros"),
        (odt(Basic__Standard__script_DOT_xml=b"x"), "macros"),
        (office("word__document_DOT_xml", types=b"nothing"), "archive"),
        (b"%PDF-1.7 cut off", "broken"),
        (PDF % b"<< /S /J#61vaScript >>", "acting_pdf"),
        (PDF % (STREAM % zlib.compress(b"<< /OpenAction << /S /Launch >> >>")), "acting_pdf"),
        (PDF % (STREAM % b"/Launch not packed"), "acting_pdf"),
        (b"\xef\xbb\xbf  <?xml version='1.0'?><x/>", "web_page"),
        ("Ажил\n<script>go()</script>".encode(), "web_page"),
        (b"#!/bin/sh\nrm", "program"),
    ],
)  # fmt: skip
def test_what_hides_is_found(content: bytes, what: str) -> None:
    assert kind_of(content, "x.docx") == what


def test_what_a_picture_inside_a_pdf_happens_to_spell_is_no_program() -> None:
    noise = b"4 0 obj\n<< /Subtype /Image >>\nstream\n\x00/JS\x00/JavaScript\nendstream"
    assert kind_of(PDF % noise) == file_kinds.PDF


def test_an_archive_of_very_many_parts_is_not_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_kinds, "_MOST_PARTS", 1)
    assert kind_of(DOCX) == "archive"


def test_an_archive_that_unpacks_without_end_is_read_at_its_beginning_only() -> None:
    bomb = packed(**{"[Content_Types]_DOT_xml": TYPES + b" " * 50_000_000, "word__document_DOT_xml": b""})
    assert len(bomb) < 100_000
    assert isinstance(kind_of(bomb), FileKind)


def test_a_table_is_told_from_text_by_its_name_alone() -> None:
    assert kind_of(b"a,b\n1,2", "list.CSV") == file_kinds.CSV
    assert kind_of(b"a,b\n1,2", "list") == file_kinds.TEXT


@pytest.mark.parametrize("encoding", ["cp932", "euc_kr", "gb18030", "cp1251"])
def test_text_of_older_machines_is_taken(encoding: str) -> None:
    words = {"cp932": "事業計画", "euc_kr": "사업 계획", "gb18030": "项目计划", "cp1251": "План проекта"}
    assert kind_of(words[encoding].encode(encoding)) == file_kinds.TEXT


def test_a_document_with_a_password_is_refused_as_one() -> None:
    locked = bytearray(odt())
    locked[6] |= 1  # the first part says that it is locked
    central = locked.rfind(b"PK\x01\x02")
    first = locked.find(b"PK\x01\x02")
    locked[first + 8] |= 1
    assert central
    assert kind_of(bytes(locked)) == "broken"
