from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "near.web.desk"
    label = "near_desk"
    default_auto_field = "django.db.models.BigAutoField"
