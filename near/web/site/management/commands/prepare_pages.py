"""near prepare_pages: the root of the editorial pages in every language. Part of `near init`."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import translation
from django.utils.text import slugify
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
)

from near.web.site.models import EntryIndexPage


def _news(locale: Locale) -> str:
    with translation.override(locale.language_code):
        return translation.gettext("News")


class Command(BaseCommand):
    """Make the locales and the index page of each; nothing is changed where they stand already."""

    help = "Prepare the roots of the editorial pages in every language."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        codes = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
        locales = [Locale.objects.get_or_create(language_code=c)[0] for c in codes]
        if EntryIndexPage.objects.exists():
            return
        root = Page.objects.get(depth=1)
        self._let_editors_in(root)
        self._drop_welcome(root)
        first = EntryIndexPage(title=_news(locales[0]), slug="news-en", locale=locales[0])
        root.add_child(instance=first)
        for locale in locales[1:]:
            other = first.copy_for_translation(locale)
            other.title = _news(locale)
            other.slug = f"news-{slugify(locale.language_code)}"
            other.save_revision().publish()
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={"hostname": "localhost", "port": 80, "root_page": first, "site_name": "NEAR"},
        )

    @staticmethod
    def _let_editors_in(root: Page) -> None:
        """Give the secretariat's group every right on pages, images and documents."""
        group, _made = Group.objects.get_or_create(name="Secretariat")
        kinds = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
        rights = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=kinds)
        for right in rights:
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=right)
        files = Permission.objects.filter(
            content_type__app_label__in=("wagtailimages", "wagtaildocs"),
            codename__in=("add_image", "change_image", "choose_image", "add_document", "change_document",
                          "choose_document"),
        )  # fmt: skip
        for right in files:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=Collection.get_first_root_node(), permission=right
            )

    @staticmethod
    def _drop_welcome(root: Page) -> None:
        """Take away the page that the CMS greets its installers with."""
        Site.objects.all().delete()
        for page in root.get_children().filter(slug="home"):
            page.delete()
