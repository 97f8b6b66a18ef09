"""The verbs of the assembly room."""

from near.assembly.actions.reference import load_association
from near.assembly.actions.texts import edit_organ, edit_passage

__all__ = ["edit_organ", "edit_passage", "load_association"]
