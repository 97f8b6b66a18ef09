from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    name = "near.registry"
    label = "registry"
    verbose_name = _("Register")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from near.foundation.search.findable import declare_findables  # noqa: PLC0415 -- models stand from here on
        from near.registry.search import KINDS  # noqa: PLC0415 -- as above

        for kind in KINDS:
            declare_findables(kind)
