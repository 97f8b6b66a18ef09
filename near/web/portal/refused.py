"""Refusals beside the input at fault."""

from __future__ import annotations

from django import forms

from near.foundation.errors import DomainError, NotAllowed


def blame(form: forms.Form, refusal: DomainError) -> int:
    """Put a refusal beside the input at fault, else above the form; return its status."""
    shown = [bound.name for bound in form.visible_fields()]
    form.add_error(refusal.field if refusal.field in shown else None, forms.ValidationError(str(refusal)))
    return refusal.status


def blame_kindly(form: forms.Form, refusal: DomainError) -> int:
    """Put a refusal into a form, which keeps what was typed, and return the status of its page.

    Whoever may not write at all is refused outright: the page of refusals keeps the words then.
    """
    if refusal.status == NotAllowed.status:
        raise refusal
    return blame(form, refusal)
