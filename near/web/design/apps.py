from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "near.web.design"
    label = "near_design"
    default_auto_field = "django.db.models.BigAutoField"
