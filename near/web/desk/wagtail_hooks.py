"""How our verbs enter the back office: addresses, menu, and the journal of published pages."""

from __future__ import annotations

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from near.people.perms import in_secretariat
from near.web.desk.dashboard import register_first, without_counts_of_the_cms
from near.web.desk.page_journal import (
    journal_deletion,
    journal_publication,
    journal_translation,
    journal_withdrawal,
)
from near.web.desk.views.imports import import_table, show_template
from near.web.desk.views.lists import LISTS, show_journal, show_list
from near.web.desk.views.page_updates import UpdateWithoutMachine
from near.web.desk.views.quiet import show_quiet
from near.web.desk.views.terms import import_termbase, show_terms
from near.web.desk.views.translations import show_board, translate_text
from near.web.desk.views.verb import run_verb


def desk_urls() -> list[URLPattern]:
    """Give our views their addresses; the back office asks for its own sign-in before any of them."""
    return [
        # Stands before the CMS's own view at this address, which keeps its name.
        path("localize/update/<int:translation_source_id>/", UpdateWithoutMachine.as_view()),
        path("register/do/<slug:key>/", run_verb, name="near_desk_verb"),
        path("register/import/", import_table, name="near_desk_import"),
        path("register/quiet/", show_quiet, name="near_desk_quiet"),
        path("register/import/past-projects.xlsx", show_template, name="near_desk_import_template"),
        path("register/journal/", show_journal, name="near_desk_journal"),
        path("register/terms/", show_terms, name="near_desk_terms"),
        path("register/terms/import/", import_termbase, name="near_desk_terms_import"),
        path("register/translations/", show_board, name="near_desk_translations"),
        path(
            "register/translations/<slug:language>/<slug:kind>/<str:key>/",
            translate_text,
            name="near_desk_translate",
        ),
        path("register/<slug:group>/", show_list, name="near_desk_list"),
    ]


class DeskItem(MenuItem):
    """A menu item for the secretariat."""

    def is_shown(self, request: HttpRequest) -> bool:
        return in_secretariat(request.user)


class DeskSubmenu(SubmenuMenuItem):
    """A submenu for the secretariat."""

    def is_shown(self, request: HttpRequest) -> bool:
        return in_secretariat(request.user)


_ICONS = {"members": "site", "drafts": "tag", "mandates": "mail", "partners": "group",
          "projects": "pick", "texts": "doc-full", "postings": "list-ul", "accounts": "user"}  # fmt: skip


def _items() -> list[MenuItem]:
    lists = [
        DeskItem(title, reverse("near_desk_list", args=[key]), icon_name=_ICONS[key], order=10 + place)
        for place, (key, (title, *_rest)) in enumerate(LISTS.items())
    ]
    return [
        *lists,
        DeskItem(_("Terms"), reverse("near_desk_terms"), icon_name="openquote", order=40),
        DeskItem(
            _("Translations"),
            reverse("near_desk_translations"),
            icon_name="wagtail-localize-language",
            order=40,
        ),
        DeskItem(_("Quiet members"), reverse("near_desk_quiet"), icon_name="time", order=45),
        DeskItem(_("Import a table"), reverse("near_desk_import"), icon_name="upload", order=50),
        DeskItem(_("Journal"), reverse("near_desk_journal"), icon_name="history", order=60),
    ]


def desk_menu() -> MenuItem:
    """Put the register at the head of the menu."""
    return DeskSubmenu(_("Register"), Menu(items=_items()), icon_name="globe", order=10)


def desk_style() -> str:
    """Give the whole back office the colours of the house."""
    link = '<link rel="stylesheet" href="{}"><link rel="stylesheet" href="{}">'
    return format_html(link, static("near/desk.css"), static("near/sheet.css"))


def without_help_of_the_maker(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out the menu that tells of the CMS itself: its news are no news of the association."""
    items[:] = [item for item in items if item.name != "help"]


hooks.register("register_admin_urls", desk_urls, order=-1)
hooks.register("register_admin_menu_item", desk_menu)
hooks.register("insert_global_admin_css", desk_style)
hooks.register("construct_main_menu", without_help_of_the_maker)
hooks.register("construct_homepage_panels", register_first)
# Last, when the CMS has put in its own.
hooks.register("construct_homepage_summary_items", without_counts_of_the_cms, order=1000)
# Before the CMS's translation of pages, which answers this hook itself.
hooks.register("before_edit_page", journal_translation, order=-1)
hooks.register("after_publish_page", journal_publication)
hooks.register("after_unpublish_page", journal_withdrawal)
hooks.register("after_delete_page", journal_deletion)
