"""No page of the desk that we use shows English to an officer who reads another language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polib
import pytest
import wagtail.admin
import wagtail_localize
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import translation
from django.utils.translation.trans_real import DjangoTranslation
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale
from wagtail_localize.operations import translate_object

from near.foundation.period import today
from near.people.models import Account
from near.web.desk.verbs import VERBS
from near.web.desk.views.lists import LISTS
from near.web.site.models import EntryIndexPage, EntryPage
from tests.web.desk.untranslated import noted

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("register", "editors"),
    # The CMS leaves the file open from which it makes a small picture.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

# Words that are names, or that every language of the house writes so.
NAMES = {
    "Wagtail", "Draftail", "RSS", "URL", "HTML", "PDF", "ID", "NEAR", "OK", "SEO", "ISO 3166-2", "%s KB",
    "%s MB",
}  # fmt: skip


def addresses(entry: EntryPage, image: Image, document: Document) -> list[str]:
    """Return the pages of the back office that officers of the secretariat use."""
    root = entry.get_parent().pk
    ours = [*(f"register/{k}/" for k in LISTS), *(f"register/do/{k}/" for k in VERBS)]
    return [
        "", *ours, "register/journal/", "register/import/", "register/terms/", "register/terms/import/",
        "register/translations/", "register/translations/?language=mn&state=missing",
        "register/translations/mn/organ/sub-tourism/",
        "pages/", f"pages/{root}/", f"pages/{entry.pk}/edit/", f"pages/{entry.pk}/history/",
        f"pages/{entry.pk}/delete/", f"pages/{entry.pk}/unpublish/", f"pages/{entry.pk}/move/",
        f"pages/{entry.pk}/copy/", f"pages/{entry.pk}/usage/", f"pages/add/near_site/entrypage/{root}/",
        "pages/search/?q=news", "choose-page/", "choose-external-link/",
        "images/", "images/add/", f"images/{image.pk}/", f"images/{image.pk}/delete/", "images/chooser/",
        "documents/", "documents/add/", f"documents/edit/{document.pk}/", "documents/chooser/",
        "reports/locked/", "reports/workflow/", "reports/workflow_tasks/", "reports/site-history/",
        "reports/aging-pages/", "reports/page-types-usage/", "account/",
        f"localize/submit/page/{entry.pk}/", f"pages/{entry.get_translations().get().pk}/edit/",
    ]  # fmt: skip


@pytest.fixture
def walked() -> list[str]:
    """The addresses, with an entry, an image and a document to show on them."""
    root = EntryIndexPage.objects.get(locale=Locale.objects.get(language_code="en"))
    entry = EntryPage(title="Entry", on=today(), summary="x", body="<p>x</p>", locale=root.locale)
    root.add_child(instance=entry)
    entry.save_revision().publish()
    translate_object(entry, [Locale.objects.get(language_code="ja")])
    image = Image.objects.create(title="Picture", file=get_test_image_file())
    document = Document.objects.create(title="File", file=ContentFile(b"x", name="x.pdf"))
    return addresses(entry, image, document)


@pytest.mark.parametrize("language", ["ja", "ko", "zh", "ru", "mn"])
def test_no_page_of_the_desk_shows_english(
    officer: Account, walked: list[str], language: str, settings: Any
) -> None:
    officer.language = language
    officer.save()
    client, left, standing = Client(), {}, {}
    client.force_login(officer, backend="near.web.desk.backends.DeskBackend")
    for address in walked:
        with translation.override("en"), noted() as notes:
            answer = client.get(f"/desk/{address}")
        standing[address] = answer.status_code
        for message in notes.shown_in(answer.content.decode()):
            if message[1] not in NAMES:
                left.setdefault(message, address)
    assert {a: s for a, s in standing.items() if s != 200} == {}
    assert left == {}


def test_the_recorder_notes_what_no_catalogue_has_and_the_page_shows() -> None:
    with translation.override("mn"), noted() as notes:
        assert translation.gettext("Members") == "Гишүүд"
        translation.gettext("Nobody translated %(what)s")
        translation.gettext("Nor this")
        translation.ngettext("one beast", "%(n)s beasts", 2)
        translation.pgettext("beasts", "lion")
    page = (
        "<p title='x'>Nobody translated 7 &amp; 8</p><script>Nor this</script><i aria-label=\"5 beasts\"></i>"
    )
    shown = {message[1] for message in notes.shown_in(page)}
    assert shown == {"Nobody translated %(what)s", "one beast"}
    assert ("beasts", "lion", "") in notes.found


@pytest.mark.parametrize("language", ["ja", "ko", "zh-hans", "ru", "mn"])
@pytest.mark.parametrize("maker", [wagtail.admin, wagtail_localize])
def test_the_scripts_of_the_back_office_speak_the_officers_language(maker: Any, language: str) -> None:
    folder = Path(maker.__file__).parent / "locale" / "en" / "LC_MESSAGES" / "djangojs.po"
    words = [entry for entry in polib.pofile(str(folder)) if not entry.obsolete]
    spoken = DjangoTranslation(language, domain="djangojs", localedirs=[str(folder.parents[2])])
    known = spoken._catalog
    left = [w.msgid for w in words if (w.msgid, 0) not in known and w.msgid not in known]
    assert len(words) > 40
    assert [x for x in left if x not in NAMES] == []
