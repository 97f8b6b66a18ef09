"""A journal entry in words: verbs, fields and values as an officer knows them."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from near.foundation.errors import DomainError
from near.foundation.languages import LANGUAGES, language_of
from near.foundation.period import today
from near.registry.queries import names_on
from near.web.design.templatetags.design import precise
from near.web.desk.project_words import PROJECT_VERBS
from near.web.desk.verbs import VERBS

_ROOMS = ("registry", "terminology", "assembly", "people", "translation", "cooperation")
_AUTONYMS = {x.code: x.autonym for x in LANGUAGES} | {"vi": "Tiếng Việt", "ky": "Кыргызча"}
_LONGEST = 400
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@cache
def _fields() -> dict[str, models.Field[Any, Any]]:
    """Return the fields of the rooms' tables by column; of one name, the first stands for all."""
    found: dict[str, models.Field[Any, Any]] = {}
    for room in _ROOMS:
        for model in apps.get_app_config(room).get_models():
            for field in model._meta.concrete_fields:
                found.setdefault(field.attname, field)
    return found


def verb_in_words(verb: str) -> str:
    """Return what a verb is called at the desk; one that the desk does not offer keeps its key."""
    known = VERBS.get(verb.rpartition(".")[2].replace("_", "-"))
    if known:
        return str(known.label)
    return _(_OTHER_VERBS[verb]) if verb in _OTHER_VERBS else verb


_OTHER_VERBS = PROJECT_VERBS | {
    "registry.load_register": gettext_noop("Load the reference data of the register"),
    "terminology.load_termbase": gettext_noop("Load the reference data of the termbase"),
    "terminology.import_terms": gettext_noop("Import terms"),
    "assembly.load_association": gettext_noop("Load the reference data of the association"),
    "registry.invite_official": gettext_noop("Invite an official"),
    "registry.replace_mandate": gettext_noop("Hand the mandate over"),
    "registry.write_words": gettext_noop("Write a translation"),
    "assembly.write_words": gettext_noop("Write a translation"),
    "people.set_notices": gettext_noop("Settings of the mails about notices"),
    "people.set_own_preferences": gettext_noop("Settings of language and time"),
    "people.renew_subscription_key": gettext_noop("New addresses of a calendar and feed"),
    "people.revoke_subscription_key": gettext_noop("The addresses of a calendar and feed were taken back"),
    "translation.ask_machine": gettext_noop("Ask the machine for a translation"),
    "translation.finish_run": gettext_noop("The machine's answer"),
    "site.publish_page": gettext_noop("Publish a page"),
    "site.unpublish_page": gettext_noop("Withdraw a page"),
    "site.delete_page": gettext_noop("Delete a page"),
}


def actor_in_words(actor: str, label: str) -> str:
    """Return who acted: a person by name, the platform itself in the reader's words."""
    return _("the platform itself") if actor.startswith("system:") else label or actor


def subject_in_words(subject: str) -> str:
    """Return what an entry is about: the kind of record and its name; a deleted one keeps its key."""
    kind, _colon, key = subject.partition(":")
    if key == "reference-data":
        return _("reference data")
    table = _tables().get(kind)
    if table is None:
        return subject
    columns = {field.name for field in table._meta.concrete_fields}
    by = "pk" if key.isdigit() else "slug" if "slug" in columns else "key"
    record = table.objects.filter(**{by: key}).first() if by in columns | {"pk"} else None
    return f"{table._meta.verbose_name} · {record_in_words(record) if record else key}"


@cache
def _tables() -> dict[str, Any]:
    """Return the rooms' tables by the names the journal uses for them."""
    models_of_rooms = [m for room in _ROOMS for m in apps.get_app_config(room).get_models()]
    found: dict[str, Any] = {str(m._meta.model_name): m for m in models_of_rooms}
    return found | {"membership": found["membershipspell"], "secretariat_post": found["secretariatpost"]}


def record_in_words(record: Any) -> str:
    """Return a record as a reader knows it: a region by its official name, what belongs to one with it."""
    region = record if record._meta.model_name == "region" else getattr(record, "region", None)
    if region is None and hasattr(record, "post"):
        return f"{record.account} · {record.get_post_display()}"
    if region is None:
        return str(record)
    named = names_on(today(), language_of(get_language() or "en").code, [region.pk]).get(region.pk)
    name = named.official if named else region.slug
    if record is region:
        return name
    own = next((str(getattr(record, f"get_{f}_display")()) for f in _TELLING if hasattr(record, f)), "")
    return f"{name} · {own}" if own else name


# Of what belongs to a region, the field that tells one record from the next.
_TELLING = ("category", "office", "kind")


def refusal_in_words(refusal: DomainError) -> str:
    """Return a refusal with the records and days it names written as readers know them."""
    if not refusal.details:
        return str(refusal)
    return str(refusal.message) % {name: _named(value) for name, value in refusal.details.items()}


def _named(value: Any) -> Any:
    if isinstance(value, models.Model):
        return record_in_words(value)
    return precise(value) if isinstance(value, dt.date) else value


def field_in_words(column: str) -> str:
    """Return what a column is called in the reader's language."""
    field = _fields().get(column)
    if field is None:
        return _AUTONYMS.get(column, column)
    if column.endswith("precision"):
        return _("how exactly the date is known")
    if isinstance(field, models.ForeignKey):
        return str(field.related_model._meta.verbose_name)
    return str(field.verbose_name)


def value_in_words(column: str, value: Any) -> str:
    """Return a stored value as a reader knows it: the record behind a number, the words of a text."""
    if value in (None, "", {}, []):
        return "–"
    field = _fields().get(column)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        return _text(value)
    if isinstance(field, models.ForeignKey):
        table: Any = field.related_model
        record = table.objects.filter(pk=value).first()
        return record_in_words(record) if record is not None else str(value)
    return _written(column, field, str(value))


def _written(column: str, field: models.Field[Any, Any] | None, value: str) -> str:
    """Write a code as the word it stands for, and a day as the reader's language does."""
    if column == "language":
        return _AUTONYMS.get(value, value)
    if isinstance(field, models.DateField) and _DAY.fullmatch(value):
        return precise(dt.date.fromisoformat(value))
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return value[:_LONGEST]


def _text(value: dict[str, Any]) -> str:
    """Write a text in many languages as one line a language; any other data as it is."""
    parts = [
        f"{_AUTONYMS.get(code, code)}: {passage['words']}"
        for code, passage in value.items()
        if isinstance(passage, dict) and "words" in passage
    ]
    return "\n".join(parts) if parts else str(value)[:_LONGEST]
