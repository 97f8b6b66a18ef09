"""What a file is, by its content and never by its name; what is hostile or of another kind is named.

No scanner for viruses: it knows the kinds that may stand on the platform, and refuses all else. Files are
never unpacked; of an archive only its list of names and two small parts are read.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

MOST_BYTES = 10 * 1024 * 1024
_MOST_PARTS = 5000
_MOST_READ = 256 * 1024


@dataclass(frozen=True)
class FileKind:
    """A kind that may stand here: its ending, and its media type."""

    ending: str
    media_type: str


_OFFICE = "application/vnd.openxmlformats-officedocument"
PDF = FileKind("pdf", "application/pdf")
PNG = FileKind("png", "image/png")
JPEG = FileKind("jpg", "image/jpeg")
TEXT = FileKind("txt", "text/plain")
CSV = FileKind("csv", "text/csv")
ODT = FileKind("odt", "application/vnd.oasis.opendocument.text")
# A part every document of the kind has.
_OF_OFFICE = {
    "word/document.xml": FileKind("docx", f"{_OFFICE}.wordprocessingml.document"),
    "xl/workbook.xml": FileKind("xlsx", f"{_OFFICE}.spreadsheetml.sheet"),
    "ppt/presentation.xml": FileKind("pptx", f"{_OFFICE}.presentationml.presentation"),
}
KINDS = (PDF, *_OF_OFFICE.values(), ODT, PNG, JPEG, TEXT, CSV)

# What else is recognised, so that a refusal can name it.
_MARKS = (
    (b"MZ", "program"), (b"\x7fELF", "program"), (b"\xca\xfe\xba\xbe", "program"),
    (b"\xcf\xfa\xed\xfe", "program"), (b"#!", "program"),
    (b"\xd0\xcf\x11\xe0", "old_office"), (b"{\\rtf", "old_office"),
    (b"Rar!", "archive"), (b"7z\xbc\xaf", "archive"), (b"\x1f\x8b", "archive"), (b"BZh", "archive"),
    (b"GIF8", "picture"), (b"BM", "picture"), (b"II*\x00", "picture"), (b"MM\x00*", "picture"),
    (b"RIFF", "media"), (b"OggS", "media"), (b"ID3", "media"),
)  # fmt: skip
_MARKUP = re.compile(
    rb"<\s*(!doctype\s+html|html|head|body|script|iframe|object|embed|svg|\?xml|\?php)\b|<\s*\?(xml|php)",
    re.IGNORECASE,
)
# What makes a PDF act by itself when it is opened; names may be written with numbers (/J#61vaScript).
_ACTING = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|RichMedia)\b")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_NUMBERED = re.compile(rb"#([0-9A-Fa-f]{2})")
_MOST_STREAMS = 2000
_ENCODINGS = ("utf-8-sig", "cp932", "euc_kr", "gb18030", "cp1251")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def kind_of(content: bytes, name: str = "") -> FileKind | str:
    """Return the kind of a file, or a word for what it is instead (a key of `refusals.FOUND`).

    `name` only tells text from a table: both are plain text, and nothing in them says which.
    """
    if not content:
        return "nothing"
    if len(content) > MOST_BYTES:
        return "too_large"
    if content.startswith(b"%PDF-"):
        return _pdf(content)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    return _packed(content) if content.startswith(b"PK") else _plain(content, name)


def _pdf(content: bytes) -> FileKind | str:
    if b"%%EOF" not in content[-2048:]:
        return "broken"
    return "acting_pdf" if any(map(_acting, _said(content))) else PDF


def _acting(said: bytes) -> bool:
    return bool(_ACTING.search(_NUMBERED.sub(lambda hit: bytes([int(hit[1], 16)]), said)))


def _said(content: bytes) -> Iterator[bytes]:
    """Yield what a PDF says of itself: its objects outside of streams, and those packed into streams.

    Pictures and fonts are left out: in so many bytes any short word turns up by chance.
    """
    yield _STREAM.sub(b"", content)
    for place, stream in enumerate(_STREAM.finditer(content)):
        if place < _MOST_STREAMS and b"/ObjStm" in content[max(0, stream.start() - 300) : stream.start()]:
            try:
                yield zlib.decompressobj().decompress(stream[1], _MOST_READ)
            except zlib.error:
                yield stream[1]


def _packed(content: bytes) -> FileKind | str:
    """Return which document an archive is; one with macros or programs inside is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS:
                return "archive"
            return _document(archive, {part.filename: part for part in parts})
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return "broken"


def _document(archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> FileKind | str:
    if _read(archive, parts, "mimetype").strip() == ODT.media_type.encode():
        return "macros" if _has(parts, ("basic/", "scripts/")) else ODT
    types = _read(archive, parts, "[Content_Types].xml")
    found = next((kind for part, kind in _OF_OFFICE.items() if part in parts), None)
    if found is None or b"<Types" not in types:
        return "archive"
    acts = b"macroEnabled" in types or any(_acts(name) for name in parts)
    return "macros" if acts else found


def _acts(name: str) -> bool:
    low = name.lower()
    return "vbaproject" in low or "/activex/" in low or low.endswith((".exe", ".dll", ".js", ".vbs"))


def _has(parts: dict[str, zipfile.ZipInfo], beginnings: tuple[str, ...]) -> bool:
    return any(name.lower().startswith(beginnings) for name in parts)


def _read(archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo], name: str) -> bytes:
    """Return the beginning of a part; nothing where it is not there. A bomb is not unpacked beyond it."""
    if name not in parts:
        return b""
    with archive.open(parts[name]) as part:
        return part.read(_MOST_READ)


def _plain(content: bytes, name: str) -> FileKind | str:
    known = next((what for mark, what in _MARKS if content.startswith(mark)), "")
    if known:
        return known
    if _MARKUP.search(content):
        return "drawing" if b"<svg" in content.lower() else "web_page"
    for encoding in _ENCODINGS:
        try:
            words = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(words):
            return CSV if name.lower().endswith(".csv") else TEXT
    return "unknown"
