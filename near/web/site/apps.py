from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "near.web.site"
    label = "near_site"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from near.cooperation.perms.coordinators import declare_coordinators  # noqa: PLC0415 -- as below
        from near.flows.subcommittees import organs_coordinated_by  # noqa: PLC0415 -- as below
        from near.foundation.search.findable import declare_findables  # noqa: PLC0415 -- models stand from here on
        from near.web.site.search import ENTRIES  # noqa: PLC0415 -- as above

        declare_findables(ENTRIES)
        declare_coordinators(organs_coordinated_by)
