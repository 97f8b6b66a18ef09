from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CooperationConfig(AppConfig):
    name = "near.cooperation"
    label = "cooperation"
    verbose_name = _("Cooperation")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the cellar what can be found here, what is translated, told, due, and what waits for whom."""
        from near.cooperation.actions.texts import POSTING_TEXTS  # noqa: PLC0415 -- after the models are there
        from near.cooperation.notices import KINDS as NOTICES  # noqa: PLC0415 -- as above
        from near.cooperation.notices.postings import expiries, open_answers, open_postings  # noqa: PLC0415 -- as above
        from near.cooperation.search import KINDS  # noqa: PLC0415 -- as above
        from near.foundation.deadlines import declare_deadlines  # noqa: PLC0415 -- as above
        from near.foundation.notices import declare_notices  # noqa: PLC0415 -- as above
        from near.foundation.open_matters import declare_open_matters  # noqa: PLC0415 -- as above
        from near.foundation.search.findable import declare_findables  # noqa: PLC0415 -- as above
        from near.foundation.translating import declare_texts  # noqa: PLC0415 -- as above

        declare_texts(POSTING_TEXTS)
        declare_notices(*NOTICES)
        declare_deadlines(expiries)
        for keeper in (open_postings, open_answers):
            declare_open_matters(keeper)
        for kind in KINDS:
            declare_findables(kind)
