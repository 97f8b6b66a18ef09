"""A project from its idea to its public story, and what may go wrong on the way."""

from __future__ import annotations

import pytest

from near.foundation.journal import JournalEntry
from near.foundation.period import today
from tests.cooperation.partners import together

pytestmark = pytest.mark.django_db


def test_a_project_goes_from_an_idea_to_a_public_story() -> None:
    made = together("closed")
    project = made.fresh()
    assert (project.state, project.closed_on, project.next_due) == ("closed", today(), None)
    story = project.reports.get(kind="closing")
    assert story.handed_in_at
    assert story.done.original == "mn"
    due = dict(project.reports.filter(kind__startswith="after").values_list("kind", "due"))
    assert due["after_12"].year == today().year + 1
    assert due["after_36"].year == today().year + 3
    verbs = JournalEntry.objects.filter(subject=f"project:{project.pk}").values_list("verb", flat=True)
    assert {"cooperation.start_project", "cooperation.agree_project", "cooperation.close_project"} <= set(
        verbs
    )
