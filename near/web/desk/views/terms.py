"""The termbase at the desk: the list with its gaps, and the import of a whole table or file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from near.foundation.errors import DomainError
from near.foundation.journal import JournalEntry, head
from near.foundation.languages import CODES, NAME_LANGUAGES, language_of
from near.terminology.actions import import_terms
from near.terminology.actions.imports import Taken
from near.terminology.enums import Field, TermState
from near.terminology.models import Concept, Term
from near.terminology.perms import can_edit_terms
from near.terminology.queries import lexicon, lines_of
from near.terminology.refusals import RefusedTermbase, fault_in_words
from near.terminology.rules import COLUMNS, Entry
from near.web.desk.forms.terms import TERM_LANGUAGES
from near.web.desk.importing import BadRow, MissingValue, UnknownWord
from near.web.desk.rehearsal import Change, change_of
from near.web.desk.term_files import entries_from, packed, unpacked
from near.web.desk.verbs import verbs_of

PER_PAGE = 50
_SALT = "near.desk.terms"
_AN_HOUR = 3600
MOST_SHOWN, MOST_CHANGES = 200, 40
_WANTED = ("all", "missing", "draft")


@dataclass(frozen=True)
class _Asked:
    """What the list is narrowed to: words, field, language, and only what lacks terms or has drafts."""

    words: str
    field: str
    language: str
    wanted: str


def show_terms(request: HttpRequest) -> HttpResponse:
    """Show the concepts, narrowed by words, field, and what a language still lacks."""
    if not can_edit_terms(request.user):
        raise PermissionDenied
    asked = _asked(request)
    page = Paginator(_concepts(asked), PER_PAGE).get_page(request.GET.get("page"))
    reader = language_of(request.LANGUAGE_CODE).code
    lines = {line.slug: line for line in lines_of(reader, slugs=[c.slug for c in page])}
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "verbs": verbs_of("terms"), "page": page, "asked": asked, "fields": Field.choices,
        "languages": TERM_LANGUAGES, "query": query.urlencode(),
        "concepts": [(c, lines.get(c.slug), _having(c)) for c in page],
    }  # fmt: skip
    return render(request, "desk/terms.html", context)


def _asked(request: HttpRequest) -> _Asked:
    """Read the address; what is none of the choices counts as not asked."""
    field, language = request.GET.get("field", ""), request.GET.get("language", "")
    wanted = request.GET.get("wanted", "all")
    return _Asked(
        request.GET.get("q", "").strip()[:100],
        field if field in Field.values else "",
        language if language in NAME_LANGUAGES else "",
        wanted if wanted in _WANTED else "all",
    )


def _concepts(asked: _Asked) -> QuerySet[Concept]:
    """Return the concepts asked for. Missing without a language: one of the six is missing."""
    found = Concept.objects.prefetch_related("terms").order_by("field", "slug")
    if asked.words:
        found = found.filter(slug__in=lexicon().holding(asked.words))
    if asked.field:
        found = found.filter(field=asked.field)
    terms = Term.objects.filter(concept=OuterRef("pk"))
    if asked.wanted == "missing":
        complete = Q()
        for code in [asked.language] if asked.language else CODES:
            complete &= Q(Exists(terms.filter(language=code)))
        return found.exclude(complete)
    if asked.wanted == "draft":
        terms = terms.filter(state=TermState.DRAFT)
    if asked.language:
        terms = terms.filter(language=asked.language)
    return found.filter(Exists(terms)) if asked.language or asked.wanted == "draft" else found


def _having(concept: Concept) -> list[tuple[str, str, int]]:
    """Return (language, state, number of terms) for each language: `missing`, `draft` or `checked`."""
    held: dict[str, list[str]] = {code: [] for code in NAME_LANGUAGES}
    for term in concept.terms.all():
        held[term.language].append(term.state)
    return [(code, _state(states), len(states)) for code, states in held.items()]


def _state(states: list[str]) -> str:
    if not states:
        return "missing"
    return "draft" if TermState.DRAFT in states else "checked"


def import_termbase(request: HttpRequest) -> HttpResponse:
    """Try an uploaded table or TBX file; take it when that is confirmed and every concept is good."""
    if not can_edit_terms(request.user):
        raise PermissionDenied
    context: dict[str, Any] = {"columns": COLUMNS}
    if request.method != "POST":
        return render(request, "desk/terms_import.html", context)
    try:
        entries, source, confirmed = _given(request)
        if confirmed:
            import_terms(entries=entries, source=source, by=request.user)
            messages.success(request, _("%(count)d concepts taken.") % {"count": len(entries)})
            return redirect("near_desk_list", "terms")
        context["trial"] = _tried(entries, source, request.user)
    except DomainError as refusal:
        faults = refusal.faults if isinstance(refusal, RefusedTermbase) else ()
        context["bad"] = [BadRow(x.line, x.column, fault_in_words(x)) for x in faults[:MOST_SHOWN]]
        context["fault"] = str(refusal)
        return render(request, "desk/terms_import.html", context, status=refusal.status)
    context["parcel"] = signing.dumps([source, packed(entries)], salt=_SALT, compress=True)
    return render(request, "desk/terms_import.html", context)


@dataclass(frozen=True)
class Trial:
    """What an import would do: its figures, and the first of its changes in words."""

    taken: Taken
    changes: list[Change]


class _TakenBack(Exception):
    """Ends a trial: nothing of it stays."""


def _tried(entries: list[Entry], source: str, by: Any) -> Trial:
    """Take the entries for real, note what that does, and take it back."""
    found: list[Trial] = []
    begun = head()
    try:
        with transaction.atomic():
            taken = import_terms(entries=entries, source=source, by=by)
            written = JournalEntry.objects.filter(sequence__gt=begun).order_by("sequence")[:MOST_CHANGES]
            found.append(Trial(taken, [change_of(entry) for entry in written]))
            raise _TakenBack  # noqa: TRY301 -- leaving by an error takes it all back
    except _TakenBack:
        return found[0]


def _given(request: HttpRequest) -> tuple[list[Entry], str, bool]:
    """Return entries, source, and whether this is the confirmation of a rehearsal."""
    if parcel := request.POST.get("parcel"):
        try:
            source, rows = signing.loads(parcel, salt=_SALT, max_age=_AN_HOUR)
        except signing.BadSignature:
            raise UnknownWord(value="parcel", known="", field="") from None
        return unpacked(rows), source, True
    upload, source = request.FILES.get("file"), request.POST.get("source", "").strip()[:200]
    if upload is None or not source:
        raise MissingValue(field="file")
    return entries_from(upload.name or "", upload.read()), source, False
