"""Deadlines as a calendar that other programs read: iCalendar (RFC 5545), with the additions of RFC 7986."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_LONGEST = 75  # octets of a line, its end not counted
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}


@dataclass(frozen=True)
class Entry:
    """One deadline: `due` a day or an aware moment, `summary` the sentence, `member` whose it is."""

    uid: str
    due: dt.date | dt.datetime
    summary: str
    member: str
    url: str = ""


def calendar(entries: Iterable[Entry], *, title: str, language: str, stamp: dt.datetime) -> bytes:
    """Return a calendar. `language` is a BCP 47 tag, `stamp` the moment it holds for; moments are in UTC."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//NEAR//Deadlines//EN", "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH", f"NAME;LANGUAGE={language}:{_text(title)}", f"X-WR-CALNAME:{_text(title)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H",
    ]  # fmt: skip
    for entry in entries:
        lines += _event(entry, language, _utc(stamp))
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _event(entry: Entry, language: str, stamp: str) -> list[str]:
    return [
        "BEGIN:VEVENT", f"UID:{_text(entry.uid)}", f"DTSTAMP:{stamp}", *_span(entry.due),
        f"SUMMARY;LANGUAGE={language}:{_text(entry.summary)}",
        f"CATEGORIES;LANGUAGE={language}:{_text(entry.member)}",
        *([f"URL:{entry.url}"] if entry.url else []),
        "TRANSP:TRANSPARENT", "END:VEVENT",
    ]  # fmt: skip


def _span(due: dt.date | dt.datetime) -> list[str]:
    """Return when: a day is a whole one wherever it is read, a moment is the same everywhere."""
    if isinstance(due, dt.datetime):
        return [f"DTSTART:{_utc(due)}"]
    return [f"DTSTART;VALUE=DATE:{due:%Y%m%d}", f"DTEND;VALUE=DATE:{due + dt.timedelta(days=1):%Y%m%d}"]


def _utc(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    plain = _UNPRINTABLE.sub("", words.replace("\r\n", "\n"))
    return "".join(_ESCAPED.get(letter, letter) for letter in plain)


def _folded(line: str) -> Iterator[str]:
    """Cut a line so that no part is too long and no letter in two; further parts begin with a space."""
    part, size = "", 0
    for letter in line:
        wide = len(letter.encode())
        if size + wide > _LONGEST:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + wide
    yield part
