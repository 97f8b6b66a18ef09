"""Refusals beside the input at fault."""

from __future__ import annotations

from django import forms

from near.foundation.errors import DomainError


def blame(form: forms.Form, refusal: DomainError) -> None:
    """Put a refusal beside the input at fault, else above the form."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, forms.ValidationError(str(refusal)))
