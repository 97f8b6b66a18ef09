"""How the desk's permissions follow from posts in the secretariat."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from near.people.perms import in_secretariat

# Wagtail asks by permission name. An officer of the secretariat may do everything there but manage accounts.
_DESK_APPS = {"wagtailadmin", "wagtail_localize", "wagtailcore", "wagtailimages", "wagtaildocs", "near_site"}


class DeskBackend(AuthenticationBackend):
    """Sign-in by e-mail; back-office permissions by a post that runs today."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        if super().has_perm(user_obj, perm, obj):
            return True
        return perm.split(".", maxsplit=1)[0] in _DESK_APPS and in_secretariat(user_obj)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return app_label in _DESK_APPS and in_secretariat(user_obj)
