"""near prepare_pages: the root of the editorial pages in every language. Part of `near init`."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Locale, Page, Site

from near.web.site.models import EntryIndexPage


class Command(BaseCommand):
    """Make the locales and the index page of each; nothing is changed where they stand already."""

    help = "Prepare the roots of the editorial pages in every language."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        locales = [Locale.objects.get_or_create(language_code=c)[0] for c, _n in settings.LANGUAGES]
        if EntryIndexPage.objects.exists():
            return
        root = Page.objects.get(depth=1)
        self._drop_welcome(root)
        first = EntryIndexPage(title="News", slug="news-en", locale=locales[0])
        root.add_child(instance=first)
        for locale in locales[1:]:
            other = first.copy_for_translation(locale)
            other.slug = f"news-{slugify(locale.language_code)}"
            other.save_revision().publish()
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={"hostname": "localhost", "port": 80, "root_page": first, "site_name": "NEAR"},
        )

    @staticmethod
    def _drop_welcome(root: Page) -> None:
        """Take away the page that the CMS greets its installers with."""
        Site.objects.all().delete()
        for page in root.get_children().filter(slug="home"):
            page.delete()
