from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TerminologyConfig(AppConfig):
    name = "near.terminology"
    label = "terminology"
    verbose_name = _("Terms")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from near.foundation.locking import declare_locks  # noqa: PLC0415 -- models stand only from here on
        from near.foundation.search.findable import declare_concepts  # noqa: PLC0415 -- as above
        from near.terminology.queries import locks_of_terms  # noqa: PLC0415 -- as above
        from near.terminology.search import Keeper  # noqa: PLC0415 -- as above

        declare_locks(locks_of_terms)
        declare_concepts(Keeper())
