from django.apps import AppConfig


class OutgoingConfig(AppConfig):
    name = "near.web.outgoing"
    label = "near_outgoing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the cellar how a provider of machine translation is reached."""
        from near.foundation.machine_translation import declare_translator  # noqa: PLC0415 -- needs the apps
        from near.web.outgoing.providers import configured  # noqa: PLC0415 -- as above

        declare_translator(configured)
