"""The languages nobody speaks: what they do to a message, and that no real site has them."""

from __future__ import annotations

import gettext
from pathlib import Path
from typing import Any

import pytest

from near.foundation.languages import LONGEST, PSEUDO, READERS
from near.web.shell.pseudo import accented, width, write_pseudo_catalogues


def test_a_message_is_accented_longer_and_in_brackets() -> None:
    said = accented("Members of the association")
    assert said.startswith("[Mémbéŕš öf ")
    assert said.endswith("]")
    assert len(said) >= 1.4 * len("Members of the association")


@pytest.mark.parametrize(
    "message", ["On %(date)s: <b>%(n)d</b> &amp; {more}\n", " %s ", "%(a)s", "100%% sure", "", "  "]
)
def test_places_markup_and_edges_stay(message: str) -> None:
    said = accented(message)
    for kept in ("%(date)s", "<b>", "</b>", "%(n)d", "&amp;", "{more}", "%s", "%(a)s", "%%", "\n"):
        assert said.count(kept) == message.count(kept)
    assert len(said) - len(said.lstrip()) == len(message) - len(message.lstrip())


def test_width_counts_characters_of_east_asia_twice() -> None:
    assert (width("会員"), width("ab"), width("e\u0301")) == (4, 2, 1)


def test_both_catalogues_are_written_where_the_settings_look(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    write_pseudo_catalogues()
    spoken = {
        code: gettext.translation("django", tmp_path / "locale", [code])
        for code in (PSEUDO.django, LONGEST.django)
    }
    assert spoken["qps"].gettext("Members").startswith("[Mémbéŕš")
    assert width(spoken["qpl"].gettext("Members")) >= width("Thành viên")
    assert spoken["qps"].gettext("Enter a whole number.").startswith("[")
    assert spoken["qps"].ngettext("%(count)s found", "%(count)s found", 2).count("%(count)s") == 1


def test_no_real_site_has_them() -> None:
    assert not {PSEUDO, LONGEST} & set(READERS)
