"""Message catalogues without the gettext programs: extract, update, check and compile with Babel."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from near.web.shell.reach import public_sources
from near.web.shell.soundness import SAME_IN_ALL, unsound

# The working languages beside English: every string of the house.
LOCALES = ("ja", "ko", "zh_Hans", "ru", "mn")
# Languages of readers beyond them: what public pages show (ADR 0016).
PUBLIC_LOCALES = ("vi", "ky")
# What scripts of the back office say stands in catalogues of its own, as Django has it.
SCRIPTS = "djangojs"
_WORDS_OF_SCRIPTS = "near/web/desk/script_words.py"
# Words that one language writes as English does, and that are no oversight there.
_SAME_IN = {"vi": frozenset({"Email", "Wikidata"})}
_KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
_SUFFIXES = {".py", ".html", ".txt"}


@dataclass(frozen=True)
class Fault:
    """One string that is not fit to show in one language."""

    locale: str
    message: str
    reason: str

    def __str__(self) -> str:
        return f"{self.locale}: {self.reason}: {self.message[:90]}"


@dataclass(frozen=True)
class Wanted:
    """One catalogue that must stand: its locale, its domain, and the strings it must hold."""

    locale: str
    domain: str
    template: Catalog


def _sources() -> Iterator[Path]:
    for root in (settings.BASE_DIR / "near", settings.BASE_DIR / "config"):
        yield from sorted(p for p in root.rglob("*") if p.suffix in _SUFFIXES and p.is_file())


def extracted(domain: str = "django") -> Catalog:
    """Return every translatable string of the code and the templates, or of scripts, with where it stands."""
    catalog = Catalog(project="NEAR", charset="utf-8")
    scripts = settings.BASE_DIR / _WORDS_OF_SCRIPTS
    for path in [scripts] if domain == SCRIPTS else (p for p in _sources() if p != scripts):
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # Python's tokenizer reads it next: indentation means nothing here.
            text = "\n".join(line.strip() for line in templatize(text).splitlines())
        place = path.relative_to(settings.BASE_DIR).as_posix()
        lines = io.BytesIO(text.encode())
        for line, message, _comments, context in extract("python", lines, keywords=_KEYWORDS):
            catalog.add(message, locations=[(place, line)], context=context)
    return catalog


def public(template: Catalog) -> Catalog:
    """Return the strings of a template that public pages can show."""
    sources = public_sources()
    kept = Catalog(project="NEAR", charset="utf-8")
    for message in template:
        places = [(place, line) for place, line in message.locations if place in sources]
        if message.id and places:
            kept.add(message.id, locations=places, context=message.context)
    return kept


def templates() -> list[Wanted]:
    """Return every catalogue that must stand."""
    whole, scripts = extracted(), extracted(SCRIPTS)
    shown = public(whole)
    return [
        *(Wanted(locale, "django", whole) for locale in LOCALES),
        *(Wanted(locale, SCRIPTS, scripts) for locale in LOCALES),
        *(Wanted(locale, "django", shown) for locale in PUBLIC_LOCALES),
    ]


def catalogue_path(locale: str, domain: str = "django") -> Path:
    """Return where a language's catalogue stands."""
    return Path(settings.LOCALE_PATHS[0]) / locale / "LC_MESSAGES" / f"{domain}.po"


def read_catalogue(locale: str, domain: str = "django") -> Catalog:
    """Read a language's catalogue; an empty one where there is none."""
    path = catalogue_path(locale, domain)
    if not path.exists():
        return Catalog(locale=locale, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def update_catalogues() -> None:
    """Bring every catalogue in line with the strings there are; translations are kept, lost ones dropped."""
    for wanted in templates():
        locale = wanted.locale
        catalog = read_catalogue(locale, wanted.domain)
        catalog.update(wanted.template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        catalog.header_comment = f"# NEAR's platform in {locale}. Licence: Apache-2.0."
        catalog.project, catalog.version, catalog.fuzzy = "NEAR", "0", False
        catalog.copyright_holder = catalog.msgid_bugs_address = catalog.last_translator = "NEAR"
        catalog.language_team = locale
        path = catalogue_path(locale, wanted.domain)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalog, width=0, sort_by_file=False, omit_header=False, include_lineno=False)


def faults() -> list[Fault]:
    """Return every string that is missing, fuzzy or broken in any language."""
    return [fault for wanted in templates() for fault in _faults_of(wanted)]


def _faults_of(wanted: Wanted) -> Iterator[Fault]:
    locale = wanted.locale
    catalog = read_catalogue(locale, wanted.domain)
    for message in wanted.template:
        if not message.id:
            continue
        found = catalog.get(message.id, message.context)
        label = message.id if isinstance(message.id, str) else message.id[0]
        if found is None or not found.string or not all(_strings(found)):
            yield Fault(locale, label, "missing")
        elif found.fuzzy:
            yield Fault(locale, label, "fuzzy")
        else:
            same = SAME_IN_ALL | _SAME_IN.get(locale, frozenset())
            originals = (found.id,) if isinstance(found.id, str) else tuple(found.id)
            for reason in dict.fromkeys(unsound(originals, _strings(found), same)):
                yield Fault(locale, label, reason)


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def compile_catalogues() -> int:
    """Write the compiled form of each catalogue that changed since; return how many were written."""
    written = 0
    for source in sorted(Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with target.open("wb") as file:
            write_mo(file, read_catalogue(source.parts[-3], source.stem))
        written += 1
    return written
