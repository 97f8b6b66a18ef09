"""What the verbs on projects are called in the journal: the words the portal uses for them."""

from __future__ import annotations

from django.utils.translation import gettext_noop

PROJECT_VERBS = {
    "cooperation.start_project": gettext_noop("A new project"),
    "cooperation.edit_project": gettext_noop("Edit the project"),
    "cooperation.seek_partners": gettext_noop("Look for partners"),
    "cooperation.invite_partner": gettext_noop("Invite a member"),
    "cooperation.withdraw_invitation": gettext_noop("Take the invitation back"),
    "cooperation.ask_to_join": gettext_noop("We wish to take part"),
    "cooperation.join_project": gettext_noop("We take part"),
    "cooperation.decline_project": gettext_noop("We do not take part"),
    "cooperation.leave_project": gettext_noop("Leave the project"),
    "cooperation.hand_over_lead": gettext_noop("Hand the lead over"),
    "cooperation.agree_project": gettext_noop("Agreement to the project"),
    "cooperation.begin_project": gettext_noop("The work begins."),
    "cooperation.propose_change": gettext_noop("Propose a change"),
    "cooperation.answer_change": gettext_noop("Your answer to what a partner proposed"),
    "cooperation.withdraw_change": gettext_noop("Take the proposal back"),
    "cooperation.set_next_step": gettext_noop("Set the next step"),
    "cooperation.add_contribution": gettext_noop("Add what you put in"),
    "cooperation.add_task": gettext_noop("Add a task"),
    "cooperation.finish_task": gettext_noop("The task is marked as done today."),
    "cooperation.add_milestone": gettext_noop("Add a milestone"),
    "cooperation.reach_milestone": gettext_noop("Reached"),
    "cooperation.record_result": gettext_noop("Add a result"),
    "cooperation.record_exchange": gettext_noop("Add people who went and came"),
    "cooperation.remove_content": gettext_noop("Remove"),
    "cooperation.attach_document": gettext_noop("Add a document"),
    "cooperation.withdraw_document": gettext_noop("Withdraw the document"),
    "cooperation.begin_closing": gettext_noop("Begin to close"),
    "cooperation.write_report": gettext_noop("Reports on projects"),
    "cooperation.hand_in_report": gettext_noop("Hand in"),
    "cooperation.close_project": gettext_noop("Close the project"),
    "cooperation.untie_resolution": gettext_noop("Carries out"),
    "cooperation.close_survey": gettext_noop("End the survey now"),
    "cooperation.propose_project": gettext_noop("Propose a project"),
    "cooperation.propose_nothing": gettext_noop("We propose nothing this year"),
    "cooperation.answer_intent": gettext_noop("What the members answered"),
    "cooperation.write_project_words": gettext_noop("Write a translation"),
}
