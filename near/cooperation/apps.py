from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CooperationConfig(AppConfig):
    name = "near.cooperation"
    label = "cooperation"
    verbose_name = _("Cooperation")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the cellar what this room tells, what can be found in it, and which records carry text."""
        from near.cooperation.actions.texts_projects import PROJECT_TEXTS  # noqa: PLC0415 -- after the models
        from near.cooperation.notices import KINDS as NOTICES  # noqa: PLC0415 -- as above
        from near.cooperation.notices.project_matters import (  # noqa: PLC0415 -- as above
            project_deadlines,
            project_matters,
        )
        from near.cooperation.search import KINDS  # noqa: PLC0415 -- as above
        from near.foundation.deadlines import declare_deadlines  # noqa: PLC0415 -- as above
        from near.foundation.notices import declare_notices  # noqa: PLC0415 -- as above
        from near.foundation.open_matters import declare_open_matters  # noqa: PLC0415 -- as above
        from near.foundation.search.findable import declare_findables  # noqa: PLC0415 -- as above
        from near.foundation.translating import declare_texts  # noqa: PLC0415 -- as above

        declare_texts(*PROJECT_TEXTS.values())
        declare_notices(*NOTICES)
        declare_open_matters(project_matters)
        declare_deadlines(project_deadlines)
        for kind in KINDS:
            declare_findables(kind)
