from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssemblyConfig(AppConfig):
    name = "near.assembly"
    label = "assembly"
    verbose_name = _("Assembly")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the cellar which records carry text."""
        from near.assembly.actions.texts import TEXTS  # noqa: PLC0415 -- needs the tables
        from near.foundation.translating import declare_texts  # noqa: PLC0415 -- as above

        declare_texts(*TEXTS.values())
