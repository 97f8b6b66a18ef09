"""The verbs of cooperation."""

from near.cooperation.actions.answers import (
    agree_answer,
    answer_posting,
    decline_answer,
    withdraw_answer,
    write_message,
)
from near.cooperation.actions.attachments import attach_document, withdraw_document
from near.cooperation.actions.changes import agree_project, answer_change, propose_change, withdraw_change
from near.cooperation.actions.contents import (
    add_contribution,
    add_milestone,
    add_task,
    finish_task,
    reach_milestone,
    record_exchange,
    record_result,
    remove_content,
)
from near.cooperation.actions.imports import import_project
from near.cooperation.actions.participations import (
    ask_to_join,
    decline_project,
    hand_over_lead,
    invite_partner,
    join_project,
    leave_project,
    withdraw_invitation,
)
from near.cooperation.actions.posting_reminders import remind_of_expiry
from near.cooperation.actions.postings import (
    begin_posting,
    confirm_posting,
    edit_posting,
    fulfil_posting,
    publish_posting,
    return_posting,
    submit_posting,
    withdraw_posting,
)
from near.cooperation.actions.projects import (
    abandon_project,
    begin_closing,
    begin_project,
    close_project,
    edit_project,
    seek_partners,
    set_next_step,
    start_project,
)
from near.cooperation.actions.reminders import remind_of_projects
from near.cooperation.actions.reports import hand_in_report, write_report
from near.cooperation.actions.samples import load_samples, remove_samples
from near.cooperation.actions.suggestions import agree_leg, decline_leg, decline_suggestion, propose_loop
from near.cooperation.actions.surveys import (
    answer_intent,
    close_survey,
    open_survey,
    propose_nothing,
    propose_project,
)
from near.cooperation.actions.texts import write_posting_words
from near.cooperation.actions.texts_projects import write_project_words
from near.cooperation.actions.ties import tie_resolution, untie_resolution

__all__ = [
    "abandon_project",
    "add_contribution",
    "add_milestone",
    "add_task",
    "agree_answer",
    "agree_leg",
    "agree_project",
    "answer_change",
    "answer_intent",
    "answer_posting",
    "ask_to_join",
    "attach_document",
    "begin_closing",
    "begin_posting",
    "begin_project",
    "close_project",
    "close_survey",
    "confirm_posting",
    "decline_answer",
    "decline_leg",
    "decline_project",
    "decline_suggestion",
    "edit_posting",
    "edit_project",
    "finish_task",
    "fulfil_posting",
    "hand_in_report",
    "hand_over_lead",
    "import_project",
    "invite_partner",
    "join_project",
    "leave_project",
    "load_samples",
    "open_survey",
    "propose_change",
    "propose_loop",
    "propose_nothing",
    "propose_project",
    "publish_posting",
    "reach_milestone",
    "record_exchange",
    "record_result",
    "remind_of_expiry",
    "remind_of_projects",
    "remove_content",
    "remove_samples",
    "return_posting",
    "seek_partners",
    "set_next_step",
    "start_project",
    "submit_posting",
    "tie_resolution",
    "untie_resolution",
    "withdraw_answer",
    "withdraw_change",
    "withdraw_document",
    "withdraw_invitation",
    "withdraw_posting",
    "write_message",
    "write_posting_words",
    "write_project_words",
    "write_report",
]
