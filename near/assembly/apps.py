from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssemblyConfig(AppConfig):
    name = "near.assembly"
    label = "assembly"
    verbose_name = _("Assembly")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from near.assembly.search import KINDS  # noqa: PLC0415 -- models stand from here on
        from near.foundation.search.findable import declare_findables  # noqa: PLC0415 -- as above

        for kind in KINDS:
            declare_findables(kind)
