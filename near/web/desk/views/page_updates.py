"""Bringing translated pages up to date with their original, as the CMS does it, but for its machine."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from wagtail.models import Page
from wagtail_localize.views.update_translations import UpdateTranslationsView

from near.web.desk.page_journal import journal_if_published


class UpdateWithoutMachine(UpdateTranslationsView):
    """The CMS would ask the provider in the middle of a transaction here; its own button does so outside."""

    def get_form(self) -> Any:
        form = super().get_form()
        form.fields.pop("use_machine_translation", None)
        return form

    def form_valid(self, form: Any) -> HttpResponse:
        pages = list(Page.objects.filter(translation_key=self.object.object_id).select_related("locale"))
        before = {page.pk: page.live_revision_id for page in pages}
        response: HttpResponse = super().form_valid(form)
        for page in pages:
            journal_if_published(self.request, page, before[page.pk])
        return response
