from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    name = "near.registry"
    label = "registry"
    verbose_name = _("Register")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the cellar which records carry text, which can be found, which names are locked;
        and people, who vouches for accounts."""
        from near.foundation.locking import declare_locks  # noqa: PLC0415 -- after the models are there
        from near.foundation.notices import declare_region_names  # noqa: PLC0415 -- as above
        from near.foundation.search.findable import declare_findables  # noqa: PLC0415 -- as above
        from near.foundation.translating import declare_texts  # noqa: PLC0415 -- as above
        from near.people.perms import declare_vouching  # noqa: PLC0415 -- as above
        from near.registry.actions.texts import TEXTS  # noqa: PLC0415 -- as above
        from near.registry.notices import region_names  # noqa: PLC0415 -- as above
        from near.registry.perms import can_vouch  # noqa: PLC0415 -- as above
        from near.registry.search import KINDS, region_locks  # noqa: PLC0415 -- as above

        declare_vouching(can_vouch)
        declare_locks(region_locks)
        declare_region_names(region_names)
        declare_texts(*TEXTS.values())
        for kind in KINDS:
            declare_findables(kind)
