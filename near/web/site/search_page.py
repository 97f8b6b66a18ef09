"""What the search page is made of: the question, a page of results, the choices to narrow by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from near.foundation.languages import NAME_LANGUAGES
from near.foundation.search.asking import MOST_HITS, Answer, Hit, ask
from near.foundation.search.findable import kinds
from near.foundation.search.fulltext import Narrowing
from near.foundation.search.narrowing import narrowing_of, number_read, question_read
from near.foundation.search.showing import Shown, kinds_of, shown
from near.registry.queries.roster import COUNTRY_ORDER, countries
from near.terminology.queries.glossary import Line, lines_of
from near.web.design.addresses import address_of
from near.web.site.region_meant import Meant, region_meant

ON_A_PAGE = 20
LONGEST_LINKED = 1000  # characters of a question that may stand in every link of a page
MOST_CONCEPTS = 4  # of a question's that are shown: more would be a text, not a question


@dataclass(frozen=True)
class Question:
    """A question as it stands in the address, read strictly."""

    words: str
    kind: str = ""
    language: str = ""
    country: str = ""
    topic: str = ""
    page: int = 1

    @property
    def long(self) -> bool:
        """Tell whether the question is too long to be repeated in links."""
        return len(self.words) > LONGEST_LINKED

    @property
    def narrowed(self) -> bool:
        """Tell whether anything but the kind is chosen."""
        return bool(self.language or self.country or self.topic)

    def narrowing(self) -> Narrowing:
        """Return what to narrow by; unknown choices are refused."""
        return narrowing_of(
            kinds_asked=(self.kind,), language=self.language, country=self.country, topic=self.topic
        )

    def address(self) -> str:
        """Return the address of this question's page in the present language."""
        parts = {
            "q": self.words, "kind": self.kind, "lang": self.language, "country": self.country,
            "topic": self.topic, "page": str(self.page) if self.page > 1 else "",
        }  # fmt: skip
        return f"{reverse('search')}?{urlencode({name: value for name, value in parts.items() if value})}"


def question_of(asked: QueryDict) -> Question:
    """Read a question; more than ten thousand characters, and unknown choices, are refused."""
    question = Question(
        words=question_read(asked.get("q", "").strip()),
        kind=asked.get("kind", ""),
        language=asked.get("lang", ""),
        country=asked.get("country", ""),
        topic=asked.get("topic", ""),
        page=number_read(asked.get("page") or "1", most=MOST_HITS // ON_A_PAGE, field="page"),
    )
    question.narrowing()
    return question


@dataclass(frozen=True)
class Choice:
    """One choice to narrow by: its code, where it leads, how many were found (None: not counted)."""

    code: str
    address: str
    count: int | None
    chosen: bool


@dataclass(frozen=True)
class Found:
    """Everything a page of results shows."""

    answer: Answer
    meant: Meant
    concepts: Sequence[Line]
    results: Sequence[tuple[Shown, str]]
    total: int
    kinds: Sequence[Choice]
    topics: Sequence[str]
    more: str
    fewer: str


def found_for(question: Question, reader: str) -> Found:
    """Answer a question for a reader: what was found, a page of it, and the region its words name."""
    answer = ask(question.words, reader, narrowing=question.narrowing(), limit=MOST_HITS)
    by_record = kinds_of(answer.hits)
    start = (question.page - 1) * ON_A_PAGE
    page = answer.hits[start : start + ON_A_PAGE]
    meant = _meant(question, answer, reader)
    results = _without(shown(page, answer.question, reader), meant)
    pages = (question.page + 1, question.page - 1)
    return Found(
        answer=answer,
        meant=meant,
        concepts=_concepts(question, answer, reader),
        results=[(r, address_of(r.kind, r.key, reader, r.extra, shown_in=r.language)) for r in results],
        total=len(answer.hits),
        kinds=_kinds(question, answer.hits, by_record),
        topics=sorted({topic for result in results for topic in result.topics}),
        more=_page(question, pages[0]) if len(answer.hits) > start + ON_A_PAGE else "",
        fewer=_page(question, pages[1]) if question.page > 1 else "",
    )


def _page(question: Question, number: int) -> str:
    return replace(question, page=number).address()


def _meant(question: Question, answer: Answer, reader: str) -> Meant:
    """Return the region the words name, on the first page and unless the reader looks for something else."""
    elsewhere = question.page > 1 or question.topic or question.kind not in ("", "region")
    if elsewhere or answer.question.empty:
        return Meant()
    return region_meant(
        answer.question.words, answer.question.language, reader, country=question.country.upper()
    )


def _concepts(question: Question, answer: Answer, reader: str) -> Sequence[Line]:
    """Return the concepts of the glossary that the words name, on the first page, in the question's order."""
    named = answer.question.concepts[:MOST_CONCEPTS]
    return lines_of(reader, slugs=named) if named and question.page == 1 else ()


def _without(results: list[Shown], meant: Meant) -> list[Shown]:
    """Leave out the region that already stands above."""
    above = meant.one
    return [r for r in results if not (above and (r.kind, r.key) == ("region", above.id))]


def _kinds(question: Question, hits: Iterable[Hit], by_record: dict[int, str]) -> list[Choice]:
    """Return the kinds to choose from: with numbers while none is chosen, else all there are."""
    counts = Counter(by_record.get(hit.record, "") for hit in hits)
    if question.kind:
        names = list(kinds())
        numbers: dict[str, int | None] = dict.fromkeys(names)
        numbers[question.kind] = counts[question.kind]
    else:
        names = [name for name in kinds() if counts[name]]
        numbers = {name: counts[name] for name in names}
    asked = replace(question, page=1)
    every = None if question.kind else counts.total()
    return [
        Choice("", replace(asked, kind="").address(), every, chosen=not question.kind),
        *(Choice(n, replace(asked, kind=n).address(), numbers[n], chosen=n == question.kind) for n in names),
    ]


def countries_to_choose() -> list[tuple[str, str]]:
    """Return code and name of each country of the register, in the association's order."""
    known = countries()
    return [(code, str(known[code].short_name)) for code in COUNTRY_ORDER if code in known]


def languages_to_choose() -> tuple[str, ...]:
    """Return the languages records may be written in."""
    return NAME_LANGUAGES


def searches_for(nearest: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return (words, address of a new search) of the concepts nearest to a question."""
    return [(words, Question(words).address()) for _concept, words in nearest]
