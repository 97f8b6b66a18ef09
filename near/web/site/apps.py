from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "near.web.site"
    label = "near_site"
    default_auto_field = "django.db.models.BigAutoField"
