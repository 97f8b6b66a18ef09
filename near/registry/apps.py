from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    name = "near.registry"
    label = "registry"
    verbose_name = _("Register")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the cellar which records carry text, which can be found, and which names are locked."""
        from near.foundation.locking import declare_locks  # noqa: PLC0415 -- after the models are there
        from near.foundation.notices import declare_region_names  # noqa: PLC0415 -- as above
        from near.foundation.search.findable import declare_findables  # noqa: PLC0415 -- as above
        from near.foundation.translating import declare_texts  # noqa: PLC0415 -- as above
        from near.registry.actions.texts import TEXTS  # noqa: PLC0415 -- as above
        from near.registry.notices import region_names  # noqa: PLC0415 -- as above
        from near.registry.search import KINDS, region_locks  # noqa: PLC0415 -- as above

        declare_locks(region_locks)
        declare_region_names(region_names)
        declare_texts(*TEXTS.values())
        for kind in KINDS:
            declare_findables(kind)
