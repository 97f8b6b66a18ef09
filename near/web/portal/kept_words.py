"""Nothing typed is lost: where a post is refused as a whole, the page gives back what was written."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from near.foundation.errors import DomainError

_NO_WORDS = {"csrfmiddlewaretoken", "version", "confirmed", "do"}
_LEAST = 12  # shorter answers are choices, not words
View = Callable[..., HttpResponse]


def keeping_words(view: View) -> View:
    """Answer a refusal of a post with its reason and everything that was written, ready to be copied.

    So an official whose mandate ended while writing, or whose counterpart withdrew, keeps every word.
    """

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except DomainError as refusal:
            words = [v for k, v in request.POST.items() if k not in _NO_WORDS and len(str(v)) >= _LEAST]
            if request.method != "POST" or not words:
                raise
            context = {"message": str(refusal), "words": words}
            return render(request, "portal/kept.html", context, status=refusal.status)

    return kept


def blame(form: forms.Form, refusal: DomainError) -> None:
    """Put a refusal beside the input at fault, else above the form."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, forms.ValidationError(str(refusal)))
