"""Words of the CMS's scripts that its own catalogues lack in some of our languages.

Nothing imports these names. The extraction of strings puts this file, and no other, into the catalogues for
scripts (djangojs), which the CMS's own script catalogue takes in.
"""

from django.utils.translation import gettext_noop, ngettext_lazy

WORDS = (
    gettext_noop("(%(number)s new items in this menu)"),
    gettext_noop("(1 new item in this menu)"),
    gettext_noop("(New)"),
    gettext_noop("%(time_zone_option)s: %(localized_time_zone_label)s"),
    gettext_noop("A network error occurred."),
    gettext_noop("A server error occurred."),
    gettext_noop("Autosave in progress…"),
    gettext_noop("Blocks"),
    gettext_noop("Changes have been autosaved."),
    gettext_noop("Character count:"),
    gettext_noop("Collapse all"),
    gettext_noop("Complex"),
    gettext_noop("Deleting"),
    gettext_noop("Enter your comments..."),
    gettext_noop("Enter your reply..."),
    gettext_noop("Error while sending preview data."),
    gettext_noop("Expand all"),
    gettext_noop("Fair"),
    gettext_noop("Good"),
    gettext_noop("Insert a block"),
    gettext_noop("Main menu"),
    gettext_noop("No"),
    gettext_noop("Pin toolbar"),
    gettext_noop("Report this error to your website administrator with the following information:"),
    gettext_noop("Search options…"),
    gettext_noop("Split block"),
    gettext_noop("Toggle section"),
    gettext_noop("Toggle side panel"),
    gettext_noop("Toggle sidebar"),
    gettext_noop("Unpin toolbar"),
    gettext_noop("Write something or type ‘/’ to insert a block"),
    gettext_noop("Yes"),
    gettext_noop("Actions"),
    gettext_noop("Add a comment"),
    gettext_noop("Are you sure?"),
    gettext_noop("Broken link"),
    gettext_noop("Cancel"),
    gettext_noop("Comment"),
    gettext_noop("Decorative image"),
    gettext_noop("Delete error"),
    gettext_noop("Duplicate"),
    gettext_noop("Focus comment"),
    gettext_noop("Missing document"),
    gettext_noop("More actions"),
    gettext_noop("Page explorer"),
    gettext_noop("Reply"),
    gettext_noop("Resolve"),
    gettext_noop("Retry"),
    gettext_noop("Save error"),
    gettext_noop("Saving..."),
    gettext_noop("Unfocus comment"),
    gettext_noop("View child pages of '%(title)s'"),
)
# Never called: the count stands here for the extraction alone.
COUNTED = (
    ngettext_lazy("%(num)s error", "%(num)s errors", 0),
    ngettext_lazy("%(num)s min", "%(num)s mins", 0),
    ngettext_lazy("%(num)s pixel", "%(num)s pixels", 0),
)
