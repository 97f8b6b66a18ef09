from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    name = "near.translation"
    label = "translation"
    verbose_name = _("Translations")
    default_auto_field = "django.db.models.BigAutoField"
