"""The verbs of the assembly room."""

from near.assembly.actions.reference import load_association
from near.assembly.actions.texts import edit_organ, edit_passage, write_words

__all__ = ["edit_organ", "edit_passage", "load_association", "write_words"]
