"""The verbs of the terminology room."""

from near.terminology.actions.concepts import add_concept, edit_concept, withdraw_concept, write_terms
from near.terminology.actions.imports import import_terms
from near.terminology.actions.reference import load_termbase

__all__ = [
    "add_concept",
    "edit_concept",
    "import_terms",
    "load_termbase",
    "withdraw_concept",
    "write_terms",
]
