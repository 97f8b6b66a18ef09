"""Documents as PDF in every script of the house (ADR 0022): a template of ours, and data handed over to it.

Data never becomes part of a program: the template reads it as JSON, so that whatever stands in a name is
printed as it stands there. The letters come out of wheels and only those used are put into the document.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext_lazy as _

from near.foundation.errors import DomainError
from near.foundation.languages import language_of
from near.foundation.text import MultilingualText
from near.registry.queries import Name

FOLDER = Path(__file__).parent / "print"
# So much text makes a hundred pages; more is a mistake, and would hold up everybody else.
LONGEST = 400_000


class TooLongToPrint(DomainError):
    message = _("This document is too long to be printed: %(length)d characters; at most %(limit)d.")


def said(text: MultilingualText | Name | str, language: str) -> dict[str, str]:
    """Return words for the template, with the language they are in: unified characters look as theirs do."""
    if isinstance(text, Name):
        return {"words": text.official, "lang": text.language or language}
    if isinstance(text, MultilingualText):
        found = text.pick(language)
        return {"words": found[1].words, "lang": found[0]} if found else {"words": "", "lang": language}
    return {"words": str(text), "lang": language}


def print_document(
    template: str, data: Mapping[str, Any], language: str, *, day: dt.date | None = None
) -> bytes:
    """Return a document as PDF: `template` is a file's stem in `print/`, `data` what it reads, as plain data.

    Of strings, numbers, lists and mappings only. `day` is written into the file as the day it was made, so
    that the same data make the same bytes. `TooLongToPrint` beyond `LONGEST` characters.
    """
    own = language_of(language).code
    given = json.dumps({**data, "language": own}, ensure_ascii=False)
    if len(given) > LONGEST:
        raise TooLongToPrint(length=len(given), limit=LONGEST)
    made = typst.compile(
        str(FOLDER / f"{template}.typ"), root=str(FOLDER), font_paths=fonts(), ignore_system_fonts=True,
        sys_inputs={"data": given}, timestamp=_moment(day), format="pdf",
    )  # fmt: skip
    assert isinstance(made, bytes)  # noqa: S101 -- a document is one file; only pictures are several
    return made


def _moment(day: dt.date | None) -> dt.datetime | None:
    return dt.datetime.combine(day, dt.time(), dt.UTC) if day else None


@cache
def fonts() -> typst.Fonts:
    """Return the letters of the wheels, and no others: a document looks alike on every machine."""
    folders = [str(folder) for folder in font_folders()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def font_folders() -> list[Path]:
    """Return where the letters are: Latin, Cyrillic and Vietnamese; Japanese, Korean and Chinese."""
    return [
        Path(str(files("fontpkg_noto_sans").joinpath("files"))),
        Path(str(files("justmytype_intl_cjk").joinpath("fonts"))),
    ]
