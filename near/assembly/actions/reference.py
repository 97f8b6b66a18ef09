"""Loading the association's own record from data/, once."""

from __future__ import annotations

from pathlib import Path

@action("assembly.load_association")
def load_association(*, folder: Path, digest_of_set: str, by: Actor) -> bool:
    """Load organs, sessions, chairs, Charter and history from data/, once. Returns whether it did."""
    if not can_edit_association(by):
        raise NotAllowed
    if JournalEntry.objects.filter(verb="assembly.load_association").exists():
        return False
    counts = load_tables(folder)
    append(
        by=reference_of(by), verb="assembly.load_association",
        subject=Reference("association", "reference-data"),
        after={"digest": digest_of_set, **counts},
    )  # fmt: skip
    return True
