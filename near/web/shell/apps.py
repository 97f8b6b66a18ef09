from django.apps import AppConfig


class ShellConfig(AppConfig):
    name = "near.web.shell"
    label = "near_shell"
    default_auto_field = "django.db.models.BigAutoField"
