from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CooperationConfig(AppConfig):
    name = "near.cooperation"
    label = "cooperation"
    verbose_name = _("Cooperation")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the cellar what can be found here, what is translated, told, due, and what waits for whom."""
        from near.cooperation import notices, tasks  # noqa: PLC0415 -- after the models are there
        from near.cooperation.actions.texts import POSTING_TEXTS  # noqa: PLC0415 -- as above
        from near.cooperation.actions.texts_projects import PROJECT_TEXTS  # noqa: PLC0415 -- as above
        from near.cooperation.search import KINDS  # noqa: PLC0415 -- as above
        from near.foundation.deadlines import declare_deadlines  # noqa: PLC0415 -- as above
        from near.foundation.notices import declare_notices  # noqa: PLC0415 -- as above
        from near.foundation.open_matters import declare_open_matters  # noqa: PLC0415 -- as above
        from near.foundation.rounds import declare_round  # noqa: PLC0415 -- as above
        from near.foundation.search.findable import declare_findables  # noqa: PLC0415 -- as above
        from near.foundation.translating import declare_texts  # noqa: PLC0415 -- as above

        declare_texts(POSTING_TEXTS, *PROJECT_TEXTS.values())
        declare_notices(*notices.KINDS)
        for matters in notices.MATTERS:
            declare_open_matters(matters)
        for due in notices.DEADLINES:
            declare_deadlines(due)
        declare_round(tasks.daily)
        for kind in KINDS:
            declare_findables(kind)
