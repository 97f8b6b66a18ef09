from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssemblyConfig(AppConfig):
    name = "near.assembly"
    label = "assembly"
    verbose_name = _("Assembly")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the cellar which records carry text and which can be found."""
        from near.assembly.actions.texts import TEXTS  # noqa: PLC0415 -- models stand from here on
        from near.assembly.search import KINDS  # noqa: PLC0415 -- as above
        from near.foundation.search.findable import declare_findables  # noqa: PLC0415 -- as above
        from near.foundation.translating import declare_texts  # noqa: PLC0415 -- as above

        declare_texts(*TEXTS.values())
        for kind in KINDS:
            declare_findables(kind)
