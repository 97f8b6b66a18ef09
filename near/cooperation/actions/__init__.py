"""The verbs of cooperation."""

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
from near.cooperation.actions.participations import (
    ask_to_join,
    decline_project,
    hand_over_lead,
    invite_partner,
    join_project,
    leave_project,
    withdraw_invitation,
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
from near.cooperation.actions.surveys import (
    answer_intent,
    close_survey,
    open_survey,
    propose_nothing,
    propose_project,
)
from near.cooperation.actions.texts_projects import write_project_words
from near.cooperation.actions.ties import tie_resolution, untie_resolution

__all__ = [
    "abandon_project",
    "add_contribution",
    "add_milestone",
    "add_task",
    "agree_project",
    "answer_change",
    "answer_intent",
    "ask_to_join",
    "attach_document",
    "begin_closing",
    "begin_project",
    "close_project",
    "close_survey",
    "decline_project",
    "edit_project",
    "finish_task",
    "hand_in_report",
    "hand_over_lead",
    "invite_partner",
    "join_project",
    "leave_project",
    "open_survey",
    "propose_change",
    "propose_nothing",
    "propose_project",
    "reach_milestone",
    "record_exchange",
    "record_result",
    "remind_of_projects",
    "remove_content",
    "seek_partners",
    "set_next_step",
    "start_project",
    "tie_resolution",
    "untie_resolution",
    "withdraw_change",
    "withdraw_document",
    "withdraw_invitation",
    "write_project_words",
    "write_report",
]
