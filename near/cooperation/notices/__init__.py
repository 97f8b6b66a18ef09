"""What this room tells, what waits in it for whom, and what is due when."""

from near.cooperation.notices.postings import POSTING_NOTICES, expiries, open_answers, open_postings
from near.cooperation.notices.project_matters import project_deadlines, project_matters
from near.cooperation.notices.projects import PROJECT_KINDS

KINDS = (*POSTING_NOTICES, *PROJECT_KINDS)
MATTERS = (open_postings, open_answers, project_matters)
DEADLINES = (expiries, project_deadlines)

__all__ = ["DEADLINES", "KINDS", "MATTERS"]
