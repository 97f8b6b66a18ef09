from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

VERBS_IN_WORDS = {
    "registry.give_mandate": _("A mandate was given"),
    "registry.invite_official": _("An official was invited"),
    "registry.end_mandate": _("A mandate was ended"),
    "registry.replace_mandate": _("A mandate was handed to a successor"),
    "registry.write_words": _("A text was corrected"),
    "registry.admit_region": _("The region was admitted"),
    "registry.end_membership": _("The membership ended"),
    "registry.suspend_rights": _("The member's rights were suspended"),
    "registry.restore_rights": _("The member's rights were restored"),
    "registry.add_name": _("A name was added"),
    "registry.rename_region": _("The region was renamed"),
    "assembly.write_words": _("A text was corrected"),
    "translation.ask_machine": _("The machine was asked for a translation"),
    "people.open_account": _("An account was opened"),
}


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
        from near.foundation.verb_words import declare_verbs  # noqa: PLC0415 -- as above
        from near.people.perms import declare_vouching  # noqa: PLC0415 -- as above
        from near.registry.actions.texts import TEXTS  # noqa: PLC0415 -- as above
        from near.registry.notices import region_names  # noqa: PLC0415 -- as above
        from near.registry.perms import can_vouch  # noqa: PLC0415 -- as above
        from near.registry.search import KINDS, region_locks  # noqa: PLC0415 -- as above

        declare_vouching(can_vouch)
        declare_verbs(VERBS_IN_WORDS)
        declare_locks(region_locks)
        declare_region_names(region_names)
        declare_texts(*TEXTS.values())
        for kind in KINDS:
            declare_findables(kind)
